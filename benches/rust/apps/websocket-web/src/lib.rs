//! The samples, with this client.
use futures_util::{SinkExt, StreamExt};
use tasks::Client;
use websocket_web::{Interface, WebSocket, WebSocketBuilder};

struct Contender(WebSocket);

impl Client for Contender {
    async fn connect(url: &str) -> Self {
        let mut builder = WebSocketBuilder::new(url);
        // As the others, and not Chromium's own WebSocketStream.
        builder.set_interface(Interface::Standard);
        builder.set_receive_buffer_size(usize::MAX);
        Self(builder.connect().await.expect("open"))
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
            bytes += self.0.next().await.expect("more").expect("a message").len();
        }
        bytes
    }

    async fn close(self) {
        let closed = self.0.closed();
        self.0.close();
        closed.await;
    }
}

tasks::app!(Contender);
