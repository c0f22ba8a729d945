//! The WHATWG `WebSocket` class with a Rust core: exact in every engine, as fast as the native socket.
//!
//! An instance of the class **is** a socket of the host (the browser), adopted: its prototype is ours,
//! its events are the host's own. Rust decides, the host transports.
//!
//! The scripts ask the core by numbers, and by texts in its memory. The wasm calls nothing in return: the scripts do
//! what an answer says when the call is over (`perform.js`), so no code of the page runs while the core decides.
//!
//! ```text
//!  the page         scripts                    bindings (Rust)              proto (Rust)
//!
//!  new WebSocket -> class.js: converts the  -> check_url, check_protocol -> the URL, the subprotocols:
//!                   arguments, has the host <- "go on", or an exception  <- right, or not
//!                   connect, and adopts     -> acquire                   -> a Socket of its own
//!                   the result
//!
//!  ws.send(data) -> class.js: counts the    -> handover                  -> open, nothing waits,
//!                   arguments; the host's   <- "as it is"                <- no Blob has to be read
//!                   send(data),
//!                or perform.js: converts    -> intake, send              -> Socket::send:
//!                   the argument, asks, and <- what to do first          <- an exception, dropped and
//!                   does what it is told    -> poll_action               <- counted, queued, or sent
//!
//!  onmessage     <- nothing of ours: the host fires its own event at the instance itself
//!
//!  onopen        <- the same, unless subprotocols were requested (events.js):
//!                   the first listener      -> handle_subprotocol        -> acknowledged; or the
//!                   error, close 1006       <- "abandon it"              <- connection is abandoned
//! ```
//!
//! Beside the class, each with its policy in [`proto`] and its scripts in a folder of `bindings`:
//!
//! ```text
//!  drained(socket)         drained.js          -> next_look          ->  drain.rs: when to look again
//!  ReconnectingWebSocket   reconnecting/*.js   -> handle_report, …   ->  reconnecting: one state machine
//!  WebSocketStream         stream/*.js         -> next_state         ->  stream: one table of states
//! ```
//!
//! The two latter use the class as a page does. In the npm package each policy is a wasm of its own, so that nobody loads
//! one that is not used; an app in Rust has neither.
//!
//! Where to look:
//! - [`proto`]: every decision, without JavaScript; compiles and is tested on any target.
//! - `bindings` (wasm32 only): the exports, and the scripts beside them.
//! - `src/package`: the entries of the npm package. `scripts/build.mjs` makes `dist/` of them. If the host is a
//!   script's class (Node, Deno, a test's fake), `wrapped_host.js` makes one of it that can be adopted.
//!
//! ```text
//! src/package -> class.js <- bindings -> proto -> core, alloc
//! ```

#![cfg_attr(feature = "npm", no_std)]

extern crate alloc;

#[cfg(all(feature = "npm", feature = "panic-hook"))]
compile_error!(
    "the feature `npm` is for the build of the npm package, which has no std: turn it off to use `panic-hook`"
);

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
