//! The data of a message: a JavaScript value and which kind it is.
use wasm_bindgen::prelude::*;

use crate::proto::{Message, MessageKind};

#[wasm_bindgen(module = "/src/bindings/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = kindOf)]
    fn kind_of(value: &JsValue) -> u8;
    #[wasm_bindgen(js_name = byteLength)]
    fn byte_length(value: &JsValue, kind: u8) -> f64;
}

/// A member of `(BufferSource or Blob or USVString)`, not copied
#[derive(Clone, Debug)]
pub struct MessageData {
    value: JsValue,
    kind: ValueKind,
}

/// The numbers of values.js
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ValueKind {
    Text = 0,
    Blob = 1,
    Buffer = 2,
    View = 3,
}

/// What a value is before it is converted
pub(super) enum Classified {
    /// A member of the union already, or a string
    Data(MessageData),
    /// Anything else: ToString makes a string of it
    NeedsText,
    /// A buffer, or a view on one, that is shared or resizable
    NotAllowed,
}

impl MessageData {
    /// A string, sent as text
    pub(super) fn text(value: JsValue) -> Self {
        Self { value, kind: ValueKind::Text }
    }

    /// Tell which member of the union a value is, running no code of the page
    pub(super) fn classify(value: JsValue) -> Classified {
        let kind = match kind_of(&value) {
            1 => ValueKind::Blob,
            2 => ValueKind::Buffer,
            3 => ValueKind::View,
            4 => return Classified::NotAllowed,
            _ if value.is_string() => ValueKind::Text,
            _ => return Classified::NeedsText,
        };
        Classified::Data(Self { value, kind })
    }

    /// The value that the host is given
    pub(super) fn as_js(&self) -> &JsValue {
        &self.value
    }
}

impl Message for MessageData {
    fn kind(&self) -> MessageKind {
        match self.kind {
            ValueKind::Text => MessageKind::Text,
            ValueKind::Blob => MessageKind::Blob,
            ValueKind::Buffer | ValueKind::View => MessageKind::Buffer,
        }
    }

    // Calls getters of built-in classes only: no code of the page can run while the core is borrowed.
    fn byte_len(&self) -> u64 {
        byte_length(&self.value, self.kind as u8) as u64
    }
}
