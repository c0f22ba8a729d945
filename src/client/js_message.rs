//! Messages that stay in JavaScript.
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::{FusedStream, Stream};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::browser::{Browser, Incoming, Value};
use super::error::Error;
use super::host::Host;
use super::message::Message;
use super::receiver::Receiver;

/// A message that stays in JavaScript: a string, an ArrayBuffer, a view or a Blob
///
/// For decoders, canvases and audio that JavaScript feeds, and to send a Blob. What is received is a string or an
/// ArrayBuffer.
#[derive(Clone, Debug)]
pub struct JsMessage(Value);

impl JsMessage {
    /// Whether it is a string
    pub fn is_text(&self) -> bool {
        self.0.is_string()
    }

    /// Its length in bytes, of a string in UTF-16 code units
    pub fn length(&self) -> u64 {
        if self.is_text() {
            return self.0.length() as u64;
        }
        // Null and undefined have no members, and can be sent all the same.
        if !self.0.is_object() {
            return 0;
        }
        let bytes = self.0.byte_length();
        // NaN becomes 0.
        (if bytes.is_nan() { self.0.size() } else { bytes }) as u64
    }

    /// Copy its bytes to a slice of the same length; `Err` if the length is another, or it is a string or a Blob
    pub fn copy_to(&self, to: &mut [u8]) -> Result<(), Error> {
        if !self.0.is_object() || self.0.byte_length() != to.len() as f64 {
            return Err(Error::Host("the message has another length, or no bytes".into()));
        }
        Uint8Array::new(&self.0).copy_to(to);
        Ok(())
    }

    /// The message in the app's memory; `Err` for a Blob
    pub fn decode(self) -> Result<Message, Error> {
        Browser::decode(Incoming::measured(self.0).0)
    }

    /// The value
    pub fn into_js(self) -> JsValue {
        self.0.into()
    }

    /// How many bytes it puts into the buffer, at most
    pub(super) fn most_bytes(&self) -> u64 {
        // A code unit has three bytes of UTF-8 at most.
        if self.is_text() { self.length().saturating_mul(3) } else { self.length() }
    }
}

/// What the browser makes a message of: a string, an ArrayBuffer, a view, a Blob, or anything that becomes a string
impl From<JsValue> for JsMessage {
    fn from(value: JsValue) -> Self {
        Self(value.unchecked_into())
    }
}

impl AsRef<JsValue> for JsMessage {
    fn as_ref(&self) -> &JsValue {
        self.0.as_ref()
    }
}

/// The messages of a [`Receiver`], not copied into the app's memory
#[derive(Debug)]
pub struct JsMessages(Receiver);

impl JsMessages {
    pub(super) fn new(receiver: Receiver) -> Self {
        Self(receiver)
    }

    /// The next message, or the error, or `None` at the end
    ///
    /// Dropped before it is ready, it has taken no message.
    pub fn recv(&mut self) -> impl Future<Output = Option<Result<JsMessage, Error>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx))
    }
}

impl Stream for JsMessages {
    type Item = Result<JsMessage, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0
            .poll_incoming(Some(cx.waker()))
            .map(|incoming| incoming.map(|value| value.map(|incoming| JsMessage(incoming.value))))
    }
}

impl FusedStream for JsMessages {
    fn is_terminated(&self) -> bool {
        self.0.is_over()
    }
}
