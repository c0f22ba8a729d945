//! The client for Rust in Node.
#![cfg(target_arch = "wasm32")]

mod closing;
mod common;
mod connecting;
mod receiving;
mod sending;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_node_experimental);
