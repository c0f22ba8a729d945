//! Messages, and how they end.
use futures_util::{FutureExt, StreamExt, stream::FusedStream};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::JsCast;
use websocket_wasm::{CloseCode, Error, Message, Overflow, WebSocket};

use crate::common::*;

#[sentence]
async fn text_and_bytes_come_back_as_they_were_sent() {
    let mut socket = open("/echo").await;
    let large = vec![7; 1 << 20];
    let messages: [Message; 7] = [
        "".into(),
        "h\u{e9}llo \u{1f600} \0".into(),
        "x".repeat(100_000).into(),
        [].as_slice().into(),
        (&[0, 7, 255]).into(),
        large.into(),
        "last".into(),
    ];
    for message in &messages {
        socket.send(message).await.unwrap();
    }
    for message in messages {
        assert_eq!(socket.recv().await, Some(Ok(message)));
    }
}

#[sentence]
async fn messages_that_came_before_the_end_are_read_before_it() {
    let mut socket = open("/send?kind=text&size=10&count=1000&close").await;
    let end = socket.closed().await;
    assert_eq!(socket.unread().messages, 1000);
    let mut count = 0;
    while let Some(message) = socket.next().await {
        assert_eq!(message.unwrap().len(), 10);
        count += 1;
    }
    assert_eq!((count, end.code), (1000, CloseCode::NORMAL));
    assert!(socket.is_terminated());
}

#[sentence]
async fn a_clean_end_is_none_whatever_its_code_and_closed_has_code_and_reason() {
    for (query, code, reason) in
        [("?code=4000&reason=bye", 4000, "bye"), ("?code=1001", 1001, ""), ("", 1005, "")]
    {
        let mut socket = open(&format!("/close{query}")).await;
        assert_eq!(socket.recv().await, None);
        let end = socket.closed().await;
        assert_eq!((end.code.number(), &*end.reason, end.was_clean), (code, reason, true));
    }
}

#[sentence]
async fn a_lost_connection_is_an_error_once_and_then_none() {
    // Each acts after the first message: Firefox does not open a connection that fails at once.
    for act in ["end", "cut", "raw"] {
        let script = format!(r#"[{{ "after": 1, "act": "{act}", "bytes": "8102fffe" }}]"#);
        let path = format!("/play?script={}", encode(&script));
        let mut socket = open(&path).await;
        socket.send("now").await.unwrap();
        assert_eq!(text(&mut socket).await, "now");
        let Some(Err(Error::Closed(event))) = socket.recv().await else { panic!("{act}") };
        assert!(!event.was_clean);
        assert_eq!(socket.recv().await, None);
        assert_eq!(socket.recv().await, None);
    }
}

#[sentence]
async fn close_wakes_a_pending_poll() {
    let socket = open("/echo").await;
    let (sender, mut receiver) = socket.split();
    spawn(async move {
        sleep(20).await;
        sender.close_with(1000, "").unwrap();
    });
    assert_eq!(receiver.recv().await, None);
}

#[sentence]
async fn a_recv_that_is_dropped_takes_no_message() {
    let mut socket = open("/echo").await;
    socket.send("kept").await.unwrap();
    assert!(socket.recv().now_or_never().is_none());
    sleep(50).await;
    assert!(socket.recv().now_or_never().is_some());
}

#[sentence]
async fn more_than_the_receive_limit_is_an_error_and_ends_the_connection() {
    let limit = 100_000;
    let builder = WebSocket::builder(at("/send?kind=binary&size=30000&count=50"));
    let mut socket = builder.receive_limit(limit).await.unwrap();
    socket.closed().await;
    for _ in 0..3 {
        assert_eq!(socket.recv().await.unwrap().unwrap().len(), 30_000);
    }
    assert_eq!(socket.recv().await, Some(Err(Error::ReceiveLimit { limit })));
    assert_eq!(socket.recv().await, None);
}

#[sentence]
async fn the_newest_can_be_kept_instead() {
    let builder = WebSocket::builder(at("/send?kind=binary&size=30000&count=50&close"));
    let builder = builder.receive_limit(100_000).receive_overflow(Overflow::DropOldest);
    let socket = builder.await.unwrap();
    socket.closed().await;
    let (_, mut receiver) = socket.split();
    assert_eq!((receiver.dropped().messages, receiver.unread().messages), (47, 3));
    assert_eq!(receiver.by_ref().count().await, 3);
}

#[cfg(target_arch = "wasm32")]
#[sentence]
async fn unread_messages_stay_out_of_the_apps_memory() {
    let size = || {
        let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
        memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length()
    };
    let before = size();
    let builder = WebSocket::builder(at("/send?kind=binary&size=1048576&count=40&close"));
    let mut socket = builder.receive_limit(64 << 20).await.unwrap();
    socket.closed().await;
    assert_eq!(socket.unread().bytes, 40 << 20);
    let mut count = 0;
    while let Some(message) = socket.recv().await {
        count += message.unwrap().len();
    }
    assert_eq!(count, 40 << 20);
    assert!(size() - before <= 4 << 20, "{} bytes more", size() - before);
}

#[cfg(target_arch = "wasm32")]
#[sentence]
async fn messages_can_be_read_without_a_copy() {
    let socket = open("/echo").await;
    socket.send("text").await.unwrap();
    socket.send(&[1, 2, 3]).await.unwrap();
    let (_sender, receiver) = socket.split();
    let mut messages = receiver.into_js_messages();
    let text = messages.recv().await.unwrap().unwrap();
    assert!(text.is_text());
    assert_eq!(text.into_js(), "text");
    let bytes = messages.next().await.unwrap().unwrap();
    let mut copy = [0; 3];
    assert!(bytes.copy_to(&mut [0; 2]).is_err());
    bytes.copy_to(&mut copy).unwrap();
    assert_eq!((copy, bytes.length()), ([1, 2, 3], 3));
    assert!(bytes.into_js().is_instance_of::<js_sys::ArrayBuffer>());
}
