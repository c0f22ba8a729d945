//! An inspector for those who use the class from Rust.
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/class/inspector.js")]
extern "C" {
    /// An inspector that is attached to one socket
    #[derive(Clone, Debug)]
    pub type Inspector;

    /// The figures at this moment, as a plain object: `readyState`, `url`, `protocol`, `bufferedAmount`,
    /// `sent`, `received`, `queued`, `dropped` (each with `messages` and `bytes`), `openSince`, `close`
    #[wasm_bindgen(method)]
    pub fn snapshot(this: &Inspector) -> JsValue;

    /// Stop counting; [`snapshot`](Inspector::snapshot) stays what it was
    #[wasm_bindgen(method)]
    pub fn detach(this: &Inspector);

    #[wasm_bindgen(js_name = inspect, catch)]
    fn try_inspect(socket: &JsValue) -> Result<Inspector, JsValue>;
}

#[cfg(feature = "serde-wasm-bindgen")]
impl Inspector {
    /// The figures at this moment, as a struct
    pub fn figures(&self) -> Result<Figures, JsValue> {
        serde_wasm_bindgen::from_value(self.snapshot()).map_err(JsValue::from)
    }
}

/// The figures of a socket at one moment
#[cfg(feature = "serde-wasm-bindgen")]
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Figures {
    /// One of the class's four constants
    pub ready_state: u8,
    /// The serialised URL
    pub url: String,
    /// The subprotocol in use, empty while there is none
    pub protocol: String,
    /// The socket's own `bufferedAmount`, in bytes
    pub buffered_amount: f64,
    /// Handed to the browser since the first inspector was attached
    pub sent: Counted,
    /// Received since then
    pub received: Counted,
    /// Accepted and not handed to the browser yet
    pub queued: Counted,
    /// Sent after closing began, and never transmitted
    pub dropped: Counted,
    /// When the connection was established, in milliseconds since the epoch, if the inspector saw that
    pub open_since: Option<f64>,
    /// How it ended, if the inspector saw that
    pub close: Option<Ended>,
}

/// A number of messages and their bytes
#[cfg(feature = "serde-wasm-bindgen")]
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Counted {
    /// How many messages
    pub messages: f64,
    /// Their bytes of application data
    pub bytes: f64,
}

/// How a connection has ended
#[cfg(feature = "serde-wasm-bindgen")]
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Ended {
    /// The close code
    pub code: u16,
    /// The reason
    pub reason: String,
    /// Whether both sides have closed
    pub was_clean: bool,
}

/// Attach an inspector to an instance of the class
///
/// It counts from now on, and listens to the socket: a socket that is open stays alive while one is
/// attached. `TypeError` if the value is no instance.
pub fn inspect(socket: &JsValue) -> Result<Inspector, JsValue> {
    try_inspect(socket)
}
