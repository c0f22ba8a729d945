//! The only folder that knows JavaScript: conversions, errors, the captured host, and the class.
//!
//! `class.js` has the shape of the class and asks [`core`] for every decision; that takes what it is
//! given, asks [`crate::proto`], lets go of it, and does what it said ([`host`]).
//!
//! [`reconnecting`] and [`stream`] have a class each, built on that one: their scripts, and the way into their policy.
// What is exported to JavaScript has to be public, though nobody calls it from Rust.
#![allow(unreachable_pub)]

#[cfg(all(feature = "class", not(feature = "small-allocator")))]
mod class;
#[cfg(feature = "class")]
mod core;
#[cfg(feature = "class")]
mod events;
#[cfg(feature = "class")]
mod host;
#[cfg(all(feature = "class", not(feature = "small-allocator")))]
mod inspect;
#[cfg(feature = "class")]
mod inspector;
#[cfg(all(feature = "class", not(feature = "small-allocator")))]
mod install;
#[cfg(feature = "reconnecting")]
mod reconnecting;
#[cfg(feature = "stream")]
mod stream;
#[cfg(feature = "class")]
mod text;
#[cfg(feature = "class")]
mod values;

#[cfg(all(feature = "class", not(feature = "small-allocator")))]
pub use class::web_socket_class;
#[cfg(all(feature = "class", not(feature = "small-allocator")))]
pub use inspect::{Inspector, inspect};
#[cfg(all(feature = "class", not(feature = "small-allocator")))]
pub use install::{install, uninstall};

// The other scripts import these, and wasm-bindgen brings along only those that Rust names.
#[cfg(all(feature = "class", not(feature = "small-allocator")))]
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/bindings/captured.js")]
extern "C" {
    #[wasm_bindgen(js_name = getterOf)]
    #[allow(dead_code)]
    fn getter_of(get: &js_sys::Function) -> js_sys::Function;
}
#[cfg(all(feature = "class", not(feature = "small-allocator")))]
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/bindings/options.js")]
extern "C" {
    #[wasm_bindgen(js_name = toOptions)]
    #[allow(dead_code)]
    fn to_options(dictionary: &wasm_bindgen::JsValue) -> wasm_bindgen::JsValue;
}
#[cfg(all(feature = "class", not(feature = "small-allocator")))]
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/bindings/layers.js")]
extern "C" {
    #[wasm_bindgen(js_name = layerOf)]
    #[allow(dead_code)]
    fn layer_of(object: &wasm_bindgen::JsValue) -> wasm_bindgen::JsValue;
}
#[cfg(all(feature = "class", not(feature = "small-allocator")))]
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/bindings/utf8.js")]
extern "C" {
    #[wasm_bindgen(js_name = decodeUtf8)]
    #[allow(dead_code)]
    fn decode_utf8(bytes: &wasm_bindgen::JsValue) -> wasm_bindgen::JsValue;
}
#[cfg(all(feature = "class", not(feature = "small-allocator")))]
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/bindings/shape.js")]
extern "C" {
    #[wasm_bindgen(js_name = defineStates)]
    #[allow(dead_code)]
    fn define_states(class: &js_sys::Function);
}
