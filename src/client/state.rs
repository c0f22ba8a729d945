//! What the driver knows of a connection, and what is to be done when something happens to it.
//!
//! Nothing here calls anyone: a host may call back at once, and a waker may run its task at once. The client uses the parts of
//! [`proto`](crate::proto), not its `Socket`: an app waits for room itself, so that no message is ever queued here.
use std::collections::VecDeque;
use std::task::Waker;

use super::close_event::CloseEvent;
use super::error::{ConnectError, Error};
use super::options::Options;
use super::waiters::Waiters;
use crate::proto::close_timer::CloseTimer;
use crate::proto::ready_state::{Ending, Input, Machine};
use crate::proto::{Drain, Mailbox, ReadyState, mailbox};

/// What is to be done, in this order, when the state is not borrowed any more
#[derive(Debug, Default)]
pub(super) struct Todo {
    /// The host reports nothing that matters any more
    pub(super) detaches: bool,
    pub(super) closes: bool,
    pub(super) timer: Timer,
    pub(super) wake: Vec<Waker>,
}

/// What becomes of the timer
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Timer {
    /// It stays as it is
    #[default]
    Keep,
    /// It fires after so many milliseconds, or not at all
    Set(Option<f64>),
    /// It fires now
    Fire,
}

/// How often it is looked whether a prerendered page is activated, in milliseconds
const LOOK_WHILE_PRERENDERED_MS: f64 = 100.0;

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
    machine: Machine,
    /// The looks at the buffer that are under way
    drain: Option<Drain>,
    close_timer: Option<CloseTimer>,
    connect_due: Option<f64>,
}

impl<I> State<I> {
    /// A connection that is being established since `time`
    pub(super) fn new(options: Options, time: f64) -> Self {
        Self {
            mailbox: Mailbox::new(options.receive_limit as u64, options.receive_overflow),
            waiters: Waiters::default(),
            reader: None,
            connecting: None,
            is_established: false,
            failure: None,
            end: None,
            buffered: 0,
            connect_due: options.connect_timeout.map(|timeout| time + timeout),
            options,
            machine: Machine::default(),
            drain: None,
            close_timer: None,
        }
    }

    /// The host has opened the connection, with this subprotocol or an empty one
    ///
    /// Some hosts open it though the server has not acknowledged any of those that were requested.
    pub(super) fn handle_open(&mut self, protocol: &str) -> Todo {
        if self.ready_state() != ReadyState::Connecting {
            return Todo::default();
        }
        self.observe(ReadyState::Open);
        if !self.options.is_acknowledged(protocol) {
            return self.fail(ConnectError::Subprotocol, Input::NotAcknowledged);
        }
        self.is_established = true;
        let is_timed = self.connect_due.take().is_some();
        let timer = if is_timed { Timer::Set(None) } else { Timer::Keep };
        let mut wake = Vec::new();
        push(&mut wake, self.connecting.take());
        Todo { timer, wake, ..Todo::default() }
    }

    /// Something went wrong
    ///
    /// For a port that it blocks, WebKit fires this in the state `Connecting`, and never `close`. The `close` of a connection
    /// that never was open tells no more, so that nobody needs to wait for it.
    #[cfg_attr(not(any(target_arch = "wasm32", test)), allow(dead_code))] // nobody reports
    pub(super) fn handle_error(&mut self) -> Todo {
        if self.is_established || self.failure.is_some() {
            return Todo::default();
        }
        self.fail(ConnectError::Failed, Input::Abort)
    }

    /// The connection has ended
    pub(super) fn handle_close(&mut self, event: CloseEvent) -> Todo {
        self.observe(ReadyState::Closed);
        if !self.is_established {
            self.failure.get_or_insert(ConnectError::Failed);
        }
        self.finish(event)
    }

    /// Whether connecting has a time limit that is not over
    pub(super) fn is_timed(&self) -> bool {
        self.connect_due.is_some()
    }

