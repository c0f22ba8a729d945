//! The state of a `ReconnectingWebSocket`: what the application calls, and what is to be done.
use super::boundary::{Action, Cause, Sent};
use super::heartbeat::Heartbeat;
use super::outbox::Outbox;
use super::phase::Phase;
use super::policy::Policy;
use crate::proto::{ReadyState, Traffic};

/// A WebSocket that comes back, without the WebSocket
///
/// How it is driven is in the documentation of the [module](super).
// In this order: in wasm, what has a low address in it is a byte shorter.
#[derive(Debug)]
#[repr(C)]
pub struct Reconnector {
    pub(super) phase: Phase,
    pub(super) intent: Intent,
    pub(super) network: Network,
    /// The attempt that is waited for or being made does not count: it is made though the browser says that it is offline,
    /// or before its time
    pub(super) is_free: bool,
    /// The connection was told to close in the task that goes on
    pub(super) is_told_now: bool,
    /// A probe is to be sent
    pub(super) wants_probe: bool,
    /// Attempts to connect again in a row, with the one that is waited for or being made
    pub(super) attempts: u32,
    /// The number of the attempt since the beginning
    pub(super) ticket: u32,
    /// Since when the connection is established; infinite without one
    pub(super) open_since: f64,
    /// When to look at what has been transmitted
    pub(super) look_at: f64,
    /// When the next attempt is made; when an answer about where to connect is not waited for any longer, nor the end of a
    /// connection
    pub(super) due: f64,
    /// Why there is no connection, when that was, and the random number for the delay
    pub(super) end: (Cause, f64, f64),
    pub(super) heartbeat: Heartbeat,
    pub(super) outbox: Outbox,
    pub(super) policy: Policy,
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

    /// How long a host may take from `error` to `close`, in milliseconds
    pub const PATIENCE: f64 = 1_000.0;

