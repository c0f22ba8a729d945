//! A message as it waits to be read.
use tokio_tungstenite::tungstenite::{Bytes, Utf8Bytes};

use crate::client::message::Message;

/// A message in the buffer that it was read into
///
/// It is copied out of that when the app reads it, and not before: what waits is copied in no other thread, and has no memory of its own.
pub(in crate::client) enum Incoming {
    Text(Utf8Bytes),
    Binary(Bytes),
}

/// A message of so many bytes had a buffer of its own, and can keep it
const LARGE: usize = 32 << 10;

impl Incoming {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Binary(bytes) => bytes.len(),
        }
    }

    pub(super) fn into_message(self) -> Message {
        match self {
            Self::Text(text) => Message::Text(text.as_str().to_owned()),
            // A small one that kept its buffer would take the memory of many.
            Self::Binary(bytes) if bytes.len() < LARGE => Message::Binary(bytes.to_vec()),
            Self::Binary(bytes) => Message::Binary(bytes.into()),
        }
    }
}
