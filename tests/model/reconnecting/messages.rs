//! The messages of the model: lists of their lengths.
use websocket_wasm::proto::Traffic;
use websocket_wasm::proto::reconnecting::{Limits, Overflow, Sent, Undelivered};

pub(crate) struct Messages {
    limits: Limits,
    pub(crate) waiting: Vec<u64>,
    /// Lengths, and whether they are messages and no probes
    handed: Vec<(u64, bool)>,
    dropped: Vec<u64>,
    overflow: Vec<u64>,
    undelivered: Vec<u64>,
}

impl Messages {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
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
                let dropped = goes.unwrap_or(0);
                self.overflow.extend(self.waiting.drain(..dropped));
                self.waiting.push(byte_len);
                Sent::Queued { dropped }
            }
            (_, overflow) => {
                self.overflow.push(byte_len);
                if overflow == Overflow::Error { Sent::Refused } else { Sent::DroppedNewest }
            }
        }
    }

    pub(crate) fn hand_over(&mut self, byte_len: u64, is_message: bool) {
        self.handed.push((byte_len, is_message));
    }

    /// Whether there was one
    pub(crate) fn hand_over_first(&mut self) -> bool {
        let any = !self.waiting.is_empty();
        self.handed.extend(self.waiting.drain(..usize::from(any)).map(|byte_len| (byte_len, true)));
        any
    }

    /// The last messages that together have the bytes left are not transmitted, or not as a whole; all others are
    pub(crate) fn transmitted(&mut self, bytes_left: u64) -> usize {
        let sum =
            |from: usize| self.handed[from..].iter().map(|(byte_len, _)| byte_len).sum::<u64>();
        let kept = (0..=self.handed.len()).rev().find(|&from| sum(from) >= bytes_left);
        self.handed.drain(..kept.unwrap_or(0)).count()
    }

    pub(crate) fn report(&mut self, with_waiting: bool) -> Option<Undelivered> {
        let (handed, queued) =
            (self.handed.len(), if with_waiting { self.waiting.len() } else { 0 });
        while with_waiting && self.hand_over_first() {}
        if with_waiting {
            self.dropped.extend(self.handed.iter().map(|(byte_len, _)| byte_len));
        }
        let messages = self.handed.drain(..).filter(|(_, is_message)| *is_message);
        let reported: Vec<u64> = messages.map(|(byte_len, _)| byte_len).collect();
        self.undelivered.extend(&reported);
        (handed + queued > 0).then(|| Undelivered { handed, queued, traffic: traffic(&reported) })
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
        traffic(&self.waiting)
    }

    pub(crate) fn undelivered(&self) -> Traffic {
        traffic(&self.undelivered)
    }

    pub(crate) fn take_overflow(&mut self) -> Traffic {
        traffic(&std::mem::take(&mut self.overflow))
    }

    pub(crate) fn buffered_amount(&self, in_connection: Option<u64>) -> u64 {
        let handed = || self.handed.iter().map(|(byte_len, _)| byte_len).sum();
        let here = self.waiting.iter().chain(&self.dropped).sum::<u64>();
        here + in_connection.unwrap_or_else(handed)
    }

    fn fits(&self, waiting: &[u64], byte_len: u64) -> bool {
        let bytes = waiting.iter().sum::<u64>() + byte_len;
        (waiting.len() as u64) < self.limits.messages && bytes <= self.limits.bytes
    }
}

fn traffic(messages: &[u64]) -> Traffic {
    Traffic { messages: messages.len() as u64, bytes: messages.iter().sum() }
}
