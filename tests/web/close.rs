//! `close(code, reason)`: what it refuses, what it does in each state (WPT Close-*, close-invalid).
use wasm_bindgen_test::*;
use web_sys::WebSocket;

use crate::page::{microtask, outcome, run_on, task, text_on, texts_on};
use crate::recorder::{Recorder, listen};
use crate::server::{READY_STATES, in_state, opened, recorded};

fn closed_with(socket: &WebSocket, arguments: &str) -> String {
    outcome(run_on(socket, &format!("socket.close({arguments})")))
}

#[wasm_bindgen_test]
async fn only_1000_and_3000_to_4999_may_be_sent() {
    let socket = in_state(WebSocket::CLOSED).await;
    for (code, allowed) in [
        (0, false),
        (1, false),
        (999, false),
        (1000, true),
        (1001, false),
        (1005, false),
        (1006, false),
        (1015, false),
        (2999, false),
        (3000, true),
        (4999, true),
        (5000, false),
        (65535, false),
    ] {
        let expected = if allowed { "returned" } else { "DOMException InvalidAccessError" };
        assert_eq!(outcome(socket.close_with_code(code)), expected, "{code}");
    }
}

#[wasm_bindgen_test]
async fn a_code_is_clamped_to_16_bits_and_rounded_to_even() {
    let socket = in_state(WebSocket::CLOSED).await;
    for (code, allowed) in [
        ("undefined", true),
        ("999.5", true),
        ("999.49", false),
        ("1000.5", true),
        ("1000.51", false),
        ("2999.5", true),
        ("2999.49", false),
        ("4999.49", true),
        ("4999.5", false),
        ("'1000'", true),
        ("'0xbb8'", true),
        ("[3000]", true),
        ("new Date(4000)", true),
        ("{ valueOf: () => 3000 }", true),
        ("null", false),
        ("NaN", false),
        ("'code'", false),
        ("{}", false),
        ("true", false),
        ("-1", false),
        ("-1000", false),
        ("0x10000 + 1000", false),
        ("2 ** 32 + 1000", false),
        ("Infinity", false),
        ("-Infinity", false),
    ] {
        let expected = if allowed { "returned" } else { "DOMException InvalidAccessError" };
        assert_eq!(closed_with(&socket, code), expected, "{code}");
    }
}

