//! `bufferedAmount`: which bytes count, from when to when (WPT bufferedAmount/*).
use wasm_bindgen_test::*;
use web_sys::WebSocket;

use crate::page::{microtask, outcome, run_on, task};
use crate::server::{in_state, opened, recorded};

// Values and the bytes they are counted with.
const COUNTED: [(&str, u32); 26] = [
    ("''", 0),
    ("'hello'", 5),
    ("'é'", 2),
    ("'\\u07ff\\u0800'", 5),
    ("'✓'", 3),
    ("'😀'", 4),
    ("'\\ud800'", 3),
    ("'\\udc00'", 3),
    ("'\\ud800a\\udc00'", 7),
    ("'\\udc00\\ud800'", 6),
    ("'\\ud800\\ud800\\udc00'", 7),
    ("'\\ud800é'", 5),
    ("'\\ud800✓'", 6),
    ("null", 4),
    ("undefined", 9),
    ("1.5", 3),
    ("{ toString: () => '✓✓' }", 6),
    ("new Blob(['abc'])", 3),
    ("new Blob()", 0),
    ("new ArrayBuffer(7)", 7),
    ("new ArrayBuffer(0)", 0),
    ("new Uint16Array(3)", 6),
    ("new Uint8Array(8).subarray(2, 5)", 3),
    ("new DataView(new ArrayBuffer(8))", 8),
    ("new DataView(new ArrayBuffer(8), 1, 2)", 2),
    ("new BigUint64Array(2)", 16),
];

// Send each value, and compare what it adds.
fn send_counted(socket: &WebSocket) {
    for (value, bytes) in COUNTED {
        let before = socket.buffered_amount();
        run_on(socket, &format!("socket.send({value})")).unwrap();
        assert_eq!(socket.buffered_amount() - before, bytes, "{value} in {}", socket.ready_state());
    }
}

fn all_counted() -> u32 {
    COUNTED.iter().map(|(_, bytes)| bytes).sum()
}

#[wasm_bindgen_test]
async fn every_kind_counts_its_bytes_at_once_in_an_open_socket() {
    let socket = in_state(WebSocket::OPEN).await;
    send_counted(&socket);
    assert_eq!(socket.buffered_amount(), all_counted());
}

#[wasm_bindgen_test]
async fn what_is_sent_after_close_counts_for_ever() {
    let (socket, log) = opened("/echo").await;
    socket.close().unwrap();
    send_counted(&socket);
    log.until("close").await;
    assert_eq!(socket.buffered_amount(), all_counted());
    send_counted(&socket);
    task().await;
    assert_eq!(socket.buffered_amount(), 2 * all_counted());
}

#[wasm_bindgen_test]
async fn what_is_sent_to_a_failed_connection_counts_for_ever() {
    let (socket, log) = recorded("/refuse");
    log.until("close").await;
    send_counted(&socket);
    task().await;
    assert_eq!(socket.buffered_amount(), all_counted());
}

#[wasm_bindgen_test]
async fn what_is_sent_after_closing_a_connecting_socket_counts_for_ever() {
    let (socket, log) = recorded("/echo");
    socket.close().unwrap();
    socket.send_with_str("four").unwrap();
    log.until("close").await;
    socket.send_with_str("three").unwrap();
    assert_eq!(socket.buffered_amount(), 9);
}

#[wasm_bindgen_test]
async fn what_was_waiting_and_what_is_sent_after_close_add_up() {
    let (socket, log) = opened("/echo").await;
    socket.send_with_str(&"x".repeat(1000)).unwrap();
    socket.close().unwrap();
    assert_eq!(socket.buffered_amount(), 1000);
    socket.send_with_str("four").unwrap();
    assert_eq!(socket.buffered_amount(), 1004);
    // The thousand go out before the Close frame.
    log.until("close").await;
    assert_eq!(socket.buffered_amount(), 4);
}

#[wasm_bindgen_test]
async fn the_value_does_not_shrink_within_a_task() {
    let (socket, log) = opened("/echo").await;
    socket.send_with_str(&"x".repeat(1000)).unwrap();
    for _ in 0..30 {
        microtask().await;
        assert_eq!(socket.buffered_amount(), 1000);
    }
    log.until("message").await;
    assert_eq!(socket.buffered_amount(), 0);
}

#[wasm_bindgen_test]
async fn the_value_is_back_at_zero_when_the_echo_arrives() {
    let (socket, log) = opened("/echo").await;
    for count in 1..=5 {
        socket.send_with_str("hello").unwrap();
        socket.send_with_u8_array(&[1, 2, 3]).unwrap();
        assert_eq!(socket.buffered_amount(), 8);
        log.until_there_are(2 * count, "message").await;
        assert_eq!(socket.buffered_amount(), 0);
    }
}

#[wasm_bindgen_test]
async fn a_send_that_throws_adds_nothing() {
    for ready_state in [WebSocket::OPEN, WebSocket::CLOSING, WebSocket::CLOSED] {
        let socket = in_state(ready_state).await;
        for arguments in ["", "Symbol()", "new ArrayBuffer(4, { maxByteLength: 8 })"] {
            let result = run_on(&socket, &format!("socket.send({arguments})"));
            assert_eq!(outcome(result), "TypeError", "{arguments}");
            assert_eq!(socket.buffered_amount(), 0, "{arguments}");
        }
    }
}

#[wasm_bindgen_test]
async fn transferred_memory_adds_nothing() {
    for ready_state in [WebSocket::OPEN, WebSocket::CLOSING, WebSocket::CLOSED] {
        let socket = in_state(ready_state).await;
        for value in ["buffer", "new Uint8Array(buffer)", "new DataView(buffer)"] {
            let script = format!(
                "(() => {{
                    const buffer = new ArrayBuffer(8);
                    const value = {value};
                    structuredClone(buffer, {{ transfer: [buffer] }});
                    socket.send(value);
                }})()"
            );
            run_on(&socket, &script).unwrap();
            assert_eq!(socket.buffered_amount(), 0, "{value}");
        }
    }
}
