//! What an application may choose.
use super::backoff::Backoff;
use super::heartbeat::HeartbeatPolicy;
use super::outbox::Limits;

/// The options of a [`Reconnector`](super::Reconnector)
///
/// Nothing is checked here: numbers beyond the ranges given make odd delays, and nothing worse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// How long to wait before an attempt
    pub backoff: Backoff,
    /// So many attempts to connect again in a row
    pub max_attempts: u32,
    /// Whether the application is asked before each ([`Action::Decide`](super::Action::Decide))
    pub asks: bool,
    /// So long a connection has to last for the count of attempts to begin anew
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
