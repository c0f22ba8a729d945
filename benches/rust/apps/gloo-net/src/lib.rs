//! The samples, with this client.
use std::future::poll_fn;
use std::pin::Pin;

use futures_util::{Sink, SinkExt, StreamExt};
use gloo_net::websocket::{Message, State, futures::WebSocket};
use tasks::Client;

struct Contender(WebSocket);

impl Client for Contender {
    async fn connect(url: &str) -> Self {
        let mut socket = WebSocket::open(url).expect("open");
        // It has no future for it but the one of a sink.
        let is_ready = poll_fn(|cx| Pin::new(&mut socket).poll_ready(cx)).await;
        assert!(is_ready.is_ok() && matches!(socket.state(), State::Open));
        Self(socket)
    }

    async fn send_text(&mut self, text: &str) {
        self.0.send(Message::Text(text.to_owned())).await.expect("sent");
    }

    async fn send_bytes(&mut self, bytes: &[u8]) {
        self.0.send(Message::Bytes(bytes.to_vec())).await.expect("sent");
    }

    async fn receive(&mut self, count: usize) -> usize {
        let mut bytes = 0;
        for _ in 0..count {
            bytes += match self.0.next().await.expect("more").expect("a message") {
                Message::Text(text) => text.len(),
                Message::Bytes(bytes) => bytes.len(),
            };
        }
        bytes
    }

    async fn close(self) {
        self.0.close(None, None).expect("closed");
    }
}

tasks::app!(Contender);
