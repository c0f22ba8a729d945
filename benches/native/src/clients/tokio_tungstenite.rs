//! tokio-tungstenite alone, with TCP_NODELAY as ours has it.
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{Bytes, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use super::{Client, Payload};

/// Each message is sent by `send().await`, which flushes it
pub struct TokioTungstenite(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// The same, with `feed().await` for each message and one `flush().await` for all
pub struct Fed(TokioTungstenite);

impl Client for TokioTungstenite {
    type Received = Bytes;

    async fn connect(url: &str) -> Self {
        Self(connect_async_with_config(url, None, true).await.expect("a connection").0)
    }

    async fn send(&mut self, message: Payload) {
        self.0.send(message.into()).await.expect("it is open");
    }

    async fn recv(&mut self) -> Bytes {
        self.0.next().await.expect("no end").expect("a message").into_data()
    }

    async fn close(mut self) -> bool {
        self.0.close(None).await.expect("it is open");
        while let Some(message) = self.0.next().await {
            if matches!(message, Ok(Message::Close(_))) {
                return true;
            }
        }
        false
    }
}

impl Client for Fed {
    type Received = Bytes;

    async fn connect(url: &str) -> Self {
        Self(TokioTungstenite::connect(url).await)
    }

    async fn send(&mut self, message: Payload) {
        self.0.0.feed(message.into()).await.expect("it is open");
    }

    async fn flush(&mut self) {
        self.0.0.flush().await.expect("it is open");
    }

    async fn recv(&mut self) -> Bytes {
        self.0.recv().await
    }

    async fn close(self) -> bool {
        self.0.close().await
    }
}

impl From<Payload> for Message {
    fn from(message: Payload) -> Self {
        match message {
            Payload::Text(text) => Self::text(text),
            Payload::Binary(bytes) => Self::binary(bytes),
        }
    }
}
