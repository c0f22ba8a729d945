//! The class itself: its shape from `class.js`, its decisions from the functions of `core.rs`.
use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/bindings/class.js")]
extern "C" {
    #[wasm_bindgen(js_name = webSocketClass)]
    fn class_of(exports: &JsValue) -> Function;
}

/// The `WebSocket` class, the same at every call
#[wasm_bindgen(js_name = webSocketClass, skip_typescript)]
pub fn web_socket_class() -> Function {
    class_of(&wasm_bindgen::exports())
}
