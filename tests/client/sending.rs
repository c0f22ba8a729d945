//! Sending, and waiting for room.
use futures_util::{SinkExt, StreamExt, stream};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::JsValue;
#[cfg(target_arch = "wasm32")]
use websocket_wasm::JsMessage;
use websocket_wasm::{Error, Message, TrySendError, WebSocket};

use crate::common::*;

const CHUNK: usize = 1 << 16;

#[sentence]
async fn a_sender_is_cloned_for_callbacks_and_needs_no_mut() {
    let mut socket = open("/echo").await;
    let sender = socket.sender().clone();
    let click = move || sender.try_send("clicked").unwrap();
    click();
    click();
    assert_eq!([text(&mut socket).await, text(&mut socket).await], ["clicked", "clicked"]);
}

#[sentence]
async fn the_whole_is_a_sink_and_a_stream() {
    let socket = open("/echo").await;
    let (mut sink, stream) = socket.split();
    let messages: Vec<_> = (0..500).map(|number| Message::from(number.to_string())).collect();
    let mut source = stream::iter(messages.clone()).map(Ok);
    sink.send_all(&mut source).await.unwrap();
    let received: Vec<_> = stream.take(500).map(Result::unwrap).collect().await;
    assert_eq!(received, messages);
    SinkExt::close(&mut sink).await.unwrap();
}

#[sentence]
async fn send_waits_while_the_browser_holds_too_much() {
    let mark = 4 * CHUNK;
    let builder = WebSocket::builder(at("/slow?for=500")).high_water_mark(mark);
    // Nobody reads what comes back.
    let (sender, _) = builder.await.unwrap().split();
    let mut most = 0;
    let chunk = vec![1; CHUNK];
    for _ in 0..400 {
        sender.send(&chunk).await.unwrap();
        most = most.max(sender.buffered_amount());
    }
    assert!(most <= (mark + CHUNK) as u64, "{most} bytes");
    sender.drained(0).await.unwrap();
    assert_eq!(sender.buffered_amount(), 0);
}

#[sentence]
async fn try_send_says_that_there_is_no_room_and_later_that_it_is_closed() {
    let builder = WebSocket::builder(at("/slow")).high_water_mark(CHUNK);
    let socket = builder.await.unwrap();
    let chunk = vec![1; CHUNK];
    let full = (0..1000).find_map(|_| socket.try_send(&chunk).err());
    assert_eq!(full, Some(TrySendError::Full));
    socket.close();
    assert_eq!(socket.try_send("late"), Err(TrySendError::Closed(Error::Closing)));
}

#[sentence]
async fn a_send_that_waits_for_room_is_an_error_when_the_connection_closes() {
    let socket = WebSocket::builder(at("/slow")).high_water_mark(1).await.unwrap();
    let chunk = vec![1; 1 << 24];
    socket.try_send(&chunk).unwrap();
    let sender = socket.sender().clone();
    spawn(async move {
        sleep(20).await;
        sender.close();
    });
    assert_eq!(socket.send("never").await, Err(Error::Closing));
}

#[sentence]
async fn what_was_sent_before_the_drop_arrives() {
    let path = format!("/room?name={}", room("before-the-drop"));
    let mut listener = open(&path).await;
    let socket = open(&path).await;
    for number in 0..100 {
        socket.send(number.to_string()).await.unwrap();
    }
    drop(socket);
    for number in 0..100 {
        assert_eq!(text(&mut listener).await, format!("{} {number}", number + 1));
    }
}

#[cfg(target_arch = "wasm32")]
#[sentence]
async fn values_of_javascript_can_be_sent() {
    let mut socket = open("/echo").await;
    let blob = js_sys::eval("new Blob(['four'])").unwrap();
    socket.send(JsMessage::from(blob)).await.unwrap();
    assert_eq!(socket.recv().await.unwrap().unwrap().into_bytes(), b"four");
    // A lone surrogate is no character: the browser replaces it.
    let text = js_sys::eval(r"'a\ud800'").unwrap();
    socket.send(JsMessage::from(text)).await.unwrap();
    assert_eq!(socket.recv().await, Some(Ok("a\u{fffd}".into())));
    socket.send(JsMessage::from(JsValue::from(7))).await.unwrap();
    assert_eq!(socket.recv().await, Some(Ok("7".into())));
}
