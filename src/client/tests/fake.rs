//! A host that does what a test says and records what it is told.
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::fake_place;
use crate::client::CloseEvent;
use crate::client::data::{Content, Data};
use crate::client::driver::Driver;
use crate::client::error::Error;
use crate::client::host::Host;
use crate::client::message::Message;
use crate::client::options::Options;
use crate::client::threads::Turn;
use crate::proto::{CloseRequest, ReadyState};

thread_local! {
    static SOCKETS: RefCell<Vec<Rc<FakeSocket>>> = const { RefCell::new(Vec::new()) };
    static COUNT: Cell<usize> = const { Cell::new(0) };
    static NOW: Cell<f64> = const { Cell::new(0.0) };
    static IS_THERE: Cell<bool> = const { Cell::new(true) };
}

/// The socket as a browser would keep it, which the client may have let go of
#[derive(Default)]
pub(crate) struct FakeSocket {
    pub(super) url: String,
    pub(super) protocols: Vec<String>,
    pub(super) sent: RefCell<Vec<Message>>,
    pub(super) closes: RefCell<Vec<(Option<u16>, String)>>,
    pub(super) is_detached: Cell<bool>,
    pub(super) hears_messages: Cell<bool>,
    /// Messages come back before `send` returns
    pub(super) echoes_at_once: Cell<bool>,
    pub(super) throws: Cell<bool>,
    protocol: RefCell<String>,
    state: Cell<ReadyState>,
    buffered: Cell<u64>,
    due: Cell<Option<f64>>,
    driver: RefCell<Weak<Driver<Fake>>>,
}

impl FakeSocket {
    /// The one that was made last
    pub(super) fn latest() -> Rc<Self> {
        SOCKETS.with_borrow(|sockets| Rc::clone(sockets.last().unwrap()))
    }

    /// How many were made
    pub(super) fn count() -> usize {
        COUNT.get()
    }

    pub(super) fn open(&self, protocol: &str) {
        self.state.set(ReadyState::Open);
        *self.protocol.borrow_mut() = protocol.into();
        self.report(|driver| driver.handle_open());
    }

    pub(super) fn message(&self, message: impl Into<Message>) {
        let message = message.into();
        let byte_len = message.len() as u64;
        if self.hears_messages.get() {
            self.report(|driver| driver.handle_message(message, byte_len));
        }
    }

    /// The server has sent a Close frame: hosts have no event for it
    pub(super) fn start_closing(&self) {
        self.state.set(ReadyState::Closing);
    }

    /// An `error` event, in this state
    pub(super) fn error(&self, state: ReadyState) {
        self.state.set(state);
        self.report(|driver| driver.handle_error());
    }

    pub(super) fn end(&self, code: u16, reason: &str, was_clean: bool) {
        self.state.set(ReadyState::Closed);
        self.report(|driver| driver.handle_close(CloseEvent::new(code, reason.into(), was_clean)));
    }

    /// The buffer holds this much from now on
    pub(super) fn buffer(&self, bytes: u64) {
        self.buffered.set(bytes);
    }

    /// Whether no more may be sent with this mark
    pub(super) fn is_full(&self, mark: u64) -> bool {
        self.buffered.get() >= mark
    }

    pub(super) fn has_timer(&self) -> bool {
        self.due.get().is_some()
    }

    /// Whether the client keeps anything of it
    pub(super) fn is_held(&self) -> bool {
        self.driver.borrow().strong_count() > 0
    }

    pub(super) fn state(&self) -> ReadyState {
        self.state.get()
    }

    fn report(&self, report: impl FnOnce(&Driver<Fake>)) {
        let driver = self.driver.borrow().upgrade();
        if let Some(driver) = driver.filter(|_| !self.is_detached.get()) {
            report(&driver);
        }
    }

    fn fire(&self, now: f64) -> bool {
        let is_due = self.due.get().is_some_and(|due| due <= now);
        if is_due {
            self.due.set(None);
            self.report(|driver| driver.handle_timer());
        }
        is_due
    }
}

