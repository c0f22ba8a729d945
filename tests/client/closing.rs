//! Closing.
use websocket_wasm::{CloseCode, Error, ReadyState, WebSocket};

use crate::common::*;

#[sentence]
async fn close_has_a_code_and_a_reason_and_the_future_says_how_it_ended() {
    let socket = open("/echo").await;
    let closed = socket.close_with(3000, "bye").unwrap();
    assert_eq!(socket.ready_state(), ReadyState::Closing);
    let end = closed.await;
    assert_eq!((end.code.number(), &*end.reason, end.was_clean), (3000, "bye", true));
    assert_eq!(socket.ready_state(), ReadyState::Closed);
    let Err(Error::Closed(event)) = socket.send("late").await else { panic!("sent") };
    assert_eq!(event, end);
}

#[sentence]
async fn a_code_that_is_not_allowed_is_an_error_and_the_connection_goes_on() {
    let mut socket = open("/echo").await;
    for code in [0, 999, 1001, 1006, 2999, 5000] {
        assert!(socket.close_with(code, "").is_err(), "{code}");
    }
    assert!(socket.close_with(1000, &"\u{e9}".repeat(62)).is_err());
    socket.send("still here").await.unwrap();
    assert_eq!(text(&mut socket).await, "still here");
}

#[sentence]
async fn closing_twice_is_closing_once() {
    let socket = open("/echo").await;
    let first = socket.close_with(3001, "first").unwrap();
    let second = socket.close_with(3002, "second").unwrap();
    assert_eq!(first.await, second.await);
    assert_eq!(socket.close().await.code, 3001);
}

#[sentence]
async fn a_server_that_does_not_answer_the_close_ends_with_the_close_timeout() {
    let builder = WebSocket::builder(at("/no-close-answer")).close_timeout(ms(50));
    let mut socket = builder.await.unwrap();
    let end = socket.close().await;
    assert_eq!((end.code, end.was_clean), (CloseCode::ABNORMAL, false));
    assert!(matches!(socket.recv().await, Some(Err(Error::Closed(_)))));
}

#[sentence]
async fn closed_resolves_after_the_socket_was_dropped() {
    let socket = open("/echo").await;
    let closed = socket.closed();
    drop(socket);
    assert!(closed.await.was_clean);
}

#[sentence]
async fn errors_become_those_of_io() {
    let error = refused("ftp://h/").await;
    assert_eq!(std::io::Error::from(error).kind(), std::io::ErrorKind::InvalidInput);
}

#[cfg(target_arch = "wasm32")]
#[sentence]
async fn errors_become_those_of_javascript() {
    let error = refused("ftp://h/").await;
    let exception: js_sys::Error = wasm_bindgen::JsValue::from(error.clone()).into();
    assert_eq!(exception.message(), error.to_string());
}
