//! The class for Rust: its shape from `class.js`, its decisions from the exports of `core.rs`.
use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/bindings/for_rust.js")]
extern "C" {
    #[wasm_bindgen(js_name = webSocketClass)]
    fn class_of(exports: &JsValue) -> Function;
}

/// Names scripts that others import, since wasm-bindgen brings along only those from which Rust imports something
macro_rules! bring_along {
    ($($script:literal)*) => {
        $(
            const _: () = {
                #[wasm_bindgen(module = $script)]
                extern "C" {
                    #[allow(dead_code)]
                    type Anything;
                }
            };
        )*
    };
}

bring_along! {
    "/src/bindings/blob.js"
    "/src/bindings/captured.js"
    "/src/bindings/class.js"
    "/src/bindings/clock.js"
    "/src/bindings/drained.js"
    "/src/bindings/events.js"
    "/src/bindings/foreign.js"
    "/src/bindings/host.js"
    "/src/bindings/layers.js"
    "/src/bindings/left_alone.js"
    "/src/bindings/options.js"
    "/src/bindings/perform.js"
    "/src/bindings/ring.js"
    "/src/bindings/shape.js"
    "/src/bindings/siblings.js"
    "/src/bindings/text.js"
    "/src/bindings/transport.js"
    "/src/bindings/utf8.js"
    "/src/bindings/values.js"
    "/src/bindings/warn.js"
    "/src/bindings/wasm.js"
    "/src/bindings/wrapped_events.js"
    "/src/bindings/wrapped_host.js"
    "/src/bindings/wrapper.js"
}

/// The `WebSocket` class, the same at every call
pub fn web_socket_class() -> Function {
    class_of(&wasm_bindgen::exports())
}
