//! The only folder that knows JavaScript: conversions, errors, the captured host, and the class.
//!
//! `class.js` has the shape of the class and asks [`core`] for every decision; that takes what it is
//! given, asks [`crate::proto`], lets go of it, and does what it said ([`host`]).
//!
//! [`reconnecting`] and [`stream`] have a class each, built on that one: their scripts, and the way into their policy.
mod class;
mod core;
mod events;
mod host;
mod inspector;
mod install;
mod reconnecting;
mod stream;
mod values;

pub use class::web_socket_class;
pub use inspector::{Inspector, inspect};
pub use install::{install, uninstall};

// The other scripts import these, and wasm-bindgen brings along only those that Rust names.
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/bindings/captured.js")]
extern "C" {
    #[wasm_bindgen(js_name = getterOf)]
    #[allow(dead_code)]
    fn getter_of(get: &js_sys::Function) -> js_sys::Function;
}
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/bindings/options.js")]
extern "C" {
    #[wasm_bindgen(js_name = toOptions)]
    #[allow(dead_code)]
    fn to_options(dictionary: &wasm_bindgen::JsValue) -> wasm_bindgen::JsValue;
}
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/bindings/shape.js")]
extern "C" {
    #[wasm_bindgen(js_name = defineStates)]
    #[allow(dead_code)]
    fn define_states(class: &js_sys::Function);
}
