//! The half that receives.
use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::{FusedStream, Stream};
use futures_sink::Sink;

use super::event::Event;
use super::lease::Shared;
use super::sender::ReconnectingSender;
use crate::client::error::Error;
use crate::client::message::Message;
use crate::proto::Traffic;

/// What happens to a connection that comes back: a `Stream` of [`Event`]s
///
/// The last one is [`Event::Closed`] or [`Event::GaveUp`], then `None`. After
/// [`reconnect`](ReconnectingSender::reconnect) it goes on.
///
/// Dropped, events and messages are not kept any more; senders go on.
pub struct Events {
    shared: Shared,
    is_unsupported_told: bool,
}

impl Events {
    pub(super) fn new(shared: Shared) -> Self {
        Self { shared, is_unsupported_told: false }
    }

    /// The next event, or `None` at the end
    ///
    /// Dropped before it is ready, it has taken no event.
    pub async fn recv(&mut self) -> Option<Event> {
        poll_fn(|cx| self.poll(Some(cx.waker()))).await
    }

    /// The same without waiting: `Pending` if there is nothing now; for game loops
    pub fn try_recv(&mut self) -> Poll<Option<Event>> {
        self.poll(None)
    }

    /// Messages that have arrived and were not read yet; of a text the UTF-16 code units count as bytes
    pub fn unread(&self) -> Traffic {
        self.shared.ask(|client| client.unread())
    }

    /// What was dropped before it was read, with [`Overflow::DropOldest`](crate::Overflow::DropOldest)
    pub fn dropped(&self) -> Traffic {
        self.shared.ask(|client| client.dropped())
    }

    fn poll(&mut self, waker: Option<&Waker>) -> Poll<Option<Event>> {
        if let Some(client) = self.shared.client() {
            return client.poll_event(waker);
        }
        let is_told = std::mem::replace(&mut self.is_unsupported_told, true);
        Poll::Ready((!is_told).then(Event::unsupported))
    }
}

impl Stream for Events {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Event>> {
        self.poll(Some(cx.waker()))
    }
}

impl FusedStream for Events {
    fn is_terminated(&self) -> bool {
        self.shared.client().map_or(self.is_unsupported_told, |client| client.is_over())
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.shared.ask(|client| client.stop_reading());
    }
}

impl Debug for Events {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("unread", &self.unread()).finish_non_exhaustive()
    }
}

/// Only the messages of a connection that comes back: a `Stream` of them, and a `Sink`, as
/// [`WebSocket`](crate::WebSocket) is
///
/// If the connection is given up, the cause comes as an error, once, and then `None`; if it is closed, `None`.
#[derive(Debug)]
pub struct Messages {
    pub(super) sender: ReconnectingSender,
    pub(super) events: Events,
}

impl Messages {
    /// The half that sends, to be cloned
    pub fn sender(&self) -> &ReconnectingSender {
        &self.sender
    }

    /// The next message, or the error, or `None` at the end
    ///
    /// Dropped before it is ready, it has taken no message.
    pub async fn recv(&mut self) -> Option<Result<Message, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl Stream for Messages {
    type Item = Result<Message, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::task::ready!(self.events.poll(Some(cx.waker()))) {
                Some(Event::Message(message)) => return Poll::Ready(Some(Ok(message))),
                Some(Event::GaveUp { cause, .. }) => return Poll::Ready(Some(Err(cause.into()))),
                Some(_) => {}
                None => return Poll::Ready(None),
            }
        }
    }
}

impl FusedStream for Messages {
    fn is_terminated(&self) -> bool {
        self.events.is_terminated()
    }
}

/// As of [`ReconnectingSender`], which has a table
impl Sink<Message> for Messages {
    type Error = Error;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.sender).poll_ready(cx)
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), Error> {
        Pin::new(&mut self.sender).start_send(message)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.sender).poll_flush(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.sender).poll_close(cx)
    }
}
