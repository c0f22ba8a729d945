//! The class for Rust: its shape from `class.js`, its decisions from the exports of `core.rs`.
use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/package/for-rust.js")]
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
    "/src/boundary/numbers.js"
    "/src/boundary/text.js"
    "/src/boundary/wasm.js"
    "/src/class/brand.js"
    "/src/class/class.js"
    "/src/class/drained.js"
    "/src/class/events.js"
    "/src/class/left_alone.js"
    "/src/class/numbers.js"
    "/src/class/options.js"
    "/src/class/perform.js"
    "/src/class/shape.js"
    "/src/class/siblings.js"
    "/src/class/signal.js"
    "/src/class/subprotocol.js"
    "/src/convert/members.js"
    "/src/convert/numbers.js"
    "/src/convert/utf8.js"
    "/src/convert/values.js"
    "/src/host/arrays.js"
    "/src/host/blob.js"
    "/src/host/host.js"
    "/src/host/layers.js"
    "/src/host/ring.js"
    "/src/platform/captured.js"
    "/src/platform/clock.js"
    "/src/platform/warn.js"
    "/src/wrapped/foreign.js"
    "/src/wrapped/numbers.js"
    "/src/wrapped/transport.js"
    "/src/wrapped/wrapped_events.js"
    "/src/wrapped/wrapped_host.js"
    "/src/wrapped/wrapper.js"
}

/// The `WebSocket` class, the same at every call
pub fn web_socket_class() -> Function {
    class_of(&wasm_bindgen::exports())
}
