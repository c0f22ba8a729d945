//! What happens when, in virtual time.
use std::collections::BTreeMap;

/// Events in the order of their times, in milliseconds from 0; those of one time in the order in which they were added
pub(crate) struct Agenda<E> {
    // By the bits of the time, which for numbers that are not negative are in their order.
    events: BTreeMap<(u64, u64), E>,
    added: u64,
}

impl<E> Agenda<E> {
    pub(crate) fn new() -> Self {
        Self { events: BTreeMap::new(), added: 0 }
    }

    pub(crate) fn add(&mut self, time: f64, event: E) {
        self.events.insert((time.to_bits(), self.added), event);
        self.added += 1;
    }

    /// The next event and its time
    pub(crate) fn next(&mut self) -> Option<(f64, E)> {
        self.events.pop_first().map(|((time, _), event)| (f64::from_bits(time), event))
    }
}
