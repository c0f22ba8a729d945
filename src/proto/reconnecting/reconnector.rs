//! The state of a `ReconnectingWebSocket`, and every transition.
use super::boundary::{Action, Cause, Sent};
use super::outbox::Outbox;
use super::phase::{End, Open, Phase, Step};
use super::policy::Policy;
use crate::proto::{ReadyState, Traffic};

/// A WebSocket that comes back, without the WebSocket
///
/// How it is driven is in the documentation of the [module](super).
#[derive(Debug)]
pub struct Reconnector {
    pub(super) policy: Policy,
    pub(super) phase: Phase,
    /// What has to be done because the phase began
    pub(super) entry: Option<Action>,
    pub(super) intent: Intent,
    pub(super) outbox: Outbox,
    pub(super) network: Network,
    /// Attempts to connect again in a row, with the one that is waited for or being made
    pub(super) attempts: u32,
    /// The attempt being made does not count: it is made though the browser says that it is offline
    pub(super) is_free: bool,
    pub(super) ticket: u32,
}

/// What the application wants to follow when there is no connection any more
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Intent {
    /// Whatever the policy says
    Policy,
    /// Another connection at once
    Connect,
    /// Nothing
    Stop,
}

/// What is known of the network
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Network {
    Online,
    /// The browser says so
    Offline,
    /// The browser says so, and something has come from the network since
    OnlineAfterAll,
}

impl Reconnector {
    /// How often what has been transmitted is looked at while it is not all, in milliseconds
    pub const LOOK_INTERVAL: f64 = 1_000.0;

