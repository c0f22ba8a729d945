//! The client for Rust in a window, against the server of `servers`. What it decides is tested in `src/client/tests`;
//! here is what only a browser can show.
#![cfg(target_arch = "wasm32")]

mod closing;
mod common;
mod connecting;
mod dropping;
mod receiving;
mod reconnecting;
mod sending;
mod threads;
mod window;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
