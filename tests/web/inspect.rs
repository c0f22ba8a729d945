//! `inspect`: figures of one socket from the moment an inspector is attached.
use js_sys::Date;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::*;
use web_sys::{BinaryType, WebSocket};
use websocket_wasm::{Inspector, inspect};

use crate::page::{outcome, run, run_on, texts_on};
use crate::server::{connect, construct_with, opened, recorded, url};

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Snapshot {
    ready_state: u16,
    url: String,
    protocol: String,
    buffered_amount: u32,
    sent: Traffic,
    received: Traffic,
    queued: Traffic,
    dropped: Traffic,
    open_since: Option<f64>,
    close: Option<Ending>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
struct Traffic {
    messages: u32,
    bytes: u32,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Ending {
    code: u16,
    reason: String,
    was_clean: bool,
}

fn snapshot(inspector: &Inspector) -> Snapshot {
    serde_wasm_bindgen::from_value(inspector.snapshot()).unwrap()
}

fn traffic(messages: u32, bytes: u32) -> Traffic {
    Traffic { messages, bytes }
}

#[wasm_bindgen_test]
fn a_snapshot_is_a_plain_object_with_these_members() {
    let inspector = inspect(&connect("/echo")).unwrap();
    let snapshot = inspector.snapshot();
    assert_eq!(
        texts_on(&snapshot, "Object.keys(it)"),
        [
            "readyState",
            "url",
            "protocol",
            "bufferedAmount",
            "sent",
            "received",
            "queued",
            "dropped",
            "openSince",
            "close",
        ]
    );
    assert_eq!(run_on(&snapshot, "structuredClone(it).sent.messages").unwrap(), 0);
}

#[wasm_bindgen_test]
fn a_new_socket_has_nothing_but_its_url() {
    let socket = connect("/echo");
    assert_eq!(
        snapshot(&inspect(&socket).unwrap()),
        Snapshot {
            ready_state: WebSocket::CONNECTING,
            url: url("/echo"),
            protocol: String::new(),
            buffered_amount: 0,
            sent: Traffic::default(),
            received: Traffic::default(),
            queued: Traffic::default(),
            dropped: Traffic::default(),
            open_since: None,
            close: None,
        }
    );
}

#[wasm_bindgen_test]
async fn messages_and_their_bytes_are_counted_both_ways() {
    for binary_type in [BinaryType::Blob, BinaryType::Arraybuffer] {
        let (socket, log) = recorded("/echo");
        socket.set_binary_type(binary_type);
        let inspector = inspect(&socket).unwrap();
        log.until("open").await;
        for data in ["'hello'", "'✓'", "''", "new Blob(['ab'])", "Uint16Array.of(1, 2)", "1.5"] {
            run_on(&socket, &format!("socket.send({data})")).unwrap();
        }
        let at_once = snapshot(&inspector);
        assert_eq!((at_once.sent, at_once.received), (traffic(6, 17), traffic(0, 0)));
        assert_eq!((at_once.buffered_amount, at_once.queued), (17, traffic(0, 0)));
        log.until_there_are(6, "message").await;
        let in_the_end = snapshot(&inspector);
        assert_eq!((in_the_end.sent, in_the_end.received), (traffic(6, 17), traffic(6, 17)));
    }
}

#[wasm_bindgen_test]
async fn the_bytes_of_a_long_text_are_counted_with_its_surrogates_paired_or_lone() {
    let (socket, log) = opened("/echo").await;
    let inspector = inspect(&socket).unwrap();
    // Texts are measured in pieces of 10,000 code units: pairs before, across and after the cuts, and halves at them.
    let texts = [
        ("'a'.repeat(9999) + '🌍' + 'a'.repeat(9998) + '🌍🌍'", 9999 + 4 + 9998 + 8),
        ("'a'.repeat(9998) + '🌍' + 'é'.repeat(11000)", 9998 + 4 + 22000),
        ("'a'.repeat(9999) + '\\ud83c'", 9999 + 3),
        ("'a'.repeat(9999) + '\\ud83ca\\udf0d'", 9999 + 3 + 1 + 3),
        ("'✓'.repeat(30000)", 90000),
    ];
    let mut expected = traffic(0, 0);
    for (index, (text, bytes)) in texts.into_iter().enumerate() {
        run_on(&socket, &format!("socket.send({text})")).unwrap();
        log.until_there_are(index + 1, "message").await;
        expected.messages += 1;
        expected.bytes += bytes;
        let figures = snapshot(&inspector);
        assert_eq!((figures.sent, figures.received), (expected, expected), "{text}");
    }
}

#[wasm_bindgen_test]
async fn what_is_sent_after_close_is_counted_as_dropped() {
    let (socket, log) = opened("/echo").await;
    let inspector = inspect(&socket).unwrap();
    socket.send_with_str("sent").unwrap();
    socket.close().unwrap();
    socket.send_with_str("dropped").unwrap();
    assert_eq!(snapshot(&inspector).ready_state, WebSocket::CLOSING);
    log.until("close").await;
    socket.send_with_u8_array(&[1, 2, 3]).unwrap();
    let figures = snapshot(&inspector);
    assert_eq!((figures.sent, figures.dropped), (traffic(1, 4), traffic(2, 10)));
    assert_eq!((figures.ready_state, figures.buffered_amount), (WebSocket::CLOSED, 10));
}

#[wasm_bindgen_test]
async fn opening_and_closing_are_seen() {
    let (_socket, log) = recorded("/close?code=3001&reason=bye");
    let before = Date::now();
    let inspector = inspect(&_socket).unwrap();
    log.until("close").await;
    let Snapshot { open_since, close, ready_state, .. } = snapshot(&inspector);
    assert!(
        open_since.is_some_and(|time| (before..=Date::now()).contains(&time)),
        "{open_since:?}"
    );
    let bye = Ending { code: 3001, reason: "bye".to_owned(), was_clean: true };
    assert_eq!((close, ready_state), (Some(bye), WebSocket::CLOSED));
}

#[wasm_bindgen_test]
async fn a_failed_connection_was_never_open() {
    let (socket, log) = recorded("/refuse");
    let inspector = inspect(&socket).unwrap();
    log.until("close").await;
    let failed = Ending { code: 1006, reason: String::new(), was_clean: false };
    let figures = snapshot(&inspector);
    assert_eq!((figures.open_since, figures.close), (None, Some(failed)));
}

#[wasm_bindgen_test]
async fn the_protocol_is_the_one_in_use() {
    let socket = construct_with(&url("/echo"), "chat").unwrap();
    let inspector = inspect(&socket).unwrap();
    crate::recorder::Recorder::of(&socket).until("open").await;
    assert_eq!(snapshot(&inspector).protocol, "chat");
}

#[wasm_bindgen_test]
async fn an_inspector_counts_from_the_moment_it_is_attached() {
    let (socket, log) = opened("/echo").await;
    socket.send_with_str("before").unwrap();
    log.until("message").await;
    let inspector = inspect(&socket).unwrap();
    socket.send_with_str("after").unwrap();
    log.until_there_are(2, "message").await;
    let figures = snapshot(&inspector);
    assert_eq!((figures.sent, figures.received), (traffic(1, 5), traffic(1, 5)));
    assert_eq!(figures.open_since, None);
}

#[wasm_bindgen_test]
async fn a_detached_inspector_keeps_its_figures() {
    let (socket, log) = opened("/echo").await;
    let inspector = inspect(&socket).unwrap();
    socket.send_with_str("counted").unwrap();
    log.until("message").await;
    inspector.detach();
    let last = snapshot(&inspector);
    assert_eq!((last.sent, last.received), (traffic(1, 7), traffic(1, 7)));
    socket.send_with_str("not counted").unwrap();
    log.until_there_are(2, "message").await;
    inspector.detach();
    assert_eq!(snapshot(&inspector), last);
}

#[wasm_bindgen_test]
async fn detaching_one_inspector_leaves_the_other_counting() {
    let (socket, log) = opened("/echo").await;
    let (first, second) = (inspect(&socket).unwrap(), inspect(&socket).unwrap());
    first.detach();
    first.detach();
    socket.send_with_str("hello").unwrap();
    log.until("message").await;
    assert_eq!(snapshot(&first).sent, traffic(0, 0));
    assert_eq!(
        (snapshot(&second).sent, snapshot(&second).received),
        (traffic(1, 5), traffic(1, 5))
    );
}

#[wasm_bindgen_test]
async fn an_inspector_attached_after_all_were_detached_starts_from_zero() {
    let (socket, log) = opened("/echo").await;
    let first = inspect(&socket).unwrap();
    socket.send_with_str("hello").unwrap();
    log.until("message").await;
    first.detach();
    let second = inspect(&socket).unwrap();
    assert_eq!(
        (snapshot(&second).sent, snapshot(&second).received),
        (traffic(0, 0), traffic(0, 0))
    );
}

#[wasm_bindgen_test]
async fn an_inspected_socket_fires_the_same_events() {
    let (socket, log) = recorded("/send?text=x&count=2&close");
    let _inspector = inspect(&socket).unwrap();
    assert_eq!(
        log.until("close").await,
        ["open 1", "message 1 x", "message 1 x", "close 3 1000 clean"]
    );
}

#[wasm_bindgen_test]
fn only_instances_of_the_class_can_be_inspected() {
    let host = websocket_wasm::uninstall().unwrap();
    let native = js_sys::Reflect::construct(
        host.unchecked_ref::<js_sys::Function>(),
        &js_sys::Array::of1(&url("/echo").into()),
    )
    .unwrap();
    let prototype = run("WebSocket.prototype").unwrap();
    for value in [native, prototype, JsValue::NULL, "text".into(), js_sys::Object::new().into()] {
        assert_eq!(outcome(inspect(&value)), "TypeError", "{value:?}");
    }
}
