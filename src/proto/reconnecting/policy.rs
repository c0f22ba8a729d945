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
    /// Whether it is known where to connect, so that nobody is asked ([`Action::AskWhere`](super::Action::AskWhere))
    pub knows_where: bool,
    /// How long it may take to find out where to connect, and then how to greet
    pub ask_timeout: f64,
    /// How long a connection may take to be established, if the host tells when it begins
    /// ([`handle_connecting`](super::Reconnector::handle_connecting))
    pub connect_timeout: f64,
    /// Whether the host is a browser that holds back connections after others have failed, as Firefox does: such an attempt may take
    /// longer by what it is held back at most
    pub holds_back: bool,
    /// How long closing a connection may take without progress
    pub close_timeout: f64,
    /// Whether the application greets each connection before anything else is sent ([`Action::Greet`](super::Action::Greet))
    pub greets: bool,
    /// An attempt that the return of the network or of the page brings forward is made within this time, at random, in
    /// milliseconds: clients that share a network do not all come at once
    pub return_jitter: f64,
    /// Whether the peer is on the same machine: the network makes no difference
    pub is_local: bool,
    /// A page that is hidden for so long has no connection until it is seen, in milliseconds
    pub close_hidden_after: f64,
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
            knows_where: false,
            ask_timeout: 10_000.0,
            connect_timeout: 10_000.0,
            holds_back: false,
            close_timeout: 5_000.0,
            greets: false,
            return_jitter: 500.0,
            is_local: false,
            close_hidden_after: f64::INFINITY,
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
        ProviderTimeout = 8,
        /// [`Policy::return_jitter`]
        ReturnJitter = 9,
        /// [`Policy::connect_timeout`]
        ConnectTimeout = 10,
        /// [`Policy::close_timeout`]
        CloseTimeout = 11,
        /// [`HeartbeatPolicy::interval`]
        Interval = 12,
        /// [`HeartbeatPolicy::timeout`]
        Timeout = 13,
        /// The number of [`Limits::overflow`]
        Overflow = 14,
        /// [`Policy::asks`]; 1 is true
        Asks = 15,
        /// [`HeartbeatPolicy::probes`]; 1 is true
        Probes = 16,
        /// [`Policy::greets`]; 1 is true
        Greets = 17,
        /// [`Policy::is_local`]; 1 is true
        IsLocal = 18,
        /// [`Policy::close_hidden_after`]
        CloseHiddenAfter = 19,
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
            Setting::ProviderTimeout => self.ask_timeout = value,
            Setting::ConnectTimeout => self.connect_timeout = value,
            Setting::CloseTimeout => self.close_timeout = value,
            Setting::Interval => self.heartbeat.interval = value,
            Setting::Timeout => self.heartbeat.timeout = value,
            Setting::Probes => self.heartbeat.probes = value != 0.0,
            Setting::ReturnJitter => self.return_jitter = value,
            Setting::IsLocal => self.is_local = value != 0.0,
            Setting::CloseHiddenAfter => self.close_hidden_after = value,
            Setting::Greets => self.greets = value != 0.0,
            Setting::Asks => self.asks = value != 0.0,
            Setting::Overflow => {
                self.limits.overflow = Overflow::from_number(value as u8).unwrap_or_default();
            }
        }
    }
}
