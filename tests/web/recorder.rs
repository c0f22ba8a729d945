//! What the listeners of a socket see, written down in words, so that a test compares a whole list.
use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, CloseEvent, Event, MessageEvent, WebSocket};

use crate::page::{clear_timeout, hex, set_timeout, task};

/// A list that grows with every event of a socket
///
/// An entry is an event's type and the ready state its listeners see, then what the event tells:
/// `open 1`, `message 1 hello`, `message 1 ArrayBuffer 00ff`, `message 1 Blob of 2`, `error 3`,
/// `close 3 1000 clean: bye`, `close 3 1006 unclean`.
#[derive(Clone, Default)]
pub(crate) struct Recorder(Rc<Log>);

#[derive(Default)]
struct Log {
    entries: RefCell<Vec<String>>,
    reader: RefCell<Option<Waker>>,
}

impl Recorder {
    /// Write down every event of this socket from now on
    pub(crate) fn of(socket: &WebSocket) -> Self {
        let recorder = Self::default();
        for event_type in ["open", "message", "error", "close"] {
            let recorder = recorder.clone();
            listen(socket, event_type, move |socket, event| recorder.write(words(socket, event)));
        }
        recorder
    }

    /// Add an entry of the test's own
    pub(crate) fn write(&self, entry: impl Into<String>) {
        self.0.entries.borrow_mut().push(entry.into());
        if let Some(reader) = self.0.reader.take() {
            reader.wake();
        }
    }

    /// Everything so far
    pub(crate) fn entries(&self) -> Vec<String> {
        self.0.entries.borrow().clone()
    }

    /// Everything, in the task after an entry that starts with this
    ///
    /// Where none comes, the list ends with a complaint: no test can pass with that.
    pub(crate) async fn until(&self, start: &str) -> Vec<String> {
        self.until_there_are(1, start).await
    }

    /// The same after so many entries that start with this
    pub(crate) async fn until_there_are(&self, count: usize, start: &str) -> Vec<String> {
        let recorder = self.clone();
        let complaint = format!("{GAVE_UP} {count} of: {start}");
        let give_up = Closure::once(move || recorder.write(complaint));
        let timer = set_timeout(give_up.as_ref().unchecked_ref(), PATIENCE_MS);
        poll_fn(|context| {
            if self.count(start) >= count || self.count(GAVE_UP) > 0 {
                return Poll::Ready(());
            }
            self.0.reader.replace(Some(context.waker().clone()));
            Poll::Pending
        })
        .await;
        clear_timeout(timer);
        // The event's other listeners are still to be called: this is a microtask between two.
        task().await;
        self.entries()
    }

    fn count(&self, start: &str) -> usize {
        self.0.entries.borrow().iter().filter(|entry| entry.starts_with(start)).count()
    }
}

/// Call this for each event of a type, for as long as the page lives
pub(crate) fn listen(
    socket: &WebSocket,
    event_type: &str,
    listener: impl Fn(&WebSocket, &Event) + 'static,
) {
    let receiver = socket.clone();
    let closure = Closure::<dyn Fn(Event)>::new(move |event| listener(&receiver, &event));
    let function = closure.into_js_value();
    socket.add_event_listener_with_callback(event_type, function.unchecked_ref()).unwrap();
}

fn words(socket: &WebSocket, event: &Event) -> String {
    let (event_type, ready_state) = (event.type_(), socket.ready_state());
    if let Some(message) = event.dyn_ref::<MessageEvent>() {
        format!("{event_type} {ready_state} {}", data(&message.data()))
    } else if let Some(close) = event.dyn_ref::<CloseEvent>() {
        let (code, reason) = (close.code(), close.reason());
        let clean = if close.was_clean() { "clean" } else { "unclean" };
        let separator = if reason.is_empty() { "" } else { ": " };
        format!("{event_type} {ready_state} {code} {clean}{separator}{reason}")
    } else {
        format!("{event_type} {ready_state}")
    }
}

/// The data of a message event in words
pub(crate) fn data(data: &JsValue) -> String {
    if let Some(text) = data.as_string() {
        text
    } else if let Some(buffer) = data.dyn_ref::<ArrayBuffer>() {
        format!("ArrayBuffer {}", hex(&Uint8Array::new(buffer).to_vec()))
    } else if let Some(blob) = data.dyn_ref::<Blob>() {
        format!("Blob of {}", blob.size())
    } else {
        format!("{data:?}")
    }
}

const GAVE_UP: &str = "gave up waiting for";

/// Longer than anything takes here, shorter than the patience of whoever waits for all tests.
const PATIENCE_MS: i32 = 10_000;
