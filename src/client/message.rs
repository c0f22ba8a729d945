//! Messages as Rust has them.

/// A message: the two kinds that there are
///
/// Ping, Pong and Close are the browser's business; the end of a connection is a [`CloseEvent`](super::CloseEvent).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// A Text message
    Text(String),
    /// A Binary message
    Binary(Vec<u8>),
}

impl Message {
    /// The text of a Text message
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Binary(_) => None,
        }
    }

    /// The bytes, of a text in UTF-8
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Binary(bytes) => bytes,
        }
    }

    /// The text of a Text message; `Err` with the message if it is Binary
    pub fn into_text(self) -> Result<String, Self> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Binary(_) => Err(self),
        }
    }

    /// The bytes, of a text in UTF-8, without a copy
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into_bytes(),
            Self::Binary(bytes) => bytes,
        }
    }

    /// Whether it is a Text message
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    /// Its length in bytes
    pub fn len(&self) -> usize {
        self.as_bytes().len()
    }

    /// Whether it has no bytes
    pub fn is_empty(&self) -> bool {
        self.as_bytes().is_empty()
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Message {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&Vec<u8>> for Message {
    fn from(bytes: &Vec<u8>) -> Self {
        Self::Binary(bytes.clone())
    }
}

impl From<&[u8]> for Message {
    fn from(bytes: &[u8]) -> Self {
        Self::Binary(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Message {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Binary(bytes.to_vec())
    }
}

impl From<Vec<u8>> for Message {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Binary(bytes)
    }
}

#[cfg(feature = "bytes")]
impl From<bytes::Bytes> for Message {
    fn from(bytes: bytes::Bytes) -> Self {
        Self::Binary(bytes.into())
    }
}

#[cfg(feature = "bytes")]
impl From<Message> for bytes::Bytes {
    fn from(message: Message) -> Self {
        message.into_bytes().into()
    }
}
