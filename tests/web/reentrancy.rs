//! The page calls the socket from inside what the socket calls: listeners and conversions.
use wasm_bindgen_test::*;
use web_sys::{BinaryType, WebSocket};

use crate::page::{outcome, run_on, texts};
use crate::recorder::listen;
use crate::server::{Watched, connect, opened, recorded};

#[wasm_bindgen_test]
async fn a_socket_can_be_closed_from_each_of_its_events() {
    for (target, event_type, events) in [
        ("/echo", "open", ["open 1", "close 3 3000 clean: enough"].as_slice()),
        ("/send?text=x", "message", &["open 1", "message 1 x", "close 3 3000 clean: enough"]),
        ("/refuse", "error", &["error 3", "close 3 1006 unclean"]),
        ("/close?code=1001", "close", &["open 1", "close 3 1001 clean"]),
    ] {
        let (socket, log) = recorded(target);
        listen(&socket, event_type, |socket, _| {
            let before = socket.ready_state();
            socket.close_with_code_and_reason(3000, "enough").unwrap();
            assert_eq!(socket.ready_state(), before.max(WebSocket::CLOSING));
        });
        assert_eq!(log.until("close").await, events, "{event_type}");
    }
}

#[wasm_bindgen_test]
async fn a_message_can_be_sent_from_open_and_message() {
    let (socket, log) = recorded("/echo");
    listen(&socket, "open", |socket, _| socket.send_with_str("0").unwrap());
    let answers = log.clone();
    listen(&socket, "message", move |socket, _| {
        // The recorder listens first: it has the message already.
        let count = answers.entries().len() - 1;
        if count < 4 {
            socket.send_with_str(&count.to_string()).unwrap();
        } else {
            socket.close_with_code(1000).unwrap();
        }
    });
    assert_eq!(
        log.until("close").await,
        [
            "open 1",
            "message 1 0",
            "message 1 1",
            "message 1 2",
            "message 1 3",
            "close 3 1000 clean"
        ]
    );
}

#[wasm_bindgen_test]
async fn a_message_sent_from_error_or_close_is_counted_and_dropped() {
    for (event_type, target) in [("error", "/refuse"), ("close", "/refuse"), ("close", "/close")] {
        let (socket, log) = recorded(target);
        listen(&socket, event_type, |socket, _| {
            socket.send_with_str("four").unwrap();
            assert_eq!(socket.buffered_amount(), 4);
        });
        log.until("close").await;
        assert_eq!(socket.buffered_amount(), 4, "{event_type} of {target}");
    }
}

#[wasm_bindgen_test]
async fn the_binary_type_set_in_open_holds_for_the_first_message() {
    let (socket, log) = recorded("/send?bytes=07");
    listen(&socket, "open", |socket, _| socket.set_binary_type(BinaryType::Arraybuffer));
    assert_eq!(log.until("message").await, ["open 1", "message 1 ArrayBuffer 07"]);
}

#[wasm_bindgen_test]
async fn the_other_listeners_of_an_event_see_what_the_first_one_did() {
    let (socket, log) = recorded("/echo");
    listen(&socket, "open", |socket, _| socket.close().unwrap());
    let second = log.clone();
    listen(&socket, "open", move |socket, _| {
        let sent = outcome(socket.send_with_str("dropped"));
        second.write(format!("{} {sent} {}", socket.ready_state(), socket.buffered_amount()));
    });
    assert_eq!(log.until("close").await, ["open 1", "2 returned 7", "close 3 1005 clean"]);
}

#[wasm_bindgen_test]
async fn a_listener_can_dispatch_events_and_send_from_inside_them() {
    let (socket, log) = recorded("/echo");
    listen(&socket, "open", |socket, _| {
        run_on(socket, "socket.dispatchEvent(new MessageEvent('message', { data: 'nested' }))")
            .unwrap();
        socket.send_with_str("second").unwrap();
    });
    listen(&socket, "message", |socket, event| {
        if !event.is_trusted() {
            socket.send_with_str("first").unwrap();
        }
    });
    assert_eq!(
        log.until_there_are(3, "message").await,
        ["open 1", "message 1 nested", "message 1 first", "message 1 second"]
    );
}

#[wasm_bindgen_test]
async fn a_listener_can_make_another_socket() {
    let (first, first_log) = recorded("/close?code=3001");
    let log = first_log.clone();
    listen(&first, "close", move |_, _| {
        let log = log.clone();
        listen(&connect("/close?code=3002"), "close", move |second, _| {
            log.write(format!("second {}", second.ready_state()));
        });
    });
    assert_eq!(first_log.until("second").await, ["open 1", "close 3 3001 clean", "second 3"]);
}

#[wasm_bindgen_test]
async fn a_message_whose_conversion_closes_the_socket_is_dropped() {
    let watched = Watched::new();
    let (socket, log) = opened(&watched.target("/echo")).await;
    run_on(&socket, "socket.send({ toString() { socket.close(3000); return 'four'; } })").unwrap();
    assert_eq!((socket.ready_state(), socket.buffered_amount()), (WebSocket::CLOSING, 4));
    assert_eq!(log.until("close").await, ["open 1", "close 3 3000 clean"]);
    assert_eq!(watched.report().await.messages, 0);
}

#[wasm_bindgen_test]
async fn a_message_whose_conversion_sends_another_goes_after_it() {
    let (socket, log) = opened("/echo").await;
    run_on(&socket, "socket.send({ toString() { socket.send('inner'); return 'outer'; } })")
        .unwrap();
    assert_eq!(
        log.until_there_are(2, "message").await,
        ["open 1", "message 1 inner", "message 1 outer"]
    );
}

#[wasm_bindgen_test]
async fn a_close_whose_conversion_closes_the_socket_comes_too_late() {
    let (socket, log) = opened("/echo").await;
    run_on(
        &socket,
        "socket.close({ valueOf() { socket.close(3001, 'inner'); return 3002; } }, 'outer')",
    )
    .unwrap();
    assert_eq!(log.until("close").await, ["open 1", "close 3 3001 clean: inner"]);
}

#[wasm_bindgen_test]
fn a_binary_type_whose_conversion_sets_another_wins() {
    let socket = connect("/echo");
    let set =
        "socket.binaryType = { toString() { socket.binaryType = 'blob'; return 'arraybuffer'; } }";
    run_on(&socket, set).unwrap();
    assert_eq!(socket.binary_type(), BinaryType::Arraybuffer);
}

#[wasm_bindgen_test]
fn a_socket_can_be_made_while_the_arguments_of_another_are_converted() {
    let states = texts(
        "(() => {
            const sockets = [];
            const make = () => sockets.push(new WebSocket(echo));
            sockets.push(new WebSocket(
                { toString() { make(); return echo; } },
                (function* () { make(); yield 'a'; make(); })(),
            ));
            sockets.forEach((socket) => socket.close());
            return sockets.map((socket) => `${socket.readyState} ${socket.url === echo}`);
        })()",
    );
    assert_eq!(states, ["2 true"; 4]);
}
