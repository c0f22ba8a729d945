//! What a tab was told and has not taken yet, what is held for it, and what it misses.
use alloc::collections::VecDeque;

use crate::proto::Traffic;

/// What becomes of an item
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// It is told now
    Told,
    /// It is held
    Held,
    /// It does not fit, or follows one that did not: the tab misses it
    Missed,
}

/// An item that waits: in the tab's port, or here
#[derive(Clone, Copy, Debug)]
struct Item {
    key: u64,
    /// The bytes of a message; `None` for an event of the connection
    message: Option<u64>,
}

/// The account of one tab
///
/// Items are told in order. Once one does not fit, none is told until [`settle`](Self::settle): so all that is missed is missed at one
/// place in the order.
#[derive(Debug)]
pub struct Account {
    limit: u64,
    /// Those that were told come before those that are held
    items: VecDeque<Item>,
    told: usize,
    weight: u64,
    missed: Traffic,
    has_gap: bool,
}

impl Account {
    /// Bytes that an item counts for the limit beside its own
    pub const OVERHEAD: u64 = 32;

    /// An empty account, for items of at most `limit` bytes
    pub fn new(limit: u64) -> Self {
        Self {
            limit,
            items: VecDeque::new(),
            told: 0,
            weight: 0,
            missed: Traffic::default(),
            has_gap: false,
        }
    }

    /// An item is for the tab; `message` are the bytes if it is a message
    ///
    /// It always fits if nothing else waits.
    pub fn offer(&mut self, key: u64, message: Option<u64>, is_reachable: bool) -> Offer {
        let item = Item { key, message };
        let weight = self.weight.saturating_add(item.weight());
        if self.has_gap || (weight > self.limit && !self.items.is_empty()) {
            self.miss(item);
            return Offer::Missed;
        }
        self.items.push_back(item);
        self.weight = weight;
        if !is_reachable {
            return Offer::Held;
        }
        self.told += 1;
        Offer::Told
    }

    /// The tab has taken the first so many of those that it was told
    pub fn acknowledge(&mut self, count: u64) {
        for _ in 0..count {
            if self.told == 0 {
                return;
            }
            self.told -= 1;
            self.take_first();
        }
    }

    /// The next item that is held, which is told now
    pub fn tell_next(&mut self) -> Option<u64> {
        let item = self.items.get(self.told)?;
        self.told += 1;
        Some(item.key)
    }

    /// Hold nothing any more: the tab misses it
    pub fn drop_held(&mut self) {
        while self.items.len() > self.told {
            let Some(item) = self.items.pop_back() else { return };
            self.weight = self.weight.saturating_sub(item.weight());
            self.miss(item);
        }
    }

    /// The key of the first item that is held
    pub fn first_held(&self) -> Option<u64> {
        self.items.get(self.told).map(|item| item.key)
    }

    /// Whether the tab misses anything, and has taken enough of the rest to go on
    pub fn can_go_on(&self) -> bool {
        self.has_gap && self.weight <= self.limit / 2
    }

    /// What the tab misses, if it misses anything: items are told again from here on
    pub fn settle(&mut self) -> Option<Traffic> {
        if !self.has_gap {
            return None;
        }
        self.has_gap = false;
        Some(core::mem::take(&mut self.missed))
    }

    fn miss(&mut self, item: Item) {
        self.has_gap = true;
        if let Some(byte_len) = item.message {
            self.missed.add(byte_len);
        }
    }

    fn take_first(&mut self) {
        if let Some(item) = self.items.pop_front() {
            self.weight = self.weight.saturating_sub(item.weight());
        }
    }
}

impl Item {
    fn weight(self) -> u64 {
        self.message.unwrap_or_default().saturating_add(Account::OVERHEAD)
    }
}
