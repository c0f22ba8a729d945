//! The task of a connection, from the first attempt to the end.
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use tokio::time::{Instant, Sleep, sleep_until};

use super::Native;
use super::connect::{Established, Failure, Wanted};
use super::link::Link;
use super::open::Open;
use crate::client::close_event::CloseEvent;
use crate::client::driver::Driver;
use crate::client::message::Message;
use crate::client::threads::{Rc, Turn, Weak};
use crate::proto::ReadyState;

/// Connect, transport messages, and report all that happens
pub(super) async fn run(wanted: Wanted, link: Rc<Link>, driver: Weak<Driver<Native>>, turn: Turn) {
    let mut task = Task { link, driver, turn, timer: None };
    let ping_interval = wanted.options.ping_interval;
    let end = match task.connect(wanted).await {
        Ok((socket, protocol)) => {
            task.handle_open(protocol);
            task.transport(Open::new(socket, ping_interval)).await
        }
        Err(Failure::Subprotocol(other)) => {
            // As a browser that leaves it to the driver to see that none was acknowledged.
            task.handle_open(other);
            CloseEvent::given_up()
        }
        Err(Failure::Other) => CloseEvent::given_up(),
    };
    task.handle_end(end);
}

/// A connection as its task has it
pub(super) struct Task {
    pub(super) link: Rc<Link>,
    driver: Weak<Driver<Native>>,
    turn: Turn,
    timer: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl Task {
    async fn connect(&mut self, wanted: Wanted) -> Result<Established, Failure> {
        let mut connecting = pin!(wanted.establish());
        poll_fn(|cx| {
            self.poll_timer(cx);
            if self.link.state().ready_state != ReadyState::Connecting {
                return Poll::Ready(Err(Failure::Other));
            }
            connecting.as_mut().poll(cx)
        })
        .await
    }

    /// Transport what there is, until the connection has ended
    async fn transport(&mut self, open: Open) -> CloseEvent {
        let link = Rc::clone(&self.link);
        link.set_open(Some(open));
        let end = poll_fn(|cx| {
            let polled = link.with_open(|open| open.poll(self, cx));
            polled.unwrap_or_else(|| Poll::Ready(CloseEvent::given_up()))
        })
        .await;
        link.set_open(None);
        end
    }

    /// Fire the driver's timer when it is due; whoever changes anything wakes the task
    pub(super) fn poll_timer(&mut self, cx: &mut Context<'_>) {
        self.link.wait(cx.waker());
        loop {
            let due = self.link.state().due;
            let Some(due) = due else {
                self.timer = None;
                return;
            };
            let timer = match &mut self.timer {
                Some((at, timer)) => {
                    if *at != due {
                        timer.as_mut().reset(due);
                        *at = due;
                    }
                    timer
                }
                none => &mut none.insert((due, Box::pin(sleep_until(due)))).1,
            };
            if timer.as_mut().poll(cx).is_pending() {
                return;
            }
            self.fire_timer();
        }
    }

    /// Fire the driver's timer now, if it is set: it looks whether there is room
    pub(super) fn fire_timer(&self) {
        let is_set = self.link.state().due.take().is_some();
        if is_set {
            self.report(|driver| driver.handle_timer());
        }
    }

    fn handle_open(&self, protocol: String) {
        // From here on: a thread that had the turn and saw the new state would take the report for one that came before.
        let _turn = self.turn.enter();
        let mut state = self.link.state();
        if state.ready_state != ReadyState::Connecting {
            return;
        }
        state.protocol = protocol;
        state.ready_state = ReadyState::Open;
        drop(state);
        self.report(|driver| driver.handle_open());
    }

    /// Messages have arrived
    pub(super) fn handle_messages(&self, messages: Vec<Message>) {
        if messages.is_empty() {
            return;
        }
        if let Some(driver) = self.driver.upgrade() {
            hand_over(messages, &self.link, &driver);
        }
    }

    fn handle_end(&self, end: CloseEvent) {
        let _turn = self.turn.enter();
        let mut state = self.link.state();
        state.ready_state = ReadyState::Closed;
        let unsent = std::mem::take(&mut state.outgoing);
        drop(state);
        drop(unsent);
        self.report(|driver| driver.handle_close(end));
    }

    fn report(&self, report: impl FnOnce(&Driver<Native>)) {
        let _turn = self.turn.enter();
        if self.link.state().is_detached {
            return;
        }
        if let Some(driver) = self.driver.upgrade() {
            report(&driver);
        }
    }
}

/// Report messages; of those that come while the connection closes, nobody is told
pub(super) fn hand_over(messages: Vec<Message>, link: &Link, driver: &Driver<Native>) {
    let measured = messages.into_iter().map(|message| {
        let byte_len = message.len() as u64;
        (message, byte_len)
    });
    driver.handle_messages(measured, || link.hears_messages());
}

/// A runtime that is shut down drops its tasks: what they wait for never comes
impl Drop for Task {
    fn drop(&mut self) {
        self.link.set_open(None);
        if self.link.state().ready_state != ReadyState::Closed {
            self.handle_end(CloseEvent::given_up());
        }
    }
}
