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
    pub(crate) fn close(
        this: &Socket,
        code: Option<u16>,
        reason: Option<&str>,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = addEventListener)]
    pub(crate) fn listen(this: &Socket, event: &str, listener: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = removeEventListener)]
    pub(crate) fn unlisten(this: &Socket, event: &str, listener: &JsValue) -> Result<(), JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// An event of a socket, of any type
    pub(crate) type Event;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn data(this: &Event) -> Value;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn code(this: &Event) -> Option<u16>;

    #[wasm_bindgen(method, getter, js_name = wasClean)]
    pub(crate) fn was_clean(this: &Event) -> bool;
}

#[wasm_bindgen]
extern "C" {
    /// A string, an ArrayBuffer, a view or a Blob: each has one of these, and NaN for the others
    #[derive(Clone, Debug)]
    pub(crate) type Value;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn length(this: &Value) -> f64;

    #[wasm_bindgen(method, getter, js_name = byteLength)]
    pub(crate) fn byte_length(this: &Value) -> f64;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn size(this: &Value) -> f64;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = URL)]
    pub(crate) type Url;

    /// Relative to `base`, if that is not undefined
    #[wasm_bindgen(constructor, js_class = "URL", catch)]
    pub(crate) fn parse(url: &str, base: &JsValue) -> Result<Url, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Uint8Array)]
    pub(crate) type Bytes;

    #[wasm_bindgen(constructor, js_class = "Uint8Array")]
    pub(crate) fn new(buffer: &Value) -> Bytes;

    /// An array is its own value, so that this copies it once; `to_vec` of js-sys asks for the length three times, and can panic
    #[wasm_bindgen(method, js_name = valueOf)]
    pub(crate) fn to_vec(this: &Bytes) -> Vec<u8>;

    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn member(target: &JsValue, name: &str) -> Result<JsValue, JsValue>;
}

/// A member that is seldom read; undefined if the value has none. A getter of its own for each would weigh more than all of this.
pub(crate) fn get(target: &JsValue, name: &str) -> JsValue {
    // Nothing is thrown for these: wasm-bindgen keeps an entry of its table for each call that throws and returns a value.
    if !target.is_object() {
        return JsValue::UNDEFINED;
    }
    member(target, name).unwrap_or_default()
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