/// Lets time pass, and fires the timers that are due meanwhile
pub(super) fn wait(milliseconds: f64) {
    let end = NOW.get() + milliseconds;
    loop {
        let sockets = SOCKETS.with_borrow(Clone::clone);
        let places = fake_place::places();
        let of_places = places.iter().filter_map(|place| place.due());
        let dues = sockets.iter().filter_map(|socket| socket.due.get()).chain(of_places);
        let next = dues.fold(end, f64::min);
        NOW.set(next.max(NOW.get()));
        let mut fired = sockets.iter().filter(|socket| socket.fire(NOW.get())).count();
        fired += places.iter().filter(|place| place.fire(NOW.get())).count();
        if fired == 0 && next >= end {
            return;
        }
    }
}

/// The time in milliseconds
pub(super) fn now() -> f64 {
    NOW.get()
}

/// Whether the runtime has sockets
pub(super) fn set_there(is_there: bool) {
    IS_THERE.set(is_there);
}

/// What the client holds of a socket
pub(crate) struct Fake(Rc<FakeSocket>);

impl Host for Fake {
    type Incoming = Message;
    type Made = Rc<FakeSocket>;
    type Place = fake_place::Held;

    fn connect(url: &str, options: &Options) -> Result<Rc<FakeSocket>, Error> {
        if !IS_THERE.get() {
            return Err(Error::Unsupported);
        }
        let socket = Rc::new(FakeSocket {
            url: url.into(),
            protocols: options.protocols.clone(),
            hears_messages: Cell::new(true),
            ..FakeSocket::default()
        });
        COUNT.set(COUNT.get() + 1);
        SOCKETS.with_borrow_mut(|sockets| {
            sockets.retain(|socket| socket.is_held());
            sockets.push(Rc::clone(&socket));
        });
        Ok(socket)
    }

    fn attach(made: Rc<FakeSocket>, driver: Weak<Driver<Self>>, _: &Turn) -> Self {
        *made.driver.borrow_mut() = driver;
        Self(made)
    }

    fn url(&self) -> String {
        self.0.url.clone()
    }

    fn protocol(&self) -> String {
        self.0.protocol.borrow().clone()
    }

    fn ready_state(&self) -> ReadyState {
        self.0.state.get()
    }

    fn buffered_amount(&self) -> u64 {
        self.0.buffered.get()
    }

    fn send(&self, data: Data<'_>) -> Result<(), Error> {
        if self.0.throws.get() {
            return Err(Error::Host("out of memory".into()));
        }
        let message = match &data.0 {
            Content::Text(text) => Message::Text(text.to_string()),
            Content::Binary(bytes) => Message::Binary(bytes.to_vec()),
        };
        self.0.buffered.set(self.0.buffered.get() + message.len() as u64);
        if self.0.echoes_at_once.get() {
            self.0.message(message.clone());
        }
        self.0.sent.borrow_mut().push(message);
        Ok(())
    }

    fn close(&self, request: &CloseRequest) {
        let code = request.code().map(|code| code.number());
        self.0.closes.borrow_mut().push((code, request.reason().into()));
        self.0.state.set(self.0.state.get().max(ReadyState::Closing));
    }

    fn decode(incoming: Message) -> Result<Message, Error> {
        Ok(incoming)
    }

    fn is_prerendered(&self) -> bool {
        fake_place::is_prerendered()
    }

    fn now(&self) -> f64 {
        NOW.get()
    }

    fn set_timer(&self, delay: Option<f64>) {
        self.0.due.set(delay.map(|delay| NOW.get() + delay));
    }

    fn ignore_messages(&self) {
        self.0.hears_messages.set(false);
    }

    fn detach(&self) {
        self.0.is_detached.set(true);
        self.0.hears_messages.set(false);
        self.0.due.set(None);
    }
}
