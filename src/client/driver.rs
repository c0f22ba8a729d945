//! A connection between an app that polls and a host that calls back.
//!
//! It moves by the host's reports and the timer, never only by polls: timeouts run though nobody polls. The rule of this
//! file: borrow the state, decide, let go, and only then call the host or wake somebody.
#[cfg(all(feature = "native", not(any(target_family = "wasm", test))))]
mod batch;
mod polls;

use std::task::Waker;

use super::close_event::CloseEvent;
use super::close_rule::CloseRule;
use super::data::Data;
use super::error::{ConnectError, Error, TrySendError};
use super::host::Host;
use super::options::Options;
use super::state::{Look, State, Timer, Todo};
use super::threads::{Cell, MaybeSync, OnceCell, Rc, RefCell, RefMut, Turn};
use crate::proto::{CloseRequest, ReadyState};

/// Is told of a connection at once, instead of an app that polls
pub(super) trait Watch<I>: MaybeSync {
    /// The connection is established
    fn handle_open(&self);

    /// A message of this many bytes has arrived
    fn handle_message(&self, message: I, byte_len: u64);

    /// The connection has ended, or could not be established
    fn handle_end(&self, failure: Option<ConnectError>, end: CloseEvent);
}

/// Who watches a connection, if anybody does
pub(super) type Watcher<I> = Option<Box<dyn Watch<I>>>;

/// One connection; dropped, it is closed, and the host calls nothing of it any more
pub(super) struct Driver<H: Host> {
    state: RefCell<State<H::Incoming>>,
    watcher: Watcher<H::Incoming>,
    /// How many handles of the app keep the connection open
    leases: Cell<usize>,
    /// Shared with who watches, and with the host
    turn: Turn,
    close_rule: CloseRule,
    url: OnceCell<String>,
    protocol: OnceCell<String>,
    host: H,
}

impl<H: Host> Driver<H> {
    /// Start to connect to a URL that was checked
    pub(super) fn connect(
        url: &str,
        options: Options,
        watcher: Watcher<H::Incoming>,
        turn: Turn,
    ) -> Result<Rc<Self>, Error> {
        let made = H::connect(url, &options)?;
        Ok(Self::adopt(made, options, watcher, turn))
    }

    /// Take over a socket, in whatever state
    pub(super) fn adopt(
        made: H::Made,
        options: Options,
        watcher: Watcher<H::Incoming>,
        turn: Turn,
    ) -> Rc<Self> {
        // The host reports nothing before there is a driver.
        let entered = turn.clone();
        let _turn = entered.enter();
        let driver = Rc::new_cyclic(|weak| {
            let host = H::attach(made, weak.clone(), &turn);
            let timeout = options.connect_timeout;
            let close_rule = options.close_rule;
            let state = RefCell::new(State::new(options, timeout.map_or(0.0, |_| host.now())));
            let leases = Cell::new(0);
            let (url, protocol) = (OnceCell::new(), OnceCell::new());
            Self { state, watcher, leases, turn, close_rule, url, protocol, host }
        });
        let timeout = driver.state().options.connect_timeout;
        match driver.host.ready_state() {
            ReadyState::Open => driver.handle_open(),
            ReadyState::Closed => driver.handle_close(CloseEvent::given_up()),
            _ if timeout.is_some() => driver.handle_timer(),
            _ => {}
        }
        driver
    }

    // The host's reports.

    /// The connection is open
    pub(super) fn handle_open(&self) {
        let _turn = self.turn.enter();
        let protocol = self.protocol();
        let mut state = self.state();
        let was_established = state.is_established;
        let todo = state.handle_open(protocol);
        let opens = state.is_established && !was_established;
        drop(state);
        self.act(todo);
        if let Some(watcher) = self.watcher.as_ref().filter(|_| opens) {
            watcher.handle_open();
        }
    }

    /// A message of this many bytes has arrived
    #[cfg_attr(not(any(target_arch = "wasm32", test)), allow(dead_code))] // nobody reports
    pub(super) fn handle_message(&self, message: H::Incoming, byte_len: u64) {
        let _turn = self.turn.enter();
        if let Some(watcher) = &self.watcher {
            return watcher.handle_message(message, byte_len);
        }
        let mut state = self.state();
        let arrival = state.mailbox.push(message, byte_len);
        let reader = if arrival.wakes { state.reader.take() } else { None };
        drop(state);
        if arrival.overflows {
            self.close(&CloseRequest::default());
        }
        if let Some(reader) = reader {
            reader.wake();
        }
    }

