//! Whose messages the connection has not transmitted yet.
use alloc::collections::VecDeque;

use super::tab::TabId;

/// The messages that the connection holds or may hold, in the order of sending
#[derive(Debug, Default)]
pub struct Outgoing {
    messages: VecDeque<(TabId, u64)>,
    /// How many of them a connection was handed: the others wait for the next one
    handed: usize,
    bytes: u64,
}

impl Outgoing {
    /// A tab has sent a message; without a connection it waits
    pub fn send(&mut self, tab: TabId, byte_len: u64, is_open: bool) {
        self.messages.push_back((tab, byte_len));
        self.bytes = self.bytes.saturating_add(byte_len);
        if is_open {
            self.handle_opened();
        }
    }

    /// There is a connection, which is handed all that waits
    pub fn handle_opened(&mut self) {
        self.handed = self.messages.len();
    }

    /// Whose the first message is, if it was handed over and cannot be among the `left` bytes that the connection holds
    pub fn take_transmitted(&mut self, left: u64) -> Option<TabId> {
        let &(_, byte_len) = self.messages.front()?;
        if self.handed == 0 || self.bytes.saturating_sub(byte_len) < left {
            return None;
        }
        self.take_first()
    }

    /// The connection has ended: whose the messages are that it was handed, each with whether it has left. `undelivered` have not. If there
    /// will be no other connection, those that wait are among them
    pub fn take_ended(
        &mut self,
        undelivered: u64,
        is_last: bool,
    ) -> impl Iterator<Item = (TabId, bool)> {
        let count = if is_last { self.messages.len() } else { self.handed };
        let left = count.saturating_sub(usize::try_from(undelivered).unwrap_or(usize::MAX));
        (0..count).filter_map(move |index| Some((self.take_first()?, index < left)))
    }

    /// Whether all that was sent is known to be transmitted
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    fn take_first(&mut self) -> Option<TabId> {
        let (tab, byte_len) = self.messages.pop_front()?;
        self.bytes = self.bytes.saturating_sub(byte_len);
        self.handed = self.handed.saturating_sub(1);
        Some(tab)
    }
}
