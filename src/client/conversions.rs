//! Conversions from and to the types of web-sys.
use web_sys::CloseEventInit;

use super::builder::Connect;
use super::close_event::CloseEvent;
use super::data::Data;
use super::js_message::JsMessage;
use super::web_socket::WebSocket;

/// Takes over a socket, as [`WebSocket::from_js`]
impl From<web_sys::WebSocket> for Connect {
    fn from(socket: web_sys::WebSocket) -> Self {
        WebSocket::from_js(&socket)
    }
}

/// A Blob, or a File as one, to be sent without being read
impl From<web_sys::Blob> for JsMessage {
    fn from(blob: web_sys::Blob) -> Self {
        wasm_bindgen::JsValue::from(blob).into()
    }
}

/// The data of an event of another socket
impl From<&web_sys::MessageEvent> for JsMessage {
    fn from(event: &web_sys::MessageEvent) -> Self {
        event.data().into()
    }
}

/// A Blob, or a File as one, to be sent without being read
impl From<web_sys::Blob> for Data<'_> {
    fn from(blob: web_sys::Blob) -> Self {
        JsMessage::from(blob).into()
    }
}

/// How another socket has ended
impl From<&web_sys::CloseEvent> for CloseEvent {
    fn from(event: &web_sys::CloseEvent) -> Self {
        Self::new(event.code(), event.reason(), event.was_clean())
    }
}

/// An event to be dispatched; browsers refuse none of its members
impl TryFrom<&CloseEvent> for web_sys::CloseEvent {
    type Error = wasm_bindgen::JsValue;

    fn try_from(event: &CloseEvent) -> Result<Self, wasm_bindgen::JsValue> {
        let members = CloseEventInit::new();
        members.set_code(event.code.number());
        members.set_reason(&event.reason);
        members.set_was_clean(event.was_clean);
        Self::new_with_event_init_dict("close", &members)
    }
}
