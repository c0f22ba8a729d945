//! Messages that have arrived and were not read yet, and how the reading ends.
//!
//! A reader gets the messages first, in their order, then the error, once, if there is one, and then nothing more. What a
//! message is (a JavaScript value, in the browser) is the caller's business, and so is waking the reader: the answers say
//! when. Messages that nobody is going to read are dropped here, so that to drop one must call nothing back.
use alloc::collections::VecDeque;

use super::inspection::Traffic;

/// What becomes of a message that does not fit
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Overflow {
    /// The connection fails: nothing is lost unnoticed
    #[default]
    Fail,
    /// The oldest messages make room: for data of which only the newest counts
    DropOldest,
}

/// How the reading ends
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// There will be no more messages
    Finished,
    /// Messages may be missing: the connection was lost
    Lost,
    /// More arrived than may wait to be read
    Overflowed,
}

/// What has become of a message
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Whether the reader waits and is to be woken
    pub wakes: bool,
    /// Whether it did not fit, so that the connection has to fail
    pub overflows: bool,
}

/// What the reader gets next
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next<M> {
    /// The oldest message
    Message(M),
    /// The reading ends with this error: the only answer of its kind
    Error(End),
    /// Nothing comes any more
    Over,
    /// Nothing yet; the reader waits
    Nothing,
}

/// The messages of one connection that wait to be read
#[derive(Debug)]
pub struct Mailbox<M> {
    unread: VecDeque<(M, u64)>,
    bytes: u64,
    /// What the messages count for the limit
    weight: u64,
    limit: u64,
    overflow: Overflow,
    dropped: Traffic,
    end: Option<End>,
    is_reported: bool,
    is_awaited: bool,
}

impl<M> Mailbox<M> {
    /// Bytes that a message counts for the limit beside its own: empty ones take memory, too
    pub const OVERHEAD: u64 = 32;

    /// An empty one, for messages of at most `limit` bytes together
    pub fn new(limit: u64, overflow: Overflow) -> Self {
        Self {
            unread: VecDeque::new(),
            bytes: 0,
            weight: 0,
            limit,
            overflow,
            dropped: Traffic::default(),
            end: None,
            is_reported: false,
            is_awaited: false,
        }
    }

    /// A message has arrived
    ///
    /// Once the reading has ended, it is dropped. A message that alone is above the limit does not fit; with
    /// [`Overflow::DropOldest`] it is kept alone.
    pub fn push(&mut self, message: M, byte_len: u64) -> Arrival {
        if self.end.is_some() {
            return Arrival { wakes: false, overflows: false };
        }
        let weight = byte_len.saturating_add(Self::OVERHEAD);
        if self.overflow == Overflow::Fail && !self.has_room_for(weight) {
            self.end = Some(End::Overflowed);
            return Arrival { wakes: self.stop_waiting(), overflows: true };
        }
        while !self.has_room_for(weight) {
            let Some((_, byte_len)) = self.take_oldest() else { break };
            self.dropped.add(byte_len);
        }
        self.unread.push_back((message, byte_len));
        self.bytes = self.bytes.saturating_add(byte_len);
        self.weight = self.weight.saturating_add(weight);
        Arrival { wakes: self.stop_waiting(), overflows: false }
    }

    /// No more messages come; whether the reader waits and is to be woken. The first end counts
    pub fn end(&mut self, end: End) -> bool {
        self.end.get_or_insert(end);
        self.stop_waiting()
    }

    /// What the reader gets next; with [`Next::Nothing`] it waits
    pub fn read(&mut self) -> Next<M> {
        if let Some((message, _)) = self.take_oldest() {
            return Next::Message(message);
        }
        match self.end {
            None => {
                self.is_awaited = true;
                Next::Nothing
            }
            Some(end @ (End::Lost | End::Overflowed)) if !self.is_reported => {
                self.is_reported = true;
                Next::Error(end)
            }
            Some(_) => Next::Over,
        }
    }

    /// Nobody reads any more: what waits is to be dropped, and what still comes is not kept
    pub fn abandon(&mut self) -> VecDeque<(M, u64)> {
        self.end = Some(End::Finished);
        self.is_awaited = false;
        (self.bytes, self.weight) = (0, 0);
        core::mem::take(&mut self.unread)
    }

    /// Whether the reader gets nothing more
    pub fn is_over(&self) -> bool {
        let is_told = self.is_reported || self.end == Some(End::Finished);
        self.unread.is_empty() && is_told
    }

    /// Whether there is nothing to read, and something may come
    pub fn is_awaiting(&self) -> bool {
        self.unread.is_empty() && self.end.is_none()
    }

    /// What waits to be read
    pub fn unread(&self) -> Traffic {
        Traffic { messages: self.unread.len() as u64, bytes: self.bytes }
    }

    /// What was dropped to make room
    pub fn dropped(&self) -> Traffic {
        self.dropped
    }

    fn has_room_for(&self, weight: u64) -> bool {
        self.weight.saturating_add(weight) <= self.limit
    }

    fn stop_waiting(&mut self) -> bool {
        core::mem::take(&mut self.is_awaited)
    }

