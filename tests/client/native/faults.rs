//! Servers that are killed, stalled or cut off, and those that never answer: the connection ends, once, and nothing hangs.
use futures_util::future::join_all;
use tokio::io::AsyncWriteExt;
use websocket_wasm::*;

use super::peer::{accept, answer, listen};
use crate::common::*;

#[sentence]
async fn a_server_that_is_killed_ends_all_connections_once() {
    let server = Server::start(0);
    let url = format!("{}/echo", server.url);
    let sockets = join_all((0..50).map(|_| WebSocket::connect(&url))).await;
    server.kill();
    for socket in sockets {
        let mut socket = socket.unwrap();
        let Some(Err(Error::Closed(end))) = socket.recv().await else { panic!("no error") };
        assert_eq!((end.code, end.was_clean), (CloseCode::ABNORMAL, false));
        assert_eq!(socket.recv().await, None);
        assert_eq!(socket.send("late").await, Err(Error::Closed(end)));
    }
}

#[sentence]
async fn one_that_comes_back_finds_the_server_that_was_started_again() {
    let server = Server::start(0);
    let (port, url) = (server.port(), format!("{}/echo", server.url));
    let builder = ReconnectingWebSocket::builder(url).first_delay(ms(20)).max_delay(ms(50));
    let mut socket = builder.connect();
    while !matches!(socket.recv().await, Some(Event::Open { .. })) {}
    server.kill();
    while !matches!(socket.recv().await, Some(Event::Reconnecting { .. })) {}
    for number in 0..100 {
        socket.send(number.to_string()).await.unwrap();
    }
    let _server = Server::start(port);
    let mut next = 0;
    while next < 100 {
        if let Event::Message(message) = socket.recv().await.unwrap() {
            assert_eq!(message.as_text(), Some(&*next.to_string()));
            next += 1;
        }
    }
}

#[sentence]
async fn a_server_that_stands_still_makes_send_wait_and_goes_on_without_loss() {
    const CHUNK: usize = 1 << 16;
    let server = Server::start(0);
    let builder = WebSocket::builder(format!("{}/echo", server.url)).high_water_mark(CHUNK);
    let (sender, mut receiver) = builder.await.unwrap().split();
    server.signal("STOP");
    let mut sent = 0_usize;
    // The system takes some.
    while sender.try_send(vec![sent as u8; CHUNK]).is_ok() || sender.buffered_amount() == 0 {
        sent += 1;
        sleep(1).await;
    }
    assert!(sender.buffered_amount() <= 2 * CHUNK as u64, "{}", sender.buffered_amount());
    server.signal("CONT");
    sender.drained(0).await.unwrap();
    for number in 0..sent {
        let bytes = receiver.recv().await.unwrap().unwrap().into_bytes();
        assert!(bytes.len() == CHUNK && bytes.iter().all(|byte| *byte == number as u8));
    }
}

#[sentence]
async fn a_server_that_stands_still_is_given_up_by_pings_and_by_each_timeout() {
    let server = Server::start(0);
    let url = format!("{}/echo", server.url);
    let watched = WebSocket::builder(&url).ping_interval(ms(100)).await;
    let closing = WebSocket::builder(&url).close_timeout(ms(50)).await.unwrap();
    let plain = WebSocket::connect(&url).await.unwrap();
    server.signal("STOP");
    if let Ok(mut watched) = watched {
        assert!(matches!(watched.recv().await, Some(Err(Error::Closed(_)))));
    }
    assert_eq!(closing.close().await.code, CloseCode::ABNORMAL);
    let connect = WebSocket::builder(&url).connect_timeout(ms(50));
    assert_eq!(connect.await.unwrap_err(), Error::Connect(ConnectError::TimedOut));
    assert_eq!(plain.ready_state(), ReadyState::Open);
    server.signal("CONT");
}

#[sentence]
async fn what_was_cut_off_anywhere_is_an_end_and_no_hang() {
    let (listener, url) = listen().await;
    // A text, a Ping, a message in two frames, and a Close frame
    let frames = b"\x81\x03one\x89\x01p\x02\x01a\x80\x01b\x88\x05\x0f\xa0bye";
    let length = answer("Sec-WebSocket-Key: k", "").len() + frames.len();
    for is_reset in [false, true] {
        for cut in 0..=length {
            let connect = WebSocket::builder(&url).connect();
            let (mut stream, request) = accept(&listener).await;
            let mut bytes = answer(&request, "").into_bytes();
            let head = bytes.len();
            bytes.extend(frames);
            stream.write_all(&bytes[..cut]).await.unwrap();
            if is_reset {
                stream.set_zero_linger().unwrap();
            }
            drop(stream);
            match connect.await {
                Err(error) => assert_eq!(error, Error::Connect(ConnectError::Failed)),
                Ok(socket) => {
                    assert!(cut >= head);
                    check_cut(socket, cut - head, is_reset, frames.len()).await;
                }
            }
        }
    }
}

/// What arrives of `cut` bytes of frames; after a reset it may be less
async fn check_cut(mut socket: WebSocket, cut: usize, is_reset: bool, whole: usize) {
    let mut messages = Vec::new();
    let end = loop {
        match socket.recv().await {
            Some(Ok(message)) => messages.push(message.into_bytes()),
            Some(Err(Error::Closed(end))) => break end,
            Some(Err(error)) => panic!("{error:?}"),
            None => break socket.closed().await,
        }
    };
    let expected: &[&[u8]] = match cut {
        0..5 => &[],
        5..14 => &[b"one"],
        _ => &[b"one", b"ab"],
    };
    if is_reset {
        assert!(expected.starts_with(&messages.iter().map(Vec::as_slice).collect::<Vec<_>>()));
        return;
    }
    assert_eq!(messages, expected, "{cut}");
    let told = (end.code.number(), &*end.reason, end.was_clean);
    let right = if cut == whole { (4000, "bye", true) } else { (1006, "", false) };
    assert_eq!(told, right, "{cut}");
}

#[sentence]
async fn who_never_answers_is_given_up_in_each_phase() {
    // Accepted by the system, and read by nobody
    let (_listener, url) = listen().await;
    let builder = WebSocket::builder(&url).connect_timeout(ms(50));
    assert_eq!(builder.await.unwrap_err(), Error::Connect(ConnectError::TimedOut));

    // Half an answer
    let (listener, url) = listen().await;
    let connect = WebSocket::builder(&url).connect_timeout(ms(100)).connect();
    let (mut stream, _) = accept(&listener).await;
    stream.write_all(b"HTTP/1.1 101 Switching").await.unwrap();
    assert_eq!(connect.await.unwrap_err(), Error::Connect(ConnectError::TimedOut));

    // A Close frame that is answered, and a connection that nobody ends
    let connect = WebSocket::builder(&url).connect();
    let (mut stream, request) = accept(&listener).await;
    let mut bytes = answer(&request, "").into_bytes();
    bytes.extend(b"\x88\x02\x03\xe8");
    stream.write_all(&bytes).await.unwrap();
    let socket = connect.await.unwrap();
    let end = socket.closed().await;
    assert_eq!((end.code, end.was_clean), (CloseCode::NORMAL, true));
}
