//! Dropped in every phase: the server has no connection left, and the page nothing of it. `npm run leaks:rust` does it 10,000 times.
use std::future::Future;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::*;
use websocket_wasm::WebSocket;

use crate::common::*;

fn count() -> usize {
    option_env!("WS_LEAK_COUNT").and_then(|count| count.parse().ok()).unwrap_or(150)
}

#[wasm_bindgen_test]
async fn a_dropped_connect_leaves_nothing() {
    leaves_nothing("connect", async |url| {
        let connect = WebSocket::builder(url).connect_timeout(ms(60_000)).connect();
        sleep(0).await;
        drop(connect);
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_dropped_socket_leaves_nothing_whether_its_halves_were_split_or_not() {
    leaves_nothing("open", async |url| drop(WebSocket::connect(url).await)).await;
    leaves_nothing("halves", async |url| {
        let (sender, receiver) = WebSocket::connect(url).await.unwrap().split();
        let clone = sender.clone();
        clone.send("unread").await.unwrap();
        drop(sender);
        drop(receiver);
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_socket_that_is_dropped_while_it_closes_leaves_nothing() {
    leaves_nothing("closing", async |url| {
        let socket = WebSocket::builder(url).close_timeout(ms(60_000)).await.unwrap();
        socket.close();
    })
    .await;
    leaves_nothing("closed", async |url| {
        WebSocket::connect(url).await.unwrap().close().await;
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_connection_that_never_was_leaves_nothing() {
    keeps_nothing(20, async || drop(WebSocket::connect(refusing()).await)).await;
}

#[wasm_bindgen_test]
async fn a_url_that_is_refused_leaves_nothing() {
    keeps_nothing(count(), async || drop(WebSocket::connect("ftp://h/").await)).await;
}

async fn leaves_nothing<R: Future<Output = ()>>(phase: &str, act: impl Fn(String) -> R) {
    let room = room(phase);
    let url = at(&format!("/room?name={room}"));
    keeps_nothing(count(), || act(url.clone())).await;
    until_members(&room, 0).await;
}

/// Does something often: neither the memory grows nor the table of values of JavaScript
pub(crate) async fn keeps_nothing<R: Future<Output = ()>>(count: usize, act: impl Fn() -> R) {
    let listeners = watch();
    for _ in 0..count.min(5) {
        act().await;
    }
    sleep(20).await;
    let before = (figures(), listening(&listeners));
    for _ in 0..count {
        act().await;
    }
    sleep(20).await;
    assert_eq!((figures(), listening(&listeners)), before);
}

/// A function that tells how many listeners were added to sockets and not removed since
fn watch() -> Function {
    let watch = js_sys::eval(
        "(() => {
          let count = 0;
          const target = EventTarget.prototype;
          const { addEventListener, removeEventListener } = target;
          const counted = (original, by) => function (...args) {
            if (this instanceof WebSocket) count += by;
            return original.apply(this, args);
          };
          target.addEventListener = counted(addEventListener, 1);
          target.removeEventListener = counted(removeEventListener, -1);
          return () => count;
        })()",
    );
    watch.unwrap().unchecked_into()
}

fn listening(watch: &Function) -> Option<f64> {
    watch.call0(&JsValue::NULL).unwrap().as_f64()
}

/// Pages of memory, values in the table
fn figures() -> (u32, u32) {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let bytes = memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length();
    (bytes >> 16, wasm_bindgen::externref_heap_live_count())
}
