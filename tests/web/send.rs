//! `send(data)`: which kind a value is, when it throws, and what arrives (WPT Send-*, binary/*).
use wasm_bindgen_test::*;
use web_sys::WebSocket;

use crate::page::{hex, outcome, run, run_on, text_on};
use crate::server::{READY_STATES, in_state, opened};

fn sent(socket: &WebSocket, arguments: &str) -> String {
    outcome(run_on(socket, &format!("socket.send({arguments})")))
}

// What a server got of a message that holds this, as its description.
fn description(kind: &str, bytes: &[u8]) -> String {
    format!("{kind} of {}: {}", bytes.len(), hex(bytes))
}

// Send each of these values, and return how the server describes what it got.
async fn described(values: &[&str]) -> Vec<String> {
    let (socket, log) = opened("/describe").await;
    for value in values {
        assert_eq!(sent(&socket, value), "returned", "{value}");
    }
    let entries = log.until_there_are(values.len(), "message").await;
    entries[1..].iter().map(|entry| from_json(entry)).collect()
}

fn from_json(entry: &str) -> String {
    let json = entry.strip_prefix("message 1 ").unwrap_or_else(|| panic!("{entry}"));
    let script = "(({ kind, byteLength, hex }) => `${kind} of ${byteLength}: ${hex}`)";
    text_on(&json.into(), &format!("{script}(JSON.parse(it))"))
}

#[wasm_bindgen_test]
async fn a_value_that_is_no_bytes_is_sent_as_the_text_of_its_string() {
    let texts = [
        ("'hello'", "hello"),
        ("''", ""),
        ("'é✓😀'", "é✓😀"),
        ("'\\0\\ufeff\\n'", "\0\u{feff}\n"),
        ("'\\ud800a\\udc00'", "\u{fffd}a\u{fffd}"),
        ("null", "null"),
        ("undefined", "undefined"),
        ("1.5", "1.5"),
        ("-0", "0"),
        ("10n", "10"),
        ("false", "false"),
        ("{}", "[object Object]"),
        ("[1, [2, 3]]", "1,2,3"),
        ("new String('text')", "text"),
        ("{ toString: () => 'own', valueOf: () => 'not this' }", "own"),
        ("new FormData()", "[object FormData]"),
        ("Object.create(new Blob(['x']))", "[object Blob]"),
        ("Object.setPrototypeOf({}, Array.prototype)", ""),
        ("'first', 'ignored'", "first"),
    ];
    let values = texts.map(|(value, _)| value);
    let expected = texts.map(|(_, text)| description("text", text.as_bytes()));
    assert_eq!(described(&values).await, expected);
}

#[wasm_bindgen_test]
async fn blobs_buffers_and_views_are_sent_as_their_bytes() {
    let binaries: [(&str, &[u8]); 16] = [
        ("new Blob(['ab', 'c'], { type: 'text/plain' })", b"abc"),
        ("new File(['abc'], 'name')", b"abc"),
        ("new Blob()", b""),
        ("Uint8Array.of(0, 1, 255).buffer", &[0, 1, 255]),
        ("new ArrayBuffer(0)", &[]),
        ("Uint8Array.of(0, 1, 255)", &[0, 1, 255]),
        ("Uint8ClampedArray.of(300, -1)", &[255, 0]),
        ("Int8Array.of(-1)", &[255]),
        ("Uint16Array.of(1, 2)", &[1, 0, 2, 0]),
        ("Int32Array.of(-2)", &[254, 255, 255, 255]),
        ("Float32Array.of(1)", &[0, 0, 128, 63]),
        ("Float64Array.of(1)", &[0, 0, 0, 0, 0, 0, 240, 63]),
        ("BigInt64Array.of(1n)", &[1, 0, 0, 0, 0, 0, 0, 0]),
        ("new DataView(Uint8Array.of(7, 8).buffer)", &[7, 8]),
        ("new Uint8Array()", &[]),
        ("Object.setPrototypeOf(Uint8Array.of(9), null)", &[9]),
    ];
    let values = binaries.map(|(value, _)| value);
    let expected = binaries.map(|(_, bytes)| description("binary", bytes));
    assert_eq!(described(&values).await, expected);
}

#[wasm_bindgen_test]
async fn a_view_is_sent_from_its_offset_to_its_end() {
    let bytes = "Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7)";
    let values = [
        format!("{bytes}.subarray(2, 5)"),
        format!("{bytes}.subarray(8)"),
        format!("new Uint16Array({bytes}.buffer, 2, 2)"),
        format!("new DataView({bytes}.buffer, 1, 2)"),
        format!("new DataView({bytes}.buffer, 6)"),
    ];
    let expected: [&[u8]; 5] = [&[2, 3, 4], &[], &[2, 3, 4, 5], &[1, 2], &[6, 7]];
    assert_eq!(
        described(&values.each_ref().map(String::as_str)).await,
        expected.map(|bytes| description("binary", bytes))
    );
}

#[wasm_bindgen_test]
async fn memory_that_was_transferred_away_is_sent_as_nothing() {
    let detached = |value: &str| {
        format!(
            "(() => {{
                const buffer = new ArrayBuffer(8);
                const value = {value};
                structuredClone(buffer, {{ transfer: [buffer] }});
                return value;
            }})()"
        )
    };
    let values =
        ["buffer", "new Uint8Array(buffer, 2)", "new DataView(buffer, 2, 4)"].map(detached);
    let expected = [(); 3].map(|()| description("binary", &[]));
    assert_eq!(described(&values.each_ref().map(String::as_str)).await, expected);
}

