//! The WHATWG `WebSocket` class with a Rust core: exact in every engine, as fast as the native socket.
//!
//! An instance of the class **is** a socket of the host (the browser), adopted: its prototype is ours,
//! its events are the host's own. Rust decides, the host transports.
//!
//! ```text
//!  the page         class.js                  bindings (Rust)                 proto (Rust)
//!
//!  new WebSocket -> converts the arguments->  Core::check                 ->  the URL, the subprotocols:
//!                   has the host connect  <-  "go on", or what to throw   <-  right, or an exception
//!                   adopts what it made   ->  Core::acquire               ->  a Socket of its own
//!
//!  ws.send(data) -> counts the arguments  ->  Core::handover              ->  open, nothing waits,
//!                   the host's send(data) <-  "as it is"                  <-  no Blob has to be read
//!                or converts the argument ->  Core::send                  ->  Socket::send:
//!                                             whatever the core says,     <-  an exception, dropped and
//!                                             by host.rs                      counted, queued, or sent
//!
//!  onmessage     <- nothing of ours: the host fires its own event at the instance itself
//!
//!  onopen        <- the same, but where subprotocols were requested (events.js):
//!                   the first listener          ->  Core::handle_subprotocol   ->  acknowledged; or the
//!                   error, close 1006           <-  the host is closed         <-  connection is abandoned
//! ```
//!
//! Beside the class, each with its policy in [`proto`] and its scripts in a folder of `bindings`:
//!
//! ```text
//!  drained(socket)         drained.js          -> Core::look, Core::next_look  ->  drain.rs: when to look again
//!  ReconnectingWebSocket   reconnecting/*.js   -> Reconnecting::*              ->  reconnecting: one state machine
//!  WebSocketStream         stream/*.js         -> Streaming::step              ->  stream: one table of states
//! ```
//!
//! The two latter use the class as a page does. Their policies take and return numbers only, so that the npm package
//! can have each in a wasm of its own, cut out of this one.
//!
//! Where to look:
//! - [`proto`]: every decision, without JavaScript; compiles and is tested on any target.
//! - `bindings` (wasm32 only): conversions, errors, the captured host, and the shape of the class
//!   (`class.js`).
//! - `src/package`: the entries of the npm package. `scripts/build.mjs` makes `dist/` of them. Where the host is a
//!   script's class (Node, Deno, a test's fake), `wrapped_host.js` makes one of it that can be adopted.
//!
//! ```text
//! src/package -> class.js <- bindings -> proto -> std
//! ```

#![cfg_attr(feature = "npm", no_std)]

extern crate alloc;

pub mod proto;

#[cfg(target_arch = "wasm32")]
mod bindings;
#[cfg(target_arch = "wasm32")]
#[cfg(all(feature = "class", not(feature = "npm")))]
pub use bindings::{Inspector, inspect, install, uninstall, web_socket_class};

#[cfg(all(target_arch = "wasm32", feature = "npm"))]
mod allocator;
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
