//! What an inspector shows: the figures of the core.
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::core::{Core, Handle, with_core};
use crate::proto::{CloseSummary, HostEvent, Inspection, Socket};

#[wasm_bindgen(module = "/src/bindings/inspector.js")]
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

/// Attach an inspector to an instance of the class
///
/// It counts from now on, and listens to the socket: a socket that is open stays alive while one is
/// attached. `TypeError` where the value is no instance.
pub fn inspect(socket: &JsValue) -> Result<Inspector, JsValue> {
    try_inspect(socket)
}

/// What an inspector has counted; `inspector.js` makes a plain object of it
///
/// Messages and bytes of what was sent, received, is queued and was dropped; when the connection was established; with
/// which code it ended, and whether by a closing handshake. NaN is what did not happen yet. Beside them, the reason.
///
/// An array of numbers, because `serde_wasm_bindgen` brings a hash map to remember the names of a struct's fields in, and
/// code for every type.
#[derive(Serialize)]
struct Figures<'a>([f64; 11], &'a str);

#[wasm_bindgen]
impl Core {
    /// An inspector is attached; whether it is the first, so that listeners are needed
    pub fn start_inspection(handle: Handle) -> bool {
        with_core(handle, Socket::start_inspection)
    }

    /// An inspector is detached; whether it was the last, so that listeners are not needed any more
    pub fn stop_inspection(handle: Handle) -> bool {
        with_core(handle, Socket::stop_inspection)
    }

    /// `open` was fired, at this time in milliseconds since the epoch
    pub fn handle_open(handle: Handle, time: f64) {
        with_core(handle, |core| core.handle_event(HostEvent::Opened(time)));
    }

    /// `message` was fired with this many bytes
    pub fn handle_message(handle: Handle, byte_len: f64) {
        with_core(handle, |core| core.handle_event(HostEvent::Message(byte_len as u64)));
    }

    /// `close` was fired
    pub fn handle_close(handle: Handle, code: u16, reason: String, was_clean: bool) {
        let summary = CloseSummary { code, reason, was_clean };
        with_core(handle, |core| core.handle_event(HostEvent::Closed(summary)));
    }

    /// The figures at this moment; undefined without an inspector
    pub fn figures(handle: Handle) -> JsValue {
        with_core(handle, |core| {
            let queued = core.queued();
            let Some(inspection) = core.inspection() else { return JsValue::UNDEFINED };
            let Inspection { sent, received, dropped, open_since, close } = inspection;
            let numbers = [
                sent.messages as f64,
                sent.bytes as f64,
                received.messages as f64,
                received.bytes as f64,
                queued.messages as f64,
                queued.bytes as f64,
                dropped.messages as f64,
                dropped.bytes as f64,
                open_since.unwrap_or(f64::NAN),
                close.as_ref().map_or(f64::NAN, |close| close.code.into()),
                close.as_ref().map_or(f64::NAN, |close| close.was_clean.into()),
            ];
            let reason = close.as_ref().map_or("", |close| &close.reason);
            // Makes arrays and numbers: no code of the page runs.
            Figures(numbers, reason).serialize(&Serializer::new()).unwrap_or_default()
        })
    }
}
