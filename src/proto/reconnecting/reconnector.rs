//! The state of a `ReconnectingWebSocket`, and what the application calls.
use super::boundary::Cause;
use super::heartbeat::Heartbeat;
use super::holding;
use super::outbox::Outbox;
use super::phase::Phase;
use super::policy::{Policy, Setting};
use super::transitions::{Input, Machine};
use crate::proto::ReadyState;

/// A WebSocket that comes back, without the WebSocket
///
/// How it is driven is in the documentation of the [module](super).
#[derive(Debug)]
pub struct Reconnector {
    pub(super) policy: Policy,
    pub(super) machine: Machine,
    pub(super) outbox: Outbox,
    pub(super) heartbeat: Heartbeat,
    pub(super) network: Network,
    /// The application's latest command, until an attempt begins
    pub(super) intent: Intent,
    /// The attempt that is waited for or being made does not count: it is made though the browser says that it is offline,
    /// or before its time
    pub(super) does_not_count: bool,
    /// A probe is to be sent
    pub(super) wants_probe: bool,
    /// Attempts to connect again in a row, with the one that is waited for or being made
    pub(super) attempts: u32,
    /// For how long a browser that holds back connections may hold back the next one
    pub(super) held_back: f64,
    /// The number of the attempt since the beginning
    pub(super) ticket: u32,
    /// When that has begun
    pub(super) begun_at: f64,
    /// Since when the page is hidden; infinite while it can be seen
    pub(super) hidden_since: f64,
    /// The connection is closed because the page is hidden
    pub(super) closes_hidden: bool,
    /// When the page was restored last
    pub(super) restored_at: f64,
    /// Since when the connection is established; infinite without one
    pub(super) open_since: f64,
    /// When to look at what has been transmitted
    pub(super) look_at: f64,
    /// When the next attempt is made; when nothing is waited for any longer: an answer about where to connect, a connection that
    /// is being established, the end of one
    pub(super) due: f64,
    /// The connection has fired `error`, so that its end is to follow
    pub(super) has_errored: bool,
    /// What the connection had not transmitted when its closing made progress last, in bytes
    pub(super) left: u64,
    /// Closing has made progress since it was looked at
    pub(super) makes_progress: bool,
    pub(super) end: End,
}

