//! The way between JavaScript and [`crate::proto`].
//!
//! `class.js` has the shape of the class and asks [`core`] for every decision, by numbers and texts ([`context`]). The
//! wasm calls nothing in return: the scripts do what an answer says (`perform.js`).
//!
//! [`reconnecting`] and [`stream`] have a class each, built on that one: their scripts, and the way into their policy.
//!
//! [`class`], [`inspect`] and [`install`] are for Rust. They are the only files that use wasm-bindgen.

#[cfg(any(feature = "class", all(feature = "npm", feature = "reconnecting")))]
mod address;
#[cfg(feature = "class")]
mod context;
#[cfg(feature = "class")]
mod core;
#[cfg(feature = "class")]
mod inspector;
#[cfg(all(feature = "npm", feature = "reconnecting"))]
mod reconnecting;
#[cfg(all(feature = "npm", feature = "stream"))]
mod stream;

#[cfg(all(feature = "class", not(feature = "npm")))]
mod class;
#[cfg(all(feature = "class", not(feature = "npm")))]
mod inspect;
#[cfg(all(feature = "class", not(feature = "npm")))]
mod install;

#[cfg(all(feature = "class", not(feature = "npm")))]
pub use class::web_socket_class;
#[cfg(all(feature = "class", not(feature = "npm")))]
pub use inspect::{Inspector, inspect};
#[cfg(all(feature = "class", not(feature = "npm")))]
pub use install::{install, uninstall};
