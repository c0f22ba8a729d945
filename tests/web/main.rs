//! The class from Rust, in a browser and against the server of `servers`: what only a page with the crate in it can ask.
//!
//! What the class does is asked by `tests/conformance`, in every engine and scope; tests/README.md has the table.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::*;
use web_sys::{BinaryType, CloseEvent, DomException, MessageEvent, WebSocket};
use websocket_wasm::{inspect, install, uninstall, web_socket_class};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn install_puts_the_class_on_the_global_and_uninstall_puts_back_what_was_there() {
    uninstall().unwrap();
    let host = global();
    assert_ne!(host, JsValue::from(web_socket_class()));
    assert_eq!(install().unwrap(), web_socket_class());
    assert_eq!(install().unwrap(), web_socket_class());
    assert_eq!(global(), JsValue::from(web_socket_class()));
    assert_eq!(uninstall().unwrap(), host);
    assert_eq!(global(), host);
    assert_eq!(uninstall().unwrap(), host);
}

#[wasm_bindgen_test]
fn a_socket_of_the_host_is_no_instance_of_ours() {
    uninstall().unwrap();
    let native = WebSocket::new(&echo()).unwrap();
    install().unwrap();
    assert!(!native.is_instance_of::<WebSocket>());
    assert!(connecting().is_instance_of::<WebSocket>());
    native.close().unwrap();
}

#[wasm_bindgen_test]
async fn text_and_bytes_are_exchanged_until_the_page_closes() {
    let socket = connecting();
    assert_eq!((socket.ready_state(), socket.url()), (WebSocket::CONNECTING, echo()));
    socket.set_binary_type(BinaryType::Arraybuffer);
    next(&socket, "open").await;
    assert_eq!(
        echoed(&socket, |socket| socket.send_with_str("h\u{e9}llo \u{1f600}")).await,
        "h\u{e9}llo \u{1f600}"
    );
    let bytes = echoed(&socket, |socket| socket.send_with_u8_array(&[0, 7, 255])).await;
    assert_eq!(Uint8Array::new(bytes.unchecked_ref::<ArrayBuffer>()).to_vec(), [0, 7, 255]);
    socket.close_with_code_and_reason(3000, "bye").unwrap();
    assert_eq!(socket.ready_state(), WebSocket::CLOSING);
    let close: CloseEvent = next(&socket, "close").await.unchecked_into();
    assert_eq!((close.code(), close.reason(), close.was_clean()), (3000, "bye".to_owned(), true));
    assert_eq!(socket.ready_state(), WebSocket::CLOSED);
}

#[wasm_bindgen_test]
async fn the_class_works_without_being_installed_and_its_sockets_after_uninstall() {
    let host = uninstall().unwrap();
    let socket = Reflect::construct(&web_socket_class(), &Array::of1(&echo().into())).unwrap();
    let socket: WebSocket = socket.unchecked_into();
    assert_eq!(global(), host);
    next(&socket, "open").await;
    install().unwrap();
    uninstall().unwrap();
    assert_eq!(echoed(&socket, |socket| socket.send_with_str("still here")).await, "still here");
    socket.close().unwrap();
}

#[wasm_bindgen_test]
fn an_exception_of_the_class_is_the_error_of_a_result() {
    let socket = connecting();
    for (result, name, message) in [
        (WebSocket::new("ws://[").map(drop), "SyntaxError", "The URL ws://[ is not valid."),
        (
            socket.close_with_code(2999),
            "InvalidAccessError",
            "The close code must be 1000 or between 3000 and 4999. 2999 is neither.",
        ),
        (
            socket.close_with_code_and_reason(1000, &"\u{e9}".repeat(62)),
            "SyntaxError",
            "The close reason must be at most 123 bytes of UTF-8. This one has 124.",
        ),
    ] {
        let exception: DomException = result.unwrap_err().dyn_into().unwrap();
        assert_eq!((exception.name(), exception.message()), (name.to_owned(), message.to_owned()));
    }
    let early: DomException = socket.send_with_str("early").unwrap_err().dyn_into().unwrap();
    assert_eq!(early.name(), "InvalidStateError");
    assert_eq!((socket.ready_state(), socket.buffered_amount()), (WebSocket::CONNECTING, 0));
}

#[wasm_bindgen_test]
async fn an_inspector_counts_until_it_is_detached() {
    let socket = connecting();
    let inspector = inspect(&socket).unwrap();
    next(&socket, "open").await;
    echoed(&socket, |socket| socket.send_with_str("hello")).await;
    let figures = |direction| {
        let traffic = get(&inspector.snapshot(), direction);
        (get(&traffic, "messages").as_f64(), get(&traffic, "bytes").as_f64())
    };
    assert_eq!(
        (figures("sent"), figures("received")),
        ((Some(1.0), Some(5.0)), (Some(1.0), Some(5.0)))
    );
    inspector.detach();
    echoed(&socket, |socket| socket.send_with_str("not counted")).await;
    assert_eq!(figures("sent"), (Some(1.0), Some(5.0)));
    socket.close().unwrap();
}

#[wasm_bindgen_test]
fn what_is_no_instance_cannot_be_inspected() {
    uninstall().unwrap();
    let native = WebSocket::new(&echo()).unwrap();
    for value in [native.as_ref(), &JsValue::NULL, &"text".into(), &js_sys::Object::new()] {
        assert!(inspect(value).unwrap_err().is_instance_of::<js_sys::TypeError>(), "{value:?}");
    }
    native.close().unwrap();
}

fn echo() -> String {
    let server = env!(
        "WS_TEST_SERVER",
        "the URL of servers/server.mjs, while the tests are compiled: run npm test"
    );
    format!("{server}/echo")
}

/// A socket of our class: another test may have uninstalled it
fn connecting() -> WebSocket {
    install().unwrap();
    WebSocket::new(&echo()).unwrap()
}

fn global() -> JsValue {
    get(&js_sys::global(), "WebSocket")
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

/// The next event of a type
async fn next(socket: &WebSocket, event_type: &str) -> JsValue {
    JsFuture::from(Promise::new(&mut |resolve, _| {
        socket.add_event_listener_with_callback(event_type, &resolve).unwrap();
    }))
    .await
    .unwrap()
}

/// The data of the message that comes back after this
async fn echoed(
    socket: &WebSocket,
    send: impl FnOnce(&WebSocket) -> Result<(), JsValue>,
) -> JsValue {
    send(socket).unwrap();
    next(socket, "message").await.unchecked_into::<MessageEvent>().data()
}
