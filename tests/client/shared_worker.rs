//! The client for Rust in a shared worker.
#![cfg(target_arch = "wasm32")]

mod closing;
mod common;
mod connecting;
mod receiving;
mod sending;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_shared_worker);
