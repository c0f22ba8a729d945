//! The half that sends.
use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_sink::Sink;

use super::closed::ClosedForGood;
use super::error::QueueError;
use super::lease::{Shared, Turn};
use crate::client::close_rule::CloseRule;
use crate::client::error::{Error, InvalidArgument};
use crate::client::message::Message;
use crate::proto::{CloseRequest, ReadyState, Traffic};

/// Sends the messages of a connection that comes back, and commands it; clones send on the same one
///
/// All methods take `&self`. The connection closes when all senders and the [`Events`](super::Events) are dropped.
///
/// Messages go to the connection if there is one, and wait in a queue if there is none, in the order of the calls. They are
/// kept until the browser has sent them; those of a connection that ends before are an event, and are not sent again.
///
/// It is a `Sink` of [`Message`]s:
///
/// | method of `Sink` | is ready |
/// |---|---|
/// | `poll_ready` | when no message waits for room |
/// | `start_send` | hands the message to the browser or the queue, or lets it wait for room in both |
/// | `poll_flush` | when no message waits for room. [`drained`](Self::drained) waits until the browser has sent them |
/// | `poll_close` | closes for good, and is ready at the end; an error if the end was not clean |
pub struct ReconnectingSender {
    /// A message of the sink that waits for room
    waiting: Option<Message>,
    /// The sink has called `close`: a second call would not wait for the end
    is_closing: bool,
    close_rule: CloseRule,
    // Dropped first, so that the last lease is the last that refers to the client.
    turn: Turn,
    shared: Shared,
}

impl ReconnectingSender {
    pub(super) fn new(shared: Shared, close_rule: CloseRule) -> Self {
        Self { waiting: None, is_closing: false, close_rule, turn: shared.turn(), shared }
    }

    /// Send when there is room: in the browser below the high-water mark, or, without a connection, in the queue
    ///
    /// If the queue drops messages that do not fit, it always has room. Dropped before it is ready, the future has sent nothing.
    /// `Err` after `close()`.
    pub async fn send(&self, message: impl Into<Message>) -> Result<(), Error> {
        let mut message = Some(message.into());
        let mut turn = self.shared.turn();
        poll_fn(|cx| turn.poll_send(&mut message, cx.waker())).await
    }

    /// Send now or queue, or say why not
    pub fn try_send(&self, message: impl Into<Message>) -> Result<(), QueueError> {
        match self.shared.client() {
            Some(client) => client.offer(message.into()).map_err(|(_, error)| error),
            None => Err(QueueError::Closed(Error::Unsupported)),
        }
    }

    /// Wait until no more than `below` bytes are in the queue and in the browser
    ///
    /// `Err` if messages turn out to be undelivered meanwhile, or at the end.
    pub async fn drained(&self, below: u64) -> Result<(), Error> {
        let lost_before = self.undelivered().messages;
        let mut turn = self.shared.turn();
        poll_fn(|cx| turn.poll_drained(below, lost_before, cx.waker())).await
    }

    /// The bytes in the queue, and those that the browser holds and has not sent
    pub fn buffered_amount(&self) -> u64 {
        self.shared.ask(|client| client.buffered_amount())
    }

    /// What waits for a connection
    pub fn queued(&self) -> Traffic {
        self.shared.ask(|client| client.queued())
    }

    /// The sum of all [`Event::Undelivered`](super::Event::Undelivered) so far
    pub fn undelivered(&self) -> Traffic {
        self.shared.ask(|client| client.undelivered())
    }

    /// Take out all messages that wait for a connection; they count as neither sent nor undelivered
    pub fn take_queued(&self) -> Vec<Message> {
        self.shared.ask(|client| client.take_queued())
    }

    /// Attempts to connect again in a row, with the current one; 0 once a connection has lasted for the stable time
    pub fn attempts(&self) -> u32 {
        self.shared.ask(|client| client.attempts())
    }

    /// `Connecting` also while the next attempt is waited for; `Closed` at the end
    pub fn ready_state(&self) -> ReadyState {
        self.shared.client().map_or(ReadyState::Closed, |client| client.ready_state())
    }

    /// The URL of the latest connection, serialised; empty before the first
    pub fn url(&self) -> String {
        self.shared.ask(|client| client.url())
    }

    /// The subprotocol; empty if there is none, or no connection
    pub fn protocol(&self) -> String {
        self.shared.ask(|client| client.protocol())
    }

    /// Connect in any state: at once while the next attempt is waited for, and after the end
    ///
    /// An open connection is closed first, so that messages stay in order. The attempts count from 0 again.
    pub fn reconnect(&self) {
        self.shared.ask(|client| client.reconnect(CloseRequest::default()));
    }

    /// The same with a code (1000, or 3000 to 4999) and a reason of at most 123 bytes for the connection that is closed
    pub fn reconnect_with(&self, code: u16, reason: &str) -> Result<(), InvalidArgument> {
        let request = self.close_rule.check(code, reason)?;
        self.shared.ask(|client| client.reconnect(request));
        Ok(())
    }

    /// Close after all that was sent before, and make no other connection
    ///
    /// It begins now. The future tells how it ends, and may be dropped. Without a connection, the queue is undelivered. A second
    /// call in a later task does not wait for the end of the connection any longer.
    #[allow(clippy::let_underscore_future)]
    pub fn close(&self) -> ClosedForGood {
        self.shared.ask(|client| client.close(CloseRequest::default()));
        self.closed()
    }

    /// The same with a code (1000, or 3000 to 4999) and a reason of at most 123 bytes
    pub fn close_with(&self, code: u16, reason: &str) -> Result<ClosedForGood, InvalidArgument> {
        let request = self.close_rule.check(code, reason)?;
        self.shared.ask(|client| client.close(request));
        Ok(self.closed())
    }

    /// Wait for the end: closed for good, or given up
    pub fn closed(&self) -> ClosedForGood {
        ClosedForGood::new(self.shared.turn())
    }

    /// How many messages are kept
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(in crate::client) fn kept(&self) -> usize {
        self.shared.ask(|client| client.kept())
    }
}

impl Clone for ReconnectingSender {
    fn clone(&self) -> Self {
        Self::new(self.shared.clone(), self.close_rule)
    }
}

impl Sink<Message> for ReconnectingSender {
    type Error = Error;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.poll_flush(cx)
    }

    fn start_send(self: Pin<&mut Self>, message: Message) -> Result<(), Error> {
        let this = self.get_mut();
        let Some(client) = this.shared.client() else { return Err(Error::Unsupported) };
        match client.offer(message) {
            Ok(()) => Ok(()),
            Err((_, QueueError::Closed(error))) => Err(error),
            Err((message, _)) => {
                this.waiting = Some(message);
                Ok(())
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let this = self.get_mut();
        if this.waiting.is_none() {
            return Poll::Ready(Ok(()));
        }
        this.turn.poll_send(&mut this.waiting, cx.waker())
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        std::task::ready!(self.as_mut().poll_flush(cx))?;
        if !std::mem::replace(&mut self.is_closing, true) {
            self.shared.ask(|client| client.close(CloseRequest::default()));
        }
        let event = std::task::ready!(self.turn.poll_end(cx.waker()));
        self.is_closing = false;
        Poll::Ready(if event.was_clean { Ok(()) } else { Err(Error::Closed(event)) })
    }
}

impl Debug for ReconnectingSender {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReconnectingSender").field("url", &self.url()).finish_non_exhaustive()
    }
}
