//! `new WebSocket(url, protocols)`: conversions, then checks, then nothing until the task ends.
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::*;
use web_sys::{BinaryType, WebSocket};

use crate::page::{microtask, outcome, run, run_on, text, text_on, texts};
use crate::recorder::Recorder;
use crate::server::{Watched, connect, construct, construct_with, recorded, url};

fn constructed(arguments: &str) -> String {
    outcome(run(&format!("new WebSocket({arguments})")))
}

#[wasm_bindgen_test]
fn arguments_are_converted_from_left_to_right_before_the_url_is_parsed() {
    let order = texts(
        "(() => {
            const order = [];
            const item = (text) => ({ toString() { order.push(text); return text; } });
            const protocols = {
                get [Symbol.iterator]() {
                    order.push('@@iterator');
                    return function* () { yield item('same'); yield item('same'); };
                },
            };
            try {
                new WebSocket(item('ws://['), protocols);
            } catch ({ message }) {
                return [...order, message];
            }
        })()",
    );
    assert_eq!(order, ["ws://[", "@@iterator", "same", "same", "The URL ws://[ is not valid."]);
}

#[wasm_bindgen_test]
fn an_argument_that_cannot_be_converted_is_a_type_error_whatever_else_is_wrong() {
    for arguments in [
        "",
        "Symbol()",
        "Symbol(), ['a', 'a']",
        "{ toString: null, valueOf: null }",
        "echo, Symbol()",
        "echo, [Symbol()]",
        "'ws://bad host/', [Symbol()]",
        "'ws://bad host/', ['a', 'a', Symbol()]",
        "'ftp://127.0.0.1/', { [Symbol.iterator]: 1 }",
        "echo, { [Symbol.iterator]: () => 1 }",
        "echo, { [Symbol.iterator]: () => ({ next: 1 }) }",
        "echo, { [Symbol.iterator]: () => ({ next: () => 1 }) }",
        "echo, { protocols: [Symbol()] }",
    ] {
        assert_eq!(constructed(arguments), "TypeError", "{arguments}");
    }
}

#[wasm_bindgen_test]
fn what_a_conversion_of_the_page_throws_is_passed_on() {
    for arguments in [
        "{ toString() { throw new RangeError(); } }",
        "echo, { get [Symbol.iterator]() { throw new RangeError(); } }",
        "echo, (function* () { yield 'a'; throw new RangeError(); })()",
        "echo, [{ toString() { throw new RangeError(); } }]",
        "echo, { get protocols() { throw new RangeError(); } }",
    ] {
        assert_eq!(constructed(arguments), "RangeError", "{arguments}");
    }
}

#[wasm_bindgen_test]
fn a_url_that_is_not_one_of_a_websocket_is_a_syntax_error() {
    for url in [
        "ws://",
        "ws://[",
        "ws://bad host/",
        "ws://127.0.0.1:65536/",
        "ws://127.0.0.1:port/",
        "ws://%/",
        "wss://a<b/",
        "ftp://127.0.0.1/",
        "mailto:somebody@example.org",
        "about:blank",
        "javascript:0",
        "file:///",
        "wsx://127.0.0.1/",
        "ws://127.0.0.1/#fragment",
        "ws://127.0.0.1/#",
        "http://127.0.0.1/?query#",
        "#",
    ] {
        assert_eq!(outcome(construct(url)), "DOMException SyntaxError", "{url}");
    }
}

#[wasm_bindgen_test]
fn the_url_is_parsed_against_the_document_and_serialised() {
    let page = text("location.host");
    for (input, href) in [
        ("'ws://127.0.0.1:8'", "ws://127.0.0.1:8/"),
        ("'WS://LOCALHOST:8/Path'", "ws://localhost:8/Path"),
        ("'ws://127.0.0.1:80/'", "ws://127.0.0.1/"),
        ("'wss://127.0.0.1:443/'", "wss://127.0.0.1/"),
        ("'http://127.0.0.1:8/'", "ws://127.0.0.1:8/"),
        ("'https://127.0.0.1:8/'", "wss://127.0.0.1:8/"),
        ("new URL('http://127.0.0.1:8/a/../b')", "ws://127.0.0.1:8/b"),
        ("' ws://127.0.0.1:8/\\t\\n '", "ws://127.0.0.1:8/"),
        ("'ws://user:pass@127.0.0.1:8/'", "ws://user:pass@127.0.0.1:8/"),
        ("'ws://127.0.0.1:8/ü?ü'", "ws://127.0.0.1:8/%C3%BC?%C3%BC"),
        ("'ws://127.0.0.1:8/?\\ud800'", "ws://127.0.0.1:8/?%EF%BF%BD"),
        ("'ws://127.0.0.1:8/?a/%23'", "ws://127.0.0.1:8/?a/%23"),
        ("'//127.0.0.1:8/'", "ws://127.0.0.1:8/"),
        ("''", "ws://PAGE/"),
        ("'/path'", "ws://PAGE/path"),
        ("'?query'", "ws://PAGE/?query"),
        ("null", "ws://PAGE/null"),
        ("undefined", "ws://PAGE/undefined"),
    ] {
        let socket = run(&format!("new WebSocket({input})")).unwrap();
        run_on(&socket, "socket.close()").unwrap();
        assert_eq!(text_on(&socket, "socket.url"), href.replace("PAGE", &page), "{input}");
    }
}

