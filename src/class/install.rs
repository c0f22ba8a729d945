//! Our class on the global, and the host's back again.
use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::scripts::web_socket_class;

#[wasm_bindgen(module = "/src/class/install.js")]
extern "C" {
    #[wasm_bindgen(js_name = install, catch)]
    fn try_install(class: &Function) -> Result<Function, JsValue>;
    #[wasm_bindgen(js_name = uninstall, catch)]
    fn try_uninstall(class: &Function) -> Result<JsValue, JsValue>;
}

/// Put the class on the global as `WebSocket`, and return it
///
/// Does nothing if it is there already. `TypeError` if the page has made the property
/// unchangeable.
pub fn install() -> Result<Function, JsValue> {
    try_install(&web_socket_class())
}

/// Put back what was on the global before [`install`], with its own property descriptor, and return it
///
/// A class that someone else has put there since stays. Without an earlier `install` nothing changes.
pub fn uninstall() -> Result<JsValue, JsValue> {
    try_uninstall(&web_socket_class())
}