    /// One that does nothing before `connect`
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            phase: Phase::Idle,
            entry: None,
            intent: Intent::Policy,
            outbox: Outbox::new(policy.limits),
            network: Network::Online,
            attempts: 0,
            is_free: false,
            ticket: 0,
        }
    }

    /// Connect now, whatever the phase: a connection that there is ends first, a wait ends
    ///
    /// The count of attempts begins anew. `is_online` is what the browser says; it is told of changes while anything goes
    /// on ([`handle_network`](Self::handle_network)), so that only the first call after a pause looks at it.
    pub fn connect(&mut self, is_online: bool) {
        if self.phase == Phase::Idle {
            self.network = if is_online { Network::Online } else { Network::Offline };
        }
        self.attempts = 0;
        self.outbox.forget_dropped();
        match self.phase {
            Phase::Idle | Phase::Asking | Phase::Waiting { .. } => self.begin_attempt(false),
            _ => self.end_with(Intent::Connect),
        }
    }

    /// Stop: close the connection that there is, and make no other
    ///
    /// Without one, `error` and `close` follow in a task, as for one that is connecting; nothing follows where nothing went
    /// on. What waits without a connection is reported as undelivered.
    pub fn close(&mut self) {
        match self.phase {
            Phase::Idle if self.outbox.queued().messages == 0 => self.intent = Intent::Stop,
            Phase::Idle => self.stop_at(Step::Undelivered),
            Phase::Asking | Phase::Waiting { .. } => self.stop_at(Step::Error),
            _ => self.end_with(Intent::Stop),
        }
    }

    /// Send a message; `is_host_open` says whether the connection takes any, if there is one
    ///
    /// It may be in the closing handshake, which it does not report: then the message waits for the next one.
    pub fn send(&mut self, byte_len: u64, is_host_open: bool, now: f64) -> Sent {
        if self.intent == Intent::Stop {
            self.outbox.count_dropped(byte_len);
            return Sent::DroppedAfterClose;
        }
        match &mut self.phase {
            Phase::Open(open) if open.is_announced && is_host_open => {
                open.look_at = open.look_at.min(now + Self::LOOK_INTERVAL);
                self.outbox.hand_over(byte_len, false);
                Sent::HandOver
            }
            _ => self.outbox.queue(byte_len),
        }
    }

    /// A probe with this many bytes is handed to the connection; whether there is one still
    pub fn count_probe(&mut self, byte_len: u64, now: f64) -> bool {
        if let Phase::Open(open) = &mut self.phase {
            open.look_at = open.look_at.min(now + Self::LOOK_INTERVAL);
            self.outbox.hand_over(byte_len, true);
            return true;
        }
        false
    }

    /// What to do next
    pub fn poll_action(&mut self) -> Option<Action> {
        if self.entry.is_some() {
            return self.entry.take();
        }
        match &mut self.phase {
            Phase::Open(open) if !open.is_announced => {
                if self.outbox.hand_over_first() {
                    return Some(Action::Send);
                }
                open.is_announced = true;
                Some(Action::FireOpen)
            }
            Phase::Open(open) if open.wants_probe => {
                open.wants_probe = false;
                Some(Action::Probe)
            }
            Phase::Ended(End { is_deferred: false, .. }) => self.take_step(),
            _ => None,
        }
    }

    /// When to call `handle_time`; infinite where it need not be called
    pub fn deadline(&self) -> f64 {
        match &self.phase {
            Phase::Waiting { due, .. } => *due,
            Phase::Ended(End { is_deferred: true, .. }) => 0.0,
            Phase::Open(Open { heartbeat, look_at, .. }) => {
                heartbeat.map_or(*look_at, |heartbeat| look_at.min(heartbeat.deadline()))
            }
            _ => f64::INFINITY,
        }
    }

    /// Whether anything goes on that the network and the page have to do with
    pub fn is_active(&self) -> bool {
        self.phase != Phase::Idle
    }

    /// The value of `readyState`; `of_connection` is the connection's own, if there is one
    pub fn ready_state(&self, of_connection: ReadyState) -> ReadyState {
        self.phase.ready_state(of_connection)
    }

    /// The value of `bufferedAmount`, in bytes; `in_connection` is the connection's own, if there is one
    pub fn buffered_amount(&self, in_connection: u64) -> u64 {
        self.outbox.buffered_amount(self.phase.has_connection().then_some(in_connection))
    }

    /// Attempts to connect again in a row, with the one that is waited for or being made
    pub fn attempts(&self, now: f64) -> u32 {
        if self.is_stable(now) { 0 } else { self.attempts }
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

    /// What is going on
    pub fn phase(&self) -> Phase {
        self.phase
    }

    pub(super) fn enter(&mut self, phase: Phase, entry: Action) {
        self.phase = phase;
        self.entry = Some(entry);
    }

    pub(super) fn begin_attempt(&mut self, is_free: bool) {
        self.intent = Intent::Policy;
        self.is_free = is_free;
        self.ticket = self.ticket.wrapping_add(1);
        self.enter(Phase::Asking, Action::Ask { ticket: self.ticket });
    }

    // An end that has come already goes on to what is intended by then.
    fn end_with(&mut self, intent: Intent) {
        self.intent = intent;
        if matches!(self.phase, Phase::Connecting | Phase::Open(_)) {
            self.enter(Phase::Closing, Action::Close);
        }
    }

    fn stop_at(&mut self, step: Step) {
        self.intent = Intent::Stop;
        self.entry = None;
        let (cause, at, random) = (Cause::Closed, 0.0, 0.0);
        self.phase = Phase::Ended(End { step, is_deferred: true, cause, at, random });
    }

    pub(super) fn end(&mut self, step: Step, cause: Cause, at: f64, random: f64) {
        if self.is_stable(at) {
            self.attempts = 0;
        }
        self.entry = None;
        self.phase = Phase::Ended(End { step, is_deferred: false, cause, at, random });
    }

    pub(super) fn wait(&mut self, cause: Cause, now: f64, random: f64) {
        let (attempt, backoff) = (self.attempts, self.policy.backoff);
        let is_offline = self.network == Network::Offline;
        let due =
            if is_offline { backoff.offline_delay(random) } else { backoff.delay(attempt, random) };
        let delay = if is_offline { f64::INFINITY } else { due };
        let due = now + due;
        self.enter(
            Phase::Waiting { due, is_offline, cause },
            Action::FireReconnecting { attempt, delay, cause },
        );
    }

    pub(super) fn is_stable(&self, now: f64) -> bool {
        matches!(self.phase, Phase::Open(Open { since, .. }) if now - since >= self.policy.stable_time)
    }
}
