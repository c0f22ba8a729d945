//! WebSockets in the browser, and natively: a `Stream` and a `Sink` for Rust, and the WHATWG class for JavaScript.
//!
//! ```no_run
//! # use websocket_wasm::{Error, WebSocket};
//! # async fn echo() -> Result<(), Error> {
//! let mut socket = WebSocket::connect("wss://example.com/echo").await?;
//! socket.send("hello").await?;
//! if let Some(message) = socket.recv().await {
//!     println!("{:?}", message?);
//! }
//! let end = socket.close_with(1000, "thank you")?.await;
//! println!("{}", end.code);
//! # Ok(()) }
//! ```
//!
//! [`WebSocket`] is the whole connection, [`Sender`] and [`Receiver`] are its halves, [`Builder`] has the options.
//! [`ReconnectingWebSocket`] connects again when its connection is lost. [`recipes`] has what apps do with them.
//!
//! | feature | what it adds |
//! |---|---|
//! | `client` (default) | all of the above |
//! | `io`, `tokio-io` | `IoStream`: `AsyncRead` and `AsyncWrite`, of futures-io and of tokio |
//! | `json` | `Typed`: values of serde instead of messages |
//! | `bytes` | messages from and to `bytes::Bytes` |
//! | `web-sys` | conversions from and to the types of web-sys |
//! | `serde-wasm-bindgen` | values of serde by the browser's JSON, and the figures of an `Inspector` as a struct |
//! | `remote` | halves that are `Send` with atomics, too: `into_remote()` |
//! | `native` | the same on servers and desktops, in a runtime of tokio; nothing on wasm |
//! | `rustls`, `rustls-native-roots`, `rustls-webpki-roots` | `native` with `wss` |
//! | `class` | `install()` and `inspect()`: the class for JavaScript, with its scripts |
//!
//! # On both targets
//!
//! An app that uses what both have compiles for the browser, and with the feature `native` for servers and desktops. The documentation
//! of a target has what that target has. This is the rest, whichever target it is that you read of:
//!
//! | only on wasm | |
//! |---|---|
//! | `WebSocket::from_js`, `JsMessage`, `Receiver::into_js_messages` | sockets and values of JavaScript |
//! | `From` and `TryFrom` for types of web-sys, `install`, `inspect`, `Inspector` | with their features |
//!
//! | only natively, of [`Builder`] and [`ReconnectingBuilder`] | |
//! |---|---|
//! | `header(name, value)` | sends a header with the request |
//! | `tls_config(config)`, with `rustls` | says whom to trust |
//! | `ping_interval(time)` | finds out that the server is gone |
//! | `max_message_size(bytes)`, `max_frame_size(bytes)` | limits what a server may send |
//! | `allow_any_close_code()`, `allow_missing_subprotocol()`, `allow_any_port()` | what browsers refuse |
//! | `connect_over(stream)`, of `Builder` alone | uses a stream that is there |
//!
//! # The class for JavaScript
//!
//! An instance of the class **is** a socket of the host (the browser), adopted: its prototype is ours,
//! its events are the host's own. Rust decides, the host transports.
//!
//! The scripts ask the core by numbers, and by texts in its memory. The wasm calls nothing in return: the scripts do
//! what an answer says when the call is over (`perform.js`), so no code of the page runs while the core decides.
//!
//! ```text
//!  the page         scripts                    exports (Rust)               proto (Rust)
//!
//!  new WebSocket -> class.js: converts the  -> check_url, check_protocol -> the URL, the subprotocols:
//!                   arguments, has the host <- "go on", or an exception  <- right, or not
//!                   connect, and adopts
//!                   the result: it shares
//!                   a core with others
//!
//!  ws.send(data) -> class.js: counts the    -> handover                  -> open, nothing waits,
//!                   arguments; the host's   <- "as it is"                <- no Blob has to be read
//!                   send(data),
//!                or perform.js: converts    -> intake, send              -> Socket::send:
//!                   the argument, asks, and <- what to do first          <- an exception, dropped and
//!                   does what it is told    -> poll_action               <- counted, queued, or sent
//!
//!  ws.close()    -> perform.js: asks, and    -> closes_directly           -> nothing waits, and closing
//!                   the host's close()      <- "yes"                     <- has no limit
//!                or a command               -> acquire, observe, close   -> a Socket of its own, from the
//!                                                                           first command on: Socket::close
//!
//!  onmessage     <- nothing of ours: the host fires its own event at the instance itself
//!
//!  onopen        <- the same, unless subprotocols were requested (subprotocol.js):
//!                   the first listener      -> handle_subprotocol        -> acknowledged; or the
//!                   error, close 1006       <- "abandon it"              <- connection is abandoned
//! ```
//!
//! # The map
//!
//! Each folder of `src` is a room. A feature has its exports (Rust) and its scripts in one room, and its decisions in [`proto`].
//! A room imports only from rooms above it:
//!
//! ```text
//!  proto          every decision, without JavaScript; compiles and is tested on any target
//!  client         WebSocket for Rust: a Stream and a Sink over the browser's own socket, with no script of ours; native: over tokio
//!  platform       what the scripts use of the page: built-in functions, captured early, and the one clock
//!  host           the browser's own socket class, and what a page has put in its place
//!  convert        WebIDL: values, texts, members of dictionaries
//!  boundary       between wasm and scripts: addresses, texts piece by piece, calls of the exports
//!  class          WebSocket itself, with its options; drained(), inspect(), install()
//!  wrapped        hosts that a script has written (Node, Deno, a test's fake), made into some that can be adopted
//!  reconnecting   ReconnectingWebSocket      stream   WebSocketStream: each built on the class, as a page would
//!  shared         SharedWebSocket: a ReconnectingWebSocket in a worker, and what its tabs have of it
//!  observe        observe(): tells of every socket of the class what an inspector counts
//!  package        the entries of the npm package and their types, and the entry of the crate; scripts/build.mjs makes dist/
//! ```
//!
//! Where a decision is:
//!
//! ```text
//!  send, close, buffered amount   class/class.js, perform.js   ->  proto/socket.rs, send_queue.rs
//!  close codes and reasons        class/perform.js             ->  proto/close.rs
//!  URL and subprotocols           class/class.js               ->  proto/handshake.rs
//!  drained(), highWaterMark       class/drained.js             ->  proto/drain.rs, host_buffer.rs
//!  ReconnectingWebSocket          reconnecting/driver.js       ->  proto/reconnecting
//!    what it receives             reconnecting/incoming.js, listeners.js; nothing is decided for a message
//!  WebSocketStream                stream/                      ->  proto/stream
//!  SharedWebSocket                shared/hub.js                ->  proto/shared
//!  WebSocket for Rust             client/driver.rs, state.rs   ->  proto/socket.rs, mailbox.rs
//!    one that comes back          client/reconnecting/client.rs  ->  proto/reconnecting
//!    natively, its connection     client/native/task.rs, open.rs
//!    natively, its messages       client/inbound.rs, masked.rs; other frames are tungstenite's
//! ```
//!
//! In the npm package each policy is a wasm of its own, so that nobody loads one that is not used.

