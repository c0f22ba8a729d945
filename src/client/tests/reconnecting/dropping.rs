//! Dropped in every phase: closed, freed, and nothing is called afterwards.
use std::cell::RefCell;
use std::future::{pending, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;

use futures_core::Stream;

use super::*;
use crate::client::tests::tasks::{Task, at_once};

/// Nothing is left of the latest client
fn assert_gone(host: Option<&FakeSocket>) {
    let place = FakePlace::latest();
    assert!(!place.is_held() && !place.has_timer() && !place.is_watched.get());
    fake_place::run_tasks();
    assert_eq!(fake_place::count_tasks(), 0);
    if let Some(host) = host {
        assert!(!host.is_held() && host.is_detached.get() && !host.has_timer());
        host.open("");
        host.message("late");
        host.end(1006, "", false);
    }
    let count = FakeSocket::count();
    fake_place::set_online(false);
    fake_place::set_online(true);
    pass(600_000.0);
    assert_eq!(FakeSocket::count(), count);
}

#[test]
fn dropped_in_any_phase_it_leaves_nothing() {
    // Connecting
    drop(connect_with(|builder| builder));
    let host = FakeSocket::latest();
    assert_eq!(host.closes.borrow().len(), 1);
    assert_gone(Some(&host));
    // Open, with an unread message, and one that was not transmitted
    let (socket, host) = open();
    host.message("unread");
    socket.try_send("on its way").unwrap();
    drop(socket);
    assert_eq!(host.closes.borrow().len(), 1);
    assert_gone(Some(&host));
    // Waiting for the next attempt, with a queue
    let (socket, host) = open();
    host.end(1006, "", false);
    socket.try_send("waits").unwrap();
    drop(socket);
    assert_gone(Some(&host));
    // Closing
    let (socket, host) = open();
    socket.close();
    drop(socket);
    assert_gone(Some(&host));
    // Closed while nothing was connected, and given up
    let (socket, host) = open_with(|builder| builder.max_attempts(0));
    host.end(1006, "", false);
    drop(socket);
    assert_gone(Some(&host));
    // Not started
    drop(connect_with(|builder| builder.start_closed(true)));
    assert_gone(None);
}

#[test]
fn dropped_while_a_future_of_the_app_is_awaited_it_leaves_nothing() {
    let socket = ReconnectingWebSocket::builder_with(|_| pending::<Result<String, String>>());
    let socket = socket.connect();
    fake_place::run_tasks();
    drop(socket);
    assert_gone(None);

    let socket =
        connect_with(|builder| builder.greeting(|_| pending::<Result<Vec<Message>, String>>()));
    let host = FakeSocket::latest();
    host.open("");
    fake_place::run_tasks();
    drop(socket);
    assert_gone(Some(&host));

    // Ready, but not polled
    drop(ReconnectingWebSocket::builder_with(|_| ready(Ok::<_, String>(URL))).connect());
    assert_gone(None);
    assert_eq!(FakeSocket::count(), 1);
}

#[test]
fn it_closes_with_the_last_of_its_halves() {
    for events_first in [true, false] {
        let (socket, host) = open();
        let (sender, events) = socket.split();
        let clone = sender.clone();
        drop(sender);
        if events_first {
            drop(events);
            assert!(host.closes.borrow().is_empty());
            drop(clone);
        } else {
            drop(clone);
            assert!(host.closes.borrow().is_empty());
            drop(events);
        }
        assert_eq!(host.closes.borrow().len(), 1);
        assert_gone(Some(&host));
    }
}

#[test]
fn closed_resolves_after_everything_else_was_dropped_and_keeps_nothing_open() {
    let (socket, host) = open();
    let closed = Task::new(socket.closed()).pending();
    drop(socket);
    assert_eq!(host.closes.borrow().len(), 1);
    host.end(1005, "", true);
    assert_eq!(closed.woken().ready().code, 1005);
    assert_gone(Some(&host));

    // Closed by the app before: the drop does not cut that short.
    let (socket, host) = open();
    let closed = Task::new(socket.close_with(3000, "").unwrap()).pending();
    pass(10.0);
    drop(socket);
    host.end(3000, "", true);
    assert_eq!(closed.woken().ready().code, 3000);
    assert_gone(Some(&host));
}

#[test]
fn a_send_that_waits_can_be_dropped() {
    let (socket, host) = open_with(|builder| builder.high_water_mark(1).max_queued_messages(0));
    socket.try_send("full").unwrap();
    drop(Task::new(socket.send("a")).pending());
    drop(Task::new(socket.drained(0)).pending());
    host.end(1006, "", false);
    drop(Task::new(socket.send("b")).pending());
    drop(socket);
    assert_gone(Some(&host));
}

#[test]
fn a_task_may_drop_all_while_it_is_woken() {
    for event in ["open", "message", "end", "overflow"] {
        let mut socket = connect_with(|builder| {
            builder.receive_limit(if event == "overflow" { 0 } else { 999 })
        });
        let host = FakeSocket::latest();
        if event != "open" {
            host.open("");
            drop(events(&mut socket));
        }
        let slot = Rc::new(RefCell::new(None));
        let inner = Rc::clone(&slot);
        let waker = at_once(move || drop(inner.take()));
        let polled = Pin::new(&mut socket).poll_next(&mut Context::from_waker(&waker));
        assert!(polled.is_pending());
        slot.replace(Some(socket));
        match event {
            "open" => host.open(""),
            "end" => host.end(1006, "", false),
            _ => host.message("hello"),
        }
        if event == "overflow" {
            host.end(1006, "", false);
        }
        assert!(slot.borrow().is_none(), "{event}");
        assert_gone(Some(&host));
    }
}

#[test]
fn a_provider_may_drop_all_while_it_runs() {
    let slot: Rc<RefCell<Option<ReconnectingWebSocket>>> = Rc::default();
    let inner = Rc::clone(&slot);
    let socket = ReconnectingWebSocket::builder_with(move |_| {
        let inner = Rc::clone(&inner);
        async move {
            drop(inner.take());
            Ok::<_, String>(URL)
        }
    })
    .connect();
    slot.replace(Some(socket));
    fake_place::run_tasks();
    assert_gone(None);
    assert_eq!(FakeSocket::count(), 0);
}