#[wasm_bindgen_test]
async fn a_reason_may_have_123_bytes_whatever_its_characters() {
    let socket = in_state(WebSocket::CLOSED).await;
    for character in ["x", "é", "✓", "😀"] {
        for (length, allowed) in [(0, true), (122, true), (123, true), (124, false), (125, false)] {
            // Filled up to the exact length.
            let count = length / character.len();
            let reason = character.repeat(count) + &"x".repeat(length - count * character.len());
            let expected = if allowed { "returned" } else { "DOMException SyntaxError" };
            let closed = socket.close_with_code_and_reason(1000, &reason);
            assert_eq!(outcome(closed), expected, "{length} bytes of {character}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_reason_is_converted_to_scalar_values_and_measured_after_that() {
    let socket = in_state(WebSocket::CLOSED).await;
    for (reason, expected) in [
        ("undefined", "returned"),
        ("null", "returned"),
        ("{ toString: () => 'x'.repeat(123) }", "returned"),
        ("{ toString: () => 'x'.repeat(124) }", "DOMException SyntaxError"),
        // A lone surrogate becomes U+FFFD, three bytes.
        ("'\\ud800'.repeat(41)", "returned"),
        ("'\\ud800'.repeat(41) + 'x'", "DOMException SyntaxError"),
        ("'\\udc00'.repeat(41)", "returned"),
        ("'\\udc00'.repeat(41) + 'x'", "DOMException SyntaxError"),
    ] {
        assert_eq!(closed_with(&socket, &format!("3000, {reason}")), expected, "{reason}");
        assert_eq!(closed_with(&socket, &format!("undefined, {reason}")), expected, "{reason}");
    }
}

#[wasm_bindgen_test]
async fn conversions_come_before_checks_and_the_code_before_the_reason() {
    let socket = in_state(WebSocket::OPEN).await;
    for (arguments, expected) in [
        ("Symbol()", "TypeError"),
        ("1000n", "TypeError"),
        ("1001, Symbol()", "TypeError"),
        ("undefined, Symbol()", "TypeError"),
        ("{ valueOf() { throw new RangeError(); } }, Symbol()", "RangeError"),
        ("1001, 'x'.repeat(124)", "DOMException InvalidAccessError"),
        ("null, 'x'.repeat(124)", "DOMException InvalidAccessError"),
        ("undefined, 'x'.repeat(124)", "DOMException SyntaxError"),
    ] {
        assert_eq!(closed_with(&socket, arguments), expected, "{arguments}");
    }
    let order = texts_on(
        &socket,
        "(() => {
            const order = [];
            const code = { valueOf() { order.push('code'); return 1; } };
            const reason = { toString() { order.push('reason'); return 'x'.repeat(124); } };
            try { socket.close(code, reason); } catch (error) { order.push(error.name); }
            return order;
        })()",
    );
    assert_eq!(order, ["code", "reason", "InvalidAccessError"]);
}

#[wasm_bindgen_test]
async fn a_refused_call_throws_in_every_state_and_changes_nothing() {
    for ready_state in READY_STATES {
        let socket = in_state(ready_state).await;
        for (arguments, expected) in [
            ("2999", "DOMException InvalidAccessError"),
            ("1000, 'é'.repeat(62)", "DOMException SyntaxError"),
            ("Symbol()", "TypeError"),
        ] {
            let told = format!("close({arguments}) in state {ready_state}");
            assert_eq!(closed_with(&socket, arguments), expected, "{told}");
            assert_eq!(socket.ready_state(), ready_state, "{told}");
        }
        socket.close().unwrap();
    }
}

#[wasm_bindgen_test]
async fn the_exception_names_the_value_and_the_rule() {
    let socket = in_state(WebSocket::CLOSED).await;
    for (arguments, message) in [
        ("2999", "The close code must be 1000 or between 3000 and 4999. 2999 is neither."),
        (
            "1000, 'é'.repeat(62)",
            "The close reason must be at most 123 bytes of UTF-8. This one has 124.",
        ),
    ] {
        let error = run_on(&socket, &format!("socket.close({arguments})")).unwrap_err();
        assert_eq!(text_on(&error, "it.message"), message);
    }
}

#[wasm_bindgen_test]
async fn closing_a_connecting_socket_fails_it_in_a_later_task() {
    let (socket, log) = recorded("/echo");
    socket.close_with_code_and_reason(3000, "not told to anybody").unwrap();
    assert_eq!(socket.ready_state(), WebSocket::CLOSING);
    for _ in 0..30 {
        microtask().await;
        assert_eq!((socket.ready_state(), log.entries()), (WebSocket::CLOSING, vec![]));
    }
    assert_eq!(log.until("close").await, ["error 3", "close 3 1006 unclean"]);
}

#[wasm_bindgen_test]
async fn closing_a_socket_whose_server_does_not_answer_the_handshake_fails_it() {
    let (socket, log) = recorded("/stall");
    task().await;
    socket.close().unwrap();
    assert_eq!(socket.ready_state(), WebSocket::CLOSING);
    assert_eq!(log.until("close").await, ["error 3", "close 3 1006 unclean"]);
}

#[wasm_bindgen_test]
async fn closing_an_open_socket_is_told_by_the_close_event() {
    for (arguments, event) in [
        ("", "close 3 1005 clean"),
        ("undefined", "close 3 1005 clean"),
        ("undefined, ''", "close 3 1005 clean"),
        ("1000", "close 3 1000 clean"),
        ("3000, 'bye'", "close 3 3000 clean: bye"),
        ("4999, null", "close 3 4999 clean: null"),
        ("1000, 'a\\ud800'", "close 3 1000 clean: a\u{fffd}"),
        ("undefined, 'a reason goes with 1000'", "close 3 1000 clean: a reason goes with 1000"),
    ] {
        let (socket, log) = opened("/echo").await;
        run_on(&socket, &format!("socket.close({arguments})")).unwrap();
        assert_eq!(socket.ready_state(), WebSocket::CLOSING, "{arguments}");
        assert_eq!(log.until("close").await, ["open 1", event], "{arguments}");
    }
}

#[wasm_bindgen_test]
async fn only_the_first_call_counts() {
    let (socket, log) = opened("/echo").await;
    socket.close_with_code_and_reason(3001, "first").unwrap();
    socket.close_with_code_and_reason(3002, "second").unwrap();
    assert_eq!(log.until("close").await, ["open 1", "close 3 3001 clean: first"]);
    socket.close_with_code_and_reason(3003, "third").unwrap();
    task().await;
    assert_eq!((socket.ready_state(), log.entries().len()), (WebSocket::CLOSED, 2));
}

#[wasm_bindgen_test]
async fn a_socket_waits_in_closing_for_the_servers_close_frame() {
    let (socket, log) = opened("/no-close-answer").await;
    socket.send_with_str("before").unwrap();
    log.until("message").await;
    socket.close().unwrap();
    for _ in 0..5 {
        task().await;
        assert_eq!(socket.ready_state(), WebSocket::CLOSING);
    }
    assert_eq!(log.entries(), ["open 1", "message 1 before"]);
}

#[wasm_bindgen_test]
async fn no_message_is_delivered_after_close_even_if_it_has_arrived() {
    let (socket, log) = recorded("/send?text=x&count=100");
    listen(&socket, "message", |socket, _| socket.close().unwrap());
    assert_eq!(log.until("close").await, ["open 1", "message 1 x", "close 3 1005 clean"]);
}

#[wasm_bindgen_test]
async fn a_closed_socket_stays_closed() {
    let socket = in_state(WebSocket::CLOSED).await;
    let log = Recorder::of(&socket);
    socket.close_with_code(1000).unwrap();
    for _ in 0..5 {
        task().await;
        assert_eq!((socket.ready_state(), log.entries()), (WebSocket::CLOSED, vec![]));
    }
}
