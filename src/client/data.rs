//! What can be sent, without a copy.
use std::borrow::Cow;

#[cfg(target_arch = "wasm32")]
use super::js_message::JsMessage;
use super::message::Message;

/// What `send` takes: text or bytes, borrowed or not
///
/// Made by `into()` from `&str`, `String`, `&[u8]`, `&[u8; N]`, `Vec<u8>`, a [`Message`], references to these, and a
/// `JsMessage`. The bytes go from the app's memory to the browser without a copy in between.
#[derive(Debug)]
pub struct Data<'a>(pub(super) Content<'a>);

#[derive(Debug)]
pub(super) enum Content<'a> {
    Text(Cow<'a, str>),
    Binary(Cow<'a, [u8]>),
    /// With how many bytes it puts into the buffer, at most
    #[cfg(target_arch = "wasm32")]
    Js(JsMessage, u64),
}

impl Data<'_> {
    /// How many bytes it puts into the buffer, at most
    pub(super) fn most_bytes(&self) -> u64 {
        match &self.0 {
            Content::Text(text) => text.len() as u64,
            Content::Binary(bytes) => bytes.len() as u64,
            #[cfg(target_arch = "wasm32")]
            Content::Js(_, most_bytes) => *most_bytes,
        }
    }
}

fn text<'a>(text: impl Into<Cow<'a, str>>) -> Data<'a> {
    Data(Content::Text(text.into()))
}

fn binary<'a>(bytes: impl Into<Cow<'a, [u8]>>) -> Data<'a> {
    Data(Content::Binary(bytes.into()))
}

impl<'a> From<&'a str> for Data<'a> {
    fn from(from: &'a str) -> Self {
        text(from)
    }
}

impl From<String> for Data<'_> {
    fn from(from: String) -> Self {
        text(from)
    }
}

impl<'a> From<&'a String> for Data<'a> {
    fn from(from: &'a String) -> Self {
        text(from)
    }
}

impl<'a> From<&'a [u8]> for Data<'a> {
    fn from(from: &'a [u8]) -> Self {
        binary(from)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Data<'a> {
    fn from(from: &'a [u8; N]) -> Self {
        binary(from.as_slice())
    }
}

impl From<Vec<u8>> for Data<'_> {
    fn from(from: Vec<u8>) -> Self {
        binary(from)
    }
}

impl<'a> From<&'a Vec<u8>> for Data<'a> {
    fn from(from: &'a Vec<u8>) -> Self {
        binary(from)
    }
}

impl From<Message> for Data<'_> {
    fn from(from: Message) -> Self {
        match from {
            Message::Text(from) => text(from),
            Message::Binary(from) => binary(from),
        }
    }
}

impl<'a> From<&'a Message> for Data<'a> {
    fn from(from: &'a Message) -> Self {
        match from {
            Message::Text(from) => text(from),
            Message::Binary(from) => binary(from),
        }
    }
}

#[cfg(target_arch = "wasm32")]
impl From<JsMessage> for Data<'_> {
    fn from(message: JsMessage) -> Self {
        let most_bytes = message.most_bytes();
        Data(Content::Js(message, most_bytes))
    }
}

#[cfg(feature = "bytes")]
impl<'a> From<&'a bytes::Bytes> for Data<'a> {
    fn from(from: &'a bytes::Bytes) -> Self {
        binary(&**from)
    }
}
