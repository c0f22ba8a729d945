//! How a connection of the model ends.
use websocket_wasm::proto::reconnecting::{Action, Cause};

use super::model::Model;
use super::states::{State, Todo};

impl Model {
    pub(crate) fn errors(&mut self, now: f64) -> bool {
        self.has_connection() && {
            self.ends_at = now + 1_000.0;
            self.has_errored = true;
            true
        }
    }

    pub(crate) fn connection_ends(&mut self, now: f64, random: f64) -> bool {
        let is_first = self.state == State::Connecting;
        self.has_connection() && {
            let cause = match is_first {
                _ if self.closes_hidden => Cause::Hidden,
                true => Cause::Failed,
                false => Cause::Closed,
            };
            self.ends(&[Action::FireClose], cause, now, random);
            true
        }
    }

    pub(super) fn begin_closing(&mut self, now: f64) {
        self.enter(State::Closing, [Todo::Act(Action::Close)]);
        (self.left, self.makes_progress) = (u64::MAX, false);
        if !self.has_errored {
            self.ends_at = now + self.policy.close_timeout;
        }
    }

    pub(super) fn let_go(&mut self, now: f64) {
        let steps = [Action::Drop, Action::FireError, Action::FireClose];
        self.ends(&steps, Cause::Closed, now, 0.0);
    }

    pub(super) fn time_of_connecting_or_closing(&mut self, now: f64, random: f64) {
        if self.state == State::Closing {
            self.looks_at_closing(now);
        }
        if now < self.ends_at {
            // It may take longer.
        } else if self.has_errored {
            self.ends(&[Action::Drop, Action::FireClose], Cause::Failed, now, random);
        } else {
            let cause = match self.state {
                _ if self.closes_hidden => Cause::Hidden,
                State::Connecting => Cause::Failed,
                _ => Cause::Closed,
            };
            let steps = [Action::Drop, Action::FireError, Action::FireClose];
            self.ends(&steps, cause, now, random);
        }
    }

    pub(super) fn looks_at_closing(&mut self, now: f64) {
        if self.makes_progress && !self.has_errored {
            self.ends_at = now + self.policy.close_timeout;
        }
        self.makes_progress = false;
        self.look_at = if self.messages.has_handed() { now + 1_000.0 } else { f64::INFINITY };
    }
}
