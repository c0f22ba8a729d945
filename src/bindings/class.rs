//! The class itself: its shape from `class.js`, its decisions from [`Core`].
use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::core::Core;

#[wasm_bindgen(module = "/src/bindings/class.js")]
extern "C" {
    #[wasm_bindgen(js_name = webSocketClass)]
    fn class_of(core: Core) -> Function;
}

/// The `WebSocket` class, the same at every call
#[wasm_bindgen(js_name = webSocketClass, skip_typescript)]
pub fn web_socket_class() -> Function {
    class_of(Core)
}
