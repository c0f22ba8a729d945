//! What the client knows. Nothing here calls anyone.
use std::collections::BTreeMap;
use std::mem;
use std::rc::Rc;
use std::task::Waker;

use super::super::event::Cause;
use super::super::inbox::Inbox;
use super::super::question::Question;
use super::super::settings::Target;
use crate::client::close_event::CloseEvent;
use crate::client::driver::Driver;
use crate::client::error::Error;
use crate::client::host::Host;
use crate::client::message::Message;
use crate::client::options::Options;
use crate::client::waiters::Waiters;
use crate::proto::CloseRequest;
use crate::proto::reconnecting::{self, Keys, Limits, Policy, Reconnector};

/// What the client knows
pub(super) struct State<H: Host> {
    pub(super) policy: Reconnector,
    /// The connection that there is, or that is being established
    pub(super) link: Option<Rc<Driver<H>>>,
    /// Its number; what others still report is not heard
    pub(super) number: u32,
    pub(super) connection: Options,
    pub(super) limits: Limits,
    pub(super) target: Target,
    /// The URL of the latest connection, serialised
    pub(super) url: String,
    /// Messages that are not known to be transmitted, by their keys
    pub(super) kept: BTreeMap<u64, Rc<Message>>,
    /// The connection may not have transmitted all that it was handed
    pub(super) is_transmitting: bool,
    pub(super) inbox: Inbox<H::Incoming>,
    pub(super) waiters: Waiters,
    /// The waiters have to look again
    pub(super) has_news: bool,
    pub(super) question: Option<Rc<Question>>,
    pub(super) ticket: u32,
    pub(super) close_request: CloseRequest,
    /// How the latest connection has ended
    pub(super) end: CloseEvent,
    /// Why, if it is known better than the policy knows it
    pub(super) because: Option<Cause>,
    pub(super) latest_cause: Option<Cause>,
    /// More has arrived on this connection than may wait
    pub(super) has_overflowed: bool,
    /// When the server has shown life, if the policy has not been told
    pub(super) life: Option<f64>,
    /// Whether that may matter: to the heartbeat, or because it refutes that the platform is offline
    pub(super) notes_life: bool,
    pub(super) has_heartbeat: bool,
    pub(super) is_draining: bool,
    /// The latest command is `close`
    pub(super) is_stopped: bool,
    /// There is no other connection to come
    pub(super) is_over: bool,
    /// For when the timer is set
    pub(super) alarm: f64,
}

impl<H: Host> State<H> {
    pub(super) fn new(policy: Policy, connection: Options, target: Target) -> Self {
        let limit = connection.receive_limit as u64;
        let has_heartbeat = policy.heartbeat.interval.is_finite();
        Self {
            limits: policy.limits,
            notes_life: has_heartbeat,
            has_heartbeat,
            policy: Reconnector::new(policy),
            link: None,
            number: 0,
            inbox: Inbox::new(limit, connection.receive_overflow),
            connection,
            target,
            url: String::new(),
            kept: BTreeMap::new(),
            is_transmitting: false,
            waiters: Waiters::default(),
            has_news: false,
            question: None,
            ticket: 0,
            close_request: CloseRequest::default(),
            end: CloseEvent::given_up(),
            because: None,
            latest_cause: None,
            has_overflowed: false,
            life: None,
            is_draining: false,
            is_stopped: false,
            is_over: false,
            alarm: f64::INFINITY,
        }
    }

    /// What the platform says of itself
    pub(super) fn note_network(&mut self, is_online: bool) {
        self.notes_life = !is_online || self.has_heartbeat;
    }

    /// Why nothing can be sent
    pub(super) fn error(&self) -> Error {
        if self.is_over { Error::Closed(self.end.clone()) } else { Error::Closing }
    }

    pub(super) fn forget(&mut self, keys: Keys) {
        for key in keys.iter() {
            self.kept.remove(&key);
        }
    }

    pub(super) fn take(&mut self, keys: Keys) -> impl Iterator<Item = Message> {
        let taken: Vec<_> = keys.iter().filter_map(|key| self.kept.remove(&key)).collect();
        taken.into_iter().map(Rc::unwrap_or_clone)
    }

    /// Let go of the connection: nothing of it is heard any more
    pub(super) fn let_go(&mut self) -> Option<Rc<Driver<H>>> {
        self.number = self.number.wrapping_add(1);
        self.is_transmitting = false;
        self.has_news = true;
        mem::take(&mut self.link)
    }

    /// Why there is no connection: what is known best
    pub(super) fn latest_cause_of(&self, cause: reconnecting::Cause) -> Cause {
        let by_itself =
            matches!(cause, reconnecting::Cause::Heartbeat | reconnecting::Cause::Hidden);
        let known = self.because.clone().filter(|_| !by_itself);
        known.unwrap_or_else(|| Cause::of_policy(cause))
    }

    pub(super) fn take_wakers(&mut self) -> Vec<Waker> {
        let mut wake = Vec::new();
        if self.is_over {
            wake = self.waiters.take_all();
        } else if mem::take(&mut self.has_news) {
            wake = self.waiters.take_ready(0, true);
        }
        wake.extend(self.inbox.take_reader(self.is_over));
        wake
    }
}
