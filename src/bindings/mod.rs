//! The only folder that knows JavaScript: conversions, errors, the captured host, and the class.
//!
//! `class.js` has the shape of the class and asks [`handle`] for every decision; the handle converts
//! what it is given ([`webidl`]), asks [`crate::proto`], lets go of it, and does what it said ([`host`]).
mod class;
mod exception;
mod handle;
mod host;
mod inspector;
mod install;
mod values;
mod webidl;

pub use class::web_socket_class;
pub use handle::SocketHandle;
pub use inspector::{CloseSnapshot, Inspector, Snapshot, TrafficSnapshot, inspect};
pub use install::{install, uninstall};
