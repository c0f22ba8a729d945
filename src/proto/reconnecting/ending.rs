//! What follows when a connection has ended and its events were fired: another attempt, or none.
use super::boundary::Action;
use super::phase::Phase;
use super::reconnector::{Intent, Network, Reconnector};

impl Reconnector {
    /// What was not transmitted is reported, and again where a listener has called `close` meanwhile; then it goes on
    pub(super) fn go_on(&mut self) -> Option<Action> {
        let undelivered = self.outbox.take_undelivered(self.intent == Intent::Stop);
        if undelivered.is_some() {
            return undelivered.map(Action::Undelivered);
        }
        match self.intent {
            Intent::Stop => self.phase = Phase::Idle,
            Intent::Connect => {
                self.intent = Intent::Policy;
                self.phase = Phase::Starting;
            }
            Intent::Policy if self.next_attempt() > self.policy.max_attempts => {
                self.phase = Phase::GivingUp;
            }
            Intent::Policy if self.policy.asks => {
                self.phase = Phase::Undecided;
                return Some(Action::Decide { attempt: self.next_attempt() });
            }
            Intent::Policy => self.prepare(),
        }
        self.poll_action()
    }

    /// There will be another attempt
    pub(super) fn prepare(&mut self) {
        self.attempts = self.next_attempt();
        self.phase = Phase::Announcing;
    }

    /// When it will be made
    pub(super) fn announce(&mut self) -> Action {
        let (cause, at, random) = self.end;
        let attempt = self.attempts;
        self.is_free = self.network == Network::Offline;
        let backoff = self.policy.backoff;
        let until_due = if self.is_free {
            backoff.offline_delay(random)
        } else {
            backoff.delay(attempt, random)
        };
        self.due = at + until_due;
        self.phase = Phase::Waiting;
        let delay = if self.is_free { f64::INFINITY } else { until_due };
        Action::FireReconnecting { attempt, delay, cause }
    }

    // One that was made though the browser said offline is made again.
    fn next_attempt(&self) -> u32 {
        if self.is_free { self.attempts } else { self.attempts.saturating_add(1) }
    }
}
