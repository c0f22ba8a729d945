//! The samples, with this client's messages that stay in JavaScript.
use tasks::Client;
use tasks::wasm_bindgen::JsValue;
use websocket_wasm::{JsMessage, JsMessages, Sender, WebSocket};

struct Contender {
    sender: Sender,
    messages: JsMessages,
    /// The payload, made once: as an app has it that passes on what JavaScript gave it
    payload: Option<JsValue>,
}

impl Client for Contender {
    async fn connect(url: &str) -> Self {
        let socket = WebSocket::builder(url).receive_limit(usize::MAX).await.expect("open");
        let (sender, receiver) = socket.split();
        Self { sender, messages: receiver.into_js_messages(), payload: None }
    }

    async fn send_text(&mut self, text: &str) {
        let payload = self.payload.get_or_insert_with(|| text.into()).clone();
        self.sender.send(JsMessage::from(payload)).await.expect("sent");
    }

    async fn send_bytes(&mut self, bytes: &[u8]) {
        let payload =
            self.payload.get_or_insert_with(|| js_sys::Uint8Array::from(bytes).into()).clone();
        self.sender.send(JsMessage::from(payload)).await.expect("sent");
    }

    async fn receive(&mut self, count: usize) -> usize {
        let mut bytes = 0;
        for _ in 0..count {
            bytes +=
                self.messages.recv().await.expect("more").expect("a message").length() as usize;
        }
        bytes
    }

    async fn close(self) {
        self.sender.close().await;
    }
}

tasks::app!(Contender);
