//! Texts on their way between JavaScript and the core: `text.js` reads and writes them in the core's memory.
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/bindings/text.js")]
extern "C" {
    /// How many bytes a text may need, at most
    #[wasm_bindgen(js_name = roomFor)]
    fn room_for(text: &JsValue) -> i32;
    /// Writes a text in UTF-8 to an address with that much room; how many bytes it is
    #[wasm_bindgen(js_name = writeText)]
    fn write_text(text: &JsValue, address: i32) -> i32;
    /// The text in UTF-8 at an address
    #[wasm_bindgen(js_name = readText)]
    fn read_text(address: i32, length: i32) -> JsValue;
}

/// A JavaScript string, lone surrogates replaced
pub(super) fn read(text: &JsValue) -> String {
    let mut bytes = Vec::<u8>::with_capacity(room_for(text) as usize);
    let length = write_text(text, bytes.as_mut_ptr().expose_provenance() as i32);
    // SAFETY: `write_text` has written so many bytes, no more than there is room for, and they are UTF-8.
    unsafe {
        bytes.set_len(length as usize);
        String::from_utf8_unchecked(bytes)
    }
}

/// A JavaScript string of this text
pub(super) fn write(text: &str) -> JsValue {
    read_text(text.as_ptr().expose_provenance() as i32, text.len() as i32)
}
