//! What follows when a connection has ended and its events were fired: another attempt, or none.
use super::boundary::Action;
use super::phase::Phase;
use super::reconnector::{Intent, Network, Reconnector};

impl Reconnector {
    /// Go on as the application wants, or as the policy says
    #[inline(always)]
    pub(super) fn choose(&mut self) {
        self.phase = match self.intent {
            Intent::Stop => Phase::Idle,
            Intent::Connect => {
                self.intent = Intent::Policy;
                self.start(self.end.1);
                Phase::Starting
            }
            Intent::Policy if self.next_attempt() > self.policy.max_attempts => Phase::GivingUp,
            Intent::Policy if self.policy.asks => Phase::Doubtful,
            Intent::Policy => self.prepare(),
        };
    }

    /// There will be another attempt
    pub(super) fn prepare(&mut self) -> Phase {
        self.attempts = self.next_attempt();
        Phase::Announcing
    }

    /// When it will be made
    #[inline(always)]
    pub(super) fn announce(&mut self) -> Action {
        let (cause, at, random) = self.end;
        let (attempt, backoff) = (self.attempts, &self.policy.backoff);
        self.is_free = self.network == Network::Offline;
        let (until_due, delay) = if self.is_free {
            (backoff.offline_delay(random), f64::INFINITY)
        } else {
            let delay = backoff.delay(attempt, random);
            (delay, delay)
        };
        self.due = at + until_due;
        Action::FireReconnecting { attempt, delay, cause }
    }

    /// Which it is in a row; one that did not count is made again
    pub(super) fn next_attempt(&self) -> u32 {
        if self.is_free { self.attempts } else { self.attempts.wrapping_add(1) }
    }
}
