//! A naive model of the policy, after its documentation: what is left to do is a list.
use std::collections::VecDeque;

use websocket_wasm::proto::reconnecting::{Action, Cause, Keys, Policy, Sent};

use super::messages::Messages;
use super::peer::Peer;
use super::states::{State, Todo, Wish};

pub(crate) struct Model {
    pub(super) policy: Policy,
    pub(super) state: State,
    pub(super) todo: VecDeque<Todo>,
    pub(super) wish: Wish,
    pub(super) messages: Messages,
    pub(super) attempts: u32,
    /// Ends since a connection was established
    pub(super) failures: i32,
    /// The attempt that is waited for or being made counts even if it fails
    pub(super) counts: bool,
    pub(super) ticket: u32,
    pub(super) says_offline: bool,
    pub(super) offline_is_refuted: bool,
    /// When the connection there is was established
    pub(super) opened: Option<f64>,
    /// `open` was fired for it, so that messages do not wait
    pub(super) is_announced: bool,
    pub(super) look_at: f64,
    pub(super) peer: Option<Peer>,
    /// A task has to come before anything is done
    pub(super) needs_task: bool,
    /// Of the latest end
    pub(super) cause: Cause,
    pub(super) ended: f64,
    pub(super) random: f64,
    pub(super) due: f64,
    /// When an answer about where to connect is not waited for any longer
    pub(super) asks_until: f64,
    /// The connection was told to close, and no task has come since
    pub(super) was_just_told: bool,
    /// When the connection has ended even if that is not told, and when a greeting is not waited for any longer
    pub(super) ends_at: f64,
    /// Since when the page is hidden
    pub(super) hidden: Option<f64>,
    /// The connection is closed for that
    pub(super) closes_hidden: bool,
    /// When the page was brought back last
    pub(super) restored: Option<f64>,
    /// The connection there is has fired `error`
    pub(super) has_errored: bool,
    /// What it had not transmitted when closing made progress last; whether it has made any since it was looked at
    pub(super) left: u64,
    pub(super) makes_progress: bool,
}

impl Model {
    pub(crate) fn new(policy: Policy) -> Self {
        Self {
            policy,
            state: State::Idle,
            todo: VecDeque::new(),
            wish: Wish::Nothing,
            messages: Messages::new(policy.limits),
            attempts: 0,
            failures: 0,
            counts: true,
            ticket: 0,
            says_offline: false,
            offline_is_refuted: false,
            opened: None,
            is_announced: false,
            look_at: 0.0,
            peer: None,
            needs_task: false,
            cause: Cause::Closed,
            ended: 0.0,
            random: 0.0,
            due: 0.0,
            asks_until: 0.0,
            was_just_told: false,
            ends_at: f64::INFINITY,
            hidden: None,
            closes_hidden: false,
            restored: None,
            has_errored: false,
            left: u64::MAX,
            makes_progress: false,
        }
    }

    pub(crate) fn connect(&mut self, is_online: bool, now: f64) {
        if self.state == State::Idle {
            self.browser_says(is_online);
        }
        self.begin_anew(now);
        if self.state == State::Idle || self.is_between() {
            self.attempt(true, now);
        } else {
            self.wish_for(Wish::Connect, now);
        }
    }

    pub(crate) fn begin_anew(&mut self, now: f64) {
        self.attempts = 0;
        self.counts = true;
        self.messages.forget_dropped();
        self.hidden = self.hidden.map(|_| now);
    }

    pub(crate) fn close(&mut self, now: f64) {
        let has_messages_only = self.state == State::Idle && !self.messages.waiting.is_empty();
        if self.is_between() || self.state == State::Prerendered || has_messages_only {
            let events: &[Action] =
                if has_messages_only { &[] } else { &[Action::FireError, Action::FireClose] };
            self.over(events);
            self.needs_task = true;
        }
        self.wish_for(Wish::Stop, now);
    }

    pub(crate) fn abort(&mut self, now: f64) {
        if self.state == State::Closing {
            self.let_go(now);
        }
        self.close(now);
    }

    pub(crate) fn send(&mut self, byte_len: u64, is_host_open: bool, now: f64) -> Sent {
        if self.wish == Wish::Stop {
            self.messages.drop(byte_len);
            return Sent::DroppedAfterClose;
        }
        if self.is_usable() && is_host_open && self.messages.waiting.is_empty() {
            self.looks_by(now + 1_000.0);
            return Sent::HandedOver { key: self.messages.hand_over(byte_len) };
        }
        if self.state == State::Open && !self.is_announced {
            self.looks_by(now + 1_000.0);
        }
        self.messages.wait(byte_len)
    }

