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

/// How Binary messages are handed to the application
///
/// <https://websockets.spec.whatwg.org/#dom-websocket-binarytype>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum BinaryType {
    /// As a Blob, which may stay out of memory
    #[default]
    Blob = 0,
    /// As an ArrayBuffer
    ArrayBuffer = 1,
}

/// What `MessageEvent.data` is for a message that has been received
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataForEvent {
    /// A string
    Text,
    /// A Blob
    Blob,
    /// An ArrayBuffer
    ArrayBuffer,
}

impl BinaryType {
    /// The type that a value of the IDL enum names; `None` for any other string, which is ignored
    pub fn from_idl(value: &str) -> Option<Self> {
        match value {
            "blob" => Some(Self::Blob),
            "arraybuffer" => Some(Self::ArrayBuffer),
            _ => None,
        }
    }

    /// The value of the IDL enum
    pub fn as_idl(self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::ArrayBuffer => "arraybuffer",
        }
    }

    /// What a received message becomes under this binary type
    pub fn data_for_event(self, is_text: bool) -> DataForEvent {
        match (is_text, self) {
            (true, _) => DataForEvent::Text,
            (false, Self::Blob) => DataForEvent::Blob,
            (false, Self::ArrayBuffer) => DataForEvent::ArrayBuffer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_type_is_matched_exactly() {
        assert_eq!(BinaryType::from_idl("blob"), Some(BinaryType::Blob));
        assert_eq!(BinaryType::from_idl("arraybuffer"), Some(BinaryType::ArrayBuffer));
        for other in
            ["", "Blob", "BLOB", "arrayBuffer", "ArrayBuffer", "blob ", "nodebuffer", "blob\0"]
        {
            assert_eq!(BinaryType::from_idl(other), None, "{other:?}");
        }
    }

    #[test]
    fn the_idl_value_names_the_same_type_again() {
        for binary_type in [BinaryType::Blob, BinaryType::ArrayBuffer] {
            assert_eq!(BinaryType::from_idl(binary_type.as_idl()), Some(binary_type));
        }
    }

    #[test]
    fn text_is_text_under_either_binary_type() {
        assert_eq!(BinaryType::Blob.data_for_event(true), DataForEvent::Text);
        assert_eq!(BinaryType::ArrayBuffer.data_for_event(true), DataForEvent::Text);
        assert_eq!(BinaryType::Blob.data_for_event(false), DataForEvent::Blob);
        assert_eq!(BinaryType::ArrayBuffer.data_for_event(false), DataForEvent::ArrayBuffer);
    }
}
