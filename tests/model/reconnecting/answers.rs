//! What the model answers: nothing here changes it.
use websocket_wasm::proto::ReadyState;

use super::model::Model;
use super::peer::Peer;
use super::states::State;

impl Model {
    pub(crate) fn ready_state(&self, of_connection: ReadyState) -> ReadyState {
        match self.state {
            State::Prerendered | State::Asking | State::Waiting => ReadyState::Connecting,
            State::Greeting if of_connection == ReadyState::Open => ReadyState::Connecting,
            State::Greeting => of_connection,
            State::Connecting | State::Open => of_connection,
            State::Closing => of_connection.max(ReadyState::Closing),
            State::Over if self.needs_task && self.todo.len() > 1 => ReadyState::Closing,
            State::Over | State::Idle => ReadyState::Closed,
        }
    }

    pub(crate) fn attempts(&self, now: f64) -> u32 {
        if self.is_stable(now) { 0 } else { self.attempts }
    }

    pub(crate) fn deadline(&self) -> f64 {
        if self.has_done(State::Waiting) {
            self.due
        } else if self.has_done(State::Asking) {
            self.asks_until
        } else if self.needs_task || (self.has_done(State::Closing) && self.was_just_told) {
            0.0
        } else if self.is_usable() {
            let first = self.look_at.min(self.away_from());
            self.peer.iter().map(Peer::deadline).fold(first, f64::min)
        } else if self.has_done(State::Closing) {
            self.ends_at.min(self.look_at)
        } else if self.awaits_end() || self.has_done(State::Greeting) {
            self.ends_at
        } else {
            f64::INFINITY
        }
    }

    pub(crate) fn has_connection(&self) -> bool {
        self.has_done(State::Connecting)
            || matches!(self.state, State::Greeting | State::Open | State::Closing)
    }
}