    fn take_oldest(&mut self) -> Option<(M, u64)> {
        let (message, byte_len) = self.unread.pop_front()?;
        self.bytes = self.bytes.saturating_sub(byte_len);
        self.weight = self.weight.saturating_sub(byte_len.saturating_add(Self::OVERHEAD));
        Some((message, byte_len))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OVERHEAD: u64 = Mailbox::<u8>::OVERHEAD;

    fn mailbox(messages: u64, bytes: u64, overflow: Overflow) -> Mailbox<char> {
        Mailbox::new(messages * OVERHEAD + bytes, overflow)
    }

    fn read(mailbox: &mut Mailbox<char>) -> String {
        core::iter::from_fn(|| match mailbox.read() {
            Next::Message(message) => Some(message),
            _ => None,
        })
        .collect()
    }

    #[test]
    fn messages_come_first_then_the_error_once_then_nothing() {
        for (end, error) in [
            (End::Finished, None),
            (End::Lost, Some(End::Lost)),
            (End::Overflowed, Some(End::Overflowed)),
        ] {
            let mut mailbox = mailbox(2, 2, Overflow::Fail);
            mailbox.push('a', 1);
            mailbox.push('b', 1);
            mailbox.end(end);
            assert!(!mailbox.is_over() && !mailbox.is_awaiting());
            assert_eq!([mailbox.read(), mailbox.read()], [Next::Message('a'), Next::Message('b')]);
            if let Some(error) = error {
                assert!(!mailbox.is_over());
                assert_eq!(mailbox.read(), Next::Error(error));
            }
            assert!(mailbox.is_over());
            assert_eq!([mailbox.read(), mailbox.read()], [Next::Over, Next::Over]);
        }
    }

    #[test]
    fn a_reader_is_woken_only_if_it_waits_and_once() {
        let mut mailbox = mailbox(9, 9, Overflow::Fail);
        assert!(mailbox.is_awaiting());
        assert!(!mailbox.push('a', 1).wakes);
        assert!(!mailbox.is_awaiting());
        assert_eq!([mailbox.read(), mailbox.read()], [Next::Message('a'), Next::Nothing]);
        assert!(mailbox.is_awaiting());
        assert!(mailbox.push('b', 1).wakes);
        assert!(!mailbox.push('c', 1).wakes);
        assert_eq!(read(&mut mailbox), "bc");
        assert!(mailbox.end(End::Lost));
        assert!(!mailbox.end(End::Lost));
    }

    #[test]
    fn the_limit_counts_bytes_and_messages_and_may_be_reached() {
        let mut mailbox = mailbox(2, 10, Overflow::Fail);
        for (message, byte_len, overflows) in [('a', 4, false), ('b', 6, false), ('c', 0, true)] {
            assert_eq!(mailbox.push(message, byte_len).overflows, overflows, "{message}");
        }
        assert_eq!(mailbox.unread(), Traffic { messages: 2, bytes: 10 });
        assert_eq!(read(&mut mailbox), "ab");
        assert_eq!(mailbox.read(), Next::Over);
    }

    #[test]
    fn what_was_read_makes_room_again() {
        let mut mailbox = mailbox(1, 8, Overflow::Fail);
        for message in "abc".chars() {
            assert!(!mailbox.push(message, 8).overflows);
            assert_eq!(mailbox.read(), Next::Message(message));
        }
        assert_eq!(mailbox.unread(), Traffic::default());
    }

    #[test]
    fn an_overflow_ends_the_reading_after_what_had_come() {
        let mut mailbox = mailbox(1, 4, Overflow::Fail);
        mailbox.push('a', 4);
        assert!(mailbox.push('b', 4).overflows);
        assert!(!mailbox.push('c', 0).overflows);
        mailbox.end(End::Finished);
        assert_eq!(
            [mailbox.read(), mailbox.read(), mailbox.read()],
            [Next::Message('a'), Next::Error(End::Overflowed), Next::Over]
        );
    }

    #[test]
    fn the_oldest_make_room_for_the_newest_however_large_it_is() {
        let mut mailbox = mailbox(3, 6, Overflow::DropOldest);
        for message in "abc".chars() {
            mailbox.push(message, 2);
        }
        assert_eq!(mailbox.dropped(), Traffic::default());
        mailbox.push('d', 2);
        assert_eq!(mailbox.dropped(), Traffic { messages: 1, bytes: 2 });
        assert!(!mailbox.push('e', 100).overflows);
        assert_eq!(mailbox.dropped(), Traffic { messages: 4, bytes: 8 });
        assert_eq!(mailbox.unread(), Traffic { messages: 1, bytes: 100 });
        assert_eq!(read(&mut mailbox), "e");
    }

    #[test]
    fn nothing_is_kept_for_a_reader_that_is_gone() {
        let mut mailbox = mailbox(9, 9, Overflow::Fail);
        mailbox.push('a', 1);
        drop(mailbox.abandon());
        mailbox.push('b', 1);
        assert_eq!(mailbox.unread(), Traffic::default());
        assert!(mailbox.is_over());
        assert_eq!(mailbox.read(), Next::Over);
    }
}
