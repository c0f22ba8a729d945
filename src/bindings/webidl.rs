//! WebIDL conversions: a JavaScript value becomes a typed argument, or an error to throw.
//!
//! These may run code of the page (`toString`, iterators), so nothing is borrowed while they do.
use js_sys::{Function, Iterator, JsString, Reflect, Symbol};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::values::{Classified, MessageData};

#[wasm_bindgen(module = "/src/bindings/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = toText, catch)]
    fn try_to_text(value: &JsValue) -> Result<JsString, JsValue>;
    #[wasm_bindgen(js_name = toNumber, catch)]
    fn try_to_number(value: &JsValue) -> Result<f64, JsValue>;
}

/// ToString, not copied into wasm
pub(super) fn text(value: &JsValue) -> Result<JsString, JsValue> {
    try_to_text(value)
}

/// `optional USVString`: undefined is absent, null is "null"
pub(super) fn optional_string(value: &JsValue) -> Result<Option<String>, JsValue> {
    if value.is_undefined() {
        return Ok(None);
    }
    try_to_text(value).map(|text| Some(String::from(text)))
}

/// `optional [Clamp] unsigned short`: undefined is absent, null is 0
pub(super) fn optional_clamped_u16(value: &JsValue) -> Result<Option<u16>, JsValue> {
    if value.is_undefined() {
        return Ok(None);
    }
    try_to_number(value).map(|number| Some(clamp_u16(number)))
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
    match MessageData::classify(value.clone()) {
        Classified::Data(data) => Ok(data),
        Classified::NeedsText => Ok(MessageData::text(try_to_text(&value)?.into())),
        Classified::NotAllowed => {
            Err(type_error("send() does not take shared or resizable memory: copy it first."))
        }
    }
}

/// `(DOMString or sequence<DOMString>)`, and the newer dictionary `{ protocols }`
pub(super) fn protocols(value: &JsValue) -> Result<Vec<String>, JsValue> {
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    if !value.is_object() && !value.is_function() {
        return one_protocol(value);
    }
    match iterator_method(value)? {
        Some(method) => strings(value, &method),
        None => {
            let member = Reflect::get(value, &"protocols".into())?;
            string_or_strings(&member)
        }
    }
}

fn string_or_strings(value: &JsValue) -> Result<Vec<String>, JsValue> {
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    if value.is_object() || value.is_function() {
        if let Some(method) = iterator_method(value)? {
            return strings(value, &method);
        }
    }
    one_protocol(value)
}

fn one_protocol(value: &JsValue) -> Result<Vec<String>, JsValue> {
    Ok(vec![String::from(try_to_text(value)?)])
}

/// The value's own way to iterate; `None` where it has none
fn iterator_method(value: &JsValue) -> Result<Option<Function>, JsValue> {
    let method = Reflect::get(value, &Symbol::iterator())?;
    if method.is_undefined() || method.is_null() {
        return Ok(None);
    }
    method
        .dyn_into()
        .map(Some)
        .map_err(|_| type_error("The subprotocols' Symbol.iterator is not a function."))
}

fn strings(iterable: &JsValue, method: &Function) -> Result<Vec<String>, JsValue> {
    let iterator = method.call0(iterable)?;
    if !iterator.is_object() {
        return Err(type_error("The subprotocols' iterator is not an object."));
    }
    let iterator: Iterator = iterator.unchecked_into();
    let mut strings = Vec::new();
    loop {
        let next = iterator.next()?;
        if next.done() {
            return Ok(strings);
        }
        strings.push(String::from(try_to_text(&next.value())?));
    }
}

fn type_error(message: &str) -> JsValue {
    js_sys::TypeError::new(message).into()
}
