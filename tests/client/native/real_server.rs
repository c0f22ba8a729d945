//! With a real server that echoes: tests/interop/native.test.mjs starts it, and compares what is told here with what browsers were told.
use std::env;

use websocket_wasm::*;

use crate::common::*;

const TEXT: &str = "h\u{e9}\u{2713} \u{1f30d}";

fn builder() -> Builder {
    let builder = WebSocket::builder(env::var("WS_REAL_SERVER").unwrap());
    #[cfg(feature = "rustls")]
    if let Ok(file) = env::var("WS_REAL_CERTIFICATE") {
        return builder.tls_config(super::tls::trusting_file(&file));
    }
    builder
}

#[sentence]
#[ignore = "needs a real server: tests/interop/native.test.mjs"]
async fn a_real_server_echoes_and_closes() {
    let mut socket = builder().protocols(["chat", "echo"]).await.unwrap();
    tell("protocol", socket.protocol());
    let bytes: Vec<u8> = (0..60_000_u32).map(|number| ((number * number) >> 7) as u8).collect();
    let long = "compress me ".repeat(5000);
    let messages: [Message; 5] = [
        TEXT.into(),
        [0, 1, 2, 254, 255].as_slice().into(),
        long.into(),
        bytes.into(),
        "last".into(),
    ];
    // All at once: the order is theirs.
    for message in &messages {
        socket.send(message).await.unwrap();
    }
    for message in messages {
        assert_eq!(socket.recv().await, Some(Ok(message)));
    }
    let end = socket.close_with(4001, &format!("adieu {TEXT}")).unwrap().await;
    tell("closed by us", &format!("{} {} {}", end.code.number(), end.was_clean, end.reason));

    let mut socket = builder().protocols(["echo"]).await.unwrap();
    socket.send(format!("close 4002 {TEXT}")).await.unwrap();
    while socket.recv().await.is_some() {}
    let end = socket.closed().await;
    tell("closed by the server", &format!("{} {}", end.code.number(), end.reason));
}

fn tell(what: &str, text: &str) {
    println!("told: {what}: {text}");
}
