//! A client: a `Reconnector`, and what the class keeps beside it.
use std::collections::BTreeMap;

use websocket_wasm::proto::Traffic;
use websocket_wasm::proto::reconnecting::{Action, Keys, Policy, Reconnector, Sent};

/// A message that knows which of its client's it is
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) number: usize,
    pub(crate) byte_len: u64,
}

/// What a client wants of the world
#[derive(Debug)]
pub(crate) enum Wish {
    Connect,
    Transmit(Message),
}

/// Drives a `Reconnector` as the class does
pub(crate) struct Client {
    reconnector: Reconnector,
    /// Messages that are not known to be transmitted, by their keys
    kept: BTreeMap<u64, Message>,
    pub(crate) story: Story,
}

/// What has happened to a client
#[derive(Debug, Default)]
pub(crate) struct Story {
    /// The longest row of attempts to connect again
    pub(crate) attempts: u32,
    pub(crate) connections: u32,
    pub(crate) sent: Vec<Message>,
    /// Those of them that were sent while there was no connection
    pub(crate) sent_while_away: Vec<Message>,
    /// For which there was no room
    pub(crate) overflowed: Vec<Message>,
    /// What the policy says of those
    pub(crate) overflow: Traffic,
    pub(crate) undelivered: Vec<Message>,
    /// The most that has waited: bytes, and messages
    pub(crate) most_queued: Traffic,
}

impl Client {
    pub(crate) fn new(policy: Policy) -> Self {
        Self {
            reconnector: Reconnector::new(policy),
            kept: BTreeMap::new(),
            story: Story::default(),
        }
    }

    pub(crate) fn connect(&mut self, now: f64) {
        self.reconnector.connect(true, now);
    }

    pub(crate) fn send(&mut self, byte_len: u64, is_open: bool, now: f64) -> Option<Wish> {
        let message = Message { number: self.story.sent.len(), byte_len };
        self.story.sent.push(message);
        if !is_open {
            self.story.sent_while_away.push(message);
        }
        match self.reconnector.send(byte_len, is_open, now) {
            Sent::HandedOver { key } => {
                self.kept.insert(key, message);
                return Some(Wish::Transmit(message));
            }
            Sent::Queued { key, dropped } => {
                let dropped = self.take(dropped);
                self.story.overflowed.extend(dropped);
                self.kept.insert(key, message);
            }
            Sent::Refused | Sent::DroppedNewest => self.story.overflowed.push(message),
            Sent::DroppedAfterClose => panic!("nobody has called close()"),
        }
        self.count();
        None
    }

    pub(crate) fn handle_open(&mut self, now: f64) {
        self.reconnector.handle_open(now);
    }

    /// The connection has ended with so many bytes left
    pub(crate) fn handle_end(&mut self, bytes_left: u64, now: f64, random: f64) {
        self.handle_transmitted(bytes_left);
        self.reconnector.handle_end(now, random);
    }

    pub(crate) fn handle_time(&mut self, bytes_left: u64, now: f64, random: f64) {
        self.handle_transmitted(bytes_left);
        self.reconnector.handle_time(now, random);
    }

    /// What to do next; `None` when all is done
    pub(crate) fn poll(&mut self) -> Option<Wish> {
        loop {
            match self.reconnector.poll_action()? {
                Action::AskWhere { ticket } => {
                    self.reconnector.handle_resolved(ticket);
                }
                Action::Connect => return Some(Wish::Connect),
                Action::Send { key } => return Some(Wish::Transmit(self.kept[&key])),
                Action::FireOpen => self.story.connections += 1,
                Action::FireReconnecting { attempt, .. } => {
                    self.story.attempts = self.story.attempts.max(attempt);
                }
                Action::ReportUndelivered(taken) => {
                    let messages = [self.take(taken.handed), self.take(taken.queued)].concat();
                    self.story.undelivered.extend(messages);
                }
                Action::FireError | Action::FireClose => {}
                other => panic!("{other:?} was not asked for"),
            }
        }
    }

    pub(crate) fn deadline(&self) -> f64 {
        self.reconnector.deadline()
    }

    fn count(&mut self) {
        let Traffic { messages, bytes } = self.reconnector.take_overflow();
        self.story.overflow.messages += messages;
        self.story.overflow.bytes += bytes;
        let (queued, most) = (self.reconnector.queued(), &mut self.story.most_queued);
        most.bytes = most.bytes.max(queued.bytes);
        most.messages = most.messages.max(queued.messages);
    }

    fn handle_transmitted(&mut self, bytes_left: u64) {
        let transmitted = self.reconnector.handle_transmitted(bytes_left);
        self.take(transmitted);
    }

    fn take(&mut self, keys: Keys) -> Vec<Message> {
        keys.iter().map(|key| self.kept.remove(&key).expect("a message that is kept")).collect()
    }
}
