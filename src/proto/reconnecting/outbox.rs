//! Messages that wait for a connection, and those that one was handed and may not have transmitted.
use alloc::collections::LinkedList;

use super::boundary::{Keys, Sent, Undelivered};
use crate::proto::Traffic;

/// What may wait while there is no connection
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes
    pub bytes: u64,
    /// The most messages
    pub messages: u64,
    /// What happens to a message that would be too much
    pub overflow: Overflow,
}

numbered! {
    /// What happens to a message that would be too much
    #[derive(Default)]
    pub enum Overflow {
        /// It is refused
        #[default]
        Error = 0,
        /// The oldest ones go, as many as it takes; one that has no room even alone is dropped itself
        DropOldest = 1,
        /// It is dropped
        DropNewest = 2,
    }
}

/// All messages that are not known to be transmitted, in the order of the calls: their keys and their lengths
///
/// A key is given to each message that waits or is handed over. Keys count from 1.
#[derive(Debug, Default)]
pub struct Outbox {
    handed: Line,
    queued: Line,
    latest_key: u64,
    dropped_bytes: u64,
    overflow: Traffic,
    undelivered: Traffic,
}

/// Messages and probes in a row, and their bytes together
#[derive(Debug, Default)]
struct Line {
    entries: LinkedList<Entry>,
    byte_len: u64,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// `None` is a probe, of which nothing is kept
    key: Option<u64>,
    byte_len: u64,
}

impl Outbox {
    /// A message is to wait
    pub fn queue(&mut self, byte_len: u64, limits: &Limits) -> Sent {
        let mut dropped = Keys::default();
        if !self.has_room(byte_len, limits) {
            if limits.overflow != Overflow::DropOldest || !limits.can_hold(byte_len) {
                self.overflow.add(byte_len);
                let is_error = limits.overflow == Overflow::Error;
                return if is_error { Sent::Refused } else { Sent::DroppedNewest };
            }
            dropped = self.make_room(byte_len, limits);
        }
        let key = self.next_key();
        self.queued.push(Entry { key: Some(key), byte_len });
        Sent::Queued { key, dropped }
    }

    /// A message goes to the connection without waiting; returns its key
    pub fn hand_over(&mut self, byte_len: u64) -> u64 {
        let key = self.next_key();
        self.handed.push(Entry { key: Some(key), byte_len });
        key
    }

    /// A probe goes to the connection
    pub fn hand_over_probe(&mut self, byte_len: u64) {
        self.handed.push(Entry { key: None, byte_len });
    }

    /// The first message that waits goes to the connection; returns its key, if there is one
    pub fn hand_over_first(&mut self) -> Option<u64> {
        let entry = self.queued.pop()?;
        self.handed.push(entry);
        entry.key
    }

    /// The connection has transmitted all but so many bytes of what it was handed
    ///
    /// Returns the messages that are transmitted as a whole. An empty message counts as transmitted: only messages that
    /// are known not to have left are reported.
    pub fn handle_transmitted(&mut self, bytes_left: u64) -> Keys {
        let mut transmitted = Keys::default();
        while self.handed.byte_len_after_first().is_some_and(|rest| rest >= bytes_left) {
            if let Some(Entry { key: Some(key), .. }) = self.handed.pop() {
                transmitted.add(key);
            }
        }
        transmitted
    }

    /// The connection has ended: take what it did not transmit, and if that was the last one, what waits, too
    ///
    /// What the last one takes along stays in `byte_len`, as in the standard.
    pub fn take_undelivered(&mut self, is_last: bool) -> Undelivered {
        let mut traffic = Traffic::default();
        if is_last {
            self.dropped_bytes += self.handed.byte_len + self.queued.byte_len;
        }
        let handed = self.handed.take_all(&mut traffic);
        let queued = if is_last { self.queued.take_all(&mut traffic) } else { Keys::default() };
        self.undelivered.messages += traffic.messages;
        self.undelivered.bytes += traffic.bytes;
        Undelivered { handed, queued, traffic }
    }

    /// Take what waits
    pub fn take_queued(&mut self) -> Keys {
        self.queued.take_all(&mut Traffic::default())
    }

    /// Whether there is anything for [`take_undelivered`](Self::take_undelivered)
    pub fn has_undelivered(&self, is_last: bool) -> bool {
        self.has_handed() || (is_last && self.has_queued())
    }

    /// A message was sent after the end
    pub fn count_dropped(&mut self, byte_len: u64) {
        self.dropped_bytes += byte_len;
    }

    /// A new beginning: what was dropped before is not counted any more
    pub fn forget_dropped(&mut self) {
        self.dropped_bytes = 0;
    }

    /// What there was no room for since the last call
    pub fn take_overflow(&mut self) -> Traffic {
        core::mem::take(&mut self.overflow)
    }

    /// What was taken as undelivered so far
    pub fn undelivered(&self) -> Traffic {
        self.undelivered
    }

    /// What waits
    pub fn queued(&self) -> Traffic {
        Traffic { messages: self.queued.entries.len() as u64, bytes: self.queued.byte_len }
    }

    /// Whether messages wait
    pub fn has_queued(&self) -> bool {
        !self.queued.entries.is_empty()
    }

    /// Whether messages were handed over that are not known to be transmitted
    pub fn has_handed(&self) -> bool {
        !self.handed.entries.is_empty()
    }

    /// All bytes that were not transmitted; `in_connection` has the connection's own figure, while there is one
    pub fn buffered_amount(&self, in_connection: Option<u64>) -> u64 {
        self.queued.byte_len + self.dropped_bytes + in_connection.unwrap_or(self.handed.byte_len)
    }

    fn has_room(&self, byte_len: u64, limits: &Limits) -> bool {
        (self.queued.entries.len() as u64) < limits.messages
            && self.queued.byte_len.saturating_add(byte_len) <= limits.bytes
    }

    fn make_room(&mut self, byte_len: u64, limits: &Limits) -> Keys {
        let mut dropped = Keys::default();
        while !self.has_room(byte_len, limits) {
            let Some(Entry { key: Some(key), byte_len }) = self.queued.pop() else { break };
            self.overflow.add(byte_len);
            dropped.add(key);
        }
        dropped
    }

    fn next_key(&mut self) -> u64 {
        self.latest_key += 1;
        self.latest_key
    }
}

impl Line {
    fn push(&mut self, entry: Entry) {
        self.byte_len += entry.byte_len;
        self.entries.push_back(entry);
    }

    fn pop(&mut self) -> Option<Entry> {
        let entry = self.entries.pop_front()?;
        self.byte_len -= entry.byte_len;
        Some(entry)
    }

    /// Remove all; returns the keys of the messages, which are added to `traffic`
    fn take_all(&mut self, traffic: &mut Traffic) -> Keys {
        let mut keys = Keys::default();
        while let Some(Entry { key, byte_len }) = self.pop() {
            if let Some(key) = key {
                keys.add(key);
                traffic.add(byte_len);
            }
        }
        keys
    }

    /// The bytes of all but the first; `None` if there is none
    fn byte_len_after_first(&self) -> Option<u64> {
        self.entries.front().map(|first| self.byte_len - first.byte_len)
    }
}

impl Limits {
    /// Whether there would be room for a message if no other waited
    fn can_hold(&self, byte_len: u64) -> bool {
        self.messages > 0 && byte_len <= self.bytes
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 16 * 1024 * 1024, messages: u64::MAX, overflow: Overflow::default() }
    }
}
