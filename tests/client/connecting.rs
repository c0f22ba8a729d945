//! Until there is a connection, or none.
use futures_util::future::join_all;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::*;
use websocket_wasm::{ConnectError, Error, ReadyState, WebSocket};

use crate::common::*;

#[wasm_bindgen_test]
async fn a_connection_is_open_when_the_future_is_ready() {
    let mut socket = WebSocket::connect(at("/echo")).await.unwrap();
    assert_eq!((socket.ready_state(), socket.url()), (ReadyState::Open, &*at("/echo")));
    assert_eq!(socket.protocol(), "");
    socket.send("at once").await.unwrap();
    assert_eq!(text(&mut socket).await, "at once");
}

#[wasm_bindgen_test]
async fn what_is_not_allowed_is_an_error_that_names_the_rule() {
    for url in ["ws://[", "ftp://h/", "ws://h/#f", "ws://h/#", "httpx://h/"] {
        let error = refused(url).await;
        assert!(matches!(error, Error::InvalidArgument(_)), "{url}: {error:?}");
        let rules = "is not valid, or not one of ws, wss, http or https, or it has a fragment.";
        assert_eq!(error.to_string(), format!("The URL {url} {rules}"));
    }
}

#[wasm_bindgen_test]
async fn http_is_ws() {
    let socket = WebSocket::connect(at("/echo").replace("ws:", "http:")).await.unwrap();
    assert_eq!(socket.url(), at("/echo"));
}

#[wasm_bindgen_test]
async fn a_server_that_refuses_or_is_not_there_is_an_error_and_hangs_nobody() {
    for path in ["/refuse", "/refuse?status=500", "/reset", "/nothing-here"] {
        let error = refused(&at(path)).await;
        assert_eq!(error, Error::Connect(ConnectError::Failed), "{path}");
    }
    // Nobody listens; browsers block the first of these ports.
    for url in ["ws://127.0.0.1:1/", "ws://127.0.0.1:49/", "ws://127.0.0.1:65431/"] {
        assert!(!matches!(refused(url).await, Error::InvalidArgument(_)), "{url}");
    }
}

#[wasm_bindgen_test]
async fn a_server_that_never_answers_ends_with_the_connect_timeout() {
    let builder = WebSocket::builder(at("/stall")).connect_timeout(ms(50));
    assert_eq!(builder.await.unwrap_err(), Error::Connect(ConnectError::TimedOut));
}

#[wasm_bindgen_test]
async fn a_subprotocol_is_one_that_was_requested_in_every_engine() {
    for (answer, protocol) in [("?answer=b", "b"), ("?answer=a", "a")] {
        let builder = WebSocket::builder(at(&format!("/protocol{answer}"))).protocols(["a", "b"]);
        assert_eq!(builder.await.unwrap().protocol(), protocol);
    }
    for answer in ["", "?answer=c", "?answer=A"] {
        let builder = WebSocket::builder(at(&format!("/protocol{answer}"))).protocols(["a", "b"]);
        assert!(matches!(builder.await.unwrap_err(), Error::Connect(_)), "{answer}");
    }
}

#[wasm_bindgen_test]
async fn many_connections_at_once_are_established() {
    let sockets = join_all((0..20).map(|_| WebSocket::connect(at("/echo")))).await;
    for (number, socket) in sockets.into_iter().enumerate() {
        let mut socket = socket.unwrap();
        socket.send(number.to_string()).await.unwrap();
        assert_eq!(text(&mut socket).await, number.to_string());
    }
}

#[wasm_bindgen_test]
async fn a_socket_that_javascript_has_made_is_taken_over() {
    let class: Function = Reflect::get(&js_sys::global(), &"WebSocket".into()).unwrap().into();
    let made = || Reflect::construct(&class, &Array::of1(&at("/echo").into())).unwrap();
    let mut socket = WebSocket::from_js(&made()).await.unwrap();
    socket.send(b"bytes").await.unwrap();
    assert_eq!(socket.recv().await.unwrap().unwrap().into_bytes(), b"bytes");

    // One that is open already, and one that is closed.
    let raw = made();
    while Reflect::get(&raw, &"readyState".into()).unwrap() != 1 {
        sleep(5).await;
    }
    WebSocket::from_js(&raw).await.unwrap().send("x").await.unwrap();
    while Reflect::get(&raw, &"readyState".into()).unwrap() != 3 {
        sleep(5).await;
    }
    let error = WebSocket::from_js(&raw).await.unwrap_err();
    assert_eq!(error, Error::Connect(ConnectError::Failed));
    for value in [JsValue::NULL, 1.into(), js_sys::Object::new().into()] {
        let error = WebSocket::from_js(&value).await.unwrap_err();
        assert!(matches!(error, Error::InvalidArgument(_)), "{value:?}");
    }
}

#[wasm_bindgen_test]
async fn a_fake_on_the_global_is_used() {
    let global = js_sys::global();
    let native = Reflect::get(&global, &"WebSocket".into()).unwrap();
    let fake = js_sys::eval(
        "(class extends EventTarget { readyState = 0; url = 'ws://fake/'; protocol = ''; bufferedAmount = 0;
            constructor() { super(); setTimeout(() => { this.readyState = 1; this.dispatchEvent(new Event('open')); }); }
            send(data) { this.dispatchEvent(new MessageEvent('message', { data })); }
            close(code = 1005, reason = '') {
              this.readyState = 3;
              this.dispatchEvent(new CloseEvent('close', { code, reason, wasClean: true }));
            } })",
    );
    let Ok(fake) = fake else { return };
    Reflect::set(&global, &"WebSocket".into(), &fake).unwrap();
    let connect = WebSocket::connect("ws://anything/");
    Reflect::set(&global, &"WebSocket".into(), &native).unwrap();
    let mut socket = connect.await.unwrap();
    assert_eq!(socket.url(), "ws://fake/");
    // It echoes before send() returns, and ends before close() returns.
    socket.send("hello").await.unwrap();
    assert_eq!(text(&mut socket).await, "hello");
    let end = socket.close_with(4000, "done").unwrap().await;
    assert_eq!((end.code.number(), &*end.reason), (4000, "done"));
    assert_eq!(socket.recv().await, None);
    drop(fake.unchecked_into::<Function>());
}