    /// Something went wrong
    #[cfg_attr(not(any(target_arch = "wasm32", test)), allow(dead_code))] // nobody reports
    pub(super) fn handle_error(&self) {
        let _turn = self.turn.enter();
        let todo = self.state().handle_error();
        self.act(todo);
    }

    /// The connection has ended
    pub(super) fn handle_close(&self, event: CloseEvent) {
        let _turn = self.turn.enter();
        let todo = self.state().handle_close(event);
        self.act(todo);
    }

    /// The timer has fired
    pub(super) fn handle_timer(&self) {
        let _turn = self.turn.enter();
        let look = self.look();
        // Only a connect timeout asks: a look at the buffer must not cost more.
        let is_timed = self.state().is_timed();
        let is_prerendered = is_timed && self.host.is_prerendered();
        let todo = self.state().handle_timer(look, is_prerendered);
        self.act(todo);
    }

    // The application's commands; what it asks is in `polls`.

    /// Send now if there is room
    pub(super) fn try_send(&self, data: Data<'_>) -> Result<(), TrySendError> {
        let _turn = self.turn.enter();
        if !self.look_for_room().map_err(TrySendError::Closed)? {
            return Err(TrySendError::Full);
        }
        self.hand_over(data).map_err(TrySendError::Closed)
    }

    /// Whether there is room; also if there is no connection any more, which sending tells
    pub(super) fn has_room_now(&self) -> bool {
        let _turn = self.turn.enter();
        self.look_for_room().unwrap_or(true)
    }

    /// Send now, on a connection that may have ended
    pub(super) fn send(&self, data: Data<'_>) -> Result<(), Error> {
        let _turn = self.turn.enter();
        self.has_room()?;
        self.hand_over(data)
    }

    /// Send now, on a connection that is known to be open
    pub(super) fn hand_over(&self, data: Data<'_>) -> Result<(), Error> {
        let _turn = self.turn.enter();
        let mut state = self.state();
        state.buffered = state.buffered.saturating_add(data.most_bytes());
        drop(state);
        self.host.send(data)
    }

    /// Start the closing handshake
    pub(super) fn close(&self, request: &CloseRequest) {
        let _turn = self.turn.enter();
        let host = self.host.ready_state();
        let todo = self.state().close(host);
        self.act_closing(todo, request);
    }

    /// Nobody reads any more
    pub(super) fn stop_reading(&self) {
        let _turn = self.turn.enter();
        let unread = self.state().stop_reading();
        drop(unread);
        self.host.ignore_messages();
    }

    /// Whether there is room; the buffer is looked at only if that may show some
    fn look_for_room(&self) -> Result<bool, Error> {
        if self.has_room()? {
            return Ok(true);
        }
        self.look_at_buffer();
        self.has_room()
    }

    /// Whether there is room as far as is known; `Err` if nothing can be sent
    fn has_room(&self) -> Result<bool, Error> {
        let host = self.host.ready_state();
        let mut state = self.state();
        state.observe(host);
        if !state.ready_state().is_open() {
            return Err(state.error());
        }
        Ok(state.buffered < state.options.high_water_mark)
    }

    // The one place where the state is borrowed, and the one panic if that were wrong: an app has it once, not at each use.
    #[inline(never)]
    fn state(&self) -> RefMut<'_, State<H::Incoming>> {
        self.state.borrow_mut()
    }

    fn look(&self) -> Look {
        Look {
            time: self.host.now(),
            ready_state: self.host.ready_state(),
            buffered: self.host.buffered_amount(),
        }
    }

    fn look_at_buffer(&self) {
        let buffered = self.host.buffered_amount();
        self.state().buffered = buffered;
    }

    fn act(&self, todo: Todo) {
        self.act_closing(todo, &CloseRequest::default());
    }

    fn act_closing(&self, todo: Todo, request: &CloseRequest) {
        if todo.detaches {
            self.host.detach();
        }
        if todo.closes {
            self.host.close(request);
        }
        match todo.timer {
            Timer::Keep => {}
            Timer::Set(delay) => self.host.set_timer(delay),
            Timer::Fire => self.handle_timer(),
        }
        todo.wake.into_iter().for_each(Waker::wake);
        if todo.detaches {
            self.tell_end();
        }
    }

    fn tell_end(&self) {
        let Some(watcher) = &self.watcher else { return };
        let state = self.state();
        let (failure, end) = (state.failure, state.end.clone());
        drop(state);
        watcher.handle_end(failure, end.unwrap_or_else(CloseEvent::given_up));
    }
}

impl<H: Host> Drop for Driver<H> {
    fn drop(&mut self) {
        self.host.detach();
        if self.state.get_mut().end.is_none() {
            self.host.close(&CloseRequest::default());
        }
    }
}
