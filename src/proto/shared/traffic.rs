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

    /// The connection was handed a message of a tab, or one waits for it
    pub fn send(&mut self, tab: TabId, byte_len: u64, is_open: bool) {
        self.outgoing.send(tab, byte_len, is_open);
    }

    /// A tab has sent a message that no connection will be handed
    pub fn refuse(&mut self, tab: TabId) {
        self.settle(tab, false);
        self.tell_settled();
    }

    /// There is a connection
    pub fn handle_opened(&mut self) {
        self.outgoing.handle_opened();
    }

    /// The connection holds so many bytes still
    pub fn handle_transmitted(&mut self, left: u64) {
        while let Some(tab) = self.outgoing.take_transmitted(left) {
            self.settle(tab, true);
        }
        self.tell_settled();
    }

    /// The connection has ended, and the last so many messages that it was handed were not transmitted. If it was the last one, those that
    /// wait for another are among them
    pub fn handle_ended(&mut self, undelivered: u64, is_last: bool) {
        let ended: Vec<_> = self.outgoing.take_ended(undelivered, is_last).collect();
        for (tab, has_left) in ended {
            self.settle(tab, has_left);
        }
        self.tell_settled();
    }

    fn take_key(&mut self) -> u64 {
        let key = self.next_key;
        self.next_key += 1;
        key
    }

    fn settle(&mut self, tab: TabId, has_left: bool) {
        if let Some(known) = self.tabs.iter_mut().find(|known| known.id == tab) {
            known.settled.add(has_left);
        }
    }

    fn tell_settled(&mut self) {
        for tab in self.tabs.iter_mut().filter(|tab| tab.is_reachable()) {
            take_settled(tab, &mut self.actions);
        }
    }
}

fn offer(tab: &mut Tab, key: u64, message: Option<u64>, actions: &mut VecDeque<Action>) {
    let is_reachable = tab.is_reachable();
    if tab.account.offer(key, message, is_reachable) == Offer::Told {
        actions.push_back(Action::Deliver { tab: tab.id, key });
    }
}

/// What a tab has missed, and what has become of its own messages
pub(super) fn tell_rest(tab: &mut Tab, actions: &mut VecDeque<Action>) {
    tell_missed(tab, actions);
    take_settled(tab, actions);
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

fn take_settled(tab: &mut Tab, actions: &mut VecDeque<Action>) {
    while let Some(run) = tab.settled.take() {
        actions.push_back(Action::TellSettled { tab: tab.id, run });
    }
}
