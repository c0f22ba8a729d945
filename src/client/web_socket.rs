//! The whole connection.
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::{FusedStream, Stream};
use futures_sink::Sink;

use super::builder::{Builder, Connect};
use super::closed::Closed;
use super::data::Data;
use super::error::{Error, InvalidArgument, TrySendError};
use super::message::Message;
use super::receiver::Receiver;
use super::sender::Sender;
use crate::proto::{ReadyState, Traffic};

/// A WebSocket of the browser
///
/// A `Stream` of messages, as [`Receiver`], and a `Sink` for them, as [`Sender`]. Dropped, it closes the connection, and
/// nothing of it runs after that.
///
/// ```no_run
/// # use websocket_wasm::{Error, Message, WebSocket};
/// # async fn f() -> Result<(), Error> {
/// let mut socket = WebSocket::connect("wss://example.com/chat").await?;
/// socket.send("hello").await?;
/// while let Some(message) = socket.recv().await {
///     match message? {
///         Message::Text(text) => println!("{text}"),
///         Message::Binary(bytes) => println!("{} bytes", bytes.len()),
///     }
/// }
/// let end = socket.closed().await;
/// println!("{} {}", end.code, end.reason);
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct WebSocket {
    pub(super) sender: Sender,
    pub(super) receiver: Receiver,
}

impl WebSocket {
    /// Connect with the default options
    ///
    /// The URL is taken as the standard says: relative to the page, and with ws, wss, http or https.
    pub fn connect(url: impl Into<String>) -> Connect {
        Self::builder(url).connect()
    }

    /// Choose options first
    pub fn builder(url: impl Into<String>) -> Builder {
        Builder::new(url.into())
    }

    /// Take over a socket that JavaScript has made, in any state: one of a test's fake, or of a server side
    ///
    /// From now on nobody else may use it. `socket` may be a `web_sys::WebSocket`.
    #[cfg(target_arch = "wasm32")]
    pub fn from_js(socket: &wasm_bindgen::JsValue) -> Connect {
        Self::builder("").adopt(socket)
    }

    /// A half that sends, which can be cloned, and one that receives
    ///
    /// The connection closes when the receiver and all senders are dropped.
    pub fn split(self) -> (Sender, Receiver) {
        (self.sender, self.receiver)
    }

    /// The bytes of all Binary messages in a row, to be read and written
    #[cfg(any(feature = "io", feature = "tokio-io"))]
    pub fn into_io(self) -> super::IoStream {
        super::IoStream::new(self)
    }

    /// Halves that are `Send` and `Sync` on every target: they talk to the connection, which stays in this thread, over channels
    ///
    /// `capacity` messages may be on their way in each direction. The connection closes when both halves are dropped. It needs an
    /// event loop: messages move when this thread returns to it.
    #[cfg(feature = "remote")]
    pub fn into_remote(self, capacity: usize) -> (super::RemoteSender, super::RemoteReceiver) {
        let (pump, sender, receiver) = super::remote::Pump::new(self, capacity);
        #[cfg(target_arch = "wasm32")]
        wasm_bindgen_futures::spawn_local(pump);
        // No other target has a connection.
        #[cfg(not(target_arch = "wasm32"))]
        drop(pump);
        (sender, receiver)
    }

    /// Values instead of messages, as JSON texts
    #[cfg(feature = "json")]
    pub fn json<Out, In>(self) -> super::Typed<Self, super::Json, Out, In> {
        super::Typed::new(self, super::Json)
    }

    /// The half that sends, to be cloned
    pub fn sender(&self) -> &Sender {
        &self.sender
    }

    /// Send when there is room: when the browser holds fewer bytes than the high-water mark
    ///
    /// As [`Sender::send`].
    pub fn send<'a>(&self, data: impl Into<Data<'a>>) -> impl Future<Output = Result<(), Error>> {
        self.sender.send(data)
    }

    /// Send now, or say why not; for event handlers and game loops
    ///
    /// As [`Sender::try_send`].
    pub fn try_send<'a>(&self, data: impl Into<Data<'a>>) -> Result<(), TrySendError> {
        self.sender.try_send(data)
    }

    /// Wait until the browser holds no more than `below` bytes that it has not sent
    ///
    /// As [`Sender::drained`].
    pub fn drained(&self, below: u64) -> impl Future<Output = Result<(), Error>> {
        self.sender.drained(below)
    }

    /// The bytes that the browser holds and has not sent
    ///
    /// As [`Sender::buffered_amount`].
    pub fn buffered_amount(&self) -> u64 {
        self.sender.buffered_amount()
    }

    /// The next message, or the error, or `None` at the end
    ///
    /// As [`Receiver::recv`].
    pub fn recv(&mut self) -> impl Future<Output = Option<Result<Message, Error>>> {
        self.receiver.recv()
    }

    /// The next message without waiting: `Pending` if there is nothing now; for game loops
    ///
    /// As [`Receiver::try_recv`].
    pub fn try_recv(&mut self) -> Poll<Option<Result<Message, Error>>> {
        self.receiver.try_recv()
    }

    /// What has arrived and was not read yet
    ///
    /// As [`Receiver::unread`].
    pub fn unread(&self) -> Traffic {
        self.receiver.unread()
    }

    /// Start the closing handshake, after all that was sent
    ///
    /// As [`Sender::close`].
    pub fn close(&self) -> Closed {
        self.sender.close()
    }

    /// The same with a code (1000, or 3000 to 4999) and a reason of at most 123 bytes
    ///
    /// As [`Sender::close_with`].
    pub fn close_with(&self, code: u16, reason: &str) -> Result<Closed, InvalidArgument> {
        self.sender.close_with(code, reason)
    }

    /// Wait for the end, whoever ends the connection
    ///
    /// As [`Sender::closed`].
    pub fn closed(&self) -> Closed {
        self.sender.closed()
    }

    /// Whether the connection is open, closing or closed
    ///
    /// As [`Sender::ready_state`].
    pub fn ready_state(&self) -> ReadyState {
        self.sender.ready_state()
    }

    /// The URL, serialised
    pub fn url(&self) -> &str {
        self.sender.url()
    }

    /// The subprotocol, empty if there is none
    pub fn protocol(&self) -> &str {
        self.sender.protocol()
    }
}

impl Stream for WebSocket {
    type Item = Result<Message, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.receiver).poll_next(cx)
    }
}

impl FusedStream for WebSocket {
    fn is_terminated(&self) -> bool {
        self.receiver.is_terminated()
    }
}

/// As of [`Sender`], which has a table
impl Sink<Message> for WebSocket {
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
