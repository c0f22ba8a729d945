//! What the model makes of a page that is prerendered, hidden, kept and seen again, and of its network.
use websocket_wasm::proto::reconnecting::{Action, Cause, Keys};

use super::model::Model;
use super::states::{State, Todo, Wish};

impl Model {
    pub(crate) fn connect_later(&mut self, now: f64) {
        if self.state == State::Idle {
            self.begin_anew(now);
            self.wish = Wish::Connect;
            self.enter(State::Prerendered, []);
        } else if self.state != State::Prerendered {
            self.connect(true, now);
        }
    }

    pub(crate) fn network(&mut self, is_online: bool, now: f64, random: f64) {
        self.browser_says(is_online);
        if self.has_done(State::Asking) && is_online {
            self.attempt(self.counts, now);
        } else if self.has_done(State::Waiting) && is_online {
            if !self.is_away(now) {
                self.attempt_soon(true, now, random);
            }
        } else if self.has_done(State::Waiting) && self.counts && !self.policy.is_local {
            (self.ended, self.random) = (now, random);
            self.enter(State::Waiting, [Todo::Announce]);
        } else if self.is_usable() && is_online {
            self.peer.iter_mut().for_each(|peer| peer.online(now));
        }
    }

    pub(crate) fn hides(&mut self, now: f64) {
        self.hidden.get_or_insert(now);
    }

    pub(crate) fn resumes(&mut self, now: f64, random: f64) {
        self.hidden = None;
        if self.has_done(State::Asking) || self.state == State::Prerendered {
            self.attempt(self.counts, now);
        } else if self.has_done(State::Waiting) {
            self.attempt_soon(false, now, random);
        } else if self.is_usable() {
            self.peer.iter_mut().for_each(|peer| peer.resumes(now));
        }
    }

    pub(crate) fn restores(&mut self, now: f64, random: f64) {
        self.restored = Some(now);
        self.resumes(now, random);
    }

    /// At random within the time that the policy has for it, if the attempt is not made before
    fn attempt_soon(&mut self, counts: bool, now: f64, random: f64) {
        let wait = self.policy.return_jitter * random;
        if wait > 0.0 {
            self.counts = counts;
            self.due = self.due.min(now + wait);
        } else {
            self.attempt(counts, now);
        }
    }

    /// Whether the page is hidden for so long that it has no connection
    pub(super) fn is_away(&self, now: f64) -> bool {
        self.hidden.is_some_and(|time| now >= time + self.policy.close_hidden_after)
    }

    pub(super) fn away_from(&self) -> f64 {
        self.hidden.map_or(f64::INFINITY, |time| time + self.policy.close_hidden_after)
    }

    /// A connection that ended while the page was kept may be told of only after it is brought back
    pub(super) fn is_just_restored(&self) -> bool {
        self.attempts == 1 && self.restored.is_some_and(|time| self.ended - time < 1_000.0)
    }

    pub(super) fn greeting_fails(&mut self, now: f64, random: f64) {
        let steps = [Action::Drop, Action::FireError, Action::FireClose];
        self.ends(&steps, Cause::Provider, now, random);
    }

    pub(crate) fn count_greeting(&mut self, byte_len: u64) -> bool {
        let is_asked = self.has_done(State::Greeting);
        if is_asked {
            self.messages.hand_over_probe(byte_len);
        }
        is_asked
    }

    /// Whether messages may be handed over without asking
    pub(crate) fn is_direct(&self) -> bool {
        self.is_usable() && self.wish != Wish::Stop && self.messages.waiting.is_empty()
    }

    pub(crate) fn hand_directly(&mut self, byte_len: u64, now: f64) -> u64 {
        self.looks_by(now + 1_000.0);
        self.messages.hand_over(byte_len)
    }

    pub(crate) fn take_queued(&mut self) -> Keys {
        self.messages.take_waiting()
    }

    pub(crate) fn change_delay(&mut self, delay: f64) -> bool {
        let is_awaited = self.has_done(State::Waiting);
        if is_awaited && self.counts {
            self.due = self.ended + delay;
        }
        is_awaited
    }
}
