//! The only folder that knows JavaScript: conversions, errors, the captured host, and the class.
//!
//! `class.js` has the shape of the class and asks [`core`] for every decision; that converts what it is
//! given ([`webidl`]), asks [`crate::proto`], lets go of it, and does what it said ([`host`]).
mod class;
mod core;
mod events;
mod exception;
mod host;
mod inspector;
mod install;
mod values;
mod webidl;

pub use self::core::Core;
pub use class::web_socket_class;
pub use inspector::{Inspector, inspect};
pub use install::{install, uninstall};
