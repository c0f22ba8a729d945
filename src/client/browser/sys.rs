//! What the client uses of the platform.
//!
//! Not web-sys, whose `bufferedAmount` has 32 bits, and whose release every app would have to agree with. Names are looked up
//! when they are used, so that a fake on the global is found.
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = WebSocket)]
    pub(crate) type Socket;

    #[wasm_bindgen(constructor, js_class = "WebSocket", catch)]
    pub(crate) fn new(url: &str, protocols: &JsValue) -> Result<Socket, JsValue>;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn url(this: &Socket) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn protocol(this: &Socket) -> Option<String>;

    #[wasm_bindgen(method, getter, js_name = readyState)]
    pub(crate) fn ready_state(this: &Socket) -> u8;

    #[wasm_bindgen(method, getter, js_name = bufferedAmount)]
    pub(crate) fn buffered_amount(this: &Socket) -> f64;

    #[wasm_bindgen(method, setter, js_name = binaryType)]
    pub(crate) fn set_binary_type(this: &Socket, value: &str);

    #[wasm_bindgen(method, catch, js_name = send)]
    pub(crate) fn send_text(this: &Socket, data: &str) -> Result<(), JsValue>;

    #[cfg(not(target_feature = "atomics"))]
    #[wasm_bindgen(method, catch, js_name = send)]
    pub(crate) fn send_bytes(this: &Socket, data: &[u8]) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = send)]
    pub(crate) fn send_value(this: &Socket, data: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(crate) fn close(this: &Socket) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = close)]
    pub(crate) fn close_with(this: &Socket, code: u16, reason: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = addEventListener)]
    pub(crate) fn listen(this: &Socket, event: &str, listener: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = removeEventListener)]
    pub(crate) fn unlisten(this: &Socket, event: &str, listener: &JsValue) -> Result<(), JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// An event of a socket, of any type
    pub(crate) type Event;

    #[wasm_bindgen(method, getter, js_name = type)]
    pub(crate) fn event_type(this: &Event) -> String;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn data(this: &Event) -> Value;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn code(this: &Event) -> Option<u16>;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn reason(this: &Event) -> Option<String>;

    #[wasm_bindgen(method, getter, js_name = wasClean)]
    pub(crate) fn was_clean(this: &Event) -> bool;
}

#[wasm_bindgen]
extern "C" {
    /// A string, an ArrayBuffer, a view or a Blob: each has one of these
    #[derive(Clone, Debug)]
    pub(crate) type Value;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn length(this: &Value) -> Option<f64>;

    #[wasm_bindgen(method, getter, js_name = byteLength)]
    pub(crate) fn byte_length(this: &Value) -> Option<f64>;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn size(this: &Value) -> Option<f64>;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = URL)]
    pub(crate) type Url;

    #[wasm_bindgen(constructor, js_class = "URL", catch)]
    pub(crate) fn parse(url: &str) -> Result<Url, JsValue>;

    #[wasm_bindgen(constructor, js_class = "URL", catch)]
    pub(crate) fn parse_relative(url: &str, base: &str) -> Result<Url, JsValue>;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn href(this: &Url) -> String;
}

#[wasm_bindgen]
extern "C" {
    pub(crate) type Global;

    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    pub(crate) static GLOBAL: Global;

    /// A page has one, a worker has none
    #[wasm_bindgen(method, getter)]
    pub(crate) fn document(this: &Global) -> Option<Place>;

    /// Node has none
    #[wasm_bindgen(method, getter)]
    pub(crate) fn location(this: &Global) -> Option<Place>;

    #[wasm_bindgen(method, getter, js_name = WebSocket)]
    pub(crate) fn socket_class(this: &Global) -> JsValue;

    /// A document or a location
    pub(crate) type Place;

    #[wasm_bindgen(method, getter, js_name = baseURI)]
    pub(crate) fn base_uri(this: &Place) -> Option<String>;

    #[wasm_bindgen(method, getter, js_name = href)]
    pub(crate) fn address(this: &Place) -> Option<String>;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    pub(crate) fn set_timeout(callback: &JsValue, milliseconds: f64) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    pub(crate) fn clear_timeout(timer: &JsValue);

    #[wasm_bindgen(js_namespace = performance)]
    pub(crate) fn now() -> f64;
}
