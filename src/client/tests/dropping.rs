//! Dropped in every phase: closed, freed, and nothing is called afterwards.
use std::time::Duration;

use proptest::prelude::*;

use super::fake::{self, FakeSocket};
use super::tasks::Task;
use super::{URL, config, open, open_with};
use crate::client::{ReadyState, WebSocket};

fn assert_gone(host: &FakeSocket, closes: usize) {
    assert!(!host.is_held(), "the driver is still there");
    assert!(host.is_detached.get() && !host.hears_messages.get() && !host.has_timer());
    assert_eq!(host.closes.borrow().len(), closes);
    // Whatever the browser still reports.
    host.open("");
    host.message("late");
    host.end(1006, "", false);
    fake::wait(10_000.0);
}

#[test]
fn a_dropped_connect_leaves_nothing() {
    for is_polled in [false, true] {
        let builder = WebSocket::builder(URL).connect_timeout(Duration::from_secs(1));
        let mut task = Task::new(builder.connect());
        if is_polled {
            assert!(task.poll().is_pending());
        }
        drop(task);
        assert_gone(&FakeSocket::latest(), 1);
    }
}

#[test]
fn a_connect_that_is_dropped_after_the_connection_was_established_closes_it() {
    let connect = WebSocket::connect(URL);
    let host = FakeSocket::latest();
    host.open("");
    drop(connect);
    assert_gone(&host, 1);
}

#[test]
fn a_dropped_socket_closes_and_leaves_nothing_in_every_phase() {
    let (socket, host) = open();
    drop(socket);
    assert_gone(&host, 1);

    let (socket, host) = open();
    host.message("unread");
    drop(socket);
    assert_gone(&host, 1);

    let (socket, host) = open_with(|builder| builder.high_water_mark(1));
    socket.try_send("full").unwrap();
    drop(Task::new(socket.send("waits")).pending());
    drop(socket);
    assert_gone(&host, 1);

    let (socket, host) = open_with(|builder| builder.close_timeout(Duration::from_secs(1)));
    socket.close();
    drop(socket);
    assert_gone(&host, 2);

    let (socket, host) = open();
    host.end(1000, "", true);
    drop(socket);
    assert_gone(&host, 0);
}

#[test]
fn the_connection_closes_with_the_last_of_its_halves() {
    for receiver_first in [true, false] {
        let (socket, host) = open();
        let (sender, receiver) = socket.split();
        let clone = sender.clone();
        drop(sender);
        if receiver_first {
            drop(receiver);
            assert!(host.closes.borrow().is_empty());
            Task::new(clone.send("still here")).ready().unwrap();
            drop(clone);
        } else {
            drop(clone);
            assert!(host.closes.borrow().is_empty());
            drop(receiver);
        }
        assert_gone(&host, 1);
    }
}

#[test]
fn the_last_messages_and_the_end_are_still_received_after_the_senders_are_dropped() {
    let (socket, host) = open();
    let (sender, mut receiver) = socket.split();
    let closed = sender.closed();
    drop(sender);
    host.message("last");
    host.end(4000, "done", true);
    assert_eq!(Task::new(receiver.recv()).ready(), Some(Ok("last".into())));
    assert_eq!(Task::new(receiver.recv()).ready(), None);
    assert_eq!(Task::new(closed).ready().code, 4000);
}

#[test]
fn without_a_receiver_messages_cost_nothing_and_the_end_is_told() {
    let (socket, host) = open();
    let (sender, receiver) = socket.split();
    drop(receiver);
    assert!(!host.hears_messages.get() && !host.is_detached.get());
    let closed = Task::new(sender.closed()).pending();
    host.end(1000, "", true);
    let _ = closed.woken();
}

#[test]
fn closed_resolves_after_everything_else_was_dropped_and_keeps_nothing_open() {
    let (socket, host) = open();
    let closed = Task::new(socket.closed()).pending();
    drop(socket);
    assert_eq!(host.closes.borrow().len(), 1);
    host.end(1005, "", true);
    assert_eq!(closed.woken().ready().code, 1005);
    assert_gone(&host, 1);

    let (socket, host) = open();
    let closed = Task::new(socket.closed()).pending();
    drop(socket);
    drop(closed);
    assert_gone(&host, 2);
}

#[test]
fn a_thousand_connections_leave_nothing() {
    for number in 0..1000 {
        let connect = WebSocket::connect(URL);
        let host = FakeSocket::latest();
        if number % 2 == 0 {
            host.open("");
            drop(Task::new(connect).ready());
        }
        assert!(number % 2 == 1 || !host.is_held());
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_connect_that_is_dropped_at_any_moment_leaves_nothing(
        timeout in proptest::option::of(0..300_u64), polls in any::<bool>(), waits in 0..500_u32,
        opens in any::<bool>(), fails in any::<bool>(),
    ) {
        let mut builder = WebSocket::builder(URL);
        if let Some(timeout) = timeout {
            builder = builder.connect_timeout(Duration::from_millis(timeout));
        }
        let mut task = Task::new(builder.connect());
        let host = FakeSocket::latest();
        let is_settled = polls && task.poll().is_ready();
        prop_assert!(!is_settled || timeout == Some(0));
        fake::wait(waits.into());
        if opens && host.state() == ReadyState::Connecting {
            host.open("");
        }
        if fails && host.state() != ReadyState::Closed {
            host.end(1006, "", false);
        }
        drop(task);
        prop_assert!(!host.is_held() && host.is_detached.get() && !host.has_timer());
        prop_assert!(host.state() >= ReadyState::Closing);
    }
}
