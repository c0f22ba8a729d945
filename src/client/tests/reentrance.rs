//! Hosts and wakers that call back at once: nothing is borrowed when anybody is called.
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;

use futures_core::Stream;

use super::tasks::{Task, at_once};
use super::{open, open_with};
use crate::client::{Message, ReadyState};

#[test]
fn a_host_may_deliver_a_message_while_it_is_given_one() {
    let (mut socket, host) = open();
    host.echoes_at_once.set(true);
    Task::new(socket.send("hello")).ready().unwrap();
    assert_eq!(Task::new(socket.recv()).ready(), Some(Ok("hello".into())));
}

#[test]
fn a_task_may_read_and_send_while_it_is_woken() {
    let (socket, host) = open();
    let shared = Rc::new(RefCell::new(socket));
    let inner = Rc::clone(&shared);
    let waker = at_once(move || {
        let mut socket = inner.borrow_mut();
        assert_eq!(Task::new(socket.recv()).ready(), Some(Ok("ping".into())));
        Task::new(socket.send("pong")).ready().unwrap();
        socket.close();
    });
    let mut cx = Context::from_waker(&waker);
    assert!(Pin::new(&mut *shared.borrow_mut()).poll_next(&mut cx).is_pending());
    host.message("ping");
    assert_eq!(*host.sent.borrow(), [Message::from("pong")]);
    assert_eq!(host.state(), ReadyState::Closing);
}

#[test]
fn a_task_may_drop_the_socket_while_it_is_woken() {
    for event in ["message", "overflow", "end"] {
        let (mut socket, host) =
            open_with(|builder| builder.receive_limit(if event == "overflow" { 0 } else { 1000 }));
        let slot = Rc::new(RefCell::new(None));
        let inner = Rc::clone(&slot);
        let waker = at_once(move || drop(inner.take()));
        assert!(Pin::new(&mut socket).poll_next(&mut Context::from_waker(&waker)).is_pending());
        slot.replace(Some(socket));
        if event == "end" {
            host.end(1006, "", false);
        } else {
            host.message("hello");
        }
        assert!(slot.borrow().is_none() && !host.is_held() && host.is_detached.get(), "{event}");
    }
}

#[test]
fn a_waker_may_be_the_last_that_holds_the_socket() {
    struct Holder(#[allow(dead_code)] crate::client::Sender);
    // SAFETY: the tests of this file have one thread each.
    unsafe impl Send for Holder {}
    unsafe impl Sync for Holder {}
    impl std::task::Wake for Holder {
        fn wake(self: std::sync::Arc<Self>) {}
    }
    let (socket, host) = open_with(|builder| builder.high_water_mark(1));
    let (sender, mut receiver) = socket.split();
    sender.try_send("full").unwrap();
    let holder = || {
        let sender = sender.clone();
        std::task::Waker::from(std::sync::Arc::new(Holder(sender)))
    };
    // Each poll replaces the waker of the one before, and with it drops a sender.
    for _ in 0..2 {
        let waker = holder();
        assert!(Pin::new(&mut receiver).poll_next(&mut Context::from_waker(&waker)).is_pending());
    }
    let mut closed = sender.closed();
    for _ in 0..2 {
        let waker = holder();
        let polled = Future::poll(Pin::new(&mut closed), &mut Context::from_waker(&waker));
        assert!(polled.is_pending());
    }
    drop(sender);
    drop(receiver);
    drop(closed);
    assert!(!host.is_held());
}
