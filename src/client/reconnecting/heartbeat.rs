//! How it is found out that a server is gone.
use std::fmt::{self, Debug, Formatter};
use std::time::Duration;

use super::event::to_milliseconds;
use super::settings::{Function, Judge, Payload};
use crate::client::message::Message;
use crate::client::threads::MaybeSend;
use crate::proto::reconnecting::HeartbeatPolicy;

/// Finds out that the server is gone: after a silence of `interval` a message is sent, and `timeout` later the connection is
/// given up, unless there was a sign of life
///
/// A timer that fires much too late, after sleep or in the background, is no evidence: the server gets another probe.
#[must_use = "it does nothing without ReconnectingBuilder::heartbeat()"]
#[derive(Default)]
pub struct Heartbeat {
    pub(super) policy: HeartbeatPolicy,
    pub(super) payload: Function<Payload>,
    pub(super) is_alive: Function<Judge>,
    pub(super) is_answer: Function<Judge>,
}

impl Heartbeat {
    /// One that sends nothing, and waits for messages of the server
    pub fn new() -> Self {
        Self::default()
    }

    /// How long after the last sign of life the payload is sent; 30 s by default
    pub fn interval(mut self, time: Duration) -> Self {
        self.policy.interval = to_milliseconds(time).max(1.0);
        self
    }

    /// How long after that another sign of life must come; 10 s by default
    pub fn timeout(mut self, time: Duration) -> Self {
        self.policy.timeout = to_milliseconds(time).max(1.0);
        self
    }

    /// What is sent; without it nothing is, and the server has both times to send something of its own accord
    pub fn payload<M: Into<Message>>(
        mut self,
        mut payload: impl FnMut() -> M + MaybeSend + 'static,
    ) -> Self {
        self.policy.probes = true;
        self.payload.set(Box::new(move || payload().into()));
        self
    }

    /// Whether a message is a sign of life; every message is by default
    ///
    /// To be asked about, messages are copied into the app's memory when they arrive.
    pub fn is_alive(
        mut self,
        is_alive: impl FnMut(&Message) -> bool + MaybeSend + 'static,
    ) -> Self {
        self.is_alive.set(Box::new(is_alive));
        self
    }

    /// Whether a message is kept from the app, as the answer to the payload; none is by default
    ///
    /// To be asked about, messages are copied into the app's memory when they arrive.
    pub fn is_answer(
        mut self,
        is_answer: impl FnMut(&Message) -> bool + MaybeSend + 'static,
    ) -> Self {
        self.is_answer.set(Box::new(is_answer));
        self
    }
}

impl Debug for Heartbeat {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Heartbeat").field("policy", &self.policy).finish_non_exhaustive()
    }
}
