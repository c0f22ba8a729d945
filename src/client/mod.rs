//! `WebSocket` for Rust: a stream of messages and a sink for them, over the browser's own socket.
//!
//! ```text
//!  the app            handles                        driver, state             host
//!
//!  send(), recv() ->  Sender, Receiver, Closed   ->  polls, commands       ->  send(), close(), a timer
//!  a waker        <-  Waiting: a place for each  <-  whom to wake          <-  open, message, close, the timer
//! ```
//!
//! The [`driver`] borrows the state, decides, lets go, and only then calls the host or wakes somebody, who may call back at
//! once. The host is the browser, tokio-tungstenite with the feature `native`,
//! or a fake in the tests, which run without either. Decisions that are not about polls
//! are in [`proto`](crate::proto): the ready state, close codes, when to look at a buffer, which messages are kept.
#![deny(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod builder;
mod close_event;
mod close_rule;
mod closed;
mod data;
mod driver;
mod error;
#[cfg(all(feature = "native", not(target_family = "wasm")))]
mod flight;
mod handle;
mod host;
#[cfg(all(feature = "native", not(target_family = "wasm")))]
mod inbound;
#[cfg(any(feature = "io", feature = "tokio-io"))]
mod io_stream;
#[cfg(all(feature = "native", not(target_family = "wasm")))]
mod latest;
#[cfg(all(feature = "native", not(target_family = "wasm")))]
mod masked;
mod message;
#[cfg(all(feature = "native", not(target_family = "wasm")))]
mod native_options;
mod options;
mod receiver;
pub mod recipes;
mod reconnecting;
#[cfg(feature = "remote")]
mod remote;
mod sender;
mod state;
mod threads;
#[cfg(feature = "json")]
mod typed;
mod waiters;
mod web_socket;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(all(target_arch = "wasm32", feature = "web-sys"))]
mod conversions;
#[cfg(target_arch = "wasm32")]
mod js_message;
#[cfg(all(feature = "native", not(any(target_family = "wasm", test))))]
mod native;
#[cfg(not(any(target_arch = "wasm32", feature = "native", test)))]
mod nowhere;
#[cfg(all(target_arch = "wasm32", feature = "serde-wasm-bindgen"))]
mod structured;
#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;

pub use builder::{Builder, Connect};
pub use close_event::{CloseCode, CloseEvent};
pub use closed::Closed;
pub use data::Data;
pub use error::{ConnectError, Error, InvalidArgument, TrySendError};
#[cfg(any(feature = "io", feature = "tokio-io"))]
pub use io_stream::IoStream;
#[cfg(target_arch = "wasm32")]
pub use js_message::{JsMessage, JsMessages};
pub use message::Message;
pub use receiver::Receiver;
pub use reconnecting::{
    Attempt, Cause, ClosedForGood, Event, Events, Heartbeat, Messages, QueueError, QueueLimit,
    QueueOverflow, ReconnectingBuilder, ReconnectingSender, ReconnectingWebSocket, Target,
};
#[cfg(feature = "remote")]
pub use remote::{RemoteReceiver, RemoteSender};
pub use sender::Sender;
pub use threads::MaybeSend;
#[cfg(all(feature = "rustls", not(target_family = "wasm")))]
#[cfg_attr(docsrs, doc(cfg(feature = "rustls")))]
pub use tokio_rustls::rustls;
#[cfg(feature = "json")]
pub use typed::{Codec, Json, Typed, TypedError};
pub use web_socket::WebSocket;

#[doc(inline)]
pub use crate::proto::{Overflow, ReadyState, Traffic};
