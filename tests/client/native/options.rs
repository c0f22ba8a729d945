//! What only native targets can choose for a connection.
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio_tungstenite::accept_async;
use tokio_tungstenite::tungstenite::Message as Frame;
use websocket_wasm::*;

use super::peer::{accept, answer, listen, report, reported};
use crate::common::*;

#[sentence]
async fn headers_are_sent_but_not_those_of_the_handshake() {
    let (listener, url) = listen().await;
    let builder = WebSocket::builder(&url).header("Authorization", "Bearer 1").header("X-A", "b");
    let connect = builder.header("x-a", "c").protocols(["chat"]).connect();
    let (stream, request) = accept(&listener).await;
    for line in ["authorization: Bearer 1", "x-a: b", "x-a: c", "sec-websocket-protocol: chat"] {
        let is_there = request.lines().any(|one| one.eq_ignore_ascii_case(line));
        assert!(is_there, "{line} is not in {request}");
    }
    drop(stream);
    assert_eq!(connect.await.unwrap_err(), Error::Connect(ConnectError::Failed));
    for (name, value) in [("Host", "h"), ("sec-websocket-key", "k"), ("a b", ""), ("x", "\n")] {
        let error = WebSocket::builder(&url).header(name, value).await.unwrap_err();
        assert!(matches!(error, Error::InvalidArgument(_)), "{name}: {error:?}");
    }
}

#[sentence]
async fn each_connection_of_one_that_comes_back_has_the_headers() {
    let (listener, url) = listen().await;
    let builder = ReconnectingWebSocket::builder(&url).header("Authorization", "Bearer 1");
    let _socket = builder.first_delay(ms(1)).connect();
    for _ in 0..3 {
        let (_, request) = accept(&listener).await;
        assert!(request.contains("authorization: Bearer 1\r\n"), "{request}");
    }
}

#[sentence]
async fn what_is_a_secret_is_not_in_debug_output() {
    let builder = WebSocket::builder("ws://h/").header("Authorization", "Bearer hidden");
    assert!(!format!("{builder:?}").contains("hidden"), "{builder:?}");
}

#[sentence]
async fn a_stream_of_the_app_is_used() {
    let (ours, mut theirs) = duplex(1 << 16);
    let connect = WebSocket::builder("ws://example.com/chat?a").connect_over(ours);
    let mut request = vec![0; 24];
    theirs.read_exact(&mut request).await.unwrap();
    assert_eq!(request, b"GET /chat?a HTTP/1.1\r\nHo");
    theirs.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n").await.unwrap();
    assert_eq!(connect.await.unwrap_err(), Error::Connect(ConnectError::Failed));
}

#[sentence]
async fn a_stream_of_the_app_carries_messages_and_the_end() {
    let (ours, theirs) = duplex(100);
    let server = tokio::spawn(async move {
        let (mut sink, stream) = accept_async(theirs).await.unwrap().split();
        let mut messages = stream.filter(|frame| {
            let is_data = frame.as_ref().is_ok_and(|frame| frame.is_text() || frame.is_binary());
            std::future::ready(is_data)
        });
        while let Some(Ok(frame)) = messages.next().await {
            sink.send(frame).await.unwrap();
        }
    });
    // A blocked port matters only to those who connect.
    let mut socket = WebSocket::builder("ws://h:25/").connect_over(ours).await.unwrap();
    let message = "\u{e9}".repeat(5000);
    socket.send(&message).await.unwrap();
    assert_eq!(text(&mut socket).await, message);
    let end = socket.close_with(3000, "bye").unwrap().await;
    assert_eq!((end.code.number(), &*end.reason, end.was_clean), (3000, "bye", true));
    server.await.unwrap();
}

#[sentence]
async fn a_server_that_answers_no_ping_is_given_up() {
    let mut silent = WebSocket::builder(at("/slow")).ping_interval(ms(50)).await.unwrap();
    assert!(matches!(silent.recv().await, Some(Err(Error::Closed(_)))));
}

#[sentence]
async fn a_server_that_answers_pings_is_kept() {
    let (listener, url) = listen().await;
    let connect = WebSocket::builder(url).ping_interval(ms(200)).connect();
    let (stream, _) = listener.accept().await.unwrap();
    let mut server = accept_async(stream).await.unwrap();
    let mut socket = connect.await.unwrap();
    for _ in 0..3 {
        let frame = server.next().await.unwrap().unwrap();
        assert!(frame.is_ping(), "{frame:?}");
        // The Pong is written by the next flush.
        server.flush().await.unwrap();
    }
    server.send(Frame::text("still here")).await.unwrap();
    assert_eq!(text(&mut socket).await, "still here");
}

#[sentence]
async fn a_message_above_the_limit_ends_the_connection() {
    let builder = reported("/echo", "large").max_message_size(1000);
    let mut socket = builder.await.unwrap();
    socket.send(&[0; 1000]).await.unwrap();
    assert_eq!(socket.recv().await.unwrap().unwrap().len(), 1000);
    socket.send(&[0; 1001]).await.unwrap();
    let Some(Err(Error::Closed(end))) = socket.recv().await else { panic!("no error") };
    assert_eq!(end.code, CloseCode::ABNORMAL);
    let report = report("large").await;
    assert!(report.contains(r#""closeCode":1009"#), "{report}");
}

#[sentence]
async fn a_frame_above_the_limit_ends_the_connection_and_a_message_of_smaller_ones_does_not() {
    // 256 bytes in frames of up to 100
    for (limit, is_taken) in [(100, true), (99, false)] {
        let mut socket = WebSocket::builder(at("/fragments")).max_frame_size(limit).await.unwrap();
        assert_eq!(text(&mut socket).await, "\u{e9}\u{20ac}\u{1f30d}");
        match socket.recv().await.unwrap() {
            Ok(message) => assert!(is_taken && message.len() == 256),
            Err(error) => assert!(!is_taken && matches!(error, Error::Closed(_)), "{error:?}"),
        }
    }
}

#[sentence]
async fn a_message_that_comes_with_the_answer_is_not_lost() {
    let (listener, url) = listen().await;
    let connect = WebSocket::builder(&url).connect();
    let (mut stream, request) = accept(&listener).await;
    let mut bytes = answer(&request, "").into_bytes();
    bytes.extend(b"\x81\x05early\x88\x02\x03\xe8");
    stream.write_all(&bytes).await.unwrap();
    let mut socket = connect.await.unwrap();
    assert_eq!(text(&mut socket).await, "early");
    assert_eq!(socket.recv().await, None);
    assert_eq!(socket.closed().await.code, CloseCode::NORMAL);
}