    /// The timer has fired
    pub(super) fn handle_timer(&mut self, look: Look, is_prerendered: bool) -> Todo {
        let Some(due) = self.connect_due else { return self.look(look) };
        if let Some(timeout) = self.options.connect_timeout.filter(|_| is_prerendered) {
            // The time begins when the page is activated.
            self.connect_due = Some(look.time + timeout);
            let soon = timeout.min(LOOK_WHILE_PRERENDERED_MS);
            return Todo { timer: Timer::Set(Some(soon)), ..Todo::default() };
        }
        if look.time < due {
            return Todo { timer: Timer::Set(Some(due - look.time)), ..Todo::default() };
        }
        self.connect_due = None;
        self.fail(ConnectError::TimedOut, Input::Abort)
    }

    /// The connection is to be closed
    pub(super) fn close(&mut self, host: ReadyState) -> Todo {
        self.observe(host);
        let ending = self.machine.take(Input::Close);
        let mut timer = Timer::Keep;
        if ending == Some(Ending::Close) {
            self.close_timer = self.options.close_timeout.map(CloseTimer::new);
            if self.close_timer.is_some() {
                // The first look starts it.
                timer = Timer::Fire;
            }
        }
        let wake = self.waiters.take_senders();
        Todo { closes: ending.is_some(), timer, wake, ..Todo::default() }
    }

    /// What a look at the host has shown
    pub(super) fn see(&mut self, look: Look) {
        self.observe(look.ready_state);
        self.buffered = look.buffered;
    }

    /// The host's ready state is this now; it never leads backwards
    pub(super) fn observe(&mut self, host: ReadyState) {
        self.machine.take(Input::HostIs(host));
        if self.ready_state() == ReadyState::Closed {
            self.close_timer = None;
        }
    }

    pub(super) fn ready_state(&self) -> ReadyState {
        self.machine.state()
    }

    /// When to look again: for those who wait for room, and for the time that closing has
    pub(super) fn next_look(&mut self, time: f64) -> Option<f64> {
        let rest = self.close_timer.map(|timer| timer.rest(time));
        // While closing has a limit, its progress has to be seen.
        let is_left = rest.is_some() && self.buffered > 0;
        let below = self.waiters.highest_below().or(is_left.then_some(0));
        let delay = self.next_look_at_buffer(time, below);
        let Some(rest) = rest else { return delay };
        Some(delay.unwrap_or(rest).min(rest))
    }

    /// Why nothing can be sent
    pub(super) fn error(&self) -> Error {
        self.end.clone().map_or(Error::Closing, Error::Closed)
    }

    /// Nobody reads any more
    pub(super) fn stop_reading(&mut self) -> (VecDeque<(I, u64)>, Option<Waker>) {
        (self.mailbox.abandon(), self.reader.take())
    }

    /// The host was looked at, for those who wait and for the time that closing has
    fn look(&mut self, look: Look) -> Todo {
        self.see(look);
        let timer = self.close_timer.as_mut();
        if timer.is_some_and(|timer| timer.look(look.time, look.buffered)) {
            self.machine.take(Input::ClosingStuck);
            return self.give_up();
        }
        let wake = self.waiters.take_ready(look.buffered, self.ready_state().is_open());
        Todo { wake, timer: Timer::Set(self.next_look(look.time)), ..Todo::default() }
    }

    fn next_look_at_buffer(&mut self, time: f64, below: Option<u64>) -> Option<f64> {
        let Some(below) = below else {
            self.drain = None;
            return None;
        };
        let drain = self.drain.get_or_insert_with(|| Drain::new(time, self.buffered));
        drain.look(time, self.buffered);
        Some(drain.delay(time, self.buffered.saturating_sub(below)))
    }

    fn fail(&mut self, failure: ConnectError, input: Input) -> Todo {
        self.failure = Some(failure);
        self.machine.take(input);
        self.give_up()
    }

    fn give_up(&mut self) -> Todo {
        Todo { closes: true, ..self.finish(CloseEvent::given_up()) }
    }

    fn finish(&mut self, event: CloseEvent) -> Todo {
        let end = if event.was_clean { mailbox::End::Finished } else { mailbox::End::Lost };
        self.end.get_or_insert(event);
        self.mailbox.end(end);
        let mut wake = self.waiters.take_all();
        push(&mut wake, self.connecting.take());
        push(&mut wake, self.reader.take());
        Todo { detaches: true, wake, ..Todo::default() }
    }
}

fn push(wake: &mut Vec<Waker>, waker: Option<Waker>) {
    if let Some(waker) = waker {
        wake.push(waker);
    }
}
