//! An inspector for those who use the class from Rust.
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/class/inspector.js")]
extern "C" {
    /// An inspector that is attached to one socket
    #[derive(Clone, Debug)]
    pub type Inspector;

    /// The figures at this moment, as a plain object: `readyState`, `url`, `protocol`, `bufferedAmount`,
    /// `sent`, `received`, `queued`, `dropped` (each with `messages` and `bytes`), `openSince`, `close`
    #[wasm_bindgen(method)]
    pub fn snapshot(this: &Inspector) -> JsValue;

    /// Stop counting; [`snapshot`](Inspector::snapshot) stays what it was
    #[wasm_bindgen(method)]
    pub fn detach(this: &Inspector);

    #[wasm_bindgen(js_name = inspect, catch)]
    fn try_inspect(socket: &JsValue) -> Result<Inspector, JsValue>;
}

/// Attach an inspector to an instance of the class
///
/// It counts from now on, and listens to the socket: a socket that is open stays alive while one is
/// attached. `TypeError` where the value is no instance.
pub fn inspect(socket: &JsValue) -> Result<Inspector, JsValue> {
    try_inspect(socket)
}
