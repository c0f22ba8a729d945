//! The messages of the model: lists of their keys and lengths.
use websocket_wasm::proto::Traffic;
use websocket_wasm::proto::reconnecting::{Keys, Limits, Overflow, Sent, Undelivered};

/// A key, and a length; key 0 is a probe
type Entry = (u64, u64);

pub(crate) struct Messages {
    limits: Limits,
    keys: u64,
    pub(crate) waiting: Vec<Entry>,
    handed: Vec<Entry>,
    dropped: Vec<u64>,
    overflow: Vec<u64>,
    undelivered: Vec<u64>,
}

impl Messages {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            keys: 0,
            waiting: vec![],
            handed: vec![],
            dropped: vec![],
            overflow: vec![],
            undelivered: vec![],
        }
    }

    pub(crate) fn wait(&mut self, byte_len: u64) -> Sent {
        let goes =
            (0..=self.waiting.len()).find(|&first| self.fits(&self.waiting[first..], byte_len));
        match (goes, self.limits.overflow) {
            (Some(0), _) | (Some(_), Overflow::DropOldest) => {
                let dropped: Vec<_> = self.waiting.drain(..goes.unwrap_or(0)).collect();
                self.overflow.extend(lengths(&dropped));
                let key = self.next_key();
                self.waiting.push((key, byte_len));
                Sent::Queued { key, dropped: keys(&dropped) }
            }
            (_, overflow) => {
                self.overflow.push(byte_len);
                if overflow == Overflow::Error { Sent::Refused } else { Sent::DroppedNewest }
            }
        }
    }

    pub(crate) fn hand_over(&mut self, byte_len: u64) -> u64 {
        let key = self.next_key();
        self.handed.push((key, byte_len));
        key
    }

    pub(crate) fn hand_over_probe(&mut self, byte_len: u64) {
        self.handed.push((0, byte_len));
    }

    pub(crate) fn hand_over_first(&mut self) -> Option<u64> {
        let any = !self.waiting.is_empty();
        let first = self.waiting.drain(..usize::from(any)).next()?;
        self.handed.push(first);
        Some(first.0)
    }

    /// The last messages that together have the bytes left are not transmitted, or not as a whole; all others are
    pub(crate) fn transmitted(&mut self, bytes_left: u64) -> Keys {
        let sum = |from: usize| lengths(&self.handed[from..]).sum::<u64>();
        let kept = (0..=self.handed.len()).rev().find(|&from| sum(from) >= bytes_left);
        keys(&self.handed.drain(..kept.unwrap_or(0)).collect::<Vec<_>>())
    }

    pub(crate) fn report(&mut self, with_waiting: bool) -> Option<Undelivered> {
        let handed = std::mem::take(&mut self.handed);
        let queued = if with_waiting { std::mem::take(&mut self.waiting) } else { vec![] };
        if with_waiting {
            self.dropped.extend(lengths(&handed).chain(lengths(&queued)));
        }
        let messages = handed.iter().chain(&queued).filter(|(key, _)| *key > 0);
        let reported: Vec<u64> = messages.map(|(_, byte_len)| *byte_len).collect();
        self.undelivered.extend(&reported);
        (handed.len() + queued.len() > 0).then(|| Undelivered {
            handed: keys(&handed),
            queued: keys(&queued),
            traffic: traffic(&reported),
        })
    }

    pub(crate) fn take_waiting(&mut self) -> Keys {
        keys(&std::mem::take(&mut self.waiting))
    }

    /// The keys of all that have to be kept
    pub(crate) fn kept(&self) -> impl Iterator<Item = u64> {
        let all = self.handed.iter().chain(&self.waiting);
        all.map(|(key, _)| *key).filter(|key| *key > 0)
    }

    pub(crate) fn drop(&mut self, byte_len: u64) {
        self.dropped.push(byte_len);
    }

    pub(crate) fn forget_dropped(&mut self) {
        self.dropped.clear();
    }

    pub(crate) fn has_handed(&self) -> bool {
        !self.handed.is_empty()
    }

    pub(crate) fn queued(&self) -> Traffic {
        traffic(&lengths(&self.waiting).collect::<Vec<_>>())
    }

    pub(crate) fn undelivered(&self) -> Traffic {
        traffic(&self.undelivered)
    }

    pub(crate) fn take_overflow(&mut self) -> Traffic {
        traffic(&std::mem::take(&mut self.overflow))
    }

    pub(crate) fn buffered_amount(&self, in_connection: Option<u64>) -> u64 {
        let here = lengths(&self.waiting).chain(self.dropped.iter().copied()).sum::<u64>();
        here + in_connection.unwrap_or_else(|| lengths(&self.handed).sum())
    }

    fn next_key(&mut self) -> u64 {
        self.keys += 1;
        self.keys
    }

    fn fits(&self, waiting: &[Entry], byte_len: u64) -> bool {
        let bytes = lengths(waiting).sum::<u64>() + byte_len;
        (waiting.len() as u64) < self.limits.messages && bytes <= self.limits.bytes
    }
}

fn lengths(entries: &[Entry]) -> impl Iterator<Item = u64> {
    entries.iter().map(|(_, byte_len)| *byte_len)
}

/// From the first key to the last
fn keys(entries: &[Entry]) -> Keys {
    let keys = || entries.iter().map(|(key, _)| *key).filter(|key| *key > 0);
    keys()
        .min()
        .zip(keys().max())
        .map_or(Keys::default(), |(first, last)| Keys { first, end: last + 1 })
}

fn traffic(messages: &[u64]) -> Traffic {
    Traffic { messages: messages.len() as u64, bytes: messages.iter().sum() }
}
