//! WebIDL conversions: a JavaScript value becomes a typed argument, or an error to throw.
//!
//! These may run code of the page (`toString`, iterators), so nothing is borrowed while they do.
use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::values::MessageData;

#[wasm_bindgen(module = "/src/bindings/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = toText, catch)]
    fn try_to_text(value: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = toNumber, catch)]
    fn try_to_number(value: &JsValue) -> Result<f64, JsValue>;
    #[wasm_bindgen(js_name = toProtocols, catch)]
    fn try_to_protocols(value: &JsValue) -> Result<Array, JsValue>;
}

/// ToString, not copied into wasm
pub(super) fn text(value: &JsValue) -> Result<JsValue, JsValue> {
    try_to_text(value)
}

/// `USVString`
pub(super) fn string(value: &JsValue) -> Result<String, JsValue> {
    // What ToString returned is a string.
    Ok(try_to_text(value)?.as_string().unwrap_or_default())
}

/// `optional USVString`: undefined is absent and becomes "", null is "null"
pub(super) fn optional_string(value: &JsValue) -> Result<String, JsValue> {
    if value.is_undefined() { Ok(String::new()) } else { string(value) }
}

/// `optional [Clamp] unsigned short`: undefined is absent, null is 0
pub(super) fn optional_clamped_u16(value: &JsValue) -> Result<Option<u16>, JsValue> {
    if value.is_undefined() { Ok(None) } else { try_to_number(value).map(clamp_u16).map(Some) }
}

/// To the nearest integer in range, ties to the even one, NaN to 0
///
/// <https://webidl.spec.whatwg.org/#abstract-opdef-converttoint>
fn clamp_u16(number: f64) -> u16 {
    // `as` saturates and takes NaN to 0.
    number.round_ties_even() as u16
}

/// `(BufferSource or Blob or USVString)`
pub(super) fn message_data(value: JsValue) -> Result<MessageData, JsValue> {
    match MessageData::classify(&value)? {
        Some(data) => Ok(data),
        None => Ok(MessageData::text(try_to_text(&value)?)),
    }
}

/// `(DOMString or sequence<DOMString>)`, and the newer dictionary `{ protocols }`: an array of strings
pub(super) fn protocols(value: &JsValue) -> Result<Array, JsValue> {
    try_to_protocols(value)
}
