//! Events of host sockets: watched in `events.js`, and only as long as something depends on them.
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/bindings/events.js")]
extern "C" {
    /// Fires `error`, then `close` with this code, before the current task ends
    #[wasm_bindgen(js_name = fireFailed)]
    pub(super) fn fire_failed(socket: &JsValue, code: u16);
    /// Calls `Core::handle_close_timeout` so many milliseconds later, unless `close` is fired before
    #[wasm_bindgen(js_name = awaitClose)]
    pub(super) fn await_close(socket: &JsValue, milliseconds: i32);
}
