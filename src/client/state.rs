//! What the driver knows of a connection, and what is to be done when something happens to it.
//!
//! Nothing here calls anyone: a host may call back at once, and a waker may run its task at once.
use std::collections::VecDeque;
use std::task::Waker;
use std::time::Duration;

use super::close_event::CloseEvent;
use super::error::{ConnectError, Error};
use super::options::Options;
use super::waiters::Waiters;
use crate::proto::{
    CloseRequest, HostAction, HostCapabilities, Mailbox, Message, MessageKind, ReadyState, Socket,
    mailbox,
};

/// A message that the host was given at once, so that the core never keeps one
#[derive(Debug)]
pub(super) enum Handed {}

impl Message for Handed {
    fn kind(&self) -> MessageKind {
        match *self {}
    }

    fn byte_len(&self) -> u64 {
        match *self {}
    }
}

/// What is to be done, when the state is not borrowed any more
#[derive(Debug)]
pub(super) struct Todo<I> {
    /// The host reports nothing that matters any more
    pub(super) detaches: bool,
    pub(super) timer: Timer,
    pub(super) action: Option<HostAction<Handed>>,
    pub(super) wake: Vec<Waker>,
    /// Messages that nobody is going to read
    pub(super) dropped: VecDeque<I>,
}

/// What becomes of the timer
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Timer {
    /// It stays as it is
    Keep,
    /// It fires after so many milliseconds, or not at all
    Set(Option<f64>),
}

impl<I> Default for Todo<I> {
    fn default() -> Self {
        Self {
            detaches: false,
            timer: Timer::Keep,
            action: None,
            wake: Vec::new(),
            dropped: VecDeque::new(),
        }
    }
}

/// What a look at the host has shown
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) time: f64,
    pub(super) ready_state: ReadyState,
    pub(super) buffered: u64,
}

/// One connection
#[derive(Debug)]
pub(super) struct State<I> {
    pub(super) socket: Socket<Handed>,
    pub(super) mailbox: Mailbox<I>,
    pub(super) waiters: Waiters,
    /// Waits for messages
    pub(super) reader: Option<Waker>,
    /// Waits for the connection
    pub(super) connecting: Option<Waker>,
    pub(super) is_established: bool,
    pub(super) failure: Option<ConnectError>,
    pub(super) end: Option<CloseEvent>,
    /// No more bytes than these are in the host's buffer: as at the last look, and what was sent since
    pub(super) buffered: u64,
    pub(super) options: Options,
    connect_due: Option<f64>,
}

impl<I> State<I> {
    /// A connection that is being established since `time`
    pub(super) fn new(options: Options, time: f64) -> Self {
        let mut socket = Socket::new(HostCapabilities { takes_blobs: true });
        // The app is made to wait instead of the core.
        socket.set_limits(u64::MAX, options.close_timeout.map(to_millis));
        let receive_limit = options.receive_limit as u64;
        Self {
            socket,
            mailbox: Mailbox::new(receive_limit, options.receive_overflow),
            waiters: Waiters::default(),
            reader: None,
            connecting: None,
            is_established: false,
            failure: None,
            end: None,
            buffered: 0,
            connect_due: options.connect_timeout.map(|timeout| time + to_millis(timeout) as f64),
            options,
        }
    }

    /// The host has opened the connection, with this subprotocol or an empty one
    ///
    /// Some hosts open it though the server has not acknowledged any of those that were requested.
    pub(super) fn handle_open(&mut self, protocol: &str) -> Todo<I> {
        if self.socket.ready_state() != ReadyState::Connecting {
            return Todo::default();
        }
        self.socket.observe(ReadyState::Open);
        let requested = &self.options.protocols;
        let is_acknowledged =
            requested.is_empty() || requested.iter().any(|request| request == protocol);
        if let Some(action) = self.socket.handle_subprotocol(is_acknowledged) {
            return self.fail(ConnectError::Subprotocol, Some(action));
        }
        self.is_established = true;
        let is_timed = self.connect_due.take().is_some();
        let timer = if is_timed { Timer::Set(None) } else { Timer::Keep };
        Todo { timer, wake: self.connecting.take().into_iter().collect(), ..Todo::default() }
    }

