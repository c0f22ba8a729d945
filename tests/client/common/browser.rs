//! What the tests ask of a page, a worker or Node.
use std::future::Future;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
pub(crate) use wasm_bindgen_test::wasm_bindgen_test as sentence;

/// The URL of the tests' server
pub(crate) fn server() -> &'static str {
    env!(
        "WS_TEST_SERVER",
        "the URL of servers/server.mjs, while the tests are compiled: run npm test"
    )
}

pub(crate) async fn sleep(milliseconds: u32) {
    let set_timeout: Function =
        Reflect::get(&js_sys::global(), &"setTimeout".into()).unwrap().unchecked_into();
    let promise = Promise::new(&mut |resolve, _| {
        set_timeout.call2(&JsValue::UNDEFINED, &resolve, &milliseconds.into()).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// From 0 to below 1
pub(crate) fn random() -> f64 {
    js_sys::Math::random()
}

pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}

/// A text for a query
pub(crate) fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// What the program keeps: pages of memory, values of JavaScript in the table, listeners on sockets
pub(crate) struct Footprint {
    listeners: Function,
}

impl Footprint {
    pub(crate) fn new() -> Self {
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
        Self { listeners: watch.unwrap().unchecked_into() }
    }

    pub(crate) fn look(&self) -> (u32, u32, Option<f64>) {
        let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
        let bytes = memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length();
        let listeners = self.listeners.call0(&JsValue::NULL).unwrap().as_f64();
        (bytes >> 16, wasm_bindgen::externref_heap_live_count(), listeners)
    }
}
