//! How long to wait before an attempt.

/// Delays that grow with each attempt in a row, and are partly random
///
/// Random, so that the clients of a server that comes back do not all come at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backoff {
    /// The longest delay before the first attempt, in milliseconds
    pub first_delay: f64,
    /// By what it is multiplied for each further one, at least 1
    pub growth: f64,
    /// The longest delay before any
    pub max_delay: f64,
    /// Which part of a delay is random, from 0 to 1
    pub jitter: f64,
}

impl Backoff {
    /// The longest delay before the attempt with this number; the first is 1
    pub fn longest(&self, attempt: u32) -> f64 {
        let mut delay = self.first_delay;
        let mut growths = attempt.saturating_sub(1);
        // No further than it grows: a delay of 0 does not, nor does any by a factor of 1.
        while growths > 0 && delay < self.max_delay && delay < delay * self.growth {
            delay *= self.growth;
            growths -= 1;
        }
        if delay < self.max_delay { delay } else { self.max_delay }
    }

    /// The delay before the attempt with this number, in milliseconds
    pub fn delay(&self, attempt: u32, random: f64) -> f64 {
        self.spread(self.longest(attempt), random)
    }

    /// The delay between attempts that are made though the browser says that it is offline
    pub fn offline_delay(&self, random: f64) -> f64 {
        self.spread(self.max_delay, random)
    }

    fn spread(&self, longest: f64, random: f64) -> f64 {
        longest * (1.0 - self.jitter * (1.0 - random))
    }
}

// Chosen by tests/simulation: benches/reconnecting.md compares them with others.
impl Default for Backoff {
    fn default() -> Self {
        Self { first_delay: 2_000.0, growth: 3.0, max_delay: 20_000.0, jitter: 0.75 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_up_to_the_longest() {
        let backoff = Backoff { jitter: 0.0, ..Backoff::default() };
        let delays = [1, 2, 3, 4, 5, u32::MAX].map(|attempt| backoff.delay(attempt, 0.5));
        let expected = [2e3, 6e3, 18e3, 20e3, 20e3, 20e3];
        assert_eq!(delays, expected);
    }

    #[test]
    fn the_random_part_is_what_jitter_says() {
        for (jitter, random, expected) in [
            (1.0, 0.0, 0.0),
            (1.0, 0.25, 500.0),
            (0.5, 0.0, 1e3),
            (0.5, 0.5, 1.5e3),
            (0.0, 0.9, 2e3),
        ] {
            let backoff = Backoff { jitter, ..Backoff::default() };
            assert_eq!(backoff.delay(1, random), expected, "{jitter} {random}");
        }
    }

    #[test]
    fn a_first_delay_of_nothing_stays_nothing() {
        let backoff = Backoff { first_delay: 0.0, growth: 10.0, ..Backoff::default() };
        assert_eq!(backoff.longest(u32::MAX), 0.0);
    }
}
