//! What the features add, in a window: values of web-sys and serde, an inspector's figures, halves for other threads.
#![cfg(target_arch = "wasm32")]

use futures_util::{SinkExt, StreamExt};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::*;
use websocket_wasm::*;

use crate::common::*;

mod common;

wasm_bindgen_test_configure!(run_in_browser);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Said {
    text: String,
    times: Vec<u32>,
}

#[wasm_bindgen_test]
async fn a_socket_of_web_sys_is_taken_over() {
    let socket = web_sys::WebSocket::new(&at("/echo")).unwrap();
    let mut socket = Connect::from(socket).await.unwrap();
    socket.send("hello").await.unwrap();
    assert_eq!(text(&mut socket).await, "hello");
}

#[wasm_bindgen_test]
async fn a_blob_is_sent_without_being_read() {
    let mut socket = open("/echo").await;
    let parts = js_sys::Array::of1(&"four".into());
    let blob = web_sys::Blob::new_with_str_sequence(&parts).unwrap();
    socket.send(blob).await.unwrap();
    assert_eq!(socket.recv().await, Some(Ok(b"four".into())));
}

#[wasm_bindgen_test]
async fn a_value_without_members_is_sent_as_its_text() {
    let mut socket = open("/echo").await;
    for (value, text) in [(JsValue::NULL, "null"), (JsValue::UNDEFINED, "undefined")] {
        let message = JsMessage::from(value);
        assert!(message.length() == 0 && message.copy_to(&mut []).is_err());
        socket.send(message).await.unwrap();
        assert_eq!(socket.recv().await, Some(Ok(text.into())));
    }
}

#[wasm_bindgen_test]
async fn a_close_event_becomes_one_of_web_sys_and_back() {
    let end = open("/echo").await.close_with(3001, "b\u{fc}e").unwrap().await;
    let event = web_sys::CloseEvent::try_from(&end).unwrap();
    assert_eq!((event.type_(), event.code(), event.was_clean()), ("close".into(), 3001, true));
    assert_eq!(CloseEvent::from(&event), end);
}

#[wasm_bindgen_test]
async fn values_go_and_come_as_json_of_the_browser() {
    let (sender, receiver) = open("/echo").await.split();
    let said = Said { text: "h\u{e9}".into(), times: vec![1, 2] };
    sender.send(JsMessage::from_value(&said).unwrap()).await.unwrap();
    sender.send("no JSON").await.unwrap();
    let mut messages = receiver.into_js_messages();
    let message = messages.recv().await.unwrap().unwrap();
    assert_eq!(message.to_value::<Said>().unwrap(), said);
    assert!(message.to_value::<u32>().is_err());
    let message = messages.recv().await.unwrap().unwrap();
    assert!(matches!(message.to_value::<Said>(), Err(Error::Host(_))));
}

#[wasm_bindgen_test]
async fn the_figures_of_an_inspector_are_a_struct() {
    install().unwrap();
    let socket = web_sys::WebSocket::new(&at("/echo")).unwrap();
    let inspector = inspect(&socket).unwrap();
    let before = inspector.figures().unwrap();
    assert_eq!((before.ready_state, before.open_since, before.close), (0, None, None));
    let mut ours = Connect::from(socket).await.unwrap();
    ours.send("h\u{e9}").await.unwrap();
    ours.send(&[0; 7]).await.unwrap();
    for _ in 0..2 {
        ours.recv().await.unwrap().unwrap();
    }
    let open = inspector.figures().unwrap();
    let (two, none) =
        (Counted { messages: 2.0, bytes: 10.0 }, Counted { messages: 0.0, bytes: 0.0 });
    assert_eq!((open.sent, open.received, open.queued, open.dropped), (two, two, none, none));
    assert_eq!((open.ready_state, open.url.as_str()), (1, ours.url()));
    assert!(open.open_since.is_some_and(|time| time <= js_sys::Date::now()));
    let end = ours.close_with(3001, "b\u{fc}e").unwrap().await;
    let closed = inspector.figures().unwrap().close.unwrap();
    assert_eq!((closed.code, closed.reason, closed.was_clean), (3001, end.reason, true));
    uninstall().unwrap();
}

#[wasm_bindgen_test]
async fn remote_halves_are_send_and_carry_messages_and_the_end() {
    fn is_for_any_thread<T: Send + Sync + 'static>(_: &T) {}
    let (mut sender, mut receiver) = open("/echo").await.into_remote(4);
    is_for_any_thread(&sender);
    is_for_any_thread(&receiver);
    for number in 0..100 {
        sender.send(number.to_string()).await.unwrap();
        assert_eq!(receiver.recv().await, Some(Ok(number.to_string().into())));
    }
    SinkExt::send(&mut sender, "last".into()).await.unwrap();
    assert_eq!(receiver.next().await, Some(Ok("last".into())));
    sender.close_with(3000, "done").unwrap();
    assert_eq!(receiver.next().await, None);
    sleep(0).await;
    assert!(sender.send("late").await.is_err());
}

#[wasm_bindgen_test]
async fn remote_halves_that_are_dropped_close_the_connection_after_what_was_sent() {
    let room = room("remote");
    let (mut sender, receiver) = open(&format!("/room?name={room}")).await.into_remote(9);
    until_members(&room, 1).await;
    sender.send("last").await.unwrap();
    drop(sender);
    sleep(20).await;
    assert_eq!(members(&room).await, 1);
    drop(receiver);
    until_members(&room, 0).await;
}

#[wasm_bindgen_test]
async fn what_is_no_socket_is_refused() {
    let nothing: web_sys::WebSocket = js_sys::Object::new().unchecked_into();
    assert!(matches!(Connect::from(nothing).await, Err(Error::InvalidArgument(_))));
}
