//! The client in a program whose memory threads may share: `npm run atomics:rust`, which compiles the standard library for it.
#![cfg(all(target_arch = "wasm32", target_feature = "atomics"))]

mod closing;
mod common;
mod connecting;
mod receiving;
mod sending;

use std::future::Future;
use std::pin::Pin;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
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

#[wasm_bindgen_test]
async fn another_thread_sends_receives_and_closes_with_remote_halves() {
    let (mut sender, mut receiver) = open("/echo").await.into_remote(4);
    in_a_thread(move || async move {
        for number in 0..100 {
            sender.send(number.to_string()).await.unwrap();
            assert_eq!(receiver.recv().await, Some(Ok(number.to_string().into())));
        }
        sender.close_with(3000, "done").unwrap();
        assert_eq!(receiver.recv().await, None);
    })
    .await;
}

#[wasm_bindgen_test]
async fn halves_in_two_threads_share_a_connection_which_closes_when_both_are_dropped() {
    let room = room("threads");
    let (mut sender, mut receiver) = open(&format!("/room?name={room}")).await.into_remote(1);
    until_members(&room, 1).await;
    // More than fits into the channel, so that the thread waits for this one.
    in_a_thread(move || async move {
        for _ in 0..20 {
            sender.send("line").await.unwrap();
        }
    })
    .await;
    for number in 1..=20 {
        assert_eq!(receiver.recv().await, Some(Ok(format!("{number} line").into())));
    }
    assert_eq!(members(&room).await, 1);
    drop(receiver);
    until_members(&room, 0).await;
}

type Work = Box<dyn FnOnce() -> Pin<Box<dyn Future<Output = ()>>> + Send>;

/// Does this in a worker that shares the memory, and waits until it is done
async fn in_a_thread<F: Future<Output = ()> + 'static>(work: impl FnOnce() -> F + Send + 'static) {
    let work: Work = Box::new(|| Box::pin(work()));
    // The thread has the box from here on.
    let address = Box::into_raw(Box::new(work)) as usize;
    let start = Function::new_with_args("module, memory, work", START);
    let ended = start
        .call3(&JsValue::NULL, &wasm_bindgen::module(), &wasm_bindgen::memory(), &address.into())
        .unwrap();
    JsFuture::from(ended.unchecked_into::<Promise>()).await.unwrap();
}

/// What a thread calls when it has the program
#[wasm_bindgen]
pub async fn run_work(address: usize) {
    // SAFETY: the address is that of a box, and comes here once: `in_a_thread` has passed it to this thread only.
    let work = unsafe { Box::from_raw(address as *mut Work) };
    work().await;
}

/// The runner serves the program under this name.
const START: &str = r"
    const script = `onmessage = async ({ data: [program, module, memory, work] }) => {
        try {
            const { default: init, run_work } = await import(program);
            await init({ module_or_path: module, memory });
            await run_work(work);
            postMessage('done');
        } catch (error) {
            postMessage(String(error));
        }
    };`;
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
    return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => {
            worker.terminate();
            data === 'done' ? resolve() : reject(data);
        };
        worker.postMessage([new URL('/wasm-bindgen-test.js', location.href).href, module, memory, work]);
    });
";
