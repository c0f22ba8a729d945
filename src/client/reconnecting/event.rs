//! What an app is told of a connection that comes back.
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use crate::client::close_event::CloseEvent;
use crate::client::error::{ConnectError, Error};
use crate::client::message::Message;
use crate::proto::{Traffic, reconnecting};

/// What has happened to a [`ReconnectingWebSocket`](super::ReconnectingWebSocket)
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A connection is established, and all that waited was sent
    Open {
        /// The subprotocol, empty if there is none
        protocol: String,
        /// How many attempts in a row it took to connect again
        attempts: u32,
    },
    /// A message has arrived
    Message(Message),
    /// There is no connection, and another attempt will be made
    ///
    /// If it was not read when the next one comes, it is replaced by that.
    Reconnecting {
        /// Which attempt in a row: 1 after a connection that was stable
        attempt: u32,
        /// When, from the end of the last; `None` if the network or the page has to come back first
        delay: Option<Duration>,
        /// Why it has to be made
        cause: Cause,
    },
    /// Messages that had not left the browser when the connection ended, or the queue when it was closed for good
    ///
    /// They are not sent again. The first one may have been transmitted in part.
    Undelivered(Vec<Message>),
    /// So much was dropped, since the queue had no room for it
    Overflow(Traffic),
    /// There will be no other attempt, unless [`reconnect`](super::ReconnectingSender::reconnect) is called
    GaveUp {
        /// How many attempts were made in a row
        attempts: u32,
        /// Why another would have been needed
        cause: Cause,
    },
    /// `close` was called, and is done: the last event, with code and reason
    Closed(CloseEvent),
}

/// Why there is no connection
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// It was closed by the server, or lost
    Closed(CloseEvent),
    /// It was closed, since more had arrived than may wait to be read
    ReceiveLimit {
        /// The limit, in bytes
        limit: usize,
    },
    /// It could not be established
    Failed(Error),
    /// The server has shown no sign of life
    Heartbeat,
    /// A function of the app has failed to say where to connect, or how to greet: the text of its error
    Provider(String),
    /// The page is hidden, and was for as long as the options allow
    Hidden,
}

impl Event {
    /// The only event on a platform without sockets
    pub(super) fn unsupported() -> Self {
        Self::GaveUp { attempts: 0, cause: Cause::Failed(Error::Unsupported) }
    }
}

impl Cause {
    /// What the policy says, without what only the driver knows
    pub(super) fn of_policy(cause: reconnecting::Cause) -> Self {
        match cause {
            reconnecting::Cause::Closed => Self::Closed(CloseEvent::given_up()),
            reconnecting::Cause::Failed => Self::Failed(ConnectError::TimedOut.into()),
            reconnecting::Cause::Heartbeat => Self::Heartbeat,
            reconnecting::Cause::Provider => Self::Provider("it took too long".to_owned()),
            reconnecting::Cause::Hidden => Self::Hidden,
        }
    }
}

impl Display for Cause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed(event) => {
                f.write_str("the connection was ")?;
                event.fmt(f)
            }
            Self::ReceiveLimit { limit } => Error::ReceiveLimit { limit: *limit }.fmt(f),
            Self::Failed(error) => error.fmt(f),
            Self::Heartbeat => f.write_str("the server has shown no sign of life"),
            Self::Provider(text) => {
                f.write_str("it is not known where to connect or how to greet: ")?;
                f.write_str(text)
            }
            Self::Hidden => f.write_str("the page is hidden"),
        }
    }
}

impl From<Cause> for Error {
    fn from(cause: Cause) -> Self {
        match cause {
            Cause::Closed(event) => Self::Closed(event),
            Cause::ReceiveLimit { limit } => Self::ReceiveLimit { limit },
            Cause::Failed(error) => error,
            Cause::Heartbeat | Cause::Provider(_) | Cause::Hidden => Self::Host(cause.to_string()),
        }
    }
}

/// A delay of the policy; `None` if it has no end
pub(super) fn to_duration(milliseconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(milliseconds / 1000.0).ok()
}

/// As the policy has times
pub(super) fn to_milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
