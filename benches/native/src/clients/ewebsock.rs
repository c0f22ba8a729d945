//! ewebsock, which has a thread for each connection and tells that there is something to read.
use std::sync::Arc;

use ewebsock::{Options, WsEvent, WsMessage, WsReceiver, WsSender, connect_with_wakeup};
use tokio::sync::Notify;

use super::{Client, Payload};

pub struct Ewebsock {
    sender: WsSender,
    // Its receiver is `Send`, and not `Sync`.
    receiver: std::sync::Mutex<WsReceiver>,
    arrived: Arc<Notify>,
}

impl Ewebsock {
    async fn next(&self) -> WsEvent {
        loop {
            let event = self.receiver.lock().expect("one task has it").try_recv();
            match event {
                Some(event) => return event,
                None => self.arrived.notified().await,
            }
        }
    }
}

impl Client for Ewebsock {
    type Received = Vec<u8>;

    async fn connect(url: &str) -> Self {
        let arrived = Arc::new(Notify::new());
        let notify = Arc::clone(&arrived);
        let made = connect_with_wakeup(url, Options::default(), move || notify.notify_one());
        let (sender, receiver) = made.expect("a connection");
        let client = Self { sender, receiver: receiver.into(), arrived };
        assert!(matches!(client.next().await, WsEvent::Opened));
        client
    }

    async fn send(&mut self, message: Payload) {
        self.sender.send(match message {
            Payload::Text(text) => WsMessage::Text(text),
            Payload::Binary(bytes) => WsMessage::Binary(bytes),
        });
    }

    async fn recv(&mut self) -> Vec<u8> {
        match self.next().await {
            WsEvent::Message(WsMessage::Text(text)) => text.into_bytes(),
            WsEvent::Message(WsMessage::Binary(bytes)) => bytes,
            event => panic!("{event:?} is no message"),
        }
    }

    async fn close(mut self) -> bool {
        // It does not tell how this ends.
        self.sender.close();
        true
    }
}
