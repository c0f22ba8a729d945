//! What only a native target has.
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use websocket_wasm::*;

use crate::common::*;

/// A server that a test plays itself; with the request that it has got
async fn accept(listener: &TcpListener) -> (tokio::net::TcpStream, String) {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        request.push(stream.read_u8().await.unwrap());
    }
    (stream, String::from_utf8(request).unwrap())
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/", listener.local_addr().unwrap());
    (listener, url)
}

#[sentence]
async fn all_types_and_their_futures_are_send_and_sync() {
    fn is_for_any_thread<T: Send + Sync + 'static>() {}
    is_for_any_thread::<(WebSocket, Builder, Connect, Sender, Receiver, Closed, Error)>();
    is_for_any_thread::<(ReconnectingWebSocket, ReconnectingSender, Events, Messages)>();
    is_for_any_thread::<ClosedForGood>();
}

#[test]
fn without_a_runtime_there_are_no_sockets() {
    let connect = std::pin::pin!(WebSocket::connect("ws://127.0.0.1:9/"));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(matches!(connect.poll(&mut cx), std::task::Poll::Ready(Err(Error::Unsupported))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn senders_in_many_threads_share_a_connection_and_nothing_is_lost() {
    let (sender, mut receiver) = open("/echo").await.split();
    let mut tasks = JoinSet::new();
    for task in 0..8 {
        let sender = sender.clone();
        tasks.spawn(async move {
            for number in 0..200 {
                sender.send(format!("{task} {number}")).await.unwrap();
            }
        });
    }
    let mut next = [0; 8];
    for _ in 0..1600 {
        let text = receiver.recv().await.unwrap().unwrap().into_text().unwrap();
        let (task, number) = text.split_once(' ').unwrap();
        let next = &mut next[task.parse::<usize>().unwrap()];
        assert_eq!(number.parse(), Ok(*next));
        *next += 1;
    }
    tasks.join_all().await;
    assert_eq!(sender.close_with(1000, "").unwrap().await.code, CloseCode::NORMAL);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_waits_for_room_in_another_thread_is_woken() {
    let builder = WebSocket::builder(at("/echo")).high_water_mark(1);
    let (sender, mut receiver) = builder.await.unwrap().split();
    let sending = tokio::spawn(async move {
        for _ in 0..2000 {
            sender.send(&[7; 100]).await.unwrap();
        }
        sender.drained(0).await.unwrap();
        sender
    });
    for _ in 0..2000 {
        assert_eq!(receiver.recv().await.unwrap().unwrap().len(), 100);
    }
    assert_eq!(sending.await.unwrap().buffered_amount(), 0);
}

#[sentence]
async fn headers_are_sent_but_not_those_of_the_handshake() {
    let (listener, url) = listen().await;
    let builder = WebSocket::builder(&url).header("Authorization", "Bearer 1").header("X-A", "b");
    let connect = builder.protocols(["chat"]).connect();
    let (stream, request) = accept(&listener).await;
    for line in ["authorization: Bearer 1", "x-a: b", "sec-websocket-protocol: chat"] {
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
async fn a_server_that_answers_no_ping_is_given_up() {
    let mut silent = WebSocket::builder(at("/slow")).ping_interval(ms(50)).await.unwrap();
    assert!(matches!(silent.recv().await, Some(Err(Error::Closed(_)))));
}

#[sentence]
async fn a_message_above_the_limit_ends_the_connection() {
    let builder = WebSocket::builder(at("/echo")).max_message_size(1000);
    let mut socket = builder.await.unwrap();
    socket.send(&[0; 1000]).await.unwrap();
    assert_eq!(socket.recv().await.unwrap().unwrap().len(), 1000);
    socket.send(&[0; 1001]).await.unwrap();
    let Some(Err(Error::Closed(end))) = socket.recv().await else { panic!("no error") };
    assert_eq!(end.code, CloseCode::ABNORMAL);
}

#[sentence]
async fn what_a_browser_refuses_is_refused() {
    // A page has a URL that others can be relative to; here is none.
    for url in ["/echo", "//127.0.0.1/", "ws:///"] {
        assert!(matches!(refused(url).await, Error::InvalidArgument(_)), "{url}");
    }
    // A server listens on this port or not: browsers do not ask.
    assert_eq!(refused("ws://127.0.0.1:6000/").await, Error::Connect(ConnectError::Failed));
}

#[test]
fn a_runtime_that_is_shut_down_ends_its_connections() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let socket = runtime.block_on(open("/echo"));
    let closed = socket.closed();
    drop(runtime);
    let other = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(other.block_on(closed).code, CloseCode::ABNORMAL);
    assert_eq!(socket.ready_state(), ReadyState::Closed);
}

#[sentence]
async fn functions_of_the_app_run_in_any_thread() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    let refuse = move |cause: &Cause, attempt| {
        told.lock().unwrap().push((cause.to_string(), attempt));
        attempt < 2
    };
    let builder = ReconnectingWebSocket::builder(refusing()).first_delay(ms(1));
    let mut socket = builder.should_reconnect(refuse).connect();
    let last = loop {
        match socket.recv().await {
            Some(Event::GaveUp { attempts, .. }) => break attempts,
            Some(Event::Reconnecting { .. }) => {}
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(seen.lock().unwrap().len(), last as usize + 1);
}
