//! What holds until anything is called or reported, and how long at most.
use super::boundary::Standing;
use super::phase::Phase;
use super::reconnector::{Reconnector, earlier};

impl Reconnector {
    /// What holds when there is nothing to do, until anything is called or reported
    pub fn standing(&self) -> Standing {
        let is_timed = self.due() < f64::INFINITY;
        match self.phase() {
            Phase::Idle => Standing::Idle,
            _ if self.closes_in_this_task() => Standing::Closing,
            Phase::Open if self.is_direct() && is_timed => Standing::DirectUntil,
            Phase::Open if self.is_direct() => Standing::Direct,
            _ if is_timed => Standing::ActiveUntil,
            _ => Standing::Active,
        }
    }

    /// When to call `handle_time`; infinite if it need not be called
    pub fn deadline(&self) -> f64 {
        match self.phase() {
            phase if phase.awaits_task() => 0.0,
            Phase::AwaitingAddress
            | Phase::AwaitingGreeting
            | Phase::AwaitingRetry
            | Phase::AwaitingOpen => self.due,
            Phase::AwaitingClose => earlier(self.due, self.look_at),
            Phase::Open => {
                let heartbeat = self.heartbeat.deadline(&self.policy.heartbeat);
                earlier(self.away_from(), earlier(self.look_at, heartbeat))
            }
            _ => f64::INFINITY,
        }
    }

    /// As [`deadline`](Self::deadline), for a driver that minds [`Standing::Closing`](super::Standing::Closing)
    ///
    /// Such a driver need not tell of the next task: a connection mostly ends before anyone closes it again.
    pub fn due(&self) -> f64 {
        if self.closes_in_this_task() { earlier(self.due, self.look_at) } else { self.deadline() }
    }

    /// Nothing but a second command makes a difference to whether this is the task in which the connection was told to close
    pub(super) fn closes_in_this_task(&self) -> bool {
        self.phase() == Phase::AwaitingCloseInThisTask && !self.outbox.has_handed()
    }
}
