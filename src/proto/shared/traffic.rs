//! What comes from the connection and goes to it: whose it is, and who is told.
use alloc::collections::VecDeque;
use alloc::vec::Vec;

use super::account::Offer;
use super::boundary::Action;
use super::hub::Hub;
use super::tab::{Tab, TabId};

impl Hub {
    /// A tab has taken the first so many items of those that it was told
    pub fn handle_acknowledged(&mut self, tab: TabId, count: u64) {
        if let Some(known) = self.tabs.iter_mut().find(|known| known.id == tab) {
            known.account.acknowledge(count);
            if known.is_reachable() && known.account.can_go_on() {
                tell_missed(known, &mut self.actions);
            }
        }
    }

    /// The connection has something for all tabs, a message of so many bytes or an event; the key that it is held under
    pub fn receive(&mut self, message: Option<u64>) -> u64 {
        let key = self.take_key();
        for tab in &mut self.tabs {
            offer(tab, key, message, &mut self.actions);
        }
        key
    }

    /// There is an event for one tab; the key that it is held under
    pub fn receive_for(&mut self, tab: TabId) -> u64 {
        let key = self.take_key();
        if let Some(known) = self.tabs.iter_mut().find(|known| known.id == tab) {
            offer(known, key, None, &mut self.actions);
        }
        key
    }

    /// The connection was handed a message of a tab
    pub fn send(&mut self, tab: TabId, byte_len: u64) {
        self.outgoing.send(tab, byte_len);
    }

    /// The connection holds so many bytes still
    pub fn handle_transmitted(&mut self, left: u64) {
        while let Some((tab, byte_len)) = self.outgoing.take_transmitted(left) {
            self.note_unbuffered(tab, byte_len);
        }
        self.tell_unbuffered();
    }

    /// The last so many messages that the connection was handed were not transmitted, and never will be
    pub fn handle_undelivered(&mut self, count: u64) {
        let messages: Vec<_> = self.outgoing.take_last(count).collect();
        for (index, (tab, byte_len)) in (0..).zip(messages) {
            self.note_unbuffered(tab, byte_len);
            if self.presence(tab).is_some() {
                self.actions.push_back(Action::ReturnMessage { tab, index });
            }
        }
        self.tell_unbuffered();
    }

    fn take_key(&mut self) -> u64 {
        let key = self.next_key;
        self.next_key += 1;
        key
    }

    fn note_unbuffered(&mut self, tab: TabId, byte_len: u64) {
        if let Some(known) = self.tabs.iter_mut().find(|known| known.id == tab) {
            known.unbuffered = known.unbuffered.saturating_add(byte_len);
        }
    }

    fn tell_unbuffered(&mut self) {
        for tab in self.tabs.iter_mut().filter(|tab| tab.is_reachable()) {
            take_unbuffered(tab, &mut self.actions);
        }
    }
}

fn offer(tab: &mut Tab, key: u64, message: Option<u64>, actions: &mut VecDeque<Action>) {
    let is_reachable = tab.is_reachable();
    if tab.account.offer(key, message, is_reachable) == Offer::Told {
        actions.push_back(Action::Deliver { tab: tab.id, key });
    }
}

/// What a tab has missed, and what of its own is not buffered any more
pub(super) fn tell_rest(tab: &mut Tab, actions: &mut VecDeque<Action>) {
    tell_missed(tab, actions);
    take_unbuffered(tab, actions);
}

fn tell_missed(tab: &mut Tab, actions: &mut VecDeque<Action>) {
    if let Some(missed) = tab.account.settle() {
        let tab = tab.id;
        if missed.messages > 0 {
            actions.push_back(Action::TellMissed { tab, missed });
        }
        actions.push_back(Action::TellState { tab });
    }
}

fn take_unbuffered(tab: &mut Tab, actions: &mut VecDeque<Action>) {
    let bytes = core::mem::take(&mut tab.unbuffered);
    if bytes > 0 {
        actions.push_back(Action::TellUnbuffered { tab: tab.id, bytes });
    }
}
