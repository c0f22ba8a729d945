//! A chat for a terminal and for a page.
pub mod chat;
#[cfg(target_family = "wasm")]
mod page;
