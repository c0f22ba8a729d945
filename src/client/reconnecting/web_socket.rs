//! The whole of a connection that comes back.
use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::{FusedStream, Stream};
use futures_sink::Sink;

use super::builder::ReconnectingBuilder;
use super::client::Client;
use super::closed::ClosedForGood;
use super::error::QueueError;
use super::event::Event;
use super::events::{Events, Messages};
use super::lease::Shared;
use super::sender::ReconnectingSender;
use super::settings::{Attempt, Settings, Target};
use crate::client::error::{Error, InvalidArgument};
use crate::client::message::Message;
use crate::client::threads::MaybeSend;
use crate::proto::{ReadyState, Traffic};

/// A WebSocket that connects again when its connection is lost
///
/// A `Stream` of [`Event`]s, as [`Events`], and a `Sink` of messages, as [`ReconnectingSender`]. It works while nobody polls.
/// Dropped, it closes the connection, and nothing of it runs after that.
///
/// ```no_run
/// # use websocket_wasm::{Event, ReconnectingWebSocket};
/// # async fn f() -> Result<(), websocket_wasm::Error> {
/// let mut socket = ReconnectingWebSocket::connect("wss://example.com/chat");
/// socket.send("hello").await?; // waits in the queue until there is a connection
/// while let Some(event) = socket.recv().await {
///     match event {
///         Event::Open { .. } => println!("here"),
///         Event::Message(message) => println!("{message:?}"),
///         Event::Reconnecting { attempt, delay, cause } => println!("away: {cause}, {attempt}, {delay:?}"),
///         Event::Undelivered(messages) => println!("not sent: {messages:?}"),
///         Event::Closed(end) => println!("closed {end}"),
///         _ => {}
///     }
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct ReconnectingWebSocket {
    sender: ReconnectingSender,
    events: Events,
}

impl ReconnectingWebSocket {
    /// Connect with the default options; what goes wrong is told by events
    pub fn connect(url: impl Into<String>) -> Self {
        Self::builder(url).connect()
    }

    /// Choose options first
    pub fn builder(url: impl Into<String>) -> ReconnectingBuilder {
        ReconnectingBuilder::new(Target::new(url))
    }

    /// The same with a function that is asked where to connect before each attempt, as for a fresh token
    ///
    /// Its future is dropped if the attempt is over before it is ready. If it fails, another attempt is made.
    ///
    /// ```no_run
    /// # use websocket_wasm::ReconnectingWebSocket;
    /// # async fn ticket() -> Result<String, std::io::Error> { Ok(String::new()) }
    /// let socket = ReconnectingWebSocket::builder_with(async |_| {
    ///     Ok::<_, std::io::Error>(format!("wss://example.com/?ticket={}", ticket().await?))
    /// })
    /// .connect();
    /// ```
    pub fn builder_with<F, R, T, E>(provider: F) -> ReconnectingBuilder
    where
        F: FnMut(Attempt) -> R + MaybeSend + 'static,
        R: Future<Output = Result<T, E>> + MaybeSend + 'static,
        T: Into<Target>,
        E: Display,
    {
        ReconnectingBuilder::with_provider(provider)
    }

    pub(super) fn start(settings: Settings) -> Self {
        let close_rule = settings.connection.close_rule;
        let shared = Shared::new(Client::start(settings));
        let sender = ReconnectingSender::new(shared.clone(), close_rule);
        Self { sender, events: Events::new(shared) }
    }

    /// A half that sends, which can be cloned, and one that receives
    ///
    /// The connection closes when the events and all senders are dropped.
    pub fn split(self) -> (ReconnectingSender, Events) {
        (self.sender, self.events)
    }

    /// Only the messages, as of a [`WebSocket`](crate::WebSocket)
    pub fn messages(self) -> Messages {
        Messages { sender: self.sender, events: self.events }
    }

    /// Values instead of messages, as JSON texts
    #[cfg(feature = "json")]
    pub fn json<Out, In>(self) -> crate::Typed<Messages, crate::Json, Out, In> {
        crate::Typed::new(self.messages(), crate::Json)
    }

    /// The half that sends, to be cloned
    pub fn sender(&self) -> &ReconnectingSender {
        &self.sender
    }

    /// Send when there is room, in the browser or, without a connection, in the queue
    ///
    /// As [`ReconnectingSender::send`].
    pub async fn send(&self, message: impl Into<Message>) -> Result<(), Error> {
        self.sender.send(message).await
    }

    /// Send now or queue, or say why not
    ///
    /// As [`ReconnectingSender::try_send`].
    pub fn try_send(&self, message: impl Into<Message>) -> Result<(), QueueError> {
        self.sender.try_send(message)
    }

    /// Wait until no more than `below` bytes are in the queue and in the browser
    ///
    /// As [`ReconnectingSender::drained`].
    pub async fn drained(&self, below: u64) -> Result<(), Error> {
        self.sender.drained(below).await
    }

    /// The next event, or `None` at the end
    ///
    /// As [`Events::recv`].
    pub async fn recv(&mut self) -> Option<Event> {
        self.events.recv().await
    }

    /// The next event without waiting: `Pending` if there is nothing now; for game loops
    ///
    /// As [`Events::try_recv`].
    pub fn try_recv(&mut self) -> Poll<Option<Event>> {
        self.events.try_recv()
    }

    /// What waits for a connection
    ///
    /// As [`ReconnectingSender::queued`].
    pub fn queued(&self) -> Traffic {
        self.sender.queued()
    }

    /// What was not delivered, of all connections so far
    ///
    /// As [`ReconnectingSender::undelivered`].
    pub fn undelivered(&self) -> Traffic {
        self.sender.undelivered()
    }

    /// `Connecting` also while the next attempt is waited for; `Closed` at the end
    ///
    /// As [`ReconnectingSender::ready_state`].
    pub fn ready_state(&self) -> ReadyState {
        self.sender.ready_state()
    }

    /// Connect in any state: at once while the next attempt is waited for, and after the end
    ///
    /// As [`ReconnectingSender::reconnect`].
    pub fn reconnect(&self) {
        self.sender.reconnect();
    }

    /// Close after all that was sent before, and make no other connection
    ///
    /// As [`ReconnectingSender::close`].
    pub fn close(&self) -> ClosedForGood {
        self.sender.close()
    }

    /// The same with a code (1000, or 3000 to 4999) and a reason of at most 123 bytes
    ///
    /// As [`ReconnectingSender::close_with`].
    pub fn close_with(&self, code: u16, reason: &str) -> Result<ClosedForGood, InvalidArgument> {
        self.sender.close_with(code, reason)
    }

    /// Wait for the end: closed for good, or given up
    ///
    /// As [`ReconnectingSender::closed`].
    pub fn closed(&self) -> ClosedForGood {
        self.sender.closed()
    }
}

impl Stream for ReconnectingWebSocket {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Event>> {
        Pin::new(&mut self.events).poll_next(cx)
    }
}

impl FusedStream for ReconnectingWebSocket {
    fn is_terminated(&self) -> bool {
        self.events.is_terminated()
    }
}

/// As of [`ReconnectingSender`], which has a table
impl Sink<Message> for ReconnectingWebSocket {
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
