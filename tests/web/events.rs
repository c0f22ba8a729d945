//! Which events a connection fires: their order, the state they see, what they tell (WPT events/*).
use wasm_bindgen_test::*;
use web_sys::{BinaryType, WebSocket};

use crate::page::{run_on, task, words_on};
use crate::recorder::{Recorder, listen};
use crate::server::{opened, recorded, url};

#[wasm_bindgen_test]
async fn a_connection_is_opened_used_and_closed() {
    let (socket, log) = opened("/echo").await;
    socket.set_binary_type(BinaryType::Arraybuffer);
    socket.send_with_str("hello").unwrap();
    socket.send_with_u8_array(&[0, 255]).unwrap();
    log.until_there_are(2, "message").await;
    socket.close_with_code_and_reason(1000, "bye").unwrap();
    assert_eq!(
        log.until("close").await,
        ["open 1", "message 1 hello", "message 1 ArrayBuffer 00ff", "close 3 1000 clean: bye"]
    );
}

#[wasm_bindgen_test]
async fn the_close_event_has_the_code_and_the_reason_of_the_server() {
    for (query, event) in [
        ("", "close 3 1005 clean"),
        ("code=1000", "close 3 1000 clean"),
        ("code=1001", "close 3 1001 clean"),
        ("code=1002", "close 3 1002 clean"),
        ("code=1003", "close 3 1003 clean"),
        ("code=1007", "close 3 1007 clean"),
        ("code=1008", "close 3 1008 clean"),
        ("code=1009", "close 3 1009 clean"),
        ("code=1010", "close 3 1010 clean"),
        ("code=1011", "close 3 1011 clean"),
        ("code=3000&reason=bye", "close 3 3000 clean: bye"),
        ("code=4999&reason=%E2%9C%93%F0%9F%98%80", "close 3 4999 clean: ✓😀"),
        // A byte order mark is a character like others.
        ("body=03e8efbbbf61", "close 3 1000 clean: \u{feff}a"),
    ] {
        let (_socket, log) = recorded(&format!("/close?{query}"));
        assert_eq!(log.until("close").await, ["open 1", event], "{query}");
    }
}

#[wasm_bindgen_test]
async fn what_arrived_before_the_servers_close_frame_is_delivered_in_an_open_socket() {
    let (_socket, log) = recorded("/send?text=x&count=3&close");
    assert_eq!(
        log.until("close").await,
        ["open 1", "message 1 x", "message 1 x", "message 1 x", "close 3 1000 clean"]
    );
}

#[wasm_bindgen_test]
async fn a_connection_that_breaks_off_is_closed_without_an_error() {
    let (socket, log) = opened("/drop?after=1").await;
    socket.send_with_str("now").unwrap();
    assert_eq!(log.until("close").await, ["open 1", "close 3 1006 unclean"]);
}

#[wasm_bindgen_test]
async fn texts_arrive_as_they_were_sent() {
    for text in ["", "hello", "é✓😀", "\u{feff}mark", "nul\0nul", "\u{2028}\r\n"] {
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let (_socket, log) = recorded(&format!("/send?text={encoded}"));
        assert_eq!(log.until("message").await, ["open 1", &format!("message 1 {text}")]);
    }
}

#[wasm_bindgen_test]
async fn a_message_in_pieces_arrives_whole() {
    let (socket, log) = recorded("/fragments");
    socket.set_binary_type(BinaryType::Arraybuffer);
    let bytes: String = (0..=255u8).map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        log.until_there_are(2, "message").await,
        ["open 1", "message 1 é€🌍", &format!("message 1 ArrayBuffer {bytes}")]
    );
}

#[wasm_bindgen_test]
async fn a_ping_is_answered_unseen() {
    let (_socket, log) = recorded("/ping");
    assert_eq!(log.until("message").await, ["open 1", "message 1 pong"]);
}

