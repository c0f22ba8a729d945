//! What needs a page.
use js_sys::{Array, Function};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;
use websocket_wasm::{ReconnectingWebSocket, WebSocket};

use crate::common::*;

#[wasm_bindgen_test]
async fn a_relative_url_is_relative_to_the_page_in_every_engine() {
    let set_base = js_sys::eval(
        "(href) => { document.querySelector('base')?.remove(); \
         if (href) document.head.append(Object.assign(document.createElement('base'), { href })); }",
    );
    let set_base: Function = set_base.unwrap().unchecked_into();
    let base = at("/somewhere/").replace("ws:", "http:");
    set_base.call1(&wasm_bindgen::JsValue::NULL, &base.into()).unwrap();
    for url in ["/echo", "../echo"] {
        let socket = WebSocket::connect(url).await.unwrap();
        assert_eq!(socket.url(), at("/echo"), "{url}");
    }
    set_base.call0(&wasm_bindgen::JsValue::NULL).unwrap();
}

#[wasm_bindgen_test]
async fn listeners_and_timers_are_taken_off_again() {
    let watch = js_sys::eval(
        "(() => {
          const counts = [0, 0];
          const undo = [];
          const ofThePage = ['online', 'offline', 'pageshow', 'visibilitychange', 'prerenderingchange', 'resume'];
          const count = (owner, name, index, by) => {
            const original = owner[name];
            owner[name] = function (...args) {
              if (this instanceof WebSocket || ofThePage.includes(args[0])) counts[index] += by;
              return original.apply(this, args);
            };
            undo.push(() => { owner[name] = original; });
          };
          count(EventTarget.prototype, 'addEventListener', 0, 1);
          count(EventTarget.prototype, 'removeEventListener', 0, -1);
          return () => { undo.forEach((one) => one()); return counts; };
        })()",
    );
    let unwatch: Function = watch.unwrap().unchecked_into();
    let socket = WebSocket::builder(at("/echo")).connect_timeout(ms(60_000)).await.unwrap();
    let (sender, receiver) = socket.split();
    drop(receiver);
    sender.close().await;
    drop(sender);
    drop(WebSocket::connect(at("/echo")));
    drop(WebSocket::connect(at("/echo")).await);
    drop(ReconnectingWebSocket::connect(at("/echo")));
    ReconnectingWebSocket::connect(at("/echo")).close().await;
    let counts: Array = unwatch.call0(&wasm_bindgen::JsValue::NULL).unwrap().unchecked_into();
    assert_eq!(counts.get(0), 0);
}
