//! What follows when a connection has ended: the events, then another attempt, or none.
use super::Cause;
use super::boundary::Action;
use super::phase::{End, Phase, Step};
use super::reconnector::{Intent, Reconnector};

impl Reconnector {
    /// What comes next after an end, one at a time: listeners run in between
    pub(super) fn take_step(&mut self) -> Option<Action> {
        let Phase::Ended(end) = &mut self.phase else { return None };
        let (next, action) = match end.step {
            Step::Drop => (Step::Error, Action::Drop),
            Step::Error => (Step::Close, Action::FireError),
            Step::Close => (Step::Undelivered, Action::FireClose),
            // Again, where a listener has called close() meanwhile.
            Step::Undelivered => match self.outbox.take_undelivered(self.intent == Intent::Stop) {
                Some(undelivered) => (Step::Undelivered, Action::Undelivered(undelivered)),
                None => return self.go_on(),
            },
            _ => return self.go_on(),
        };
        end.step = next;
        Some(action)
    }

    fn go_on(&mut self) -> Option<Action> {
        let Phase::Ended(end) = self.phase else { return None };
        match self.intent {
            Intent::Stop => self.stop(),
            Intent::Connect => self.begin_attempt(false),
            Intent::Policy => self.follow_policy(end),
        }
        self.entry.take()
    }

    // Called while the application was asked: what waits is reported still.
    fn stop(&mut self) {
        match self.outbox.take_undelivered(true) {
            Some(undelivered) => self.entry = Some(Action::Undelivered(undelivered)),
            None => self.phase = Phase::Idle,
        }
    }

    fn follow_policy(&mut self, end: End) {
        let attempt = self.next_attempt();
        match end.step {
            Step::Decided => {}
            Step::Announce => {
                self.attempts = attempt;
                self.wait(end.cause, end.at, end.random);
            }
            Step::GiveUp => self.give_up(end.cause),
            _ if attempt > self.policy.max_attempts => self.give_up(end.cause),
            _ => self.decide(end, attempt),
        }
    }

    fn decide(&mut self, end: End, attempt: u32) {
        if self.policy.asks {
            self.enter(
                Phase::Ended(End { step: Step::Decided, ..end }),
                Action::Decide { attempt },
            );
        } else {
            self.follow_policy(End { step: Step::Announce, ..end });
        }
    }

    fn give_up(&mut self, cause: Cause) {
        self.enter(Phase::Idle, Action::FireGiveUp { attempts: self.attempts, cause });
    }

    // One that was made though the browser said offline is made again.
    fn next_attempt(&self) -> u32 {
        if self.is_free { self.attempts } else { self.attempts.saturating_add(1) }
    }
}
