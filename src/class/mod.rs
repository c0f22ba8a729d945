//! The class: its shape in `class.js`, its decisions in the exports of [`core`].
//!
//! `class.js` asks for every decision by numbers and texts. The scripts do what an answer says (`perform.js`).
//!
//! [`scripts`], [`inspect`] and [`install`] are for Rust. They are the only files that use wasm-bindgen.

mod core;
mod inspector;
mod instance;

#[cfg(not(feature = "npm"))]
mod inspect;
#[cfg(not(feature = "npm"))]
mod install;
#[cfg(not(feature = "npm"))]
mod scripts;

#[cfg(all(not(feature = "npm"), feature = "serde-wasm-bindgen"))]
pub use inspect::{Counted, Ended, Figures};
#[cfg(not(feature = "npm"))]
pub use inspect::{Inspector, inspect};
#[cfg(not(feature = "npm"))]
pub use install::{install, uninstall};
#[cfg(not(feature = "npm"))]
pub use scripts::web_socket_class;