#[wasm_bindgen_test]
fn the_base_element_of_the_document_counts() {
    let href = text(
        "(() => {
            const base = document.createElement('base');
            base.href = 'https://127.0.0.1:8/folder/page';
            document.head.append(base);
            const socket = new WebSocket('chat');
            base.remove();
            socket.close();
            return socket.url;
        })()",
    );
    assert_eq!(href, "wss://127.0.0.1:8/folder/chat");
}

#[wasm_bindgen_test]
async fn subprotocols_reach_the_server_in_their_order_however_they_are_given() {
    for (protocols, requested) in [
        ("undefined", None),
        ("[]", None),
        ("new Set()", None),
        ("{}", None),
        ("{ protocols: undefined }", None),
        ("{ protocols: [] }", None),
        ("{ unknown: 'member' }", None),
        ("() => {}", None),
        ("{ [Symbol.iterator]: null, protocols: 'a' }", Some("a")),
        ("'chat'", Some("chat")),
        ("1", Some("1")),
        ("['b', 'a']", Some("b, a")),
        ("['a', 'A']", Some("a, A")),
        ("[1, null]", Some("1, null")),
        ("new Set(['a', 'b', 'a'])", Some("a, b")),
        ("(function* () { yield 'a'; yield 'b'; })()", Some("a, b")),
        ("new String('ab')", Some("a, b")),
        ("{ protocols: 'chat' }", Some("chat")),
        ("{ protocols: ['a', 'b'], unknown: 1 }", Some("a, b")),
    ] {
        let watched = Watched::new();
        let target = url(&watched.target("/echo"));
        let script = format!("new WebSocket('{target}', {protocols})");
        let socket: WebSocket = run(&script).unwrap().unchecked_into();
        let log = Recorder::of(&socket);
        assert_eq!(log.until("open").await, ["open 1"], "{protocols}");
        let first = requested.and_then(|list| list.split(", ").next()).unwrap_or_default();
        assert_eq!(socket.protocol(), first, "{protocols}");
        socket.close().unwrap();
        assert_eq!(watched.report().await.requested_protocols.as_deref(), requested, "{protocols}");
    }
}

#[wasm_bindgen_test]
async fn a_subprotocol_may_have_every_character_of_a_token() {
    let token: String = ('!'..='~').filter(|character| !SEPARATORS.contains(*character)).collect();
    let socket = construct_with(&url("/echo"), &token).unwrap();
    let log = Recorder::of(&socket);
    assert_eq!(log.until("open").await, ["open 1"]);
    assert_eq!(socket.protocol(), token);
}

#[wasm_bindgen_test]
fn a_subprotocol_with_any_other_character_is_a_syntax_error() {
    let controls_and_beyond = ('\0'..=' ').chain('\u{7f}'..='\u{ff}').chain(['€', '😀']);
    for character in controls_and_beyond.chain(SEPARATORS.chars()) {
        let refused = construct_with(&url("/echo"), &format!("a{character}b"));
        assert_eq!(outcome(refused), "DOMException SyntaxError", "{character:?}");
    }
}

#[wasm_bindgen_test]
fn a_subprotocol_that_is_empty_or_repeated_is_a_syntax_error() {
    for protocols in
        ["''", "['']", "['a', '']", "['a', 'a']", "['a', 'b', 'a']", "['1', 1]", "'a, b'"]
    {
        assert_eq!(
            constructed(&format!("echo, {protocols}")),
            "DOMException SyntaxError",
            "{protocols}"
        );
    }
}

#[wasm_bindgen_test]
fn arguments_after_the_second_are_ignored() {
    assert_eq!(constructed("echo, [], Symbol()"), "returned");
}

#[wasm_bindgen_test]
fn a_new_socket_is_connecting_and_knows_only_its_url() {
    let socket = connect("/echo");
    assert_eq!(socket.url(), url("/echo"));
    assert_eq!(socket.ready_state(), WebSocket::CONNECTING);
    assert_eq!(socket.buffered_amount(), 0);
    assert_eq!((socket.protocol(), socket.extensions()), (String::new(), String::new()));
    assert_eq!(socket.binary_type(), BinaryType::Blob);
}

#[wasm_bindgen_test]
async fn nothing_happens_before_the_task_that_made_the_socket_ends() {
    let (socket, log) = recorded("/echo");
    for _ in 0..30 {
        microtask().await;
        assert_eq!((socket.ready_state(), log.entries()), (WebSocket::CONNECTING, vec![]));
    }
    assert_eq!(log.until("open").await, ["open 1"]);
}

#[wasm_bindgen_test]
async fn protocol_and_extensions_are_known_from_open_on_and_kept() {
    let socket = construct_with(&url("/echo?deflate"), "chat").unwrap();
    let log = Recorder::of(&socket);
    log.until("open").await;
    let known = (socket.protocol(), socket.extensions());
    assert_eq!(known.0, "chat");
    assert!(known.1.starts_with("permessage-deflate"), "{}", known.1);
    socket.close().unwrap();
    log.until("close").await;
    assert_eq!((socket.protocol(), socket.extensions()), known);
}

#[wasm_bindgen_test]
async fn a_socket_made_by_http_connects_like_one_made_by_ws() {
    let http = url("/send?text=hello").replacen("ws", "http", 1);
    let socket = construct(&http).unwrap();
    let log = Recorder::of(&socket);
    assert_eq!(log.until("message").await, ["open 1", "message 1 hello"]);
    assert_eq!(socket.url(), url("/send?text=hello"));
}

/// Printable ASCII that is no part of a token: RFC 2616, section 2.2
const SEPARATORS: &str = "()<>@,;:\\\"/[]?={}";
