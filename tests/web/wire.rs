//! What goes over the wire, as the server tells it.
use wasm_bindgen_test::*;

use crate::page::{hex, is_webkit, run_on};
use crate::server::{Report, Watched, opened};

// What the server saw of an open socket that this was done to.
async fn report_of(target: &str, statements: &str) -> Report {
    let watched = Watched::new();
    let (socket, log) = opened(&watched.target(target)).await;
    run_on(&socket, &format!("(() => {{ {statements} }})()")).unwrap();
    log.until("close").await;
    watched.report().await
}

#[wasm_bindgen_test]
async fn a_close_frame_has_a_body_iff_a_code_or_a_reason_was_given() {
    for (arguments, code, reason) in [
        ("", 1005, ""),
        ("undefined", 1005, ""),
        ("undefined, undefined", 1005, ""),
        ("undefined, ''", 1005, ""),
        ("1000", 1000, ""),
        ("999.5", 1000, ""),
        ("3000, undefined", 3000, ""),
        ("3000, ''", 3000, ""),
        ("4999, 'bye ✓'", 4999, "bye ✓"),
        ("1000, null", 1000, "null"),
        ("1000, 'a\\ud800b'", 1000, "a\u{fffd}b"),
        ("undefined, 'why'", 1000, "why"),
    ] {
        let body = match code {
            1005 => String::new(),
            code => hex(&u16::to_be_bytes(code)) + &hex(reason.as_bytes()),
        };
        let report = report_of("/echo", &format!("socket.close({arguments});")).await;
        assert_eq!(
            (report.close_code, report.close_reason.as_str(), report.close_body_hex),
            (Some(code), reason, Some(body)),
            "close({arguments})"
        );
    }
}

#[wasm_bindgen_test]
async fn a_reason_of_123_bytes_arrives_whole() {
    let report = report_of("/echo", "socket.close(3000, 'é'.repeat(61) + 'x');").await;
    assert_eq!(report.close_reason, "é".repeat(61) + "x");
}

#[wasm_bindgen_test]
async fn everything_sent_before_close_arrives_before_the_close_frame() {
    // WebKit closes at once, and loses a Blob that it is reading and all that is behind it.
    let data = if is_webkit() { "bytes" } else { "new Blob([bytes])" };
    let statements = format!(
        "const text = 'x'.repeat(1000);
        const bytes = new TextEncoder().encode(text);
        for (let i = 0; i < 100; i += 1) socket.send(i % 2 ? text : {data});
        socket.close(3000, 'after all that');"
    );
    let report = report_of("/echo", &statements).await;
    assert_eq!((report.messages, report.bytes), (100, 100_000));
    assert_eq!((report.close_code, report.close_reason.as_str()), (Some(3000), "after all that"));
}

#[wasm_bindgen_test]
async fn nothing_sent_after_close_arrives() {
    let report = report_of(
        "/echo",
        "socket.send('before');
        socket.close();
        for (const data of ['after', new Blob(['after']), Uint8Array.of(1), '']) socket.send(data);
        socket.addEventListener('close', () => socket.send('much later'));",
    )
    .await;
    assert_eq!((report.messages, report.bytes), (1, 6));
}

#[wasm_bindgen_test]
async fn the_close_frame_of_the_first_call_is_the_only_one() {
    let report =
        report_of("/echo", "socket.close(3001, 'first'); socket.close(3002, 'second');").await;
    assert_eq!((report.close_code, report.close_reason.as_str()), (Some(3001), "first"));
}

#[wasm_bindgen_test]
async fn the_close_frame_of_the_server_is_answered_with_its_code() {
    let watched = Watched::new();
    let (_socket, log) = opened(&watched.target("/close?code=3999&reason=go")).await;
    log.until("close").await;
    assert_eq!(watched.report().await.close_code, Some(3999));
}

#[wasm_bindgen_test]
async fn a_refused_close_puts_nothing_on_the_wire() {
    let report = report_of(
        "/drop?after=1",
        "for (const [code, reason] of [[1001], [1000, 'x'.repeat(124)], [Symbol()]]) {
            try {
                socket.close(code, reason);
                throw new Error('not refused');
            } catch (error) {
                if (error.message === 'not refused') throw error;
            }
        }
        socket.send('the only message');",
    )
    .await;
    assert_eq!((report.messages, report.close_body_hex), (1, None));
}

#[wasm_bindgen_test]
async fn a_refused_message_puts_nothing_on_the_wire() {
    let report = report_of(
        "/echo",
        "const resizable = new ArrayBuffer(4, { maxByteLength: 8 });
        for (const data of [Symbol(), resizable, Object.create(null)]) {
            try {
                socket.send(data);
                throw new Error('not refused');
            } catch (error) {
                if (error.message === 'not refused') throw error;
            }
        }
        socket.send('four');
        socket.close();",
    )
    .await;
    assert_eq!((report.messages, report.bytes), (1, 4));
}
