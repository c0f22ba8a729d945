//! `onopen`, `onmessage`, `onerror`, `onclose`, and what `EventTarget` gives (WPT eventhandlers).
use wasm_bindgen_test::*;
use web_sys::WebSocket;

use crate::page::{run_on, texts_on};
use crate::server::{connect, recorded};

const HANDLERS: [&str; 4] = ["onopen", "onmessage", "onerror", "onclose"];

// The strings in `seen` after a script has run, where `fire()` dispatches an event like `open`.
fn seen(statements: &str) -> Vec<String> {
    let script = format!(
        "(() => {{
            const seen = [];
            const fire = () => socket.dispatchEvent(new Event('open'));
            {statements}
            return seen;
        }})()"
    );
    texts_on(&connect("/echo"), &script)
}

#[wasm_bindgen_test]
fn a_handler_is_null_or_the_object_that_was_set() {
    let socket = connect("/echo");
    for handler in HANDLERS {
        for (value, kept) in [
            ("null", "null"),
            ("undefined", "null"),
            ("1", "null"),
            ("'text'", "null"),
            ("Symbol()", "null"),
            ("true", "null"),
            ("1n", "null"),
            ("globalThis.handler = () => {}", "handler"),
            ("globalThis.handler = {}", "handler"),
            ("globalThis.handler = { handleEvent() {} }", "handler"),
        ] {
            let script = format!("(socket.{handler} = {value}, socket.{handler} === {kept})");
            assert_eq!(run_on(&socket, &script).unwrap(), true, "{handler} = {value}");
        }
        let unset =
            format!("(socket.{handler} = () => {{}}, socket.{handler} = 5, socket.{handler})");
        assert_eq!(run_on(&socket, &unset).unwrap(), wasm_bindgen::JsValue::NULL);
    }
}

#[wasm_bindgen_test]
fn a_handler_is_null_at_first() {
    let socket = connect("/echo");
    assert_eq!(
        [socket.onopen(), socket.onmessage(), socket.onerror(), socket.onclose()],
        [None, None, None, None]
    );
}

#[wasm_bindgen_test]
async fn handlers_are_called_with_the_event_and_the_socket() {
    for (target, expected) in [
        ("/send?text=hello&close", ["open", "message", "close"].as_slice()),
        ("/refuse", ["error", "close"].as_slice()),
    ] {
        let (socket, log) = recorded(target);
        run_on(
            &socket,
            "(socket.seen = [], ['open', 'message', 'error', 'close'].forEach((type) => {
                socket[`on${type}`] = function (event) {
                    const { length } = arguments;
                    const isRight = this === socket && event.target === socket && length === 1;
                    if (isRight) socket.seen.push(type);
                };
            }))",
        )
        .unwrap();
        log.until("close").await;
        assert_eq!(texts_on(&socket, "socket.seen"), expected, "{target}");
    }
}

#[wasm_bindgen_test]
fn a_handler_has_the_place_of_its_first_assignment_among_the_listeners() {
    let entries = seen(
        "socket.addEventListener('open', () => seen.push('first'));
        socket.onopen = () => seen.push('handler');
        socket.addEventListener('open', () => seen.push('last'));
        fire();
        seen.push('replaced:');
        socket.onopen = () => seen.push('new handler');
        fire();
        seen.push('removed:');
        socket.onopen = null;
        fire();
        seen.push('set again:');
        socket.onopen = () => seen.push('handler');
        fire();",
    );
    assert_eq!(
        entries,
        [
            "first",
            "handler",
            "last",
            "replaced:",
            "first",
            "new handler",
            "last",
            "removed:",
            "first",
            "last",
            "set again:",
            "first",
            "last",
            "handler",
        ]
    );
}

#[wasm_bindgen_test]
fn an_object_is_called_as_a_listener_and_not_as_a_handler() {
    let entries = seen(
        "const object = { handleEvent() { seen.push(this === object ? 'listener' : 'not this'); } };
        socket.onopen = object;
        fire();
        seen.push('added:');
        socket.addEventListener('open', object);
        fire();",
    );
    assert_eq!(entries, ["added:", "listener"]);
}

#[wasm_bindgen_test]
fn a_handler_that_returns_false_cancels_only_what_can_be_cancelled() {
    let entries = seen(
        "socket.onopen = () => false;
        for (const cancelable of [false, true]) {
            const event = new Event('open', { cancelable });
            seen.push(`${socket.dispatchEvent(event)} ${event.defaultPrevented}`);
        }",
    );
    assert_eq!(entries, ["true false", "false true"]);
}

#[wasm_bindgen_test]
fn an_error_in_a_listener_is_reported_and_stops_no_other() {
    let entries = seen(
        "const report = (event) => {
            event.preventDefault();
            event.stopImmediatePropagation();
            seen.push(`reported ${event.error.message}`);
        };
        window.addEventListener('error', report, { capture: true });
        socket.addEventListener('open', () => { throw new Error('one'); });
        socket.onopen = () => { throw new Error('two'); };
        socket.addEventListener('open', () => seen.push('last'));
        fire();
        window.removeEventListener('error', report, { capture: true });",
    );
    assert_eq!(entries, ["reported one", "reported two", "last"]);
}

#[wasm_bindgen_test]
fn listeners_have_the_options_of_event_target() {
    let entries = seen(
        "const twice = () => seen.push('twice');
        socket.addEventListener('open', twice);
        socket.addEventListener('open', twice);
        socket.addEventListener('open', twice, { capture: true });
        socket.addEventListener('open', () => seen.push('once'), { once: true });
        const abort = new AbortController();
        socket.addEventListener('open', () => seen.push('until aborted'), { signal: abort.signal });
        const removed = () => seen.push('removed');
        socket.addEventListener('open', removed);
        socket.removeEventListener('open', removed);
        fire();
        abort.abort();
        seen.push('again:');
        fire();",
    );
    assert_eq!(entries, ["twice", "twice", "once", "until aborted", "again:", "twice", "twice"]);
}

#[wasm_bindgen_test]
fn an_event_of_the_pages_own_reaches_listeners_and_changes_nothing() {
    let entries = seen(
        "socket.onclose = ({ code }) => seen.push(`${code} ${socket.readyState}`);
        socket.onopen = (event) => seen.push(`${event.isTrusted} ${socket.readyState}`);
        socket.addEventListener('own', (event) => seen.push(event.detail));
        fire();
        socket.dispatchEvent(new CloseEvent('close', { code: 1234 }));
        socket.dispatchEvent(new CustomEvent('own', { detail: 'own' }));
        seen.push(String(socket.readyState));",
    );
    assert_eq!(entries, ["false 0", "1234 0", "own", "0"]);
}

#[wasm_bindgen_test]
async fn a_handler_set_right_after_the_constructor_misses_nothing() {
    let (socket, log) = recorded("/send?text=hello&close");
    run_on(&socket, "(socket.seen = [], socket.onopen = () => socket.seen.push('open'))").unwrap();
    run_on(&socket, "socket.onmessage = ({ data }) => socket.seen.push(data)").unwrap();
    log.until("close").await;
    assert_eq!(texts_on(&socket, "socket.seen"), ["open", "hello"]);
    assert_eq!(socket.ready_state(), WebSocket::CLOSED);
}
