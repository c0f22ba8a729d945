//! What is to be sent.
use tokio_tungstenite::tungstenite::Message as Frame;

use crate::client::data::{Content, Data};
use crate::client::masked::Masked;

/// What is to be sent
pub(super) enum Queued {
    /// By the protocol, which writes several together
    Frame(Frame),
    /// A large message, alone
    Masked(Masked),
}

/// A message of so many bytes is written alone, and without waiting for others
const LARGE: usize = 16 << 10;

impl Queued {
    /// What the app gave away is not copied
    pub(super) fn new(data: Data<'_>) -> Self {
        match data.0 {
            Content::Text(text) if text.len() >= LARGE => {
                Self::Masked(Masked::new(true, text.into_owned().into_bytes()))
            }
            Content::Binary(bytes) if bytes.len() >= LARGE => {
                Self::Masked(Masked::new(false, bytes.into_owned()))
            }
            Content::Text(text) => Self::Frame(Frame::text(text.into_owned())),
            Content::Binary(bytes) => Self::Frame(Frame::binary(bytes.into_owned())),
        }
    }

    pub(super) fn is_large(&self) -> bool {
        matches!(self, Self::Masked(_))
    }

    /// Bytes of a message
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Frame(frame) => frame.len(),
            Self::Masked(message) => message.len(),
        }
    }
}
