//! Why a message was neither sent nor queued.
use std::fmt::{self, Display, Formatter};

use crate::client::close_event::decimal;
use crate::client::error::Error;
use crate::proto::reconnecting::Limits;

/// Why a message was neither sent nor queued
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueError {
    /// There is a connection, and the browser holds as many bytes as the high-water mark allows
    HighWaterMark,
    /// There is no connection, and the queue has no room for the message
    Limit(QueueLimit),
    /// No messages are taken any more, or the platform has thrown this
    Closed(Error),
}

/// A message that the queue of a connection that comes back has no room for
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueueLimit {
    /// The length of the message
    pub byte_len: u64,
    /// How many bytes may wait
    pub max_bytes: u64,
    /// How many messages may wait
    pub max_messages: u64,
}

impl QueueLimit {
    pub(super) fn new(byte_len: u64, limits: &Limits) -> Self {
        Self { byte_len, max_bytes: limits.bytes, max_messages: limits.messages }
    }
}

impl Display for QueueError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::HighWaterMark => f.write_str("there is no room in the buffer"),
            Self::Limit(limit) => limit.fmt(f),
            Self::Closed(error) => error.fmt(f),
        }
    }
}

impl Display for QueueLimit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("there is no room for ")?;
        f.write_str(&decimal(self.byte_len))?;
        f.write_str(" bytes: at most ")?;
        f.write_str(&decimal(self.max_bytes))?;
        f.write_str(" bytes")?;
        if self.max_messages < u64::MAX {
            f.write_str(" and ")?;
            f.write_str(&decimal(self.max_messages))?;
            f.write_str(" messages")?;
        }
        f.write_str(" may wait")
    }
}

impl std::error::Error for QueueError {}
impl std::error::Error for QueueLimit {}
