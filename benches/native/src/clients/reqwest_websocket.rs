//! reqwest-websocket.
use futures_util::{SinkExt, StreamExt};
use reqwest_websocket::{Message, Upgrade, WebSocket};

use super::{Client, Payload};

pub struct ReqwestWebsocket(WebSocket);

impl Client for ReqwestWebsocket {
    type Received = Vec<u8>;

    async fn connect(url: &str) -> Self {
        let response = reqwest::Client::default().get(url).upgrade().send().await;
        let socket = response.expect("an answer").into_websocket().await;
        Self(socket.expect("a connection"))
    }

    async fn send(&mut self, message: Payload) {
        let message = match message {
            Payload::Text(text) => Message::Text(text),
            Payload::Binary(bytes) => Message::Binary(bytes.into()),
        };
        self.0.send(message).await.expect("it is open");
    }

    async fn recv(&mut self) -> Vec<u8> {
        match self.0.next().await.expect("no end").expect("a message") {
            Message::Text(text) => text.into_bytes(),
            Message::Binary(bytes) => bytes.into(),
            _ => panic!("no message"),
        }
    }

    async fn close(mut self) -> bool {
        SinkExt::close(&mut self.0).await.expect("it is open");
        while let Some(message) = self.0.next().await {
            if matches!(message, Ok(Message::Close { .. })) {
                return true;
            }
        }
        false
    }
}
