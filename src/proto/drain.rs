//! When to look at a host's buffer again: no host tells when it drains.

/// The looks at one buffer, from the first on until nobody waits any more
///
/// Between two looks lies a part of the time that the rest is going to take at the rate seen so far, but no
/// more than a sixteenth of the time waited. So whatever the host does, a wait ends late by a sixteenth
/// at most, within [`SHORTEST_MS`](Self::SHORTEST_MS) and [`LONGEST_MS`](Self::LONGEST_MS); at a steady
/// rate, by little more than the shortest.
///
/// All times are in milliseconds, of a clock that does not go back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drain {
    started: f64,
    /// When the buffer was last seen to have shrunk, or the start
    moved: f64,
    /// What it held at the last look, in bytes
    buffered: u64,
    /// Bytes a millisecond, 0 as long as nothing has moved
    rate: f64,
}

impl Drain {
    /// The time between two looks, at least
    pub const SHORTEST_MS: f64 = 1.0;
    /// The time between two looks, at most
    pub const LONGEST_MS: f64 = 100.0;
    /// Which part of the time waited may pass without a look
    const PART_OF_WAIT: f64 = 1.0 / 16.0;
    /// Which part of the predicted rest: the rate may grow
    const PART_OF_REST: f64 = 0.75;

    /// The first look, at this time, at a buffer that holds this many bytes
    pub fn new(time: f64, buffered: u64) -> Self {
        Self { started: time, moved: time, buffered, rate: 0.0 }
    }

    /// Another look; the host was given more if the buffer has grown
    pub fn look(&mut self, time: f64, buffered: u64) {
        if buffered < self.buffered {
            let rate = (self.buffered - buffered) as f64 / longer(time - self.moved);
            // The mean, as hosts transmit in bursts.
            self.rate = if self.rate > 0.0 { (self.rate + rate) / 2.0 } else { rate };
            self.moved = time;
        }
        self.buffered = buffered;
    }

    /// How long after a look at this time the next one is due, with this many bytes still to be transmitted
    pub fn delay(&self, time: f64, rest: u64) -> f64 {
        // If nothing has moved since the last look, the rate seen before tells little.
        let has_stopped = time > self.moved;
        let since = if has_stopped { self.moved } else { self.started };
        let mut delay = (time - since) * Self::PART_OF_WAIT;
        if !has_stopped {
            delay = shorter(delay, rest as f64 / self.rate * Self::PART_OF_REST);
        }
        longer(shorter(delay, Self::LONGEST_MS))
    }
}

/// The time, or the shortest if that is longer
fn longer(time: f64) -> f64 {
    if time > Drain::SHORTEST_MS { time } else { Drain::SHORTEST_MS }
}

/// The shorter of two times; the first if the second is NaN
pub(super) fn shorter(first: f64, second: f64) -> f64 {
    if second < first { second } else { first }
}