#[wasm_bindgen_test]
async fn events_are_the_hosts_own_trusted_and_fired_at_the_instance() {
    let (socket, log) = recorded("/send?text=hello&close");
    let seen = Recorder::default();
    for event_type in ["open", "message", "close"] {
        let seen = seen.clone();
        listen(&socket, event_type, move |socket, event| {
            assert_eq!(event.target().as_deref(), Some(socket.as_ref()));
            assert_eq!(event.current_target().as_deref(), Some(socket.as_ref()));
            let flags = "it.isTrusted, it.bubbles, it.cancelable, it.composed, it.defaultPrevented";
            let path = "it.eventPhase === Event.AT_TARGET, it.composedPath().length";
            seen.write(words_on(event, &format!("it.constructor.name, {flags}, {path}")));
        });
    }
    log.until("close").await;
    assert_eq!(
        seen.entries(),
        ["Event", "MessageEvent", "CloseEvent"]
            .map(|constructor| format!("{constructor} true false false false false true 1"))
    );
}

#[wasm_bindgen_test]
async fn the_error_event_tells_nothing() {
    let (socket, log) = recorded("/refuse");
    let seen = Recorder::default();
    let writer = seen.clone();
    listen(&socket, "error", move |_, event| {
        let members = "it.constructor.name, it.isTrusted, it.cancelable, it.message";
        writer.write(words_on(event, members));
    });
    log.until("close").await;
    assert_eq!(seen.entries(), ["Event true false undefined"]);
}

#[wasm_bindgen_test]
async fn a_message_event_names_the_origin_of_the_server() {
    let (socket, log) = recorded("/send?text=hello");
    let seen = Recorder::default();
    let writer = seen.clone();
    listen(&socket, "message", move |_, event| {
        let members = "it.origin, it.lastEventId === '', it.source, it.ports.length";
        writer.write(words_on(event, &format!("{members}, Object.isFrozen(it.ports)")));
    });
    log.until("message").await;
    assert_eq!(seen.entries(), [format!("{} true null 0 true", url(""))]);
}

#[wasm_bindgen_test]
async fn an_event_can_be_made_again_from_itself() {
    let (socket, log) = recorded("/send?text=hello&close");
    let copies = Recorder::default();
    for event_type in ["open", "message", "close"] {
        let copies = copies.clone();
        listen(&socket, event_type, move |_, event| {
            let copy = run_on(event, "new it.constructor(it.type, it)").unwrap();
            let members = "it.constructor.name, it.type, it.data, it.code, it.wasClean";
            copies.write(words_on(&copy, members));
        });
    }
    log.until("close").await;
    assert_eq!(
        copies.entries(),
        [
            "Event open undefined undefined undefined",
            "MessageEvent message hello undefined undefined",
            "CloseEvent close undefined 1000 true",
        ]
    );
}

#[wasm_bindgen_test]
async fn the_microtasks_of_an_event_run_before_the_next_event() {
    let (socket, log) = recorded("/send?text=x&count=2&close");
    for event_type in ["open", "message", "close"] {
        let log = log.clone();
        listen(&socket, event_type, move |_, event| {
            let log = log.clone();
            let entry = format!("microtask after {}", event.type_());
            wasm_bindgen_futures::spawn_local(async move { log.write(entry) });
        });
    }
    assert_eq!(
        log.until("microtask after close").await,
        [
            "open 1",
            "microtask after open",
            "message 1 x",
            "microtask after message",
            "message 1 x",
            "microtask after message",
            "close 3 1000 clean",
            "microtask after close",
        ]
    );
}

#[wasm_bindgen_test]
async fn close_is_the_last_event() {
    let (socket, log) = recorded("/send?text=x&close");
    let entries = log.until("close").await;
    socket.send_with_str("too late").unwrap();
    socket.close().unwrap();
    for _ in 0..5 {
        task().await;
        assert_eq!((socket.ready_state(), log.entries()), (WebSocket::CLOSED, entries.clone()));
    }
}
