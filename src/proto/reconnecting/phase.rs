//! Where it stands between two connections.
use super::boundary::Cause;
use super::heartbeat::{Beat, Heartbeat};
use crate::proto::ReadyState;

/// What is going on; the picture is in the documentation of the module
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    /// Nothing: before the first connection, after `close`, or given up
    Idle,
    /// It is being found out where to connect
    Asking,
    /// A connection is being established
    Connecting,
    /// It is established
    Open(Open),
    /// It was told to close
    Closing,
    /// It has ended, and the application is told so
    Ended(End),
    /// The next attempt has its time
    Waiting {
        /// When it is made
        due: f64,
        /// Whether the browser is believed to be offline, so that the attempt does not count
        is_offline: bool,
        /// Why it has to be made
        cause: Cause,
    },
}

/// A connection that is established
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Open {
    /// Since when
    pub since: f64,
    /// `open` was fired, and messages do not have to wait any more
    pub is_announced: bool,
    /// When to look at what has been transmitted
    pub look_at: f64,
    /// Whether a probe is to be sent
    pub wants_probe: bool,
    /// What is known of the peer, where that is wanted
    pub heartbeat: Option<Heartbeat>,
}

/// A connection that has ended, or could not be made
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// What comes next
    pub step: Step,
    /// The application's call is still on the stack: a task has to come first
    pub is_deferred: bool,
    /// Why there is no connection
    pub cause: Cause,
    /// When that was
    pub at: f64,
    /// The random number for the delay
    pub random: f64,
}

/// What comes next after an end; each leads to the one below it
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The connection is let go
    Drop,
    /// `error` is fired
    Error,
    /// `close` is fired
    Close,
    /// What it did not transmit is reported
    Undelivered,
    /// Whether to go on is decided
    Decide,
    /// The application is thinking about it
    Decided,
    /// It is in favour
    Announce,
    /// It is against
    GiveUp,
}

impl Phase {
    /// The value of `readyState`; `of_connection` is the connection's own
    pub fn ready_state(&self, of_connection: ReadyState) -> ReadyState {
        match self {
            Self::Asking | Self::Waiting { .. } => ReadyState::Connecting,
            Self::Connecting | Self::Open(_) => of_connection,
            Self::Closing => of_connection.max(ReadyState::Closing),
            Self::Ended(End { step: Step::Error, is_deferred: true, .. }) => ReadyState::Closing,
            Self::Idle | Self::Ended(_) => ReadyState::Closed,
        }
    }

    /// Whether there is a connection, or will be in a moment, of which anything can be reported
    pub fn has_connection(&self) -> bool {
        matches!(self, Self::Connecting | Self::Open(_) | Self::Closing)
    }
}

impl Open {
    /// Ask the heartbeat, if there is one; whether the peer is dead
    pub fn beat(&mut self, ask: impl FnOnce(&mut Heartbeat) -> Option<Beat>) -> bool {
        let beat = self.heartbeat.as_mut().and_then(ask);
        self.wants_probe |= beat == Some(Beat::Probe);
        beat == Some(Beat::Dead)
    }
}
