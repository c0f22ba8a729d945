//! `binaryType`: what it takes, and what becomes of binary messages (WPT binaryType-*).
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::*;
use web_sys::{BinaryType, Blob, WebSocket};

use crate::page::{outcome, run_on, text_on, words_on};
use crate::recorder::{data, listen};
use crate::server::{READY_STATES, in_state, recorded};

#[wasm_bindgen_test]
async fn both_values_can_be_set_in_every_state() {
    for ready_state in READY_STATES {
        let socket = in_state(ready_state).await;
        assert_eq!(text_on(&socket, "socket.binaryType"), "blob");
        for value in ["arraybuffer", "arraybuffer", "blob"] {
            run_on(&socket, &format!("socket.binaryType = '{value}'")).unwrap();
            assert_eq!(text_on(&socket, "socket.binaryType"), value, "in state {ready_state}");
        }
    }
}

#[wasm_bindgen_test]
async fn any_other_value_is_ignored() {
    let socket = in_state(WebSocket::CONNECTING).await;
    for kept in ["arraybuffer", "blob"] {
        run_on(&socket, &format!("socket.binaryType = '{kept}'")).unwrap();
        for value in [
            "''",
            "'Blob'",
            "'BLOB'",
            "'ArrayBuffer'",
            "'blob '",
            "'arraybuffer\\0'",
            "'notBlobOrArrayBuffer'",
            "null",
            "undefined",
            "0",
            "{}",
            "[]",
        ] {
            let set = run_on(&socket, &format!("socket.binaryType = {value}"));
            assert_eq!(outcome(set), "returned", "{value}");
            assert_eq!(text_on(&socket, "socket.binaryType"), kept, "{value}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_value_is_converted_to_a_string() {
    let socket = in_state(WebSocket::CONNECTING).await;
    for (value, expected) in [
        ("{ toString: () => 'arraybuffer' }", "arraybuffer"),
        ("['blob']", "blob"),
        ("new String('arraybuffer')", "arraybuffer"),
    ] {
        run_on(&socket, &format!("socket.binaryType = {value}")).unwrap();
        assert_eq!(text_on(&socket, "socket.binaryType"), expected, "{value}");
    }
    for (value, error) in
        [("Symbol()", "TypeError"), ("{ toString() { throw new RangeError(); } }", "RangeError")]
    {
        assert_eq!(outcome(run_on(&socket, &format!("socket.binaryType = {value}"))), error);
        assert_eq!(text_on(&socket, "socket.binaryType"), "arraybuffer");
    }
}

#[wasm_bindgen_test]
async fn a_binary_message_becomes_what_is_asked_for_when_it_is_delivered() {
    let (socket, log) = recorded("/send?bytes=00ff&count=5");
    listen(&socket, "message", |socket, _| {
        let blobs_now = socket.binary_type() == BinaryType::Blob;
        socket.set_binary_type(if blobs_now { BinaryType::Arraybuffer } else { BinaryType::Blob });
    });
    let entries = log.until_there_are(5, "message").await;
    assert_eq!(
        entries,
        [
            "open 1",
            "message 1 Blob of 2",
            "message 1 ArrayBuffer 00ff",
            "message 1 Blob of 2",
            "message 1 ArrayBuffer 00ff",
            "message 1 Blob of 2",
        ]
    );
}

#[wasm_bindgen_test]
async fn a_value_set_while_connecting_holds_for_the_first_message() {
    let (socket, log) = recorded("/send?bytes=010203&count=2");
    socket.set_binary_type(BinaryType::Arraybuffer);
    let entries = log.until_there_are(2, "message").await;
    let message = "message 1 ArrayBuffer 010203";
    assert_eq!(entries, ["open 1", message, message]);
}

#[wasm_bindgen_test]
async fn text_is_a_string_whatever_the_value() {
    for binary_type in [BinaryType::Blob, BinaryType::Arraybuffer] {
        let (socket, log) = recorded("/send?text=hello");
        socket.set_binary_type(binary_type);
        assert_eq!(log.until("message").await, ["open 1", "message 1 hello"]);
    }
}

#[wasm_bindgen_test]
async fn an_empty_message_is_an_empty_blob_or_buffer() {
    for (binary_type, message) in [
        (BinaryType::Blob, "message 1 Blob of 0"),
        (BinaryType::Arraybuffer, "message 1 ArrayBuffer "),
    ] {
        let (socket, log) = recorded("/send?bytes=");
        socket.set_binary_type(binary_type);
        assert_eq!(log.until("message").await, ["open 1", message]);
    }
}

#[wasm_bindgen_test]
async fn the_blob_has_no_type_and_the_buffer_is_the_pages_own() {
    let (socket, log) = recorded("/send?bytes=0102&count=2");
    run_on(
        &socket,
        "(socket.received = [], socket.onmessage = ({ data }) => {
            socket.received.push(data);
            socket.binaryType = 'arraybuffer';
        })",
    )
    .unwrap();
    log.until_there_are(2, "message").await;
    let blob: Blob = run_on(&socket, "socket.received[0]").unwrap().unchecked_into();
    let read = JsFuture::from(blob.array_buffer()).await.unwrap();
    assert_eq!((blob.type_(), data(&read)), (String::new(), "ArrayBuffer 0102".to_owned()));
    let buffer = run_on(&socket, "socket.received[1]").unwrap();
    let members = "it.constructor === ArrayBuffer, it.resizable, new Uint8Array(it).fill(9)";
    assert_eq!(words_on(&buffer, members), "true false 9,9");
}
