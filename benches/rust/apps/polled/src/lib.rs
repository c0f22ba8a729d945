//! The bare socket, and the least that a client with a `Stream` adds: the app sleeps until a message has come, is woken, and takes it out
//! of a queue. What this costs above bare is the price of the interface; what another client costs above this is its own.
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use tasks::Client;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BinaryType, MessageEvent, WebSocket};

struct Contender {
    socket: WebSocket,
    received: Rc<RefCell<Received>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

#[derive(Default)]
struct Received {
    messages: VecDeque<JsValue>,
    reader: Option<Waker>,
}

impl Received {
    fn push(&mut self, message: JsValue) -> Option<Waker> {
        self.messages.push_back(message);
        self.reader.take()
    }
}

impl Contender {
    async fn next(&self) -> JsValue {
        poll_fn(|cx| {
            let mut received = self.received.borrow_mut();
            if let Some(message) = received.messages.pop_front() {
                return Poll::Ready(message);
            }
            received.reader = Some(cx.waker().clone());
            Poll::Pending
        })
        .await
    }
}

impl Client for Contender {
    async fn connect(url: &str) -> Self {
        let socket = WebSocket::new(url).expect("made");
        socket.set_binary_type(BinaryType::Arraybuffer);
        let received = Rc::new(RefCell::new(Received::default()));
        let queue = Rc::clone(&received);
        let on_message = Closure::new(move |event: MessageEvent| {
            let reader = queue.borrow_mut().push(event.data());
            reader.into_iter().for_each(Waker::wake);
        });
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let opened = Promise::new(&mut |resolve, reject| {
            socket.set_onopen(Some(&resolve));
            socket.set_onerror(Some(&reject));
        });
        JsFuture::from(opened).await.expect("open");
        Self { socket, received, _on_message: on_message }
    }

    async fn send_text(&mut self, text: &str) {
        self.socket.send_with_str(text).expect("sent");
    }

    async fn send_bytes(&mut self, bytes: &[u8]) {
        self.socket.send_with_u8_array(bytes).expect("sent");
    }

    async fn receive(&mut self, count: usize) -> usize {
        let mut bytes = 0;
        for _ in 0..count {
            let data = self.next().await;
            bytes += match data.as_string() {
                Some(text) => text.len(),
                None => Uint8Array::new(data.unchecked_ref::<ArrayBuffer>()).to_vec().len(),
            };
        }
        bytes
    }

    async fn close(self) {
        let closed = Promise::new(&mut |resolve, _| self.socket.set_onclose(Some(&resolve)));
        self.socket.close().expect("closing");
        JsFuture::from(closed).await.expect("closed");
    }
}

impl Drop for Contender {
    fn drop(&mut self) {
        self.socket.set_onmessage(None);
        let _ = self.socket.close();
    }
}

tasks::app!(Contender);
