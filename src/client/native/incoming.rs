//! A message as it waits to be read.
use tokio_tungstenite::tungstenite::{Bytes, Utf8Bytes};

use crate::client::message::Message;

/// A message as it waits to be read
pub(in crate::client) enum Incoming {
    /// It has memory of its own
    Ready(Message),
    /// Of several parts. Large ones are taken out when the app reads them, in its thread
    Text(Utf8Bytes),
    Binary(Bytes),
}

/// This had a read buffer of its own, and can keep it; a smaller one would keep the memory of others
const LARGE: usize = 32 << 10;

impl Incoming {
    pub(super) fn text(text: Utf8Bytes) -> Self {
        if text.len() < LARGE {
            return Self::Ready(Message::Text(text.as_str().to_owned()));
        }
        Self::Text(text)
    }

    pub(super) fn binary(bytes: Bytes) -> Self {
        if bytes.len() < LARGE {
            return Self::Ready(Message::Binary(bytes.to_vec()));
        }
        Self::Binary(bytes)
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Ready(message) => message.len(),
            Self::Text(text) => text.len(),
            Self::Binary(bytes) => bytes.len(),
        }
    }

    pub(super) fn into_message(self) -> Message {
        match self {
            Self::Ready(message) => message,
            Self::Text(text) => Message::Text(text.as_str().to_owned()),
            Self::Binary(bytes) => Message::Binary(bytes.into()),
        }
    }
}
