//! What a socket answers: nothing here changes its state.
use super::Socket;
use crate::proto::boundary::{Handover, Intake, Room};
use crate::proto::inspection::Traffic;
use crate::proto::message::{BinaryType, Message, MessageKind};
use crate::proto::ready_state::ReadyState;
use crate::proto::send_queue::BufferedAmount;

impl<M: Message> Socket<M> {
    /// What has to be known of a message of this kind before it is sent now
    pub fn intake(&self, kind: MessageKind) -> Intake {
        let goes_at_once = self.queue.is_empty() && self.buffer.has_room();
        let is_read_first = kind == MessageKind::Blob && !self.host.takes_blobs;
        match self.ready_state() {
            ReadyState::Connecting => Intake::AsItIs,
            ReadyState::Closing | ReadyState::Closed => Intake::Measured,
            ReadyState::Open if is_read_first => Intake::Measured,
            ReadyState::Open if !goes_at_once => Intake::Copied,
            ReadyState::Open if self.buffer.is_limited() => Intake::Measured,
            ReadyState::Open => Intake::AsItIs,
        }
    }

    /// Whether no more than `below` bytes are buffered, for those who wait for that; `in_host` is the host's own figure
    ///
    /// Bytes that were dropped never leave, so that a wait beside them ends with the connection.
    pub fn room(&self, in_host: u64, below: u64) -> Room {
        let buffered = self.buffered_amount(in_host).total();
        if self.ready_state() == ReadyState::Closed {
            return if buffered == 0 { Room::Enough } else { Room::Never };
        }
        let is_enough = self.dropped.bytes == 0 && buffered <= below;
        if is_enough { Room::Enough } else { Room::NotYet }
    }

    /// Whether a message that the host receives comes too late for the application
    ///
    /// `close()` was called, and the host is not told before it has been given what waits.
    pub fn hides_messages(&self) -> bool {
        self.pending_close.is_some()
    }

    /// Whether a message would go to a host in this state at once, so that nothing else need be asked
    pub fn handover(&self, host: ReadyState) -> Handover {
        let is_direct = self.host.takes_blobs && !self.buffer.is_limited();
        if !(self.ready_state_with(host).is_open() && self.queue.is_empty() && is_direct) {
            Handover::ByTheCore
        } else if !self.is_inspected() {
            Handover::AsItIs
        } else {
            Handover::Counted
        }
    }

    /// Whether nothing that the host reports is for the application any more
    pub fn is_abandoned(&self) -> bool {
        self.is_abandoned
    }

    /// How far the connection has come
    pub fn ready_state(&self) -> ReadyState {
        self.machine.state()
    }

    /// How far it has come if the host has come this far
    ///
    /// For those who only ask: [`observe`](Self::observe) keeps it, this does not.
    pub fn ready_state_with(&self, host: ReadyState) -> ReadyState {
        self.ready_state().followed_by(host)
    }

    /// Whether the host may be told to close at once: nothing goes before, and nothing limits it
    pub fn closes_directly(&self) -> bool {
        self.queue.is_empty() && self.close_timeout.is_none()
    }

    /// How Binary messages are handed over; `host` is how the host does it, which keeps it if it takes Blobs
    pub fn binary_type(&self, host: BinaryType) -> BinaryType {
        if self.host.takes_blobs { host } else { self.binary_type }
    }

    /// Bytes accepted and not transmitted; `in_host` is the host's own figure
    pub fn buffered_amount(&self, in_host: u64) -> BufferedAmount {
        BufferedAmount { queued: self.queue.byte_len(), in_host, dropped: self.dropped.bytes }
    }

    /// What waits in the queue
    pub fn queued(&self) -> Traffic {
        Traffic { messages: self.queue.len() as u64, bytes: self.queue.byte_len() }
    }

    /// Whether an inspector is attached
    pub fn is_inspected(&self) -> bool {
        self.inspectors > 0
    }

    /// Sent after closing began, or waiting when it did; since the first inspector was attached
    pub fn dropped_since_inspection(&self) -> Traffic {
        Traffic {
            messages: self.dropped.messages - self.dropped_before.messages,
            bytes: self.dropped.bytes - self.dropped_before.bytes,
        }
    }
}
