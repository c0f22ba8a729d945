//! The captured host: the only file that names it. `host.js` holds what was captured.
use wasm_bindgen::prelude::*;

use super::text;
use crate::proto::{Exception, ReadyState};

#[wasm_bindgen(module = "/src/bindings/host.js")]
extern "C" {
    /// Whether the host has done it, and not thrown
    pub(super) fn send(socket: &JsValue, data: &JsValue) -> bool;
    /// The same for the start of the closing handshake, or where the host is to stop connecting; 0 is no code
    #[wasm_bindgen(js_name = close)]
    fn close_with(socket: &JsValue, code: i32, reason: &JsValue) -> bool;
    #[wasm_bindgen(js_name = refuse)]
    fn refuse_with(name: &JsValue, message: &JsValue);
    /// The host's own `bufferedAmount`
    #[wasm_bindgen(js_name = bufferedAmount)]
    pub(super) fn buffered_amount(socket: &JsValue) -> f64;
    #[wasm_bindgen(js_name = readyState)]
    fn ready_state_number(socket: &JsValue) -> u8;
}

/// Have a `DOMException` thrown as soon as `class.js` is back; false, for it to know
pub(super) fn refuse(exception: &Exception) -> bool {
    refuse_with(&text::write(exception.name()), &text::write(exception.message()));
    false
}

/// Start the closing handshake; 0 is no code
pub(super) fn close(socket: &JsValue, code: Option<u16>, reason: &str) -> bool {
    close_with(socket, code.unwrap_or(0).into(), &text::write(reason))
}

/// The host's ready state at this moment
pub(super) fn ready_state(socket: &JsValue) -> ReadyState {
    ready_state_from(ready_state_number(socket))
}

/// The ready state for a number that the host gave
pub(super) fn ready_state_from(number: u8) -> ReadyState {
    ReadyState::from_number(number).unwrap_or_default()
}