    /// A message has arrived, of this many bytes
    #[cfg_attr(not(any(target_arch = "wasm32", test)), allow(dead_code))] // nobody reports
    pub(super) fn handle_message(&mut self, message: I, byte_len: u64) -> Todo<I> {
        let arrival = self.mailbox.push(message, byte_len);
        let reader = if arrival.wakes { self.reader.take() } else { None };
        let mut todo = Todo { dropped: arrival.dropped, ..Todo::default() };
        if arrival.overflows {
            todo.action = self.socket.close(CloseRequest::default());
            todo.wake = self.waiters.take_senders();
        }
        todo.wake.extend(reader);
        todo
    }

    /// Something went wrong
    ///
    /// For a port that it blocks, WebKit fires this in the state `Connecting`, and never `close`. The `close` of a connection
    /// that never was open tells no more, so that nobody needs to wait for it.
    #[cfg_attr(not(any(target_arch = "wasm32", test)), allow(dead_code))] // nobody reports
    pub(super) fn handle_error(&mut self) -> Todo<I> {
        if self.is_established || self.failure.is_some() {
            return Todo::default();
        }
        let action = self.socket.abort(CloseRequest::default());
        self.fail(ConnectError::Failed, action)
    }

    /// The connection has ended
    pub(super) fn handle_close(&mut self, event: CloseEvent) -> Todo<I> {
        self.socket.observe(ReadyState::Closed);
        if !self.is_established {
            self.failure.get_or_insert(ConnectError::Failed);
        }
        self.finish(event)
    }

    /// The timer has fired
    pub(super) fn handle_timer(&mut self, look: Look) -> Todo<I> {
        let Some(due) = self.connect_due else { return self.look(look) };
        if look.time < due {
            return Todo { timer: Timer::Set(Some(due - look.time)), ..Todo::default() };
        }
        self.connect_due = None;
        let action = self.socket.abort(CloseRequest::default());
        self.fail(ConnectError::TimedOut, action)
    }

    /// The application closes
    pub(super) fn close(&mut self, host: ReadyState, request: CloseRequest) -> Todo<I> {
        self.socket.observe(host);
        let action = self.socket.close(request);
        Todo { action, wake: self.waiters.take_senders(), ..Todo::default() }
    }

    /// The host was looked at, for those who wait and for the time that closing has
    pub(super) fn look(&mut self, look: Look) -> Todo<I> {
        self.observe(look);
        let action = self.socket.look(look.time);
        if let Some(HostAction::Abandon) = action {
            return Todo { action, ..self.finish(CloseEvent::given_up()) };
        }
        let mut wake = self.waiters.take_ready(look.buffered);
        if !self.socket.ready_state().is_open() {
            wake.extend(self.waiters.take_senders());
        }
        let timer = Timer::Set(self.next_look(look.time));
        Todo { action, wake, timer, ..Todo::default() }
    }

    /// What a look at the host has shown
    pub(super) fn observe(&mut self, look: Look) {
        self.socket.observe(look.ready_state);
        self.socket.observe_buffer(look.buffered);
        self.buffered = look.buffered;
    }

    /// When to look again
    pub(super) fn next_look(&mut self, time: f64) -> Option<f64> {
        self.socket.next_look(time, self.waiters.highest_below())
    }

    /// Why nothing can be sent
    pub(super) fn error(&self) -> Error {
        self.end.clone().map_or(Error::Closing, Error::Closed)
    }

    /// Nobody reads any more
    pub(super) fn stop_reading(&mut self) -> (VecDeque<(I, u64)>, Option<Waker>) {
        (self.mailbox.abandon(), self.reader.take())
    }

    fn fail(&mut self, failure: ConnectError, action: Option<HostAction<Handed>>) -> Todo<I> {
        self.failure = Some(failure);
        Todo { action, ..self.finish(CloseEvent::given_up()) }
    }

    fn finish(&mut self, event: CloseEvent) -> Todo<I> {
        let end = if event.was_clean { mailbox::End::Finished } else { mailbox::End::Lost };
        self.end.get_or_insert(event);
        self.mailbox.end(end);
        let mut wake = self.waiters.take_all();
        wake.extend(self.connecting.take());
        wake.extend(self.reader.take());
        Todo { detaches: true, wake, ..Todo::default() }
    }
}

/// Whole milliseconds, never less than the time
pub(super) fn to_millis(time: Duration) -> u32 {
    let part = u64::from(time.subsec_nanos().div_ceil(1_000_000));
    let whole = time.as_secs().saturating_mul(1000).saturating_add(part);
    u32::try_from(whole).unwrap_or(u32::MAX)
}
