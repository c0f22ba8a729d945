//! The samples, with this client.
use tasks::Client;
use websocket_wasm::WebSocket;

struct Contender(WebSocket);

impl Client for Contender {
    async fn connect(url: &str) -> Self {
        // The bare socket has no limit either.
        Self(WebSocket::builder(url).receive_limit(usize::MAX).await.expect("open"))
    }

    async fn send_text(&mut self, text: &str) {
        self.0.send(text).await.expect("sent");
    }

    async fn send_bytes(&mut self, bytes: &[u8]) {
        self.0.send(bytes).await.expect("sent");
    }

    async fn receive(&mut self, count: usize) -> usize {
        let mut bytes = 0;
        for _ in 0..count {
            bytes += self.0.recv().await.expect("more").expect("a message").len();
        }
        bytes
    }

    async fn close(self) {
        self.0.close().await;
    }
}

tasks::app!(Contender);