/// How the latest connection has ended, or the latest attempt
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub(super) cause: Cause,
    pub(super) at: f64,
    /// For the delay of the next attempt
    pub(super) random: f64,
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

    /// What ends so soon after the page was restored has ended before, in milliseconds
    pub const RESTORE_TIME: f64 = 1_000.0;

    /// How long a host may take from `error` to `close`, in milliseconds
    pub const PATIENCE: f64 = 1_000.0;

    /// One that does nothing before `connect`
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            machine: Machine::new(),
            outbox: Outbox::default(),
            heartbeat: Heartbeat::alive(0.0),
            network: Network::Online,
            intent: Intent::Policy,
            does_not_count: false,
            wants_probe: false,
            attempts: 0,
            held_back: 0.0,
            ticket: 0,
            begun_at: 0.0,
            hidden_since: f64::INFINITY,
            closes_hidden: false,
            restored_at: f64::NEG_INFINITY,
            open_since: f64::INFINITY,
            look_at: f64::INFINITY,
            due: 0.0,
            has_errored: false,
            left: u64::MAX,
            makes_progress: false,
            end: End { cause: Cause::Closed, at: 0.0, random: 0.0 },
        }
    }

    /// Change a number of the policy
    pub fn set(&mut self, setting: Setting, value: f64) {
        self.policy.set(setting, value);
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
        let is_repeated = self.begin_anew(now);
        self.command(if is_repeated { Input::ConnectAgain } else { Input::Connect }, now);
    }

    /// The same in a page that is prerendered, which nobody may ever see: connect when that is activated, which
    /// [`handle_resume`](Self::handle_resume) tells
    pub fn connect_when_activated(&mut self, now: f64) {
        if self.machine.take(Input::ConnectLater).is_some() {
            self.begin_anew(now);
        } else if self.phase() != Phase::AwaitingActivation {
            self.connect(true, now);
        }
    }

    /// The app wants a connection: nothing counts that was before. Returns whether it wanted one already.
    fn begin_anew(&mut self, now: f64) -> bool {
        self.attempts = 0;
        self.does_not_count = false;
        self.outbox.forget_dropped();
        if self.hidden_since < now {
            self.hidden_since = now;
        }
        self.intend(Intent::Connect)
    }

    /// Stop: close the connection that there is, and make no other
    ///
    /// Without one, `error` and `close` follow in a task, as for one that is connecting; nothing follows if nothing went
    /// on. What waits without a connection is reported as undelivered. A second call in a later task does not wait for the end
    /// of the connection any longer.
    pub fn close(&mut self, now: f64) {
        let is_repeated = self.intend(Intent::Stop);
        let input = if is_repeated {
            Input::CloseAgain
        } else if self.outbox.has_queued() {
            Input::CloseWithMessages
        } else {
            Input::Close
        };
        self.command(input, now);
    }

    /// Stop, as [`close`](Self::close) does; a connection that closes already is let go
    pub fn abort(&mut self, now: f64) {
        self.command(Input::Abort, now);
        self.close(now);
    }

    /// Whether changes of the network and of the page have to be reported now
    pub fn is_active(&self) -> bool {
        self.phase() != Phase::Idle
    }

    /// The value of `readyState`; `of_connection` is the connection's own, if there is one
    pub fn ready_state(&self, of_connection: ReadyState) -> ReadyState {
        self.phase().ready_state(of_connection)
    }

    /// Attempts to connect again in a row, with the one that is waited for or being made
    pub fn attempts(&self, now: f64) -> u32 {
        if self.is_stable(now) { 0 } else { self.attempts }
    }

    /// The number of the latest attempt since the beginning
    pub fn ticket(&self) -> u32 {
        self.ticket
    }

    /// Why there was no connection when the latest one or the latest attempt ended
    pub fn cause(&self) -> Cause {
        self.end.cause
    }

    /// What happens next
    pub fn phase(&self) -> Phase {
        self.machine.phase()
    }

    /// An attempt begins
    pub(super) fn begin(&mut self, now: f64) {
        self.intent = Intent::Policy;
        self.closes_hidden = false;
        self.due = now + self.policy.ask_timeout;
        self.begun_at = now;
    }

    /// The connection is made, since this time
    pub(super) fn limit_connecting(&mut self, since: f64) {
        self.due = since + self.policy.connect_timeout;
        if self.policy.holds_back {
            self.due += self.held_back;
        }
    }

    /// A connection has to be closed
    pub(super) fn begin_closing(&mut self, now: f64) {
        if !self.has_errored {
            self.due = now + self.policy.close_timeout;
        }
        self.left = u64::MAX;
        self.makes_progress = false;
    }

    /// There is no connection any more
    pub(super) fn note_end(&mut self, cause: Cause, now: f64, random: f64) {
        if self.is_stable(now) {
            self.attempts = 0;
        }
        self.held_back = holding::after_failure(self.held_back);
        self.open_since = f64::INFINITY;
        self.end = End { cause, at: now, random };
    }

    /// Which attempt in a row is next; one that did not count is made again
    pub(super) fn next_attempt(&self) -> u32 {
        if self.does_not_count { self.attempts } else { self.attempts.wrapping_add(1) }
    }

    /// Note a command; whether it was the latest already
    fn intend(&mut self, intent: Intent) -> bool {
        core::mem::replace(&mut self.intent, intent) == intent
    }

    fn command(&mut self, input: Input, now: f64) {
        match self.machine.take(input).map(|transition| transition.next) {
            Some(Phase::MustAskWhere) => self.begin(now),
            Some(Phase::MustClose) => self.begin_closing(now),
            Some(Phase::MustDropThenFireError) => self.note_end(Cause::Closed, now, 0.0),
            _ => {}
        }
    }

    /// Whether the page is hidden for so long that it has no connection
    pub(super) fn is_away(&self, now: f64) -> bool {
        now >= self.away_from()
    }

    pub(super) fn away_from(&self) -> f64 {
        self.hidden_since + self.policy.close_hidden_after
    }

    fn is_stable(&self, now: f64) -> bool {
        now - self.open_since >= self.policy.stable_time
    }

    pub(super) fn look_by(&mut self, time: f64) {
        self.look_at = earlier(self.look_at, time);
    }
}

// `f64::min` minds NaN, which no time is.
pub(super) fn earlier(first: f64, second: f64) -> f64 {
    if second < first { second } else { first }
}
