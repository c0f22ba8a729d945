//! What is known of one tab.
use super::account::Account;
use super::policy::Policy;
use super::settled::Settled;
use super::transitions::{Machine, Presence};

/// The number of a tab, which no other tab of the hub has had
pub type TabId = u32;

#[derive(Debug)]
pub(super) struct Tab {
    pub(super) id: TabId,
    pub(super) machine: Machine<Presence>,
    pub(super) is_visible: bool,
    pub(super) account: Account,
    /// When its presence is looked at again, unless it says something before
    pub(super) due: f64,
    /// What has become of its messages, and it has not been told
    pub(super) settled: Settled,
}

impl Tab {
    pub(super) fn new(id: TabId, receive_limit: u64, due: f64) -> Self {
        Self {
            id,
            machine: Machine::joined(),
            is_visible: false,
            account: Account::new(receive_limit),
            due,
            settled: Settled::default(),
        }
    }

    pub(super) fn presence(&self) -> Presence {
        self.machine.state()
    }

    /// Whether it keeps the connection
    pub(super) fn is_there(&self) -> bool {
        self.presence() != Presence::Gone
    }

    pub(super) fn is_reachable(&self) -> bool {
        self.presence().is_reachable()
    }

    /// Look at its presence again in the time that its presence allows, from now on
    pub(super) fn set_due(&mut self, policy: &Policy, now: f64) {
        self.due = now
            + match self.presence() {
                Presence::Present => policy.ping_interval,
                Presence::Pinged => policy.ping_timeout,
                Presence::Away => policy.away_timeout,
                Presence::Gone => f64::INFINITY,
            };
    }
}