    /// As of all reports that follow: whether it was in place
    pub(crate) fn count_probe(&mut self, byte_len: u64, now: f64) -> bool {
        self.is_usable() && {
            self.looks_by(now + 1_000.0);
            self.messages.hand_over_probe(byte_len);
            true
        }
    }

    pub(crate) fn resolved(&mut self, ticket: u32, now: f64) -> bool {
        let is_asked = self.has_done(State::Asking) || self.has_done(State::Greeting);
        is_asked && ticket == self.ticket && {
            self.has_errored = false;
            if self.state == State::Asking {
                self.ends_at = now + self.policy.connect_timeout + self.held_back();
                self.enter(State::Connecting, [Todo::Act(Action::Connect)]);
            } else {
                self.ends_at = f64::INFINITY;
                self.enter(State::Open, []);
            }
            true
        }
    }

    pub(crate) fn unresolved(&mut self, ticket: u32, now: f64, random: f64) -> bool {
        if self.has_done(State::Greeting) && ticket == self.ticket {
            self.greeting_fails(now, random);
            return true;
        }
        let may_be_refused = [State::Asking, State::Connecting, State::Closing];
        may_be_refused.iter().any(|&state| self.has_done(state)) && ticket == self.ticket && {
            self.ends(&[Action::FireError, Action::FireClose], Cause::Provider, now, random);
            true
        }
    }

    pub(crate) fn opens(&mut self, now: f64) -> bool {
        self.has_done(State::Connecting) && {
            if self.policy.greets {
                self.ends_at = now + self.policy.ask_timeout;
                let greet = Action::Greet { ticket: self.ticket };
                self.enter(State::Greeting, [Todo::Act(greet)]);
            } else {
                self.enter(State::Open, []);
            }
            self.offline_is_refuted = true;
            self.counts = true;
            self.is_announced = false;
            self.opened = Some(now);
            self.failures = 0;
            let hands_over = self.policy.greets || !self.messages.waiting.is_empty();
            self.look_at = if hands_over { now + 1_000.0 } else { f64::INFINITY };
            let heartbeat = self.policy.heartbeat;
            self.peer = heartbeat.interval.is_finite().then(|| Peer::new(heartbeat, now));
            true
        }
    }

    pub(crate) fn transmitted(&mut self, bytes_left: u64) -> Keys {
        if !self.has_connection() {
            return Keys::default();
        }
        self.makes_progress |= bytes_left < self.left;
        self.left = self.left.min(bytes_left);
        self.messages.transmitted(bytes_left)
    }

    pub(crate) fn lives(&mut self, now: f64) -> bool {
        self.is_usable() && {
            self.offline_is_refuted = true;
            if let Some(peer) = &mut self.peer {
                peer.lives(now);
            }
            true
        }
    }

    pub(crate) fn decided(&mut self, is_wanted: bool) -> bool {
        let is_awaited = self.todo.front() == Some(&Todo::Answer) && self.wish == Wish::Nothing;
        is_awaited && {
            self.decide(is_wanted);
            true
        }
    }

    pub(crate) fn time(&mut self, now: f64, random: f64) {
        if self.has_done(State::Waiting) && now >= self.due && self.is_away(now) {
            self.ended = now;
            self.enter(State::Waiting, [Todo::Announce]);
        } else if self.has_done(State::Waiting) && now >= self.due {
            self.attempt(self.counts, now);
        } else if self.has_done(State::Asking) && now >= self.asks_until {
            self.ends(&[Action::FireError, Action::FireClose], Cause::Provider, now, random);
        } else if self.has_done(State::Closing) && self.was_just_told {
            // Only now is a second call one of a later task.
            self.looks_at_closing(now);
        } else if self.is_usable() {
            self.time_of_connection(now, random);
        } else if self.has_done(State::Greeting) && now >= self.ends_at {
            self.greeting_fails(now, random);
        } else if self.awaits_end() {
            self.time_of_connecting_or_closing(now, random);
        }
        if self.needs_task {
            self.ended = now;
        }
        self.needs_task = false;
        self.was_just_told &= self.state != State::Closing;
    }

    pub(crate) fn poll(&mut self) -> Option<Action> {
        match self.state {
            _ if self.needs_task => None,
            State::Open => self.poll_open(),
            State::Over => self.poll_over(),
            _ => self.poll_todo(),
        }
    }
}
