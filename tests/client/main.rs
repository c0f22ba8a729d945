//! The client for Rust in a window, and natively, against the server of `servers`: the same sentences. What it decides is tested in
//! `src/client/tests`; here is what only a host can show.
#![cfg(any(target_arch = "wasm32", feature = "native"))]

mod closing;
mod common;
mod connecting;
mod dropping;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod programs;
mod receiving;
mod reconnecting;
mod sending;
#[cfg(target_arch = "wasm32")]
mod threads;
#[cfg(target_arch = "wasm32")]
mod window;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
