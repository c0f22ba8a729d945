//! An app in Rust with this crate as a dependency: it puts the class on the page's global and takes it off again.
#![cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::*;

/// Puts the class on the global
#[wasm_bindgen]
pub fn put() -> Result<JsValue, JsValue> {
    websocket_wasm::install().map(JsValue::from)
}

/// Puts the host's class back
#[wasm_bindgen]
pub fn take_away() -> Result<JsValue, JsValue> {
    websocket_wasm::uninstall()
}

/// The figures of a socket
#[wasm_bindgen]
pub fn figures(socket: &JsValue) -> Result<JsValue, JsValue> {
    websocket_wasm::inspect(socket).map(|inspector| inspector.snapshot())
}
