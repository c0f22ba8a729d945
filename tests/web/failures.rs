//! Connections that fail: always an `error` event and a `close` event that do not say why.
//!
//! `webdriver.json` has Firefox try again at once: after a failure it waits, each time longer.
use wasm_bindgen_test::*;
use web_sys::WebSocket;

use crate::page::{is_webkit, task};
use crate::recorder::{Recorder, listen};
use crate::server::{Watched, construct, construct_with, opened, recorded, url};

const FAILED: [&str; 2] = ["error 3", "close 3 1006 unclean"];

#[wasm_bindgen_test]
async fn why_a_connection_could_not_be_established_cannot_be_told() {
    for target in [
        "/refuse",
        "/refuse?status=200",
        "/refuse?status=401",
        "/refuse?status=500",
        "/reset",
        "/no-such-behaviour",
    ] {
        let (socket, log) = recorded(target);
        assert_eq!(log.until("close").await, FAILED, "{target}");
        assert_eq!((socket.protocol(), socket.extensions()), (String::new(), String::new()));
        assert_eq!(socket.url(), url(target));
    }
}

#[wasm_bindgen_test]
async fn a_server_that_is_not_there_is_no_exception() {
    // 25 is a port that browsers never connect to, 2 one that nobody listens on. For the first, WebKit fires no close.
    for unreachable in ["ws://127.0.0.1:2/", "ws://127.0.0.1:25/"] {
        if is_webkit() && unreachable.contains(":25/") {
            break;
        }
        let socket = construct(unreachable).unwrap();
        let log = Recorder::of(&socket);
        assert_eq!(socket.ready_state(), WebSocket::CONNECTING);
        assert_eq!(log.until("close").await, FAILED, "{unreachable}");
    }
}

#[wasm_bindgen_test]
async fn another_subprotocol_than_those_asked_for_fails_the_connection() {
    for answer in ["other", "CHAT", "chat2"] {
        let socket = construct_with(&url(&format!("/protocol?answer={answer}")), "chat").unwrap();
        assert_eq!(Recorder::of(&socket).until("close").await, FAILED, "{answer}");
        assert_eq!(socket.protocol(), "");
    }
}

#[wasm_bindgen_test]
async fn a_requested_subprotocol_that_is_not_acknowledged_fails_the_connection() {
    let socket = construct_with(&url("/protocol"), "chat").unwrap();
    let log = Recorder::of(&socket);
    assert_eq!(log.until("close").await, FAILED);
    assert_eq!((socket.protocol(), socket.extensions()), (String::new(), String::new()));
    socket.send_with_str("lost").unwrap();
    assert_eq!((socket.ready_state(), socket.buffered_amount()), (WebSocket::CLOSED, 4));
}

#[wasm_bindgen_test]
async fn what_the_host_reports_of_an_unacknowledged_subprotocol_reaches_nobody() {
    // The server's message, its answer to the Close frame and the end of the connection are still to come.
    let watched = Watched::new();
    let socket = construct_with(&url(&watched.target("/protocol?greet")), "chat").unwrap();
    let log = Recorder::of(&socket);
    log.until("close").await;
    watched.report().await;
    task().await;
    assert_eq!(log.entries(), FAILED);
}

#[wasm_bindgen_test]
async fn microtasks_run_between_error_and_close_of_an_unacknowledged_subprotocol() {
    let socket = construct_with(&url("/protocol"), "chat").unwrap();
    let log = Recorder::of(&socket);
    let writer = log.clone();
    listen(&socket, "error", move |_, _| {
        let writer = writer.clone();
        wasm_bindgen_futures::spawn_local(async move { writer.write("microtask") });
    });
    assert_eq!(log.until("close").await, ["error 3", "microtask", "close 3 1006 unclean"]);
}

#[wasm_bindgen_test]
async fn an_event_of_the_pages_own_is_no_acknowledgement() {
    let socket = construct_with(&url("/protocol"), "chat").unwrap();
    socket.dispatch_event(&web_sys::Event::new("open").unwrap()).unwrap();
    let log = Recorder::of(&socket);
    assert_eq!(log.until("close").await, FAILED);
    // And it is heard, also after the connection has failed.
    socket.dispatch_event(&web_sys::Event::new("error").unwrap()).unwrap();
    assert_eq!(log.entries().last().map(String::as_str), Some("error 3"));
}

#[wasm_bindgen_test]
async fn a_frame_that_breaks_the_protocol_fails_the_connection() {
    for target in
        ["/invalid-frame?kind=reserved-opcode", "/invalid-frame?kind=rsv", "/invalid-utf8"]
    {
        let (_socket, log) = recorded(target);
        let entries = log.until("close").await;
        let (before, failed) = entries.split_at(entries.len() - FAILED.len());
        assert_eq!(failed, FAILED, "{target}");
        // A browser may look at the frame before it fires the event.
        assert!(before.is_empty() || before == ["open 1"], "{target}: {before:?}");
    }
}

#[wasm_bindgen_test]
async fn error_and_close_are_one_task_with_microtasks_between() {
    let (socket, log) = recorded("/refuse");
    let writer = log.clone();
    listen(&socket, "error", move |_, _| {
        for (entry, when) in [("microtask", false), ("later task", true)] {
            let writer = writer.clone();
            wasm_bindgen_futures::spawn_local(async move {
                if when {
                    task().await;
                }
                writer.write(entry);
            });
        }
    });
    let mut expected = vec!["error 3", "microtask", "close 3 1006 unclean", "later task"];
    log.until("later task").await;
    let mut entries = log.until("close").await;
    if is_webkit() {
        // Two tasks there, and another may come between them.
        entries.retain(|entry| entry != "later task");
        expected.pop();
    }
    assert_eq!(entries, expected);
}

#[wasm_bindgen_test]
async fn a_failed_socket_can_be_used_without_an_exception() {
    let (socket, log) = recorded("/refuse");
    log.until("close").await;
    socket.send_with_str("lost").unwrap();
    socket.close_with_code_and_reason(1000, "late").unwrap();
    task().await;
    assert_eq!(log.entries(), FAILED);
    assert_eq!((socket.ready_state(), socket.buffered_amount()), (WebSocket::CLOSED, 4));
}

#[wasm_bindgen_test]
async fn a_socket_connects_after_others_have_failed() {
    let (_failed, log) = recorded("/refuse");
    log.until("close").await;
    let (socket, _log) = opened("/echo").await;
    assert_eq!(socket.ready_state(), WebSocket::OPEN);
}
