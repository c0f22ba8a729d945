//! The class in a browser, against the server of `servers`: one sentence a test.
//!
//! `install` puts our class on the global, so what `web_sys` and scripts call `WebSocket` is ours.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod page;
mod recorder;
mod server;

mod binary_type;
mod buffered_amount;
mod close;
mod construct;
mod event_handlers;
mod events;
mod failures;
mod inspect;
mod install;
mod reentrancy;
mod send;
mod shape;
mod wire;

wasm_bindgen_test_configure!(run_in_browser);
