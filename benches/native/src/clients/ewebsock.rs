//! ewebsock, which has a thread for each connection and calls a function with each event.
use std::ops::ControlFlow;

use ewebsock::{Options, WsEvent, WsMessage, WsSender, ws_connect};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::{Client, Payload};

pub struct Ewebsock {
    sender: WsSender,
    events: UnboundedReceiver<WsEvent>,
}

impl Ewebsock {
    async fn next(&mut self) -> WsEvent {
        self.events.recv().await.expect("its thread has not ended")
    }
}

impl Client for Ewebsock {
    type Received = Vec<u8>;

    async fn connect(url: &str) -> Self {
        // Not `connect_with_wakeup`: its receiver is woken before the event is there, and then nobody wakes it again.
        let (tell, events) = unbounded_channel();
        let on_event = Box::new(move |event| match tell.send(event) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        });
        let sender = ws_connect(url.to_owned(), Options::default(), on_event);
        let mut client = Self { sender: sender.expect("a thread"), events };
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