#![cfg_attr(feature = "npm", no_std)]
// docs.rs says of each item which feature it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

#[cfg(all(feature = "npm", feature = "panic-hook"))]
compile_error!(
    "the feature `npm` is for the build of the npm package, which has no std: turn it off to use `panic-hook`"
);

pub mod proto;

#[cfg(all(feature = "client", not(feature = "npm")))]
mod client;
#[cfg(all(feature = "client", not(feature = "npm")))]
pub use client::*;

#[cfg(target_arch = "wasm32")]
#[cfg(any(
    feature = "class",
    all(feature = "npm", any(feature = "reconnecting", feature = "shared"))
))]
mod boundary;
#[cfg(all(target_arch = "wasm32", feature = "class"))]
mod class;
#[cfg(all(target_arch = "wasm32", feature = "npm", feature = "reconnecting"))]
mod reconnecting;
#[cfg(all(target_arch = "wasm32", feature = "npm", feature = "shared"))]
mod shared;
#[cfg(all(target_arch = "wasm32", feature = "npm", feature = "stream"))]
mod stream;

#[cfg(target_arch = "wasm32")]
#[cfg(all(feature = "class", feature = "serde-wasm-bindgen", not(feature = "npm")))]
pub use class::{Counted, Ended, Figures};
#[cfg(target_arch = "wasm32")]
#[cfg(all(feature = "class", not(feature = "npm")))]
pub use class::{Inspector, inspect, install, uninstall, web_socket_class};

#[cfg(all(target_arch = "wasm32", feature = "npm"))]
mod allocator;
#[cfg(all(target_arch = "wasm32", feature = "npm"))]
mod linear_memory;
#[cfg(all(target_arch = "wasm32", feature = "npm"))]
#[global_allocator]
static ALLOCATOR: allocator::Blocks = allocator::Blocks::new();

/// The package has no console to write a panic's message to.
#[cfg(all(target_arch = "wasm32", feature = "npm"))]
#[panic_handler]
fn trap(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// Panics of a development build say on the console what happened and where.
#[cfg(all(target_arch = "wasm32", feature = "panic-hook"))]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn websocket_wasm_log_panics() {
    console_error_panic_hook::set_once();
}
