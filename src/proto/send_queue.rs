//! Messages that were accepted and cannot go to the host yet, and the account of bytes.
use alloc::collections::LinkedList;

use super::message::Message;

/// Accepted messages in the order of the calls
///
/// A message stays until it is handed to the host. A Blob that is still being read holds its place,
/// so that what was sent after it goes out after it.
#[derive(Debug)]
pub struct SendQueue<M> {
    entries: LinkedList<Entry<M>>,
    first: Ticket,
    byte_len: u64,
}

/// The place of a message in the order of the calls
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticket(pub u32);

#[derive(Debug)]
enum Entry<M> {
    Ready { message: M, byte_len: u64 },
    Reading { byte_len: u64 },
}

impl<M> Default for SendQueue<M> {
    fn default() -> Self {
        Self { entries: LinkedList::new(), first: Ticket::default(), byte_len: 0 }
    }
}

impl<M: Message> SendQueue<M> {
    /// Put a message at the end
    pub fn push(&mut self, message: M) {
        let byte_len = message.byte_len();
        self.push_entry(byte_len, Entry::Ready { message, byte_len });
    }

    /// Hold the next place for a message whose bytes are being read
    pub fn reserve(&mut self, byte_len: u64) -> Ticket {
        let ticket = Ticket(self.first.0.wrapping_add(self.entries.len() as u32));
        self.push_entry(byte_len, Entry::Reading { byte_len });
        ticket
    }

    /// Put a message into the place held for it; a place that is gone (the queue was cleared) is ignored
    pub fn fill(&mut self, ticket: Ticket, message: M) {
        let index = ticket.0.wrapping_sub(self.first.0) as usize;
        if let Some(entry @ Entry::Reading { .. }) = self.entries.iter_mut().nth(index) {
            let byte_len = entry.byte_len();
            *entry = Entry::Ready { message, byte_len };
        }
    }

    /// Take out the message whose turn it is, if its bytes are there, and how many they are
    pub fn pop(&mut self) -> Option<(M, u64)> {
        match self.entries.pop_front()? {
            Entry::Ready { message, byte_len } => {
                self.first = Ticket(self.first.0.wrapping_add(1));
                self.byte_len -= byte_len;
                Some((message, byte_len))
            }
            reading @ Entry::Reading { .. } => {
                self.entries.push_front(reading);
                None
            }
        }
    }

    /// Drop everything; what was reserved will not be filled any more
    pub fn clear(&mut self) {
        self.first = Ticket(self.first.0.wrapping_add(self.entries.len() as u32));
        self.entries.clear();
        self.byte_len = 0;
    }

    fn push_entry(&mut self, byte_len: u64, entry: Entry<M>) {
        self.byte_len += byte_len;
        self.entries.push_back(entry);
    }
}

impl<M> SendQueue<M> {
    /// How many messages wait
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether a message may go to the host at once
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether there is a message whose turn it is, and its bytes are there
    pub fn is_ready(&self) -> bool {
        matches!(self.entries.front(), Some(Entry::Ready { .. }))
    }

    /// How many bytes wait
    pub fn byte_len(&self) -> u64 {
        self.byte_len
    }
}

impl<M> Entry<M> {
    fn byte_len(&self) -> u64 {
        match self {
            Self::Ready { byte_len, .. } | Self::Reading { byte_len } => *byte_len,
        }
    }
}

/// Bytes of application data that were accepted and not transmitted, by where they are
///
/// <https://websockets.spec.whatwg.org/#dom-websocket-bufferedamount>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BufferedAmount {
    /// In the queue
    pub queued: u64,
    /// Handed to the host, which has not transmitted them yet
    pub in_host: u64,
    /// Sent after closing began, or waiting when it did; these never go away again
    pub dropped: u64,
}

impl BufferedAmount {
    /// The value of `bufferedAmount`
    pub fn total(self) -> u64 {
        self.queued + self.in_host + self.dropped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::message::MessageKind;

    impl Message for &str {
        fn kind(&self) -> MessageKind {
            MessageKind::Text
        }

        fn byte_len(&self) -> u64 {
            self.len() as u64
        }
    }

    #[test]
    fn messages_leave_in_the_order_they_came_and_take_their_bytes_along() {
        let mut queue = SendQueue::default();
        queue.push("one");
        queue.push("three");
        assert_eq!((queue.len(), queue.byte_len()), (2, 8));
        assert_eq!(queue.pop(), Some(("one", 3)));
        assert_eq!(queue.byte_len(), 5);
        assert_eq!(queue.pop(), Some(("three", 5)));
        assert_eq!((queue.pop(), queue.byte_len(), queue.is_empty()), (None, 0, true));
    }

    #[test]
    fn a_reserved_place_holds_back_what_was_sent_after_it() {
        let mut queue = SendQueue::default();
        let first = queue.reserve(4);
        queue.push("text");
        let second = queue.reserve(2);
        assert_eq!(
            (queue.pop(), queue.is_ready(), queue.len(), queue.byte_len()),
            (None, false, 3, 10)
        );
        queue.fill(second, "cc");
        assert_eq!(queue.pop(), None);
        queue.fill(first, "aaaa");
        assert_eq!(
            [queue.pop(), queue.pop(), queue.pop()],
            [Some(("aaaa", 4)), Some(("text", 4)), Some(("cc", 2))]
        );
        assert_eq!(queue.byte_len(), 0);
    }

    #[test]
    fn a_ticket_from_before_a_clear_fills_nothing() {
        let mut queue = SendQueue::default();
        let stale = queue.reserve(1);
        queue.clear();
        assert_eq!((queue.len(), queue.byte_len()), (0, 0));
        let held = queue.reserve(3);
        queue.fill(stale, "x");
        assert_eq!(queue.pop(), None);
        queue.fill(held, "yyy");
        queue.fill(held, "again");
        assert_eq!(queue.pop(), Some(("yyy", 3)));
    }
}
