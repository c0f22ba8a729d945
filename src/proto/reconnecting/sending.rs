//! Messages, and what becomes of them.
use super::boundary::{Keys, Sent};
use super::phase::Phase;
use super::reconnector::{Intent, Reconnector};
use crate::proto::Traffic;

impl Reconnector {
    /// Send a message; `is_host_open` says whether the connection takes any, if there is one
    ///
    /// It may be in the closing handshake, which it does not report: then the message waits for the next one. Who calls this
    /// keeps the message under the key that is returned, until that is transmitted, dropped or reported as undelivered.
    pub fn send(&mut self, byte_len: u64, is_host_open: bool, now: f64) -> Sent {
        if self.intent == Intent::Stop {
            self.outbox.count_dropped(byte_len);
            Sent::DroppedAfterClose
        } else if self.phase() == Phase::Open && is_host_open && !self.outbox.has_queued() {
            self.look_by(now + Self::LOOK_INTERVAL);
            Sent::HandedOver { key: self.outbox.hand_over(byte_len) }
        } else {
            if self.phase() == Phase::MustSendThenFireOpen {
                self.look_by(now + Self::LOOK_INTERVAL);
            }
            self.outbox.queue(byte_len, &self.policy.limits)
        }
    }

    /// Whether the connection may be handed messages without [`send`](Self::send), as long as it takes any
    ///
    /// Ask anew after each report and command. Of such messages [`handle_handed`](Self::handle_handed) has to be called within
    /// [`LOOK_INTERVAL`](Self::LOOK_INTERVAL), and [`count_handed`](Self::count_handed) for each that may not be transmitted when
    /// anything else is called.
    pub fn is_direct(&self) -> bool {
        self.phase() == Phase::Open && self.intent != Intent::Stop && !self.outbox.has_queued()
    }

    /// A message was handed to the connection without [`send`](Self::send); returns the key under which it has to be kept
    pub fn count_handed(&mut self, byte_len: u64) -> u64 {
        self.outbox.hand_over(byte_len)
    }

    /// Part of a greeting with so many bytes is handed to the connection; whether there is one still
    pub fn count_greeting(&mut self, byte_len: u64) -> bool {
        let is_awaited = self.phase() == Phase::AwaitingGreeting;
        if is_awaited {
            self.outbox.hand_over_probe(byte_len);
        }
        is_awaited
    }

    /// Take all that waits for a connection: it need not be kept any longer, and counts as neither sent nor undelivered
    pub fn take_queued(&mut self) -> Keys {
        self.outbox.take_queued()
    }

    /// The attempt that was announced is made so long after the end of the last; whether it is waited for
    pub fn change_delay(&mut self, delay: f64) -> bool {
        let is_awaited = self.phase() == Phase::AwaitingRetry;
        if is_awaited && !self.does_not_count {
            self.due = self.end.at + delay;
        }
        is_awaited
    }

    /// A probe with this many bytes is handed to the connection; whether there is one still
    pub fn count_probe(&mut self, byte_len: u64, now: f64) -> bool {
        let is_open = self.phase() == Phase::Open;
        if is_open {
            self.look_by(now + Self::LOOK_INTERVAL);
            self.outbox.hand_over_probe(byte_len);
        }
        is_open
    }

    /// The value of `bufferedAmount`, in bytes; `in_connection` is the connection's own, if there is one
    pub fn buffered_amount(&self, in_connection: u64) -> u64 {
        self.outbox.buffered_amount(self.phase().has_connection().then_some(in_connection))
    }

    /// What waits for a connection
    pub fn queued(&self) -> Traffic {
        self.outbox.queued()
    }

    /// What was reported as undelivered so far
    pub fn undelivered(&self) -> Traffic {
        self.outbox.undelivered()
    }

    /// What the queue had no room for since the last call
    pub fn take_overflow(&mut self) -> Traffic {
        self.outbox.take_overflow()
    }
}
