//! What an application may choose.
use super::backoff::Backoff;
use super::heartbeat::HeartbeatPolicy;
use super::outbox::{Limits, Overflow};

/// The options of a [`Reconnector`](super::Reconnector)
///
/// Nothing is checked here: numbers beyond the ranges given make odd delays, and nothing worse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// How long to wait before an attempt
    pub backoff: Backoff,
    /// So many attempts to connect again in a row
    pub max_attempts: u32,
    /// Whether the application is asked before each ([`Action::AskWhether`](super::Action::AskWhether))
    pub asks: bool,
    /// How long a connection must stay open before the attempts count from 0 again
    pub stable_time: f64,
    /// How long it may take to find out where to connect
    pub ask_timeout: f64,
    /// How a dead peer is found
    pub heartbeat: HeartbeatPolicy,
    /// What may wait
    pub limits: Limits,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            backoff: Backoff::default(),
            max_attempts: u32::MAX,
            asks: false,
            stable_time: 5_000.0,
            ask_timeout: 10_000.0,
            heartbeat: HeartbeatPolicy::NONE,
            limits: Limits::default(),
        }
    }
}

numbered! {
    /// One number of a [`Policy`]
    pub enum Setting {
        /// [`Backoff::first_delay`]
        FirstDelay = 0,
        /// [`Backoff::growth`]
        Growth = 1,
        /// [`Backoff::max_delay`]
        MaxDelay = 2,
        /// [`Backoff::jitter`]
        Jitter = 3,
        /// [`Policy::max_attempts`]
        MaxAttempts = 4,
        /// [`Policy::stable_time`]
        StableTime = 5,
        /// [`Limits::bytes`]
        MaxQueuedBytes = 6,
        /// [`Limits::messages`]
        MaxQueuedMessages = 7,
        /// [`Policy::ask_timeout`]
        ConnectTimeout = 8,
        /// [`HeartbeatPolicy::interval`]
        Interval = 9,
        /// [`HeartbeatPolicy::timeout`]
        Timeout = 10,
        /// The number of [`Limits::overflow`]
        Overflow = 11,
        /// [`Policy::asks`]; 1 is true
        Asks = 12,
        /// [`HeartbeatPolicy::probes`]; 1 is true
        Probes = 13,
    }
}

impl Policy {
    /// Change one number; one that is too large for its place becomes the largest that there is
    pub fn set(&mut self, setting: Setting, value: f64) {
        match setting {
            Setting::FirstDelay => self.backoff.first_delay = value,
            Setting::Growth => self.backoff.growth = value,
            Setting::MaxDelay => self.backoff.max_delay = value,
            Setting::Jitter => self.backoff.jitter = value,
            Setting::MaxAttempts => self.max_attempts = value as u32,
            Setting::StableTime => self.stable_time = value,
            Setting::MaxQueuedBytes => self.limits.bytes = value as u64,
            Setting::MaxQueuedMessages => self.limits.messages = value as u64,
            Setting::ConnectTimeout => self.ask_timeout = value,
            Setting::Interval => self.heartbeat.interval = value,
            Setting::Timeout => self.heartbeat.timeout = value,
            Setting::Probes => self.heartbeat.probes = value != 0.0,
            Setting::Asks => self.asks = value != 0.0,
            Setting::Overflow => {
                self.limits.overflow = Overflow::from_number(value as u8).unwrap_or_default();
            }
        }
    }
}
