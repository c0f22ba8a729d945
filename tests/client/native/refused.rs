//! What a browser refuses is refused, unless the builder says otherwise.
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use websocket_wasm::*;

use super::peer::{accept, accept_key, answer, listen, report, reported};
use crate::common::*;

const FAILED: Error = Error::Connect(ConnectError::Failed);

#[sentence]
async fn a_url_that_needs_a_page_is_refused() {
    for url in ["/echo", "//127.0.0.1/", "ws:///"] {
        assert!(matches!(refused(url).await, Error::InvalidArgument(_)), "{url}");
    }
}

#[sentence]
async fn a_port_of_another_protocol_is_not_asked_unless_the_builder_allows_it() {
    // The first that nobody has; browsers block all of them.
    let mut listener = None;
    for port in [6000, 6566, 6667, 10080] {
        listener = listener.or(TcpListener::bind(("127.0.0.1", port)).await.ok());
    }
    let Some(listener) = listener else { return };
    let url = format!("ws://{}", listener.local_addr().unwrap());
    assert_eq!(refused(&format!("{url}/refused")).await, FAILED);
    let connect = WebSocket::builder(format!("{url}/allowed")).allow_any_port().connect();
    let (mut stream, request) = accept(&listener).await;
    assert!(request.starts_with("GET /allowed "), "{request}");
    stream.write_all(answer(&request, "").as_bytes()).await.unwrap();
    assert_eq!(connect.await.unwrap().ready_state(), ReadyState::Open);
}

