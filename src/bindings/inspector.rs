//! What an inspector shows: the figures of the core as a plain JavaScript object.
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::handle::SocketHandle;
use super::host;
use super::values::{Classified, MessageData};
use crate::proto::{CloseSummary, HostEvent, Inspection, Message, Traffic};

#[wasm_bindgen(module = "/src/bindings/inspector.js")]
extern "C" {
    /// An inspector that is attached to one socket
    #[derive(Clone, Debug)]
    pub type Inspector;

    /// The figures at this moment, as the plain object that [`Snapshot`] describes
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
#[wasm_bindgen(skip_typescript)]
pub fn inspect(socket: &JsValue) -> Result<Inspector, JsValue> {
    try_inspect(socket)
}

/// What an inspector's `snapshot()` holds
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// 0 to 3, the constants of the class
    pub ready_state: u8,
    /// The serialised URL
    pub url: String,
    /// The subprotocol in use, "" while there is none
    pub protocol: String,
    /// Bytes accepted and not transmitted: in our queue, in the host's, or dropped
    pub buffered_amount: f64,
    /// Handed to the host since the inspector was attached
    pub sent: TrafficSnapshot,
    /// Received since the inspector was attached
    pub received: TrafficSnapshot,
    /// Waiting in our queue: not handed to the host yet
    pub queued: TrafficSnapshot,
    /// Sent after closing began, and so never transmitted, since the inspector was attached
    pub dropped: TrafficSnapshot,
    /// When the connection was established, in milliseconds since the epoch; null where that was not seen
    pub open_since: Option<f64>,
    /// How the connection ended; null where that was not seen
    pub close: Option<CloseSnapshot>,
}

/// Messages and bytes of application data
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TrafficSnapshot {
    /// How many messages
    pub messages: f64,
    /// How many bytes they have together
    pub bytes: f64,
}

/// The `close` event's figures
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CloseSnapshot {
    /// The close code
    pub code: u16,
    /// The close reason
    pub reason: String,
    /// Whether the closing handshake was completed
    pub was_clean: bool,
}

#[wasm_bindgen]
impl SocketHandle {
    /// An inspector is attached; whether it is the first, so that listeners are needed
    pub fn start_inspection(&self) -> bool {
        self.core.borrow_mut().start_inspection()
    }

    /// An inspector is detached; whether it was the last, so that listeners are not needed any more
    pub fn stop_inspection(&self) -> bool {
        self.core.borrow_mut().stop_inspection()
    }

    /// `open` was fired, at this time in milliseconds since the epoch
    pub fn handle_open(&self, time: f64) {
        self.core.borrow_mut().handle_event(HostEvent::Opened(time));
    }

    /// `message` was fired with this data
    pub fn handle_message(&self, data: JsValue) {
        let byte_len = match MessageData::classify(data) {
            Classified::Data(data) => data.byte_len(),
            _ => 0,
        };
        self.core.borrow_mut().handle_event(HostEvent::Message(byte_len));
    }

    /// `close` was fired
    pub fn handle_close(&self, code: u16, reason: String, was_clean: bool) {
        let summary = CloseSummary { code, reason, was_clean };
        self.core.borrow_mut().handle_event(HostEvent::Closed(summary));
    }

    /// The figures at this moment, as a plain object
    pub fn snapshot(&self, socket: &JsValue) -> Result<JsValue, JsValue> {
        self.observe(socket);
        let snapshot = self.to_snapshot(socket);
        Ok(snapshot.serialize(&Serializer::new().serialize_missing_as_null(true))?)
    }
}

impl SocketHandle {
    fn to_snapshot(&self, socket: &JsValue) -> Snapshot {
        let in_host = host::buffered_amount(socket) as u64;
        let core = self.core.borrow();
        let counted = core.inspection().cloned().unwrap_or_default();
        let Inspection { sent, received, dropped, open_since, close } = counted;
        Snapshot {
            ready_state: core.ready_state().number(),
            url: host::url(socket).into(),
            protocol: host::protocol(socket).into(),
            buffered_amount: core.buffered_amount(in_host).total() as f64,
            sent: sent.into(),
            received: received.into(),
            queued: core.queued().into(),
            dropped: dropped.into(),
            open_since,
            close: close.map(Into::into),
        }
    }
}

impl From<Traffic> for TrafficSnapshot {
    fn from(Traffic { messages, bytes }: Traffic) -> Self {
        Self { messages: messages as f64, bytes: bytes as f64 }
    }
}

impl From<CloseSummary> for CloseSnapshot {
    fn from(CloseSummary { code, reason, was_clean }: CloseSummary) -> Self {
        Self { code, reason, was_clean }
    }
}
