//! The browser's own socket as the host, with two closures: one for messages, one for everything else.
mod place;
mod sys;

use std::cell::Cell;
use std::panic::AssertUnwindSafe;

use js_sys::Array;
#[cfg(target_feature = "atomics")]
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

pub(super) use self::place::Surroundings;
pub(super) use self::sys::Value;
use self::sys::{Bytes, Event, Socket, Url, get};
use super::close_event::{CloseCode, CloseEvent};
use super::data::{Content, Data};
use super::driver::Driver;
use super::error::{Error, InvalidArgument};
use super::host::Host;
use super::message::Message;
use super::options::Options;
use super::threads::{Turn, Weak};
use crate::proto::{CloseRequest, ReadyState};

/// A socket of the browser, with what listens to it
pub(super) struct Browser {
    socket: Socket,
    on_message: Closure<dyn Fn(Event)>,
    /// Opened, failed and closed, and the timer, which passes nothing
    on_other: Closure<dyn Fn(Event)>,
    timer: Cell<Option<JsValue>>,
    hears_messages: Cell<bool>,
    hears_others: Cell<bool>,
}

/// A socket that JavaScript has made
pub(super) fn made_of(socket: &JsValue) -> Result<Socket, Error> {
    if get(socket, "readyState").as_f64().is_some() && get(socket, "addEventListener").is_function()
    {
        return Ok(socket.clone().unchecked_into());
    }
    Err(InvalidArgument::new("The value has to be a WebSocket.".into()).into())
}

impl Host for Browser {
    type Incoming = Incoming;
    type Made = Socket;
    type Place = Surroundings;

    fn connect(url: &str, options: &Options) -> Result<Socket, Error> {
        if get(&js_sys::global(), "WebSocket").is_undefined() {
            return Err(Error::Unsupported);
        }
        let list = Array::new();
        for protocol in &options.protocols {
            list.push(&protocol.into());
        }
        Socket::new(&serialised(url)?, &list).map_err(refused)
    }

    fn attach(socket: Socket, driver: Weak<Driver<Self>>, _: &Turn) -> Self {
        let messages = AssertUnwindSafe(driver.clone());
        let on_message = Closure::new(move |event: Event| {
            if let Some(driver) = messages.upgrade() {
                let (incoming, byte_len) = Incoming::measured(event.data());
                driver.handle_message(incoming, byte_len);
            }
        });
        let others = AssertUnwindSafe(driver);
        let on_other = Closure::new(move |event: Event| {
            if let Some(driver) = others.upgrade() {
                report(&driver, event);
            }
        });
        socket.set_binary_type("arraybuffer");
        for event in OTHER_EVENTS {
            let _ = socket.listen(event, on_other.as_ref());
        }
        let _ = socket.listen("message", on_message.as_ref());
        let (hears_messages, hears_others) = (Cell::new(true), Cell::new(true));
        Self { socket, on_message, on_other, timer: Cell::default(), hears_messages, hears_others }
    }

    fn url(&self) -> String {
        get(&self.socket, "url").as_string().unwrap_or_default()
    }

    fn protocol(&self) -> String {
        get(&self.socket, "protocol").as_string().unwrap_or_default()
    }

    fn ready_state(&self) -> ReadyState {
        ReadyState::from_number(self.socket.ready_state()).unwrap_or(ReadyState::Closed)
    }

    fn buffered_amount(&self) -> u64 {
        self.socket.buffered_amount() as u64
    }

    fn send(&self, data: Data<'_>) -> Result<(), Error> {
        let sent = match &data.0 {
            Content::Text(text) => self.socket.send_text(text),
            #[cfg(not(target_feature = "atomics"))]
            Content::Binary(bytes) => self.socket.send_bytes(bytes),
            // Browsers send nothing out of memory that threads share.
            #[cfg(target_feature = "atomics")]
            Content::Binary(bytes) => self.socket.send_value(&Uint8Array::from(&**bytes)),
            Content::Js(message, _) => self.socket.send_value(message.as_ref()),
        };
        sent.map_err(refused)
    }

