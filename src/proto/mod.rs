//! The core: every decision of a `WebSocket`, in plain Rust.
//!
//! The rules of this folder:
//! 1. No JavaScript, no I/O, no clock. Whatever happens outside is told to the core; whatever should
//!    happen outside is what the core returns. [`boundary`] holds the words for both.
//! 2. No panic and no `unsafe`. A step that is not legal returns an error and changes nothing.
//! 3. [`Socket`] owns the state of one connection. The other files are its parts and know
//!    nothing of it; all transitions of the ready state are in [`ready_state`].
//! 4. [`reconnecting`], [`shared`] and [`stream`] decide for classes that use a socket as an application does, so they know nothing of
//!    [`Socket`] either.
//!
//! Methods come in four kinds: getters (`ready_state`), commands of the application (`send`,
//! `close`), reports of the host (`handle_*`, `observe`) and `poll_action`, what to do next.
#![forbid(unsafe_code)]

#[macro_use]
mod listed;

pub mod boundary;
pub mod close;
pub mod close_timer;
pub mod drain;
pub mod exception;
pub mod handshake;
pub mod host_buffer;
pub mod inspection;
pub mod mailbox;
pub mod message;
pub mod ready_state;
pub mod reconnecting;
pub mod send_queue;
pub mod shared;
pub mod socket;
pub mod stream;

pub use boundary::{Answer, Handover, HostAction, HostCapabilities, Intake, Room, Text};
pub use close::{CloseCode, CloseReason, CloseRequest};
pub use drain::Drain;
pub use exception::Exception;
pub use handshake::{SocketUrl, check_subprotocol};
pub use inspection::Traffic;
pub use mailbox::{Mailbox, Overflow};
pub use message::{BinaryType, Message, MessageKind, ValueKind};
pub use ready_state::ReadyState;
pub use send_queue::{BufferedAmount, SendQueue, Ticket};
pub use socket::Socket;
