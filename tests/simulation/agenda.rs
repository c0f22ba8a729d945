//! What happens when, in virtual time.
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// Events in the order of their times, in milliseconds; those of one time in the order in which they were put in
pub(crate) struct Agenda<E> {
    entries: BinaryHeap<Reverse<Entry<E>>>,
    added: u64,
}

impl<E> Agenda<E> {
    pub(crate) fn new() -> Self {
        Self { entries: BinaryHeap::new(), added: 0 }
    }

    pub(crate) fn add(&mut self, time: f64, event: E) {
        self.entries.push(Reverse(Entry { time, order: self.added, event }));
        self.added += 1;
    }

    /// The next event and its time
    pub(crate) fn next(&mut self) -> Option<(f64, E)> {
        self.entries.pop().map(|Reverse(Entry { time, event, .. })| (time, event))
    }
}

struct Entry<E> {
    time: f64,
    order: u64,
    event: E,
}

impl<E> Ord for Entry<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.time.total_cmp(&other.time).then(self.order.cmp(&other.order))
    }
}

impl<E> PartialOrd for Entry<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Eq for Entry<E> {}

impl<E> PartialEq for Entry<E> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
