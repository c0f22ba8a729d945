//! What an inspector shows: the figures of the core.
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::core::{Core, Handle, with_core};
use super::values::MessageData;
use crate::proto::{CloseSummary, HostEvent, Inspection, Message, Socket, Traffic};

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
/// Tuples, because `serde_wasm_bindgen` brings a hash map to remember the names of a struct's fields in:
/// measured, a struct of structs makes the package 1.4 kB larger (brotli), a map 0.8 kB.
#[derive(Serialize)]
struct Figures(Pair, Pair, Pair, Pair, Option<f64>, Option<Ending>);

/// Messages and bytes
#[derive(Serialize)]
struct Pair(f64, f64);

/// Code, reason and whether the closing handshake was completed
#[derive(Serialize)]
struct Ending(u16, String, bool);

impl From<Traffic> for Pair {
    fn from(Traffic { messages, bytes }: Traffic) -> Self {
        Self(messages as f64, bytes as f64)
    }
}

impl From<CloseSummary> for Ending {
    fn from(CloseSummary { code, reason, was_clean }: CloseSummary) -> Self {
        Self(code, reason, was_clean)
    }
}

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

    /// `message` was fired with this data
    pub fn handle_message(handle: Handle, data: JsValue) {
        let byte_len = MessageData::received(data).byte_len();
        with_core(handle, |core| core.handle_event(HostEvent::Message(byte_len)));
    }

    /// `close` was fired
    pub fn handle_close(handle: Handle, code: u16, reason: String, was_clean: bool) {
        let summary = CloseSummary { code, reason, was_clean };
        with_core(handle, |core| core.handle_event(HostEvent::Closed(summary)));
    }

    /// The figures at this moment
    pub fn figures(handle: Handle) -> Result<JsValue, JsValue> {
        let figures = with_core(handle, |core| {
            let Inspection { sent, received, dropped, open_since, close } =
                core.inspection().cloned().unwrap_or_default();
            let ending = close.map(Ending::from);
            Figures(
                sent.into(),
                received.into(),
                core.queued().into(),
                dropped.into(),
                open_since,
                ending,
            )
        });
        Ok(figures.serialize(&Serializer::new().serialize_missing_as_null(true))?)
    }
}