#[wasm_bindgen_test]
async fn what_is_sent_is_what_was_there_at_the_time_of_the_call() {
    let change = |value: &str| {
        format!(
            "(() => {{
                const bytes = Uint8Array.of(1, 2, 3);
                socket.send({value});
                bytes.fill(9);
            }})()"
        )
    };
    let (socket, log) = opened("/describe").await;
    for value in ["bytes", "bytes.buffer", "new DataView(bytes.buffer)", "new Blob([bytes])"] {
        run_on(&socket, &change(value)).unwrap();
    }
    let entries = log.until_there_are(4, "message").await;
    for entry in &entries[1..] {
        assert_eq!(from_json(entry), description("binary", &[1, 2, 3]));
    }
}

#[wasm_bindgen_test]
async fn messages_arrive_in_the_order_of_the_calls_blobs_too() {
    let (socket, log) = opened("/describe").await;
    run_on(
        &socket,
        "[new Blob(['a'.repeat(100000)]), 'b', new Blob(['c']), Uint8Array.of(100), new Blob(), 'e']
            .forEach((data) => socket.send(data))",
    )
    .unwrap();
    let entries = log.until_there_are(6, "message").await;
    assert_eq!(
        entries[1..].iter().map(|entry| from_json(entry)).collect::<Vec<_>>(),
        [
            format!("binary of 100000: {}", "61".repeat(64)),
            description("text", b"b"),
            description("binary", b"c"),
            description("binary", b"d"),
            description("binary", b""),
            description("text", b"e"),
        ]
    );
}

#[wasm_bindgen_test]
async fn a_megabyte_comes_back_as_it_was() {
    let (socket, log) = opened("/echo").await;
    let text = "0123456789abcdef".repeat(65536);
    socket.send_with_str(&text).unwrap();
    let entries = log.until("message").await;
    assert!(entries[1].strip_prefix("message 1 ").is_some_and(|echoed| echoed == text));
}

#[wasm_bindgen_test]
async fn sending_while_connecting_throws_after_the_conversion() {
    let socket = in_state(WebSocket::CONNECTING).await;
    for (arguments, expected) in [
        ("'x'", "DOMException InvalidStateError"),
        ("''", "DOMException InvalidStateError"),
        ("null", "DOMException InvalidStateError"),
        ("Uint8Array.of(1)", "DOMException InvalidStateError"),
        ("new ArrayBuffer(1)", "DOMException InvalidStateError"),
        ("new Blob(['x'])", "DOMException InvalidStateError"),
        ("{}", "DOMException InvalidStateError"),
        ("", "TypeError"),
        ("Symbol()", "TypeError"),
        ("new ArrayBuffer(1, { maxByteLength: 2 })", "TypeError"),
        ("{ toString() { throw new RangeError(); } }", "RangeError"),
    ] {
        assert_eq!(sent(&socket, arguments), expected, "{arguments}");
    }
    assert_eq!((socket.ready_state(), socket.buffered_amount()), (WebSocket::CONNECTING, 0));
}

#[wasm_bindgen_test]
async fn what_cannot_be_converted_throws_in_every_state() {
    for ready_state in READY_STATES {
        let socket = in_state(ready_state).await;
        for (arguments, expected) in [
            ("", "TypeError"),
            ("Symbol()", "TypeError"),
            ("Object.create(null)", "TypeError"),
            ("new ArrayBuffer(1, { maxByteLength: 2 })", "TypeError"),
            ("new Uint8Array(new ArrayBuffer(1, { maxByteLength: 2 }))", "TypeError"),
            ("new DataView(new ArrayBuffer(1, { maxByteLength: 2 }))", "TypeError"),
            ("new WebAssembly.Memory(SHARED).buffer", "TypeError"),
            ("new Uint8Array(new WebAssembly.Memory(SHARED).buffer)", "TypeError"),
            ("new DataView(new WebAssembly.Memory(SHARED).buffer)", "TypeError"),
            ("{ toString() { throw new RangeError(); } }", "RangeError"),
        ] {
            let arguments = arguments.replace("SHARED", "{ shared: true, initial: 1, maximum: 1 }");
            let told = format!("send({arguments}) in state {ready_state}");
            assert_eq!(sent(&socket, &arguments), expected, "{told}");
            assert_eq!(
                (socket.ready_state(), socket.buffered_amount()),
                (ready_state, 0),
                "{told}"
            );
        }
        socket.close().unwrap();
    }
}

#[wasm_bindgen_test]
async fn half_precision_floats_are_bytes_where_there_are_any() {
    if run("typeof Float16Array").unwrap() != "function" {
        return;
    }
    assert_eq!(described(&["Float16Array.of(1)"]).await, [description("binary", &[0, 60])]);
}

#[wasm_bindgen_test]
async fn values_of_another_frame_are_what_they_are_here() {
    run("document.body.append(Object.assign(document.createElement('iframe'), { name: 'other' }))")
        .unwrap();
    let values = [
        "frames.other.Uint8Array.of(1, 2)",
        "new frames.other.ArrayBuffer(1)",
        "new frames.other.Blob(['abc'])",
        "new frames.other.DataView(new frames.other.ArrayBuffer(2))",
        "new frames.other.String('text')",
    ];
    assert_eq!(
        described(&values).await,
        [
            description("binary", &[1, 2]),
            description("binary", &[0]),
            description("binary", b"abc"),
            description("binary", &[0, 0]),
            description("text", b"text"),
        ]
    );
    run("document.querySelector('iframe[name=other]').remove()").unwrap();
}
