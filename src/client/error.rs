//! What can go wrong, with the rule that it breaks.
use std::fmt::{self, Display, Formatter};
use std::io;

use super::close_event::{CloseEvent, decimal};
use super::reconnecting::QueueLimit;
use crate::proto::Exception;

/// Why a connection could not be made or used
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A URL, a subprotocol, a close code or a reason is not allowed
    InvalidArgument(InvalidArgument),
    /// There never was a connection
    Connect(ConnectError),
    /// Closing has begun: nothing can be sent any more
    Closing,
    /// The connection has ended
    Closed(CloseEvent),
    /// More has arrived than may wait to be read, so that the connection was closed
    ReceiveLimit {
        /// The limit, in bytes
        limit: usize,
    },
    /// The queue of a connection that comes back has no room for the message
    QueueLimit(QueueLimit),
    /// The platform's own socket has thrown this
    Host(String),
    /// There are no sockets on this target, or in this runtime
    Unsupported,
}

/// Why there never was a connection; browsers tell no more than that
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConnectError {
    /// The server was not reached, or has refused the connection
    Failed,
    /// The time was over
    TimedOut,
    /// The server has not acknowledged any of the subprotocols that were requested
    Subprotocol,
}

/// An argument that is not allowed; its text says which rule it breaks
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidArgument(String);

/// Why a message was not sent at once
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrySendError {
    /// The browser holds as many bytes as the high-water mark allows
    Full,
    /// The connection takes no messages any more
    Closed(Error),
}

impl InvalidArgument {
    /// With this text
    #[cfg(target_arch = "wasm32")]
    pub(super) fn new(text: String) -> Self {
        Self(text)
    }
}

impl From<Exception> for InvalidArgument {
    fn from(exception: Exception) -> Self {
        Self(exception.message().into())
    }
}

impl From<Exception> for Error {
    fn from(exception: Exception) -> Self {
        Self::InvalidArgument(exception.into())
    }
}

impl From<InvalidArgument> for Error {
    fn from(argument: InvalidArgument) -> Self {
        Self::InvalidArgument(argument)
    }
}

impl From<ConnectError> for Error {
    fn from(error: ConnectError) -> Self {
        Self::Connect(error)
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidArgument(argument) => argument.fmt(f),
            Self::Connect(error) => error.fmt(f),
            Self::Closing => f.write_str("closing has begun"),
            Self::Closed(event) => {
                f.write_str("the connection was ")?;
                event.fmt(f)
            }
            Self::ReceiveLimit { limit } => {
                f.write_str("more than ")?;
                f.write_str(&decimal(*limit as u64))?;
                f.write_str(" bytes were not read")
            }
            // `source` has the figures: an app whose connection does not come back has no code for them.
            Self::QueueLimit(_) => f.write_str("the queue has no room for the message"),
            Self::Host(message) => f.write_str(message),
            Self::Unsupported => f.write_str("there are no WebSockets here"),
        }
    }
}

impl Display for ConnectError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Failed => "the connection could not be established",
            Self::TimedOut => "the connection was not established in time",
            Self::Subprotocol => "the server has acknowledged none of the subprotocols",
        })
    }
}

impl Display for InvalidArgument {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Display for TrySendError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("there is no room in the buffer"),
            Self::Closed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::QueueLimit(limit) => Some(limit),
            _ => None,
        }
    }
}
impl std::error::Error for ConnectError {}
impl std::error::Error for InvalidArgument {}
impl std::error::Error for TrySendError {}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let kind = match &error {
            Error::InvalidArgument(_) => io::ErrorKind::InvalidInput,
            Error::Connect(ConnectError::TimedOut) => io::ErrorKind::TimedOut,
            Error::Connect(_) => io::ErrorKind::ConnectionRefused,
            Error::Closing => io::ErrorKind::NotConnected,
            Error::Closed(event) if event.was_clean => io::ErrorKind::NotConnected,
            Error::Closed(_) => io::ErrorKind::ConnectionReset,
            Error::ReceiveLimit { .. } | Error::QueueLimit(_) => io::ErrorKind::OutOfMemory,
            Error::Host(_) => io::ErrorKind::Other,
            Error::Unsupported => io::ErrorKind::Unsupported,
        };
        Self::new(kind, error)
    }
}

#[cfg(target_arch = "wasm32")]
impl From<Error> for wasm_bindgen::JsValue {
    fn from(error: Error) -> Self {
        js_sys::Error::new(&error.to_string()).into()
    }
}
