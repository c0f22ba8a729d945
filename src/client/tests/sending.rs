//! Sending, room and the sink.
use super::fake;
use super::tasks::{Task, sink_close, sink_flush, sink_ready};
use super::{open, open_with};
use crate::client::{CloseEvent, Error, Message, TrySendError, WebSocket};
use futures_sink::Sink;
use std::pin::Pin;
use std::rc::Rc;

/// An open connection whose buffer is full
fn full() -> (WebSocket, Rc<fake::FakeSocket>) {
    let (socket, host) = open_with(|builder| builder.high_water_mark(10));
    socket.try_send(&[0; 10]).unwrap();
    (socket, host)
}

#[test]
fn text_and_bytes_borrowed_or_not_are_sent_as_they_are() {
    let (socket, host) = open();
    let (text, bytes) = (String::from("b"), vec![2]);
    Task::new(socket.send("a")).ready().unwrap();
    Task::new(socket.send(&text)).ready().unwrap();
    Task::new(socket.send(text)).ready().unwrap();
    Task::new(socket.send(b"1")).ready().unwrap();
    Task::new(socket.send(&bytes)).ready().unwrap();
    Task::new(socket.send(&bytes[..])).ready().unwrap();
    Task::new(socket.send(bytes)).ready().unwrap();
    Task::new(socket.send(Message::from("c"))).ready().unwrap();
    let binary = |bytes: &[u8]| Message::Binary(bytes.into());
    assert_eq!(
        *host.sent.borrow(),
        [
            "a".into(),
            "b".into(),
            "b".into(),
            binary(b"1"),
            binary(&[2]),
            binary(&[2]),
            binary(&[2]),
            Message::from("c")
        ]
    );
}

#[test]
fn send_waits_for_room_and_is_woken_by_a_look() {
    let (socket, host) = full();
    let task = Task::new(socket.send("next")).pending();
    assert!(host.has_timer());
    fake::wait(500.0);
    assert_eq!((host.sent.borrow().len(), task.times_woken()), (1, 0));
    host.buffer(9);
    fake::wait(100.0);
    task.woken().ready().unwrap();
    assert_eq!(host.sent.borrow().len(), 2);
    fake::wait(1000.0);
    assert!(!host.has_timer());
}

#[test]
fn a_send_that_is_dropped_has_sent_nothing_and_no_look_goes_on_for_it() {
    let (socket, host) = full();
    drop(Task::new(socket.send("never")).pending());
    fake::wait(1000.0);
    assert!(!host.has_timer());
    host.buffer(0);
    assert_eq!(host.sent.borrow().len(), 1);
}

#[test]
fn two_clones_that_wait_are_both_woken() {
    let (socket, host) = full();
    let clone = socket.sender().clone();
    let one = Task::new(socket.send("one")).pending();
    let two = Task::new(clone.send("two")).pending();
    host.buffer(0);
    fake::wait(1000.0);
    one.woken().ready().unwrap();
    two.woken().ready().unwrap();
    assert_eq!(host.sent.borrow().len(), 3);
}

#[test]
fn try_send_says_why_not() {
    let (socket, host) = full();
    assert_eq!(socket.try_send("x"), Err(TrySendError::Full));
    host.buffer(9);
    assert_eq!(socket.try_send("x"), Ok(()));
    host.start_closing();
    assert_eq!(socket.try_send("x"), Err(TrySendError::Closed(Error::Closing)));
    host.end(1000, "", true);
    let event = CloseEvent::new(1000, String::new(), true);
    assert_eq!(socket.try_send("x"), Err(TrySendError::Closed(Error::Closed(event))));
    assert_eq!(host.sent.borrow().len(), 2);
}

#[test]
fn sending_while_closing_or_closed_is_an_error_never_a_silent_loss() {
    let (mut socket, host) = open();
    socket.close();
    assert_eq!(Task::new(socket.send("x")).ready(), Err(Error::Closing));
    assert_eq!(Task::new(sink_ready(&mut socket)).ready(), Err(Error::Closing));
    assert_eq!(Pin::new(&mut socket).start_send("x".into()), Err(Error::Closing));
    host.end(1000, "", true);
    assert!(matches!(Task::new(socket.send("x")).ready(), Err(Error::Closed(_))));
    assert!(host.sent.borrow().is_empty());
}

#[test]
fn whoever_waits_for_room_is_told_that_closing_has_begun_whoever_began() {
    let (socket, host) = full();
    let task = Task::new(socket.send("x")).pending();
    socket.close();
    assert_eq!(task.woken().ready(), Err(Error::Closing));

    let (socket, host_2) = full();
    let task = Task::new(socket.send("x")).pending();
    host_2.start_closing();
    fake::wait(100.0);
    assert_eq!(task.woken().ready(), Err(Error::Closing));
    drop((socket, host));
}

#[test]
fn drained_waits_for_no_more_than_so_many_bytes() {
    let (socket, host) = open();
    socket.try_send(&[0; 10]).unwrap();
    Task::new(socket.drained(10)).ready().unwrap();
    let five = Task::new(socket.drained(5)).pending();
    let none = Task::new(socket.drained(0)).pending();
    host.buffer(5);
    fake::wait(10.0);
    five.woken().ready().unwrap();
    assert_eq!(none.times_woken(), 0);
    host.buffer(0);
    fake::wait(10.0);
    none.woken().ready().unwrap();
}

#[test]
fn drained_goes_on_while_closing_and_fails_if_the_end_comes_first() {
    for (left, is_ok) in [(0, true), (3, false)] {
        let (socket, host) = open();
        socket.try_send(&[0; 10]).unwrap();
        let task = Task::new(socket.drained(0)).pending();
        socket.close();
        fake::wait(100.0);
        assert_eq!(task.times_woken(), 0);
        host.buffer(left);
        host.end(1000, "", true);
        assert_eq!(task.woken().ready().is_ok(), is_ok, "{left} left");
    }
}

#[test]
fn flush_is_ready_though_the_buffer_is_full() {
    let (mut socket, _host) = full();
    Task::new(sink_ready(&mut socket)).pending();
    Task::new(sink_flush(&mut socket)).ready().unwrap();
}

#[test]
fn the_close_of_the_sink_closes_and_waits_for_the_end() {
    for was_clean in [true, false] {
        let (mut socket, host) = open();
        let task = Task::new(sink_close(&mut socket)).pending();
        assert_eq!(*host.closes.borrow(), [(None, String::new())]);
        host.end(1005, "", was_clean);
        assert_eq!(task.woken().ready().is_ok(), was_clean);
    }
}

#[test]
fn the_host_is_asked_for_its_buffer_only_once_it_may_be_full() {
    let (socket, host) = open_with(|builder| builder.high_water_mark(100));
    host.buffer(1000); // as if others had sent: not looked at
    socket.try_send(&[0; 60]).unwrap();
    socket.try_send(&[0; 60]).unwrap();
    assert_eq!(socket.try_send(&[0; 60]), Err(TrySendError::Full));
}

#[test]
fn what_the_host_throws_is_an_error() {
    let (socket, host) = open();
    host.throws.set(true);
    let error = Task::new(socket.send("x")).ready().unwrap_err();
    assert_eq!(error.to_string(), "out of memory");
}
