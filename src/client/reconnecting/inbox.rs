//! Events and messages that wait to be read, in their order, of all connections one after the other.
use std::collections::VecDeque;
use std::task::Waker;

use super::event::Event;
use crate::client::message::Message;
use crate::proto::{Mailbox, Overflow, Traffic};

/// What waits to be read
#[derive(Debug)]
pub(super) enum Entry<I> {
    Event(Event),
    /// A message as the host has it, and its length
    Message(I, u64),
    /// A message that the app was asked about, and its length
    Decoded(Message, u64),
}

/// What waits to be read; messages only up to a limit
#[derive(Debug)]
pub(super) struct Inbox<I> {
    entries: VecDeque<Entry<I>>,
    pub(super) reader: Option<Waker>,
    unread: Traffic,
    dropped: Traffic,
    limit: u64,
    overflow: Overflow,
    is_abandoned: bool,
}

impl<I> Entry<I> {
    fn byte_len(&self) -> Option<u64> {
        match self {
            Self::Event(_) => None,
            Self::Message(_, byte_len) | Self::Decoded(_, byte_len) => Some(*byte_len),
        }
    }
}

impl<I> Inbox<I> {
    pub(super) fn new(limit: u64, overflow: Overflow) -> Self {
        Self {
            entries: VecDeque::new(),
            reader: None,
            unread: Traffic::default(),
            dropped: Traffic::default(),
            limit,
            overflow,
            is_abandoned: false,
        }
    }

    /// Something has happened
    pub(super) fn push(&mut self, event: Event) {
        if self.is_abandoned {
            return;
        }
        // A server that is away for long must not fill the memory of an app that does not read.
        if let (Event::Reconnecting { .. }, Some(Entry::Event(Event::Reconnecting { .. }))) =
            (&event, self.entries.back())
        {
            self.entries.pop_back();
        }
        self.entries.push_back(Entry::Event(event));
    }

    /// The queue had no room for so much
    pub(super) fn push_overflow(&mut self, traffic: Traffic) {
        if let Some(Entry::Event(Event::Overflow(before))) = self.entries.back_mut() {
            before.messages = before.messages.saturating_add(traffic.messages);
            before.bytes = before.bytes.saturating_add(traffic.bytes);
        } else {
            self.push(Event::Overflow(traffic));
        }
    }

    /// A message has arrived; `false` if there is no room for it
    pub(super) fn push_message(&mut self, message: Entry<I>) -> bool {
        let byte_len = message.byte_len().unwrap_or_default();
        if self.is_abandoned {
            return true;
        }
        while self.overflow == Overflow::DropOldest && !self.has_room_for(byte_len) {
            let oldest = self.entries.iter().position(|entry| entry.byte_len().is_some());
            let Some(oldest) = oldest.and_then(|index| self.entries.remove(index)) else { break };
            self.dropped.add(oldest.byte_len().unwrap_or_default());
            self.note_taken(&oldest);
        }
        if self.overflow == Overflow::Fail && !self.has_room_for(byte_len) {
            return false;
        }
        self.unread.add(byte_len);
        self.entries.push_back(message);
        true
    }

    /// The next to read
    pub(super) fn pop(&mut self) -> Option<Entry<I>> {
        let entry = self.entries.pop_front()?;
        self.note_taken(&entry);
        Some(entry)
    }

    /// Nobody reads any more; returns what is to be dropped
    pub(super) fn abandon(&mut self) -> (VecDeque<Entry<I>>, Option<Waker>) {
        self.is_abandoned = true;
        self.unread = Traffic::default();
        (std::mem::take(&mut self.entries), self.reader.take())
    }

    /// Who is to be woken
    pub(super) fn take_reader(&mut self, is_over: bool) -> Option<Waker> {
        if self.entries.is_empty() && !is_over { None } else { self.reader.take() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn is_abandoned(&self) -> bool {
        self.is_abandoned
    }

    pub(super) fn unread(&self) -> Traffic {
        self.unread
    }

    pub(super) fn dropped(&self) -> Traffic {
        self.dropped
    }

    fn note_taken(&mut self, entry: &Entry<I>) {
        if let Some(byte_len) = entry.byte_len() {
            self.unread.messages = self.unread.messages.saturating_sub(1);
            self.unread.bytes = self.unread.bytes.saturating_sub(byte_len);
        }
    }

    fn has_room_for(&self, byte_len: u64) -> bool {
        let messages = self.unread.messages.saturating_add(1);
        let overhead = messages.saturating_mul(Mailbox::<I>::OVERHEAD);
        self.unread.bytes.saturating_add(byte_len).saturating_add(overhead) <= self.limit
    }
}
