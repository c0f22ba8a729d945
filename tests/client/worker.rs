//! The client for Rust in a dedicated worker: the same as in a window.
#![cfg(target_arch = "wasm32")]

mod closing;
mod common;
mod connecting;
mod dropping;
mod receiving;
mod reconnecting;
mod sending;
mod threads;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
