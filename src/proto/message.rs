//! Messages: what kind they are, how long they are, and in which shape they arrive.

/// A message the application sends, as the core needs to know it
///
/// What it holds (a JavaScript value, in the browser) is the caller's business.
pub trait Message: Sized {
    /// Which of the three kinds of data it is
    fn kind(&self) -> MessageKind;

    /// Its length in bytes of application data: UTF-8 for text, the view's own part for a view
    ///
    /// Counts only if [`Socket::intake`](super::Socket::intake) has asked for it: a text has to be walked through for it.
    fn byte_len(&self) -> u64;
}

/// What the argument of `send` turned out to be
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// A string: a Text message
    Text,
    /// An ArrayBuffer or a view on one: a Binary message
    Buffer,
    /// A Blob: a Binary message whose bytes can only be read asynchronously
    Blob,
}

numbered! {
    /// The same, as the scripts tell values apart
    pub enum ValueKind {
        /// It becomes a string
        Other = 0,
        /// A Blob
        Blob = 1,
        /// An ArrayBuffer
        Buffer = 2,
        /// A view on one
        View = 3,
        /// A string
        Text = 4,
    }
}

impl ValueKind {
    /// Which message it makes
    pub fn of_message(self) -> MessageKind {
        match self {
            Self::Other | Self::Text => MessageKind::Text,
            Self::Buffer | Self::View => MessageKind::Buffer,
            Self::Blob => MessageKind::Blob,
        }
    }
}

numbered! {
    /// How Binary messages are handed to the application: by the host, or by a wrapped host that asks for this
    ///
    /// <https://websockets.spec.whatwg.org/#dom-websocket-binarytype>
    #[derive(Default)]
    pub enum BinaryType {
        /// As a Blob, which may stay out of memory
        #[default]
        Blob = 0,
        /// As an ArrayBuffer
        ArrayBuffer = 1,
    }
}
