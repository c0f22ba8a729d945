//! Messages that wait for a connection, and those that one was handed and may not have transmitted: their lengths.
use alloc::collections::LinkedList;

use super::boundary::{Sent, Undelivered};
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

/// What happens to a message that would be too much
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overflow {
    /// It is refused
    Error,
    /// The oldest ones go, as many as it takes; one that has no room even alone is dropped itself
    DropOldest,
    /// It is dropped
    DropNewest,
}

/// The lengths of all messages that are not known to be transmitted, in the order of the calls
#[derive(Debug, Default)]
pub struct Outbox {
    handed: LinkedList<Entry>,
    queued: LinkedList<Entry>,
    handed_bytes: u64,
    queued_bytes: u64,
    dropped_bytes: u64,
    overflow: Traffic,
    undelivered: Traffic,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    byte_len: u64,
    is_probe: bool,
}

impl Outbox {
    /// A message is to wait
    pub fn queue(&mut self, byte_len: u64, limits: &Limits) -> Sent {
        let mut dropped = 0;
        if !self.has_room(byte_len, limits) {
            if limits.overflow != Overflow::DropOldest || !limits.can_hold(byte_len) {
                self.overflow.add(byte_len);
                let is_error = limits.overflow == Overflow::Error;
                return if is_error { Sent::Refused } else { Sent::DroppedNewest };
            }
            dropped = self.make_room(byte_len, limits);
        }
        self.queued.push_back(Entry { byte_len, is_probe: false });
        self.queued_bytes += byte_len;
        Sent::Queued { dropped }
    }

    /// A message or probe goes to the connection without waiting
    pub fn hand_over(&mut self, byte_len: u64, is_probe: bool) {
        self.handed.push_back(Entry { byte_len, is_probe });
        self.handed_bytes += byte_len;
    }

    /// The first message that waits goes to the connection; whether there is one
    pub fn hand_over_first(&mut self) -> bool {
        let Some(Entry { byte_len, is_probe }) = self.queued.pop_front() else { return false };
        self.queued_bytes -= byte_len;
        self.hand_over(byte_len, is_probe);
        true
    }

    /// The connection has transmitted all but so many bytes of what it was handed
    ///
    /// Returns how many of the first messages are transmitted as a whole. An empty one of which that is not known counts as
    /// transmitted: only what is known not to be is reported.
    pub fn handle_transmitted(&mut self, bytes_left: u64) -> usize {
        let mut transmitted = 0;
        while let Some(entry) = self.handed.front() {
            if self.handed_bytes - entry.byte_len < bytes_left {
                break;
            }
            self.handed_bytes -= entry.byte_len;
            self.handed.pop_front();
            transmitted += 1;
        }
        transmitted
    }

    /// The connection has ended: take what it did not transmit, and where that was the last one, what waits, too
    ///
    /// What the last one takes along stays in `byte_len`, as in the standard.
    pub fn take_undelivered(&mut self, is_last: bool) -> Undelivered {
        let handed = self.handed.len();
        if is_last {
            while self.hand_over_first() {}
            self.dropped_bytes += self.handed_bytes;
        }
        let queued = self.handed.len() - handed;
        let mut traffic = Traffic::default();
        self.handed_bytes = 0;
        while let Some(Entry { byte_len, is_probe }) = self.handed.pop_front() {
            if !is_probe {
                traffic.add(byte_len);
            }
        }
        self.undelivered.messages += traffic.messages;
        self.undelivered.bytes += traffic.bytes;
        Undelivered { handed, queued, traffic }
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
        Traffic { messages: self.queued.len() as u64, bytes: self.queued_bytes }
    }

    /// Whether messages wait
    pub fn has_queued(&self) -> bool {
        !self.queued.is_empty()
    }

    /// Whether messages were handed over that are not known to be transmitted
    pub fn has_handed(&self) -> bool {
        !self.handed.is_empty()
    }

    /// All bytes that were not transmitted; `in_connection` has the connection's own figure, while there is one
    pub fn buffered_amount(&self, in_connection: Option<u64>) -> u64 {
        self.queued_bytes + self.dropped_bytes + in_connection.unwrap_or(self.handed_bytes)
    }

    fn has_room(&self, byte_len: u64, limits: &Limits) -> bool {
        (self.queued.len() as u64) < limits.messages
            && self.queued_bytes.saturating_add(byte_len) <= limits.bytes
    }

    fn make_room(&mut self, byte_len: u64, limits: &Limits) -> usize {
        let mut dropped = 0;
        while !self.has_room(byte_len, limits) {
            let Some(oldest) = self.queued.pop_front() else { break };
            self.queued_bytes -= oldest.byte_len;
            self.overflow.add(oldest.byte_len);
            dropped += 1;
        }
        dropped
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
        Self { bytes: 16 * 1024 * 1024, messages: u64::MAX, overflow: Overflow::Error }
    }
}
