//! Halves for other threads, and the task that keeps the connection in its own.
use std::collections::VecDeque;
use std::fmt::{self, Debug, Formatter};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_channel::mpsc;
use futures_core::{FusedStream, Stream};
use futures_sink::Sink;

use super::close_rule::CloseRule;
use super::error::{Error, InvalidArgument};
use super::message::Message;
use super::receiver::Receiver;
use super::sender::Sender;
use super::web_socket::WebSocket;
use crate::proto::CloseRequest;

type Received = Result<Message, Error>;

/// Sends the messages of a connection that another thread has
///
/// The same as a [`Sender`], but `send` is done when the message is on its way to that thread. What the connection cannot send any
/// more is lost; the [`RemoteReceiver`] tells the end.
#[derive(Clone)]
pub struct RemoteSender {
    messages: mpsc::Sender<Message>,
    closing: mpsc::UnboundedSender<CloseRequest>,
    close_rule: CloseRule,
}

/// Receives the messages of a connection that another thread has: a `Stream` as [`Receiver`]
pub struct RemoteReceiver {
    messages: mpsc::Receiver<Received>,
    /// The connection goes on while somebody has this or a sender
    _keeps: mpsc::UnboundedSender<CloseRequest>,
    is_over: bool,
}

impl RemoteSender {
    /// Send when there is room in the channel; `Err` if the connection is closed
    pub async fn send(&mut self, message: impl Into<Message>) -> Result<(), Error> {
        poll_fn(|cx| self.messages.poll_ready(cx)).await.map_err(gone)?;
        self.messages.start_send(message.into()).map_err(gone)
    }

    /// Start the closing handshake, after all that was sent
    pub fn close(&self) {
        // A connection that is gone is closed.
        let _ = self.closing.unbounded_send(CloseRequest::default());
    }

    /// The same with a code (1000, or 3000 to 4999) and a reason of at most 123 bytes
    pub fn close_with(&self, code: u16, reason: &str) -> Result<(), InvalidArgument> {
        let _ = self.closing.unbounded_send(self.close_rule.check(code, reason)?);
        Ok(())
    }
}

impl Sink<Message> for RemoteSender {
    type Error = Error;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.messages.poll_ready(cx).map_err(gone)
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), Error> {
        self.messages.start_send(message).map_err(gone)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    /// Starts the closing handshake, and does not wait for its end
    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.close();
        Poll::Ready(Ok(()))
    }
}

impl RemoteReceiver {
    /// The next message, or the error, or `None` at the end
    pub fn recv(&mut self) -> impl Future<Output = Option<Received>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx))
    }
}

impl Stream for RemoteReceiver {
    type Item = Received;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Received>> {
        let polled = Pin::new(&mut self.messages).poll_next(cx);
        self.is_over |= matches!(polled, Poll::Ready(None));
        polled
    }
}

impl FusedStream for RemoteReceiver {
    fn is_terminated(&self) -> bool {
        self.is_over
    }
}

fn gone(_: mpsc::SendError) -> Error {
    Error::Closing
}

/// The task beside the connection: it carries messages between it and the channels, until nobody has a half
pub(super) struct Pump {
    sender: Sender,
    receiver: Option<Receiver>,
    outgoing: mpsc::Receiver<Message>,
    closing: mpsc::UnboundedReceiver<CloseRequest>,
    incoming: Option<mpsc::Sender<Received>>,
    /// What has to be closed with, when all that came before is sent
    requests: VecDeque<CloseRequest>,
}

impl Pump {
    pub(super) fn new(socket: WebSocket, capacity: usize) -> (Self, RemoteSender, RemoteReceiver) {
        let (sender, receiver) = socket.split();
        let (messages, outgoing) = mpsc::channel(capacity);
        let (incoming, received) = mpsc::channel(capacity);
        let (requests, closing) = mpsc::unbounded();
        let remote =
            RemoteReceiver { messages: received, _keeps: requests.clone(), is_over: false };
        let close_rule = sender.close_rule();
        let pump = Self {
            sender,
            receiver: Some(receiver),
            outgoing,
            closing,
            incoming: Some(incoming),
            requests: VecDeque::new(),
        };
        (pump, RemoteSender { messages, closing: requests, close_rule }, remote)
    }

    /// Take over what is to be closed with; whether somebody still has a half
    fn poll_requests(&mut self, cx: &mut Context<'_>) -> bool {
        while let Poll::Ready(request) = Pin::new(&mut self.closing).poll_next(cx) {
            let Some(request) = request else { return false };
            self.requests.push_back(request);
        }
        true
    }

    /// Send while there is room; then close, if that is asked for. Whether all is sent that can be
    fn poll_outgoing(&mut self, cx: &mut Context<'_>) -> bool {
        loop {
            match Pin::new(&mut self.sender).poll_ready(cx) {
                Poll::Pending => return false,
                Poll::Ready(Ok(())) => {}
                Poll::Ready(Err(_)) => {
                    self.outgoing.close();
                    return true;
                }
            }
            match Pin::new(&mut self.outgoing).poll_next(cx) {
                // The next round finds out if it could not be sent.
                Poll::Ready(Some(message)) => drop(Pin::new(&mut self.sender).start_send(message)),
                Poll::Ready(None) | Poll::Pending => break,
            }
        }
        if let Some(request) = self.requests.pop_front() {
            self.sender.close_as(&request);
        }
        true
    }

    /// Pass on what has come, while the channel has room
    fn poll_incoming(&mut self, cx: &mut Context<'_>) {
        while let (Some(receiver), Some(incoming)) = (&mut self.receiver, &mut self.incoming) {
            match incoming.poll_ready(cx) {
                Poll::Pending => return,
                // Nobody reads any more.
                Poll::Ready(Err(_)) => self.receiver = None,
                Poll::Ready(Ok(())) => match Pin::new(receiver).poll_next(cx) {
                    Poll::Pending => return,
                    Poll::Ready(Some(message)) => drop(incoming.start_send(message)),
                    Poll::Ready(None) => self.incoming = None,
                },
            }
        }
    }
}

impl Future for Pump {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let is_held = self.poll_requests(cx);
        let is_sent = self.poll_outgoing(cx);
        self.poll_incoming(cx);
        if is_held || !is_sent { Poll::Pending } else { Poll::Ready(()) }
    }
}

impl Debug for RemoteSender {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("RemoteSender").finish_non_exhaustive()
    }
}

impl Debug for RemoteReceiver {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("RemoteReceiver").finish_non_exhaustive()
    }
}
