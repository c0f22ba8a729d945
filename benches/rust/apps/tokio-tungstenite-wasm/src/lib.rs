//! The samples, with this client.
use futures_util::{SinkExt, StreamExt};
use tasks::Client;
use tokio_tungstenite_wasm::{Message, WebSocketStream};

struct Contender(WebSocketStream);

impl Client for Contender {
    async fn connect(url: &str) -> Self {
        Self(tokio_tungstenite_wasm::connect(url).await.expect("open"))
    }

    async fn send_text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.expect("sent");
    }

    async fn send_bytes(&mut self, bytes: &[u8]) {
        self.0.send(Message::binary(bytes.to_vec())).await.expect("sent");
    }

    async fn receive(&mut self, count: usize) -> usize {
        let mut bytes = 0;
        for _ in 0..count {
            bytes += self.0.next().await.expect("more").expect("a message").len();
        }
        bytes
    }

    async fn close(self) {
        let mut socket = self.0;
        socket.close().await.expect("closed");
    }
}

tasks::app!(Contender);