    fn close(&self, request: &CloseRequest) {
        // What could be refused was checked before.
        let code = request.code().map(|code| code.number());
        let _ = self.socket.close(code, code.map(|_| request.reason()));
    }

    fn decode(incoming: Incoming) -> Result<Message, Error> {
        match incoming.kind {
            Kind::Binary => Some(Message::Binary(Bytes::new(&incoming.value).to_vec())),
            Kind::Other => incoming.value.as_string().map(Message::Text),
        }
        .ok_or_else(|| Error::Host("a message is neither a text nor an ArrayBuffer".into()))
    }

    fn is_prerendered(&self) -> bool {
        place::is_prerendered()
    }

    fn now(&self) -> f64 {
        sys::now()
    }

    fn set_timer(&self, delay: Option<f64>) {
        let timer = delay.map(|delay| {
            sys::set_timeout(self.on_other.as_ref(), delay.ceil().min(LONGEST_TIMER_MS))
        });
        if let Some(before) = self.timer.replace(timer) {
            sys::clear_timeout(&before);
        }
    }

    fn ignore_messages(&self) {
        if self.hears_messages.replace(false) {
            let _ = self.socket.unlisten("message", self.on_message.as_ref());
        }
    }

    fn detach(&self) {
        self.ignore_messages();
        self.set_timer(None);
        if self.hears_others.replace(false) {
            for event in OTHER_EVENTS {
                let _ = self.socket.unlisten(event, self.on_other.as_ref());
            }
        }
    }
}

const OTHER_EVENTS: [&str; 3] = ["open", "error", "close"];

/// A longer one would fire at once; the driver sets it again
const LONGEST_TIMER_MS: f64 = i32::MAX as f64;

fn report(driver: &Driver<Browser>, event: Event) {
    if event.is_undefined() {
        return driver.handle_timer();
    }
    match get(&event, "type").as_string().as_deref() {
        Some("open") => return driver.handle_open(),
        Some("error") => return driver.handle_error(),
        _ => {}
    }
    let code = event.code().unwrap_or(CloseCode::ABNORMAL.number());
    let reason = get(&event, "reason").as_string().unwrap_or_default();
    driver.handle_close(CloseEvent::new(code, reason, event.was_clean()));
}

/// A message that has arrived, of a kind that was asked for once
pub(super) struct Incoming {
    pub(super) value: Value,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    /// An ArrayBuffer or a view
    Binary,
    /// A text, or what no browser passes on
    Other,
}

impl Incoming {
    /// With its bytes, of a text UTF-16 code units: to count its bytes would take as long as to copy it
    pub(super) fn measured(value: Value) -> (Self, u64) {
        let bytes = value.byte_length();
        let (kind, length) = match bytes.is_nan() {
            true => (Kind::Other, value.length()),
            false => (Kind::Binary, bytes),
        };
        // NaN becomes 0.
        (Self { value, kind }, length as u64)
    }
}

/// The URL, absolute and with ws or wss: some engines take no other
///
/// The socket's constructor breaks no rule then, and so does not throw: wasm-bindgen keeps an entry of its table for each
/// constructor that does.
fn serialised(url: &str) -> Result<String, Error> {
    let parsed = Url::parse(url, &base()).map_err(|_| InvalidArgument::url(url))?;
    let href = get(&parsed, "href").as_string().unwrap_or_default();
    let rest = href.strip_prefix("http").or_else(|| href.strip_prefix("ws")).filter(|rest| {
        let is_scheme = rest.starts_with(':') || rest.starts_with("s:");
        is_scheme && !rest.bytes().any(|byte| byte == b'#')
    });
    rest.map(|rest| String::from("ws") + rest).ok_or_else(|| InvalidArgument::url(url).into())
}

/// What a relative URL is relative to: a page's document, or a worker's location; undefined in Node, which has neither
fn base() -> JsValue {
    let global = js_sys::global();
    let document = get(&get(&global, "document"), "baseURI");
    if document.is_undefined() { get(&get(&global, "location"), "href") } else { document }
}

/// What a member of the platform's socket has thrown
fn refused(exception: JsValue) -> Error {
    let message = get(&exception, "message").as_string();
    Error::Host(message.unwrap_or_else(|| "the browser has refused it".into()))
}
