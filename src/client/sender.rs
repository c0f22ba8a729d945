//! The half that sends.
use std::fmt::{self, Debug, Formatter};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_sink::Sink;

#[cfg(feature = "remote")]
use super::close_rule::CloseRule;
use super::closed::Closed;
use super::data::Data;
use super::error::{Error, InvalidArgument, TrySendError};
use super::handle::{Lease, OneThread, Waiting};
use super::message::Message;
use crate::proto::{CloseRequest, ReadyState};

/// Sends the messages of a connection; clones send on the same one
///
/// All methods take `&self`, so that a click handler can hold a clone. The connection closes when all senders and the
/// [`Receiver`](super::Receiver) are dropped.
///
/// It is a `Sink` of [`Message`]s:
///
/// | method of `Sink` | is ready |
/// |---|---|
/// | `poll_ready` | when the browser holds fewer bytes than the high-water mark |
/// | `start_send` | hands the message to the browser at once |
/// | `poll_flush` | always: no message waits here. [`drained`](Self::drained) waits until the browser has sent them |
/// | `poll_close` | starts the closing handshake, and is ready at its end; an error if the end was not clean |
pub struct Sender {
    // Dropped first, so that the last lease is the last that refers to the driver.
    turn: Waiting,
    lease: OneThread<Lease>,
}

impl Sender {
    pub(super) fn new(lease: Lease) -> Self {
        Self { turn: Waiting::new(lease.driver()), lease: OneThread(lease) }
    }

    /// Send when there is room: when the browser holds fewer bytes than the high-water mark
    ///
    /// Dropped before it is ready, it has sent nothing. `Err` if the connection closes or is closed.
    pub fn send<'a>(&self, data: impl Into<Data<'a>>) -> impl Future<Output = Result<(), Error>> {
        self.send_data(data.into())
    }

    /// Send now, or say why not; for event handlers and game loops
    pub fn try_send<'a>(&self, data: impl Into<Data<'a>>) -> Result<(), TrySendError> {
        self.lease.try_send(data.into())
    }

    /// Wait until the browser holds no more than `below` bytes that it has not sent
    ///
    /// `Err` if the connection ends before that.
    pub async fn drained(&self, below: u64) -> Result<(), Error> {
        let mut turn = Waiting::new(self.lease.driver());
        poll_fn(|cx| turn.poll_drained(below, cx.waker())).await
    }

    /// The bytes that the browser holds and has not sent
    pub fn buffered_amount(&self) -> u64 {
        self.lease.buffered_amount()
    }

    /// Whether the connection is open, closing or closed
    pub fn ready_state(&self) -> ReadyState {
        self.lease.ready_state()
    }

    /// The URL, serialised
    pub fn url(&self) -> &str {
        self.lease.url()
    }

    /// The subprotocol, empty if there is none
    pub fn protocol(&self) -> &str {
        self.lease.protocol()
    }

    /// Start the closing handshake, after all that was sent
    ///
    /// It starts now. The future tells how it ends, and may be dropped.
    #[allow(clippy::let_underscore_future)]
    pub fn close(&self) -> Closed {
        self.lease.close(&CloseRequest::default());
        self.closed()
    }

    /// The same with a code (1000, or 3000 to 4999) and a reason of at most 123 bytes
    pub fn close_with(&self, code: u16, reason: &str) -> Result<Closed, InvalidArgument> {
        let request = self.lease.close_rule().check(code, reason)?;
        self.lease.close(&request);
        Ok(self.closed())
    }

    /// Wait for the end, whoever ends the connection
    pub fn closed(&self) -> Closed {
        Closed::new(self.lease.driver())
    }

    // The same for all that becomes data, so that an app has it once.
    async fn send_data(&self, data: Data<'_>) -> Result<(), Error> {
        let mut turn = Waiting::new(self.lease.driver());
        poll_fn(|cx| turn.poll_room(cx.waker())).await?;
        self.lease.hand_over(data)
    }
}

#[cfg(any(feature = "io", feature = "tokio-io"))]
impl Sender {
    /// Send a message when there is room
    pub(super) fn poll_send(
        &mut self,
        data: Data<'_>,
        cx: &Context<'_>,
    ) -> Poll<Result<(), Error>> {
        std::task::ready!(self.turn.poll_room(cx.waker()))?;
        Poll::Ready(self.lease.hand_over(data))
    }
}

#[cfg(feature = "remote")]
impl Sender {
    /// Which codes the app may close with
    pub(super) fn close_rule(&self) -> CloseRule {
        self.lease.close_rule()
    }

    /// Start the closing handshake with what was checked
    pub(super) fn close_as(&self, request: &CloseRequest) {
        self.lease.close(request);
    }
}

impl Clone for Sender {
    fn clone(&self) -> Self {
        Self::new(self.lease.0.clone())
    }
}

impl Sink<Message> for Sender {
    type Error = Error;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.turn.poll_room(cx.waker())
    }

    fn start_send(self: Pin<&mut Self>, message: Message) -> Result<(), Error> {
        self.lease.send(message.into())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.lease.close(&CloseRequest::default());
        self.turn
            .poll_end(cx.waker())
            .map(|event| if event.was_clean { Ok(()) } else { Err(Error::Closed(event)) })
    }
}

impl Debug for Sender {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").field("url", &self.url()).finish_non_exhaustive()
    }
}
