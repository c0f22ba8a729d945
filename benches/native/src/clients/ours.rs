//! websocket-wasm.
use websocket_wasm::WebSocket;

use super::{Client, Payload};

pub struct Ours(WebSocket);

impl Client for Ours {
    type Received = Vec<u8>;

    async fn connect(url: &str) -> Self {
        // The others have no limit to what waits to be read: they make the server wait.
        let builder = WebSocket::builder(url).receive_limit(usize::MAX);
        Self(builder.await.expect("a connection"))
    }

    async fn send(&mut self, message: Payload) {
        let sent = match message {
            Payload::Text(text) => self.0.send(text).await,
            Payload::Binary(bytes) => self.0.send(bytes).await,
        };
        sent.expect("it is open");
    }

    async fn recv(&mut self) -> Vec<u8> {
        self.0.recv().await.expect("no end").expect("a message").into_bytes()
    }

    async fn close(self) -> bool {
        self.0.close().await.was_clean
    }
}
