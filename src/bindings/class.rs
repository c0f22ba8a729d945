//! The class itself, made once: its shape from `class.js`, its decisions from here.
use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::handle::SocketHandle;
use super::{exception, host, webidl};

#[wasm_bindgen(module = "/src/bindings/class.js")]
extern "C" {
    #[wasm_bindgen(js_name = defineClass)]
    fn define_class(factory: SocketFactory) -> Function;
}

thread_local! {
    static CLASS: Function = define_class(SocketFactory);
}

/// The `WebSocket` class
#[wasm_bindgen(js_name = webSocketClass, skip_typescript)]
pub fn web_socket_class() -> Function {
    CLASS.with(Function::clone)
}

/// What the class's constructor is made of
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct SocketFactory;

#[wasm_bindgen]
impl SocketFactory {
    /// Convert and check the constructor's arguments, then connect a host socket
    ///
    /// <https://websockets.spec.whatwg.org/#dom-websocket-websocket>
    pub fn connect(
        &self,
        url: &JsValue,
        protocols: &JsValue,
        new_target: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let url = webidl::text(url)?;
        let protocols = webidl::protocols(protocols)?;
        let handshake = host::handshake(&url, protocols).map_err(exception::dom_exception)?;
        host::connect(&handshake, new_target)
    }

    /// A handle for a host socket that is connecting
    pub fn handle(&self) -> SocketHandle {
        SocketHandle::new()
    }
}
