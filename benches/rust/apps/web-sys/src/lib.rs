//! The samples, with nothing between the app and the browser's socket: what the others are compared with.
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use tasks::Client;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BinaryType, MessageEvent, WebSocket};

struct Contender {
    socket: WebSocket,
    received: Rc<Received>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

#[derive(Default)]
struct Received {
    messages: Cell<usize>,
    bytes: Cell<usize>,
    wanted: Cell<usize>,
    reader: RefCell<Option<Waker>>,
}

impl Received {
    fn take(&self, event: &MessageEvent) {
        let data = event.data();
        let length = match data.as_string() {
            Some(text) => text.len(),
            None => Uint8Array::new(data.unchecked_ref::<ArrayBuffer>()).to_vec().len(),
        };
        self.messages.set(self.messages.get() + 1);
        self.bytes.set(self.bytes.get() + length);
        if self.messages.get() == self.wanted.get()
            && let Some(reader) = self.reader.take()
        {
            reader.wake();
        }
    }
}

impl Client for Contender {
    async fn connect(url: &str) -> Self {
        let socket = WebSocket::new(url).expect("made");
        socket.set_binary_type(BinaryType::Arraybuffer);
        let received = Rc::new(Received::default());
        let taken = Rc::clone(&received);
        let on_message = Closure::new(move |event: MessageEvent| taken.take(&event));
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
        self.received.wanted.set(count);
        poll_fn(|cx| {
            if self.received.messages.get() >= count {
                return Poll::Ready(());
            }
            *self.received.reader.borrow_mut() = Some(cx.waker().clone());
            Poll::Pending
        })
        .await;
        self.received.messages.set(0);
        self.received.bytes.take()
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
