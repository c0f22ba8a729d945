//! Recipes: what apps do with a connection.
//!
//! # Send from a click handler
//!
//! A clone of the sender needs neither `mut` nor an executor.
//!
//! ```no_run
//! # use websocket_wasm::{TrySendError, WebSocket};
//! # fn f(socket: &WebSocket, show: fn(String)) -> impl Fn() {
//! let sender = socket.sender().clone();
//! move || match sender.try_send("clicked") {
//!     Ok(()) => {}
//!     Err(TrySendError::Full) => show("too fast".into()),
//!     Err(TrySendError::Closed(error)) => show(error.to_string()),
//! }
//! # }
//! ```
//!
//! # Read in the background
//!
//! For Leptos, Yew and Dioxus: run this as a task, with `spawn_local`. It ends with the connection. Keep the sender in the
//! component: when it is unmounted, close.
//!
//! ```no_run
//! # use websocket_wasm::{Error, Message, Sender, WebSocket};
//! # async fn f(keep: fn(Sender), show: fn(Message)) -> Result<(), Error> {
//! let (sender, mut receiver) = WebSocket::connect("/chat").await?.split();
//! keep(sender);
//! while let Some(message) = receiver.recv().await {
//!     show(message?);
//! }
//! # Ok(()) }
//! ```
//!
//! # Poll in a frame loop
//!
//! For egui and Bevy: `Pending` says that there is nothing now. All types are `Send` and `Sync` if there are no threads, so
//! that a connection can be a resource.
//!
//! ```no_run
//! # use std::task::Poll;
//! # use websocket_wasm::{Error, Message, WebSocket};
//! # fn f(socket: &mut WebSocket, handle: fn(Message)) -> Result<(), Error> {
//! while let Poll::Ready(Some(message)) = socket.try_recv() {
//!     handle(message?);
//! }
//! # Ok(()) }
//! ```
//!
//! # Upload without filling the memory
//!
//! ```no_run
//! # use websocket_wasm::{Error, WebSocket};
//! # async fn f(socket: &WebSocket, file: &[u8]) -> Result<(), Error> {
//! for chunk in file.chunks(1 << 16) {
//!     socket.send(chunk).await?; // waits while the browser holds 1 MiB; natively 128 KiB
//! }
//! socket.drained(0).await?; // all has left the browser
//! # Ok(()) }
//! ```
//!
//! # Wait for an answer, but not for ever
//!
//! Every future may be dropped at any await point, and nothing is lost by it. So `select` works, here with a timer of your
//! choice.
//!
//! ```no_run
//! # use std::{future::Future, pin::pin};
//! # use futures_util::future::{Either, select};
//! # use websocket_wasm::{Error, Message, WebSocket};
//! # async fn f(socket: &mut WebSocket, timer: impl Future<Output = ()>) -> Option<Result<Message, Error>> {
//! match select(pin!(socket.recv()), pin!(timer)).await {
//!     Either::Left((message, _)) => message,
//!     Either::Right(_) => None,
//! }
//! # }
//! ```
//!
//! # Authenticate
//!
//! Browsers send no headers of yours. Put a ticket that is good for a short time into the URL, or a token into a
//! subprotocol; the server acknowledges the other one.
//!
//! ```no_run
//! # use websocket_wasm::{Error, WebSocket};
//! # async fn f(token: &str) -> Result<WebSocket, Error> {
//! WebSocket::builder("wss://example.com/").protocols(["chat", &format!("token.{token}")]).await
//! # }
//! ```
//!
//! # Come back after a loss, with a fresh ticket
//!
//! ```no_run
//! # use std::io;
//! # use websocket_wasm::{Error, Event, ReconnectingWebSocket};
//! # async fn fetch_ticket() -> io::Result<String> { Ok(String::new()) }
//! # async fn f(show: fn(String)) -> Result<(), Error> {
//! let mut socket = ReconnectingWebSocket::builder_with(async |_| {
//!     let ticket = fetch_ticket().await?;
//!     Ok::<_, io::Error>(format!("wss://example.com/chat?ticket={ticket}"))
//! })
//! .connect();
//! socket.send("hello").await?; // waits in the queue until there is a connection
//! while let Some(event) = socket.recv().await {
//!     match event {
//!         Event::Message(message) => show(message.into_text().unwrap_or_default()),
//!         Event::Reconnecting { delay, cause, .. } => show(format!("{cause}; again in {delay:?}")),
//!         Event::Undelivered(messages) => show(format!("{} may be lost", messages.len())),
//!         Event::GaveUp { cause, .. } => show(cause.to_string()),
//!         _ => {}
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! # Tell a clean end from a loss
//!
//! The stream ends after a clean end, whatever the code. If the connection was lost, one error comes before that.
//!
//! ```no_run
//! # use websocket_wasm::{CloseCode, WebSocket};
//! # async fn f(socket: &WebSocket) -> bool {
//! let end = socket.closed().await; // also later, and more than once
//! end.was_clean && end.code == CloseCode::NORMAL
//! # }
//! ```
