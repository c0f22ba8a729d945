//! The client in a program whose memory threads may share: `npm run atomics:rust`, which compiles the standard library for it.
#![cfg(all(target_arch = "wasm32", target_feature = "atomics"))]

mod closing;
mod common;
mod connecting;
mod receiving;
mod sending;

use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;
use websocket_wasm::{RemoteReceiver, RemoteSender};

use crate::common::*;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_memory_is_shared() {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    assert!(memory.buffer().is_instance_of::<js_sys::SharedArrayBuffer>());
}

#[wasm_bindgen_test]
async fn bytes_in_shared_memory_are_sent() {
    let mut socket = open("/echo").await;
    socket.send(&[0, 7, 255]).await.unwrap();
    assert_eq!(socket.recv().await, Some(Ok((&[0, 7, 255]).into())));
}

#[wasm_bindgen_test]
async fn remote_halves_are_for_any_thread() {
    fn is_for_any_thread<T: Send + Sync + 'static>() {}
    is_for_any_thread::<RemoteSender>();
    is_for_any_thread::<RemoteReceiver>();
    let (mut sender, mut receiver) = open("/echo").await.into_remote(4);
    sender.send(vec![1, 2]).await.unwrap();
    assert_eq!(receiver.recv().await, Some(Ok((&[1, 2]).into())));
    sender.close();
    assert_eq!(receiver.recv().await, None);
}