#[sentence]
async fn codes_of_frames_are_refused_unless_the_builder_allows_them() {
    let socket = open("/echo").await;
    assert!(socket.close_with(1001, "").is_err());
    for code in [1001, 1011, 1014] {
        let id = format!("code-{code}");
        let socket = reported("/echo", &id).allow_any_close_code().await.unwrap();
        for never in [0, 999, 1004, 1005, 1006, 1015, 2999, 5000] {
            assert!(socket.close_with(never, "").is_err(), "{never}");
        }
        assert!(socket.close_with(code, &"x".repeat(124)).is_err());
        assert_eq!(socket.close_with(code, "why").unwrap().await.code, code);
        let report = report(&id).await;
        assert!(report.contains(&format!(r#""closeCode":{code},"closeReason":"why""#)), "{report}");
    }
}

#[sentence]
async fn the_same_for_one_that_comes_back() {
    let url = at("/echo?id=coming-back");
    let strict = ReconnectingWebSocket::connect(&url);
    assert!(strict.close_with(1001, "").is_err());
    drop(strict);
    let mut socket = ReconnectingWebSocket::builder(&url).allow_any_close_code().connect();
    while !matches!(socket.recv().await, Some(Event::Open { .. })) {}
    assert!(socket.sender().clone().close_with(1006, "").is_err());
    assert_eq!(socket.close_with(1001, "").unwrap().await.code, 1001);
}

#[cfg(feature = "remote")]
#[sentence]
async fn the_same_for_remote_halves() {
    let socket = reported("/echo", "remote").allow_any_close_code().await.unwrap();
    let closed = socket.closed();
    let (sender, _receiver) = socket.into_remote(1);
    assert!(sender.close_with(1006, "").is_err());
    sender.close_with(1012, "").unwrap();
    assert_eq!(closed.await.code, 1012);
}

#[sentence]
async fn a_subprotocol_that_is_not_acknowledged_is_refused_unless_the_builder_allows_it() {
    let asked =
        |query: &str| WebSocket::builder(at(&format!("/protocol{query}"))).protocols(["a", "b"]);
    let missing = Error::Connect(ConnectError::Subprotocol);
    for query in ["", "?answer=c", "?answer=A"] {
        assert_eq!(asked(query).await.unwrap_err(), missing, "{query}");
    }
    let mut socket = asked("?greet").allow_missing_subprotocol().await.unwrap();
    assert_eq!((text(&mut socket).await.as_str(), socket.protocol()), ("hello", ""));
    assert_eq!(asked("?answer=b").allow_missing_subprotocol().await.unwrap().protocol(), "b");
    for query in ["?answer=c", "?answer=A"] {
        let error = asked(query).allow_missing_subprotocol().await.unwrap_err();
        assert_eq!(error, missing, "{query}");
    }
    // Nobody has asked for one.
    assert_eq!(refused(&at("/protocol?answer=a")).await, FAILED);
}

#[sentence]
async fn an_answer_is_judged_as_in_browsers() {
    let switched = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: KEY\r\n";
    let with = |from: &str, to: &str| format!("{}\r\n", switched.replace(from, to));
    let cases = [
        (with("", ""), true),
        (with("websocket", "WebSocket"), true),
        (with(": Upgrade", ": keep-alive, upgrade"), true),
        (with("Connection", "Connection: keep-alive\r\nConnection"), true),
        (with("101 Switching Protocols", "101"), true),
        (with("HTTP/1.1", "HTTP/1.0"), false),
        (with("101", "200"), false),
        (with("101 Switching Protocols", "302 Found\r\nLocation: /"), false),
        (with("websocket", "h2c"), false),
        (with(": Upgrade", ": keep-alive"), false),
        (with("KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="), false),
        (with("Sec-WebSocket-Accept", "Sec-WebSocket-Accept: KEY\r\nSec-WebSocket-Accept"), false),
        (with("Upgrade: websocket", "Upgrade: websocket\r\nSec-WebSocket-Extensions: x"), false),
        ("\r\n\r\n".into(), false),
        ("SSH-2.0-OpenSSH\r\n".into(), false),
        (format!("HTTP/1.1 101 Switching Protocols\r\nX: {}", "x".repeat(300 << 10)), false),
    ];
    let (listener, url) = listen().await;
    for (template, is_open) in cases {
        let connect = WebSocket::builder(&url).connect();
        let (mut stream, request) = accept(&listener).await;
        let bytes = template.replace("KEY", &accept_key(&request));
        // Who refuses does not read all.
        let _ = stream.write_all(bytes.as_bytes()).await;
        let _ = stream.shutdown().await;
        let start = &template[..template.len().min(300)];
        match connect.await {
            Ok(_) => assert!(is_open, "{start}"),
            Err(error) => assert_eq!((error, is_open), (FAILED, false), "{start}"),
        }
    }
}

#[sentence]
async fn two_subprotocols_are_none() {
    let (listener, url) = listen().await;
    let connect = WebSocket::builder(&url).protocols(["a", "b"]).connect();
    let (mut stream, request) = accept(&listener).await;
    let two = "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: b\r\n";
    stream.write_all(answer(&request, two).as_bytes()).await.unwrap();
    assert_eq!(connect.await.unwrap_err(), Error::Connect(ConnectError::Subprotocol));
}

#[sentence]
async fn a_code_of_the_server_is_told_unless_it_is_one_that_is_never_sent() {
    let reasons = ["", "why", "Protocol violation", "\u{1f30d} \u{88}\u{2}"];
    for code in [0, 999, 1000, 1002, 1004, 1014, 1016, 2999, 4999, 5000, 65_535] {
        for reason in reasons {
            let path = format!("/close?code={code}&reason={}", encode(reason));
            let end = open(&path).await.closed().await;
            let told = (end.code.number(), &*end.reason, end.was_clean);
            assert_eq!(told, (code, reason, true), "{code} {reason:?}");
        }
    }
    for code in [1005, 1006, 1015] {
        let mut socket = open(&format!("/close?code={code}&reason=why")).await;
        let Some(Err(Error::Closed(end))) = socket.recv().await else { panic!("no error") };
        assert_eq!((end.code, end.was_clean), (CloseCode::ABNORMAL, false), "{code}");
    }
}
