//! Values of the app instead of messages.
use std::fmt::{self, Debug, Display, Formatter};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::{FusedStream, Stream};
use futures_sink::Sink;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::message::Message;

/// How values become messages, and messages values
pub trait Codec<Out, In> {
    /// What cannot be encoded or decoded
    type Error;

    /// A value as a message
    fn encode(&mut self, value: &Out) -> Result<Message, Self::Error>;

    /// The value of a message
    fn decode(&mut self, message: &Message) -> Result<In, Self::Error>;
}

/// A Text message for each value; Binary ones are decoded, too
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl<Out: Serialize, In: DeserializeOwned> Codec<Out, In> for Json {
    type Error = serde_json::Error;

    fn encode(&mut self, value: &Out) -> Result<Message, serde_json::Error> {
        serde_json::to_string(value).map(Message::Text)
    }

    fn decode(&mut self, message: &Message) -> Result<In, serde_json::Error> {
        match message {
            Message::Text(text) => serde_json::from_str(text),
            Message::Binary(bytes) => serde_json::from_slice(bytes),
        }
    }
}

/// A stream of `In` and a sink of `Out`, over any stream and sink of messages
///
/// A message that cannot be decoded is an error of its own: the next ones follow.
pub struct Typed<S, C, Out, In> {
    messages: S,
    codec: C,
    values: PhantomData<fn(Out) -> In>,
}

/// What can go wrong with a [`Typed`]
#[derive(Debug)]
pub enum TypedError<E, C> {
    /// The connection
    Connection(E),
    /// A value that cannot be encoded, or a message that cannot be decoded
    Codec(C),
}

impl<S, C, Out, In> Typed<S, C, Out, In> {
    /// Values by a codec
    pub fn new(messages: S, codec: C) -> Self {
        Self { messages, codec, values: PhantomData }
    }

    /// The messages, as to ask how the connection does
    pub fn get_ref(&self) -> &S {
        &self.messages
    }

    /// The messages again
    pub fn into_inner(self) -> S {
        self.messages
    }
}

// Nothing in it is pinned.
impl<S, C, Out, In> Unpin for Typed<S, C, Out, In> {}

impl<S, C, E, Out, In> Stream for Typed<S, C, Out, In>
where
    S: Stream<Item = Result<Message, E>> + Unpin,
    C: Codec<Out, In>,
{
    type Item = Result<In, TypedError<E, C::Error>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        Pin::new(&mut this.messages).poll_next(cx).map(|item| {
            item.map(|result| {
                let message = result.map_err(TypedError::Connection)?;
                this.codec.decode(&message).map_err(TypedError::Codec)
            })
        })
    }
}

impl<S, C, E, Out, In> FusedStream for Typed<S, C, Out, In>
where
    S: FusedStream<Item = Result<Message, E>> + Unpin,
    C: Codec<Out, In>,
{
    fn is_terminated(&self) -> bool {
        self.messages.is_terminated()
    }
}

impl<S, C, Out, In> Sink<Out> for Typed<S, C, Out, In>
where
    S: Sink<Message> + Unpin,
    C: Codec<Out, In>,
{
    type Error = TypedError<S::Error, C::Error>;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.get_mut().messages).poll_ready(cx).map_err(TypedError::Connection)
    }

    fn start_send(self: Pin<&mut Self>, value: Out) -> Result<(), Self::Error> {
        let this = self.get_mut();
        let message = this.codec.encode(&value).map_err(TypedError::Codec)?;
        Pin::new(&mut this.messages).start_send(message).map_err(TypedError::Connection)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.get_mut().messages).poll_flush(cx).map_err(TypedError::Connection)
    }

    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.get_mut().messages).poll_close(cx).map_err(TypedError::Connection)
    }
}

impl<S: Debug, C, Out, In> Debug for Typed<S, C, Out, In> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Typed").field(&self.messages).finish()
    }
}

impl<E: Display, C: Display> Display for TypedError<E, C> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connection(error) => error.fmt(f),
            Self::Codec(error) => error.fmt(f),
        }
    }
}

impl<E: std::error::Error + 'static, C: std::error::Error + 'static> std::error::Error
    for TypedError<E, C>
{
}
