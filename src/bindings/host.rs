//! The captured host: the only file that names it. `host.js` holds what was captured.
use wasm_bindgen::prelude::*;

use crate::proto::{CloseCode, CloseRequest, ReadyState};

#[wasm_bindgen(module = "/src/bindings/host.js")]
extern "C" {
    #[wasm_bindgen(js_name = connect, catch)]
    pub(super) fn try_connect(
        href: &str,
        protocols: &JsValue,
        class: &JsValue,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = send, catch)]
    pub(super) fn try_send(socket: &JsValue, data: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = close, catch)]
    pub(super) fn try_close(
        socket: &JsValue,
        code: Option<u16>,
        reason: &str,
    ) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = domException)]
    pub(super) fn dom_exception(name: &str, message: &str) -> JsValue;
    #[wasm_bindgen(js_name = readyState)]
    fn ready_state_number(socket: &JsValue) -> u8;
}

/// Start the closing handshake, or stop the host from connecting
pub(super) fn close(socket: &JsValue, request: &CloseRequest) -> Result<(), JsValue> {
    try_close(socket, request.code().map(CloseCode::number), request.reason())
}

/// The host's ready state at this moment
pub(super) fn ready_state(socket: &JsValue) -> ReadyState {
    ready_state_from(ready_state_number(socket))
}

/// The ready state for a number that the host gave
pub(super) fn ready_state_from(number: u8) -> ReadyState {
    ReadyState::from_number(number).unwrap_or_default()
}
