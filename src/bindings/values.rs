//! The data of a message: a JavaScript value and which kind it is.
use wasm_bindgen::prelude::*;

use crate::proto::{Message, MessageKind};

#[wasm_bindgen(module = "/src/bindings/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = byteLength)]
    fn byte_length(value: &JsValue, kind: u8) -> f64;
    #[wasm_bindgen(js_name = copyBytes)]
    fn copy_bytes(value: &JsValue, kind: u8) -> JsValue;
    #[wasm_bindgen(js_name = stringAt)]
    pub(super) fn string_at(list: &JsValue, index: i32) -> JsValue;
}

#[wasm_bindgen(module = "/src/bindings/blob.js")]
extern "C" {
    /// Reads a Blob, then calls `Core::handle_blob_read`
    #[wasm_bindgen(js_name = readBlob)]
    pub(super) fn read_blob(handle: i32, socket: &JsValue, ticket: i32, blob: &JsValue);
}

/// A member of `(BufferSource or Blob or USVString)`, not copied
#[derive(Clone, Debug)]
pub(super) struct MessageData {
    value: JsValue,
    kind: ValueKind,
}

/// The numbers of values.js
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ValueKind {
    Blob = 1,
    Buffer = 2,
    View = 3,
    Text = 4,
}

impl MessageData {
    /// A value of the kind with this number, which values.js has told
    pub(super) fn new(value: JsValue, kind: u8) -> Self {
        let kind = match kind {
            1 => ValueKind::Blob,
            2 => ValueKind::Buffer,
            3 => ValueKind::View,
            _ => ValueKind::Text,
        };
        Self { value, kind }
    }

    /// The bytes that were read from a Blob
    pub(super) fn buffer(value: JsValue) -> Self {
        Self { value, kind: ValueKind::Buffer }
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

    fn keep(self) -> Self {
        match self.kind {
            ValueKind::Text | ValueKind::Blob => self,
            ValueKind::Buffer | ValueKind::View => {
                Self::buffer(copy_bytes(&self.value, self.kind as u8))
            }
        }
    }
}
