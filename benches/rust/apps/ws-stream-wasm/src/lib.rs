//! The samples, with this client.
use futures_util::{SinkExt, StreamExt};
use tasks::Client;
use ws_stream_wasm::{WsMessage, WsMeta, WsStream};

struct Contender(WsStream);

impl Client for Contender {
    async fn connect(url: &str) -> Self {
        Self(WsMeta::connect(url, None).await.expect("open").1)
    }

    async fn send_text(&mut self, text: &str) {
        self.0.send(WsMessage::Text(text.to_owned())).await.expect("sent");
    }

    async fn send_bytes(&mut self, bytes: &[u8]) {
        self.0.send(WsMessage::Binary(bytes.to_vec())).await.expect("sent");
    }

    async fn receive(&mut self, count: usize) -> usize {
        let mut bytes = 0;
        for _ in 0..count {
            bytes += match self.0.next().await.expect("more") {
                WsMessage::Text(text) => text.len(),
                WsMessage::Binary(bytes) => bytes.len(),
            };
        }
        bytes
    }

    async fn close(self) {
        let mut socket = self.0;
        socket.close().await.expect("closed");
    }
}

tasks::app!(Contender);
