//! What the model does inside.
use websocket_wasm::proto::reconnecting::{Action, Cause};

use super::model::Model;
use super::states::{State, Todo, Wish};

impl Model {
    pub(super) fn poll_open(&mut self) -> Option<Action> {
        if !self.is_announced {
            if let Some(key) = self.messages.hand_over_first() {
                return Some(Action::Send { key });
            }
            self.is_announced = true;
            return Some(Action::FireOpen);
        }
        let peer = self.peer.as_mut().filter(|peer| peer.wants_probe)?;
        peer.wants_probe = false;
        Some(Action::Probe)
    }

    /// Events first, then what was not transmitted, and then what is wished, or what the policy says
    pub(super) fn poll_over(&mut self) -> Option<Action> {
        if let Some(Todo::Act(_)) = self.todo.front() {
            return self.poll_todo();
        }
        let is_last = self.wish == Wish::Stop;
        let undelivered = self.messages.report(is_last).map(Action::ReportUndelivered);
        if undelivered.is_some() {
            return undelivered;
        }
        match self.wish {
            Wish::Stop => self.enter(State::Idle, []),
            Wish::Connect => self.attempt(true, self.ended),
            Wish::Nothing => self.go_on(),
        }
        self.poll_todo()
    }

    /// What comes first, if that is to be done now
    pub(super) fn poll_todo(&mut self) -> Option<Action> {
        let action = match *self.todo.front()? {
            Todo::Act(action) => action,
            Todo::Begin => {
                self.ticket += 1;
                if self.policy.knows_where {
                    self.has_errored = false;
                    self.enter(State::Connecting, []);
                    return Some(Action::Connect);
                }
                Action::AskWhere { ticket: self.ticket }
            }
            Todo::Announce => self.announce(),
            Todo::Report | Todo::Answer => return None,
        };
        self.todo.pop_front();
        self.was_just_told |= action == Action::Close;
        if matches!(action, Action::FireGiveUp { .. }) {
            self.enter(State::Idle, []);
        }
        Some(action)
    }

    fn go_on(&mut self) {
        let attempt = self.next_attempt();
        if self.todo.front() == Some(&Todo::Answer) {
            // It has not come.
        } else if self.is_away(self.ended) {
            self.decide(true);
        } else if attempt <= self.policy.max_attempts && self.policy.asks {
            self.todo = [Todo::Act(Action::AskWhether { attempt }), Todo::Answer].into();
        } else {
            self.decide(attempt <= self.policy.max_attempts);
        }
    }

    pub(super) fn decide(&mut self, is_wanted: bool) {
        if is_wanted {
            self.attempts = self.next_attempt();
            self.enter(State::Waiting, [Todo::Announce]);
        } else {
            let give_up = Action::FireGiveUp { attempts: self.attempts, cause: self.cause };
            self.enter(State::Over, [Todo::Act(give_up)]);
        }
    }

    fn next_attempt(&self) -> u32 {
        self.attempts + u32::from(self.counts)
    }

    fn announce(&mut self) -> Action {
        let is_offline = self.says_offline && !self.offline_is_refuted && !self.policy.is_local;
        self.counts = !is_offline && !self.is_away(self.ended);
        if self.is_away(self.ended) {
            self.due = f64::INFINITY;
            let (attempt, cause) = (self.attempts, self.cause);
            return Action::FireReconnecting { attempt, delay: f64::INFINITY, cause };
        }
        let longest = if is_offline { self.policy.backoff.max_delay } else { self.longest() };
        let jitter = self.policy.backoff.jitter;
        let wait = if !is_offline && self.is_just_restored() {
            self.policy.return_jitter * self.random
        } else {
            longest * (1.0 - jitter) + longest * jitter * self.random
        };
        self.due = self.ended + wait;
        let delay = if is_offline { f64::INFINITY } else { wait };
        Action::FireReconnecting { attempt: self.attempts, delay, cause: self.cause }
    }

    fn longest(&self) -> f64 {
        let backoff = self.policy.backoff;
        let grown = (1..self.attempts).fold(backoff.first_delay, |delay, _| delay * backoff.growth);
        grown.min(backoff.max_delay)
    }

    pub(super) fn attempt(&mut self, counts: bool, now: f64) {
        self.asks_until = now + self.policy.ask_timeout;
        self.ends_at = now + self.policy.connect_timeout + self.held_back();
        self.wish = Wish::Nothing;
        self.closes_hidden = false;
        self.counts = counts;
        self.enter(State::Asking, [Todo::Begin]);
    }

    pub(super) fn wish_for(&mut self, wish: Wish, now: f64) {
        let is_repeated = self.wish == wish;
        self.wish = wish;
        if self.has_done(State::Closing) && is_repeated && !self.was_just_told {
            self.let_go(now);
        } else if self.has_done(State::Connecting)
            || matches!(self.state, State::Greeting | State::Open)
        {
            self.begin_closing(now);
        }
    }

    pub(super) fn time_of_connection(&mut self, now: f64, random: f64) {
        if self.is_away(now) {
            self.closes_hidden = true;
            self.begin_closing(now);
            return;
        }
        if now >= self.look_at {
            let is_needed = self.messages.has_handed();
            self.look_at = if is_needed { now + 1_000.0 } else { f64::INFINITY };
        }
        if self.peer.as_mut().is_some_and(|peer| peer.time(now)) {
            let steps = [Action::Drop, Action::FireError, Action::FireClose];
            self.ends(&steps, Cause::Heartbeat, now, random);
        }
    }

    pub(super) fn ends(&mut self, actions: &[Action], cause: Cause, now: f64, random: f64) {
        if self.is_stable(now) {
            self.attempts = 0;
        }
        self.failures += 1;
        (self.cause, self.ended, self.random) = (cause, now, random);
        self.over(actions);
    }

    /// By how much longer a browser that holds back connections may take: 400 ms, half as much again after each failure, up to a minute
    pub(super) fn held_back(&self) -> f64 {
        if !self.policy.holds_back || self.failures == 0 {
            return 0.0;
        }
        (400.0 * 1.5_f64.powi(self.failures - 1)).min(60_000.0)
    }

    pub(super) fn over(&mut self, actions: &[Action]) {
        self.enter(State::Over, actions.iter().map(|&action| Todo::Act(action)));
        self.todo.push_back(Todo::Report);
        self.opened = None;
    }

    pub(super) fn enter(&mut self, state: State, todo: impl IntoIterator<Item = Todo>) {
        self.state = state;
        self.todo = todo.into_iter().collect();
    }

    pub(super) fn looks_by(&mut self, time: f64) {
        self.look_at = self.look_at.min(time);
    }

    pub(super) fn browser_says(&mut self, is_online: bool) {
        self.says_offline = !is_online;
        self.offline_is_refuted = false;
    }

    pub(super) fn is_stable(&self, now: f64) -> bool {
        self.opened.is_some_and(|time| now - time >= self.policy.stable_time)
    }

    /// There is no connection, but there will be one
    pub(super) fn is_between(&self) -> bool {
        matches!(self.state, State::Asking | State::Waiting)
    }

    pub(super) fn is_usable(&self) -> bool {
        self.state == State::Open && self.is_announced
    }

    /// There is a connection that is not used yet, or not any more
    pub(super) fn awaits_end(&self) -> bool {
        self.has_done(State::Connecting) || self.has_done(State::Closing)
    }

    /// It is in this state, and has done what it has to do first there
    pub(super) fn has_done(&self, state: State) -> bool {
        self.state == state && self.todo.is_empty()
    }
}
