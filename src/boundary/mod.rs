//! What crosses the boundary between the wasm and the scripts: numbers, addresses, and texts piece by piece.
//!
//! The scripts beside this file call the exports (`wasm.js`) and pass texts (`text.js`). The wasm calls nothing in return.

pub(crate) mod address;
#[cfg(feature = "class")]
pub(crate) mod context;
#[cfg(feature = "class")]
mod stack;
