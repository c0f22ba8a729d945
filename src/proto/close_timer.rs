//! How long closing may take.
use super::drain::Drain;

/// The time that closing has without progress, in milliseconds
///
/// It counts from the first look, which the call of `close()` asks for, and starts again at each look that finds fewer
/// bytes left to transmit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CloseTimer {
    timeout: f64,
    due: f64,
    left: u64,
}

impl CloseTimer {
    /// Closing may take this long without progress
    pub fn new(timeout: u32) -> Self {
        Self { timeout: timeout.into(), due: f64::INFINITY, left: u64::MAX }
    }

    /// A look at this time, with this many bytes left to transmit; whether the time is over
    pub fn look(&mut self, time: f64, left: u64) -> bool {
        if left < self.left {
            self.left = left;
            self.due = time + self.timeout;
            return false;
        }
        time >= self.due
    }

    /// How much time is left before the next look, which is never at once
    pub fn rest(&self, time: f64) -> f64 {
        let rest = self.due - time;
        if rest > Drain::SHORTEST_MS { rest } else { Drain::SHORTEST_MS }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_counts_from_the_first_look_and_again_from_each_progress() {
        let mut timer = CloseTimer::new(100);
        for (time, left, is_over) in [
            (50.0, 9, false),
            (149.0, 9, false),
            (150.0, 8, false),
            (249.0, 8, false),
            (249.5, 0, false),
            (349.0, 0, false),
            (349.5, 0, true),
        ] {
            assert_eq!(timer.look(time, left), is_over, "{left} left at {time}");
        }
        assert_eq!(timer.rest(339.5), 10.0);
    }

    #[test]
    fn no_time_at_all_is_over_at_the_second_look() {
        let mut timer = CloseTimer::new(0);
        assert!(!timer.look(1.0, 0));
        assert_eq!(timer.rest(1.0), Drain::SHORTEST_MS);
        assert!(timer.look(1.0, 0));
    }
}
