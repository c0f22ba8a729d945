//! What happens when, for millions of events: a bucket for each millisecond.
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Events in the order of their times, in milliseconds from 0; those of one time in the order in which they were added
pub(crate) struct Agenda<E> {
    /// The millisecond that is now, and its events
    millisecond: usize,
    due: BinaryHeap<Reverse<Entry<E>>>,
    /// Those of later milliseconds
    later: Vec<Vec<Entry<E>>>,
    added: u64,
}

/// By the bits of the time, which for numbers that are not negative are in their order
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry<E> {
    time: u64,
    added: u64,
    event: E,
}

impl<E: Ord> Agenda<E> {
    pub(crate) fn new() -> Self {
        Self { millisecond: 0, due: BinaryHeap::new(), later: vec![], added: 0 }
    }

    pub(crate) fn add(&mut self, time: f64, event: E) {
        let entry = Entry { time: time.to_bits(), added: self.added, event };
        self.added += 1;
        let millisecond = time as usize;
        if millisecond <= self.millisecond {
            self.due.push(Reverse(entry));
            return;
        }
        if millisecond >= self.later.len() {
            self.later.resize_with(millisecond + 1, Vec::new);
        }
        self.later[millisecond].push(entry);
    }

    /// The next event and its time
    pub(crate) fn next(&mut self) -> Option<(f64, E)> {
        while self.due.is_empty() && self.millisecond + 1 < self.later.len() {
            self.millisecond += 1;
            let entries = std::mem::take(&mut self.later[self.millisecond]);
            self.due = entries.into_iter().map(Reverse).collect();
        }
        let Reverse(entry) = self.due.pop()?;
        Some((f64::from_bits(entry.time), entry.event))
    }
}
