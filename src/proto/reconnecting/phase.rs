//! Where it stands between two connections.
use crate::proto::ReadyState;

/// What is going on; the picture is in the documentation of the module
///
/// In an order that keeps together what is treated alike, which makes the wasm smaller.
///
/// Those that say "is to" end with the next `poll_action`, the others when something is called or reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Nothing: before the first connection, after `close`, or given up
    Idle,
    /// The next attempt is to begin
    Starting,
    /// It is being found out where to connect
    Asking,
    /// The next attempt is to be announced
    Announcing,
    /// The next attempt has its time
    Waiting,
    /// That is known, and the connection is to be made
    Resolved,
    /// The connection is being established
    Connecting,
    /// It is established, what waited is to be handed over, and `open` to be fired
    Opening,
    /// It is established
    Open,
    /// It is to be closed
    Parting,
    /// It was told to close
    Closing,
    /// `close` was called while there was no connection: its failure is told in a task
    Stopping,
    /// `close` was called while there was nothing but messages: they are reported in a task
    Leaving,
    /// It is dead, and is to be let go
    Dead,
    /// Its end was not told, and it is to be let go
    Lost,
    /// It has failed, and `error` is to be fired
    Failed,
    /// It has ended, and `close` is to be fired
    Ended,
    /// What it did not transmit is to be reported, and what comes then chosen
    Reporting,
    /// The application is to be asked whether to go on
    Doubtful,
    /// It is asked
    Undecided,
    /// There is to be none
    GivingUp,
}

impl Phase {
    /// The value of `readyState`; `of_connection` is the connection's own
    pub fn ready_state(self, of_connection: ReadyState) -> ReadyState {
        match self {
            Self::Starting | Self::Asking | Self::Announcing | Self::Waiting => {
                ReadyState::Connecting
            }
            Self::Resolved | Self::Connecting | Self::Opening | Self::Open => of_connection,
            Self::Parting | Self::Closing => of_connection.max(ReadyState::Closing),
            Self::Stopping => ReadyState::Closing,
            _ => ReadyState::Closed,
        }
    }

    /// Whether there is a connection of which anything can be reported
    pub fn has_connection(self) -> bool {
        (Self::Connecting..=Self::Closing).contains(&self)
    }
}
