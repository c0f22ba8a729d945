//! A connection that comes back, over a host and a platform that a test drives.
mod closing;
mod dropping;
mod herd;
mod lifecycle;
mod page;
mod providers;
mod receiving;
mod scripts;
mod sending;
mod steps;

use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use super::fake::{self, FakeSocket};
use super::fake_place::FakePlace;
use super::{URL, fake_place};
use crate::client::{
    Cause, CloseEvent, Event, Message, ReconnectingBuilder, ReconnectingWebSocket,
};

/// Delays that are easy to read: half of 1 s, of 2 s, of 4 s
fn with_easy_delays(builder: ReconnectingBuilder) -> ReconnectingBuilder {
    let (first, most) = (Duration::from_secs(1), Duration::from_secs(30));
    builder.first_delay(first).growth(2.0).max_delay(most).jitter(1.0)
}

/// One that connects, with these options
fn connect_with(
    options: impl FnOnce(ReconnectingBuilder) -> ReconnectingBuilder,
) -> ReconnectingWebSocket {
    options(with_easy_delays(ReconnectingWebSocket::builder(URL))).connect()
}

/// One that is open, and has told so
fn open_with(
    options: impl FnOnce(ReconnectingBuilder) -> ReconnectingBuilder,
) -> (ReconnectingWebSocket, Rc<FakeSocket>) {
    let mut socket = connect_with(options);
    let host = FakeSocket::latest();
    host.open("");
    assert_eq!(events(&mut socket), [opened(0)]);
    (socket, host)
}

fn open() -> (ReconnectingWebSocket, Rc<FakeSocket>) {
    open_with(|builder| builder)
}

/// All events that can be read now
fn events(socket: &mut ReconnectingWebSocket) -> Vec<Event> {
    let mut events = Vec::new();
    while let Poll::Ready(Some(event)) = socket.try_recv() {
        events.push(event);
    }
    events
}

fn opened(attempts: u32) -> Event {
    Event::Open { protocol: String::new(), attempts }
}

fn reconnecting(attempt: u32, milliseconds: u64, cause: Cause) -> Event {
    Event::Reconnecting { attempt, delay: Some(Duration::from_millis(milliseconds)), cause }
}

fn lost() -> CloseEvent {
    CloseEvent::given_up()
}

fn texts(messages: &[&str]) -> Vec<Message> {
    messages.iter().map(|text| Message::from(*text)).collect()
}

/// Lets the next attempt begin; returns its socket
fn next_attempt() -> Rc<FakeSocket> {
    let count = FakeSocket::count();
    while FakeSocket::count() == count {
        let due = FakePlace::latest().due().expect("an attempt is waited for");
        fake::wait(due - fake::now());
    }
    assert_eq!(FakeSocket::count(), count + 1, "one attempt");
    FakeSocket::latest()
}

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// Time passes, and tasks run
fn pass(milliseconds: f64) {
    fake::wait(milliseconds);
    fake_place::run_tasks();
}
