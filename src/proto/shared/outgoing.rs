//! Whose messages the connection has not transmitted yet.
use alloc::collections::VecDeque;

use super::tab::TabId;

/// The messages that the connection holds or may hold, in the order of sending
#[derive(Debug, Default)]
pub struct Outgoing {
    messages: VecDeque<(TabId, u64)>,
    bytes: u64,
}

impl Outgoing {
    /// A tab has sent a message
    pub fn send(&mut self, tab: TabId, byte_len: u64) {
        self.messages.push_back((tab, byte_len));
        self.bytes = self.bytes.saturating_add(byte_len);
    }

    /// The first message, if it cannot be among the `left` bytes that the connection holds
    pub fn take_transmitted(&mut self, left: u64) -> Option<(TabId, u64)> {
        let &(_, byte_len) = self.messages.front()?;
        if self.bytes.saturating_sub(byte_len) < left {
            return None;
        }
        self.bytes = self.bytes.saturating_sub(byte_len);
        self.messages.pop_front()
    }

    /// The last so many messages, in their order: they were not transmitted
    pub fn take_last(&mut self, count: u64) -> impl Iterator<Item = (TabId, u64)> {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let taken = self.messages.split_off(self.messages.len().saturating_sub(count));
        let bytes: u64 = taken.iter().map(|(_, byte_len)| byte_len).sum();
        self.bytes = self.bytes.saturating_sub(bytes);
        taken.into_iter()
    }

    /// Whether all that was sent is known to be transmitted
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }
}