    /// One that does nothing before `connect`
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            phase: Phase::Idle,
            intent: Intent::Policy,
            outbox: Outbox::default(),
            network: Network::Online,
            attempts: 0,
            is_free: false,
            is_told_now: false,
            ticket: 0,
            open_since: f64::INFINITY,
            heartbeat: Heartbeat::alive(0.0),
            wants_probe: false,
            look_at: f64::INFINITY,
            end: (Cause::Closed, 0.0, 0.0),
            due: 0.0,
        }
    }

    /// Connect now, whatever the phase: a connection that there is ends first, a wait ends
    ///
    /// The count of attempts begins anew. `is_online` is what the browser says; it is told of changes while anything goes
    /// on ([`handle_network`](Self::handle_network)), so that only the first call after a pause looks at it. A second call in
    /// a later task does not wait for the end of a connection any longer.
    pub fn connect(&mut self, is_online: bool, now: f64) {
        if !self.is_active() {
            self.network = if is_online { Network::Online } else { Network::Offline };
        }
        self.attempts = 0;
        self.is_free = false;
        self.outbox.forget_dropped();
        match self.phase {
            Phase::Idle | Phase::Starting | Phase::Asking | Phase::Announcing | Phase::Waiting => {
                self.intent = Intent::Policy;
                self.start(now);
            }
            _ => self.end_with(Intent::Connect, now),
        }
    }

    /// Stop: close the connection that there is, and make no other
    ///
    /// Without one, `error` and `close` follow in a task, as for one that is connecting; nothing follows where nothing went
    /// on. What waits without a connection is reported as undelivered. A second call in a later task does not wait for the end
    /// of the connection any longer.
    pub fn close(&mut self, now: f64) {
        self.end_with(Intent::Stop, now);
        match self.phase {
            Phase::Idle if self.queued().messages > 0 => self.phase = Phase::Leaving,
            Phase::Starting
            | Phase::Asking
            | Phase::Resolved
            | Phase::Announcing
            | Phase::Waiting => self.phase = Phase::Stopping,
            _ => {}
        }
    }

    /// Stop, as [`close`](Self::close) does; a connection that closes already is let go
    pub fn abort(&mut self, now: f64) {
        if matches!(self.phase, Phase::Parting | Phase::Closing) {
            self.handle_loss(Phase::Dead, Cause::Closed, now, 0.0);
        }
        self.close(now);
    }

    /// Send a message; `is_host_open` says whether the connection takes any, if there is one
    ///
    /// It may be in the closing handshake, which it does not report: then the message waits for the next one.
    #[inline(always)]
    pub fn send(&mut self, byte_len: u64, is_host_open: bool, now: f64) -> Sent {
        if self.intent == Intent::Stop {
            self.outbox.count_dropped(byte_len);
            Sent::DroppedAfterClose
        } else if self.phase == Phase::Open && is_host_open {
            self.hand_over(byte_len, false, now);
            Sent::HandOver
        } else {
            self.outbox.queue(byte_len, &self.policy.limits)
        }
    }

    /// A probe with this many bytes is handed to the connection; whether there is one still
    #[inline(always)]
    pub fn count_probe(&mut self, byte_len: u64, now: f64) -> bool {
        let is_open = self.phase == Phase::Open;
        if is_open {
            self.hand_over(byte_len, true, now);
        }
        is_open
    }

    /// What to do next
    #[inline(always)]
    pub fn poll_action(&mut self) -> Option<Action> {
        if self.phase == Phase::Reporting {
            // Again, where a listener has called `close` meanwhile.
            let undelivered = self.outbox.take_undelivered(self.intent == Intent::Stop);
            if undelivered.is_some() {
                return undelivered.map(Action::Undelivered);
            }
            self.choose();
        }
        let (phase, action) = match self.phase {
            Phase::Starting => {
                self.ticket = self.ticket.wrapping_add(1);
                (Phase::Asking, Action::Ask { ticket: self.ticket })
            }
            Phase::Resolved => (Phase::Connecting, Action::Connect),
            Phase::Opening if self.outbox.hand_over_first() => (Phase::Opening, Action::Send),
            Phase::Opening => (Phase::Open, Action::FireOpen),
            Phase::Open if self.wants_probe => {
                self.wants_probe = false;
                (Phase::Open, Action::Probe)
            }
            Phase::Parting => {
                self.is_told_now = true;
                (Phase::Closing, Action::Close)
            }
            Phase::Dead => (Phase::Failed, Action::Drop),
            Phase::Lost => (Phase::Ended, Action::Drop),
            Phase::Failed => (Phase::Ended, Action::FireError),
            Phase::Ended => (Phase::Reporting, Action::FireClose),
            Phase::Doubtful => (Phase::Undecided, Action::Decide { attempt: self.next_attempt() }),
            Phase::Announcing => (Phase::Waiting, self.announce()),
            Phase::GivingUp => {
                let (attempts, cause) = (self.attempts, self.end.0);
                (Phase::Idle, Action::FireGiveUp { attempts, cause })
            }
            _ => return None,
        };
        self.phase = phase;
        Some(action)
    }

    /// When to call `handle_time`; infinite where it need not be called
    #[inline(always)]
    pub fn deadline(&self) -> f64 {
        match self.phase {
            Phase::Closing if self.is_told_now => 0.0,
            Phase::Asking | Phase::Waiting | Phase::Connecting | Phase::Closing => self.due,
            Phase::Stopping | Phase::Leaving => 0.0,
            Phase::Open => earlier(self.look_at, self.heartbeat.deadline(&self.policy.heartbeat)),
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

    pub(super) fn is_stable(&self, now: f64) -> bool {
        now - self.open_since >= self.policy.stable_time
    }

    /// It is to be found out where to connect
    pub(super) fn start(&mut self, now: f64) {
        self.due = now + self.policy.ask_timeout;
        self.phase = Phase::Starting;
    }

    // An end that has come already goes on to what is intended by then.
    fn end_with(&mut self, intent: Intent, now: f64) {
        let is_repeated = core::mem::replace(&mut self.intent, intent) == intent;
        match self.phase {
            Phase::Closing if is_repeated && !self.is_told_now => {
                self.handle_loss(Phase::Dead, Cause::Closed, now, 0.0);
            }
            Phase::Connecting | Phase::Opening | Phase::Open => self.phase = Phase::Parting,
            Phase::Doubtful | Phase::Undecided => self.phase = Phase::Reporting,
            _ => {}
        }
    }

    fn hand_over(&mut self, byte_len: u64, is_probe: bool, now: f64) {
        self.look_at = earlier(self.look_at, now + Self::LOOK_INTERVAL);
        self.outbox.hand_over(byte_len, is_probe);
    }
}

// `f64::min` minds NaN, which no time is.
fn earlier(first: f64, second: f64) -> f64 {
    if second < first { second } else { first }
}
