//! How much of what the protocol of a native connection has was transmitted.

/// Messages that the protocol has, since all was transmitted the last time
#[derive(Default)]
pub(in crate::client) struct Flight {
    payload: u64,
    /// With the headers of the frames
    wire: u64,
    /// What was written when it began
    start: u64,
    /// Bytes of the messages that are known to be transmitted
    done: u64,
}

/// The most that a frame of a client has beside its message
const HEADER: u64 = 14;

impl Flight {
    /// The protocol has taken over a message
    pub(in crate::client) fn add(&mut self, payload: u64) {
        self.payload = self.payload.saturating_add(payload);
        self.wire = self.wire.saturating_add(payload).saturating_add(HEADER);
    }

    /// So much is written; returns how many bytes of messages were transmitted since the last time
    ///
    /// In proportion: where a message begins in what is written is not known. Never all, which only a flush tells.
    pub(in crate::client) fn look(&mut self, written: u64) -> u64 {
        let written = u128::from(written.saturating_sub(self.start).min(self.wire));
        let part = u128::from(self.payload) * written / u128::from(self.wire.max(1));
        let done = u64::try_from(part).unwrap_or(u64::MAX).min(self.payload.saturating_sub(1));
        let since = done.saturating_sub(self.done);
        self.done = self.done.max(done);
        since
    }

    /// All is transmitted; returns the same
    pub(in crate::client) fn land(&mut self, written: u64) -> u64 {
        let since = self.payload.saturating_sub(self.done);
        *self = Self { start: written, ..Self::default() };
        since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_is_told_while_it_leaves_and_the_rest_when_all_has_left() {
        let mut flight = Flight::default();
        flight.add(1000);
        assert_eq!(flight.look(0), 0);
        let first = flight.look(507);
        assert_eq!((first, flight.look(507)), (500, 0));
        assert_eq!(flight.look(10_000), 499);
        assert_eq!(flight.land(1014), 1);
        flight.add(3);
        assert_eq!(flight.look(1014), 0);
        assert_eq!(flight.land(1031), 3);
    }
}
