//! Messages that go to a connection, wait for one, or are undelivered.
use super::*;
use crate::client::tests::tasks::{Task, sink_flush, sink_ready};
use crate::client::{Error, QueueError, QueueOverflow};
use crate::proto::Traffic;
use futures_sink::Sink;
use std::pin::Pin;

#[test]
fn messages_that_wait_are_sent_in_order_before_open_is_told_and_once_only() {
    let mut socket = connect_with(|builder| builder);
    for text in ["a", "bc"] {
        Task::new(socket.send(text)).ready().unwrap();
    }
    assert_eq!(socket.queued(), Traffic { messages: 2, bytes: 3 });
    assert_eq!(socket.sender().buffered_amount(), 3);
    let host = FakeSocket::latest();
    host.open("");
    assert_eq!(*host.sent.borrow(), texts(&["a", "bc"]));
    assert_eq!((events(&mut socket), socket.queued()), (vec![opened(0)], Traffic::default()));
    host.buffer(0);
    socket.try_send("d").unwrap();
    host.buffer(0);
    host.end(1006, "", false);
    assert_eq!(events(&mut socket), [reconnecting(1, 500, Cause::Closed(lost()))]);
    socket.try_send("e").unwrap();
    let next = next_attempt();
    next.open("");
    assert_eq!(*next.sent.borrow(), texts(&["e"]));
    assert_eq!(host.sent.borrow().len(), 3);
}

#[test]
fn what_had_not_left_the_browser_is_undelivered_and_not_sent_again() {
    let (mut socket, host) = open();
    for text in ["one", "two", "three"] {
        socket.try_send(text).unwrap();
    }
    host.buffer(6);
    host.end(1006, "", false);
    let cause = Cause::Closed(lost());
    let undelivered = Event::Undelivered(texts(&["two", "three"]));
    assert_eq!(events(&mut socket), [undelivered, reconnecting(1, 500, cause)]);
    assert_eq!(socket.undelivered(), Traffic { messages: 2, bytes: 8 });
    let next = next_attempt();
    next.open("");
    assert!(next.sent.borrow().is_empty());
}

#[test]
fn the_queue_has_limits_and_the_error_says_the_rule() {
    let socket = connect_with(|builder| builder.max_queued_messages(2).max_queued_bytes(10));
    socket.try_send("12345").unwrap();
    let error = socket.try_send("123456").unwrap_err();
    let rule = "there is no room for 6 bytes: at most 10 bytes and 2 messages may wait";
    assert_eq!(error.to_string(), rule);
    let QueueError::Limit(limit) = error else { panic!("{error:?}") };
    let error = Error::QueueLimit(limit);
    assert_eq!(error.to_string(), "the queue has no room for the message");
    assert_eq!(std::error::Error::source(&error).map(ToString::to_string).as_deref(), Some(rule));
    socket.try_send("").unwrap();
    assert!(socket.try_send("").is_err());
    let socket = connect_with(|builder| builder.max_queued_bytes(0));
    let error = socket.try_send("1").unwrap_err();
    assert_eq!(error.to_string(), "there is no room for 1 bytes: at most 0 bytes may wait");
}

#[test]
fn a_queue_may_drop_the_oldest_or_the_newest_and_tells_so() {
    for (overflow, kept) in
        [(QueueOverflow::DropOldest, ["3", "4"]), (QueueOverflow::DropNewest, ["1", "2"])]
    {
        let mut socket = connect_with(|builder| builder.max_queued_messages(2).overflow(overflow));
        for text in ["1", "2", "3", "4"] {
            socket.try_send(text).unwrap();
        }
        let dropped = Traffic { messages: 2, bytes: 2 };
        assert_eq!(events(&mut socket), [Event::Overflow(dropped)]);
        assert_eq!(socket.sender().kept(), 2);
        assert_eq!(socket.sender().take_queued(), texts(&kept));
    }
}

#[test]
fn send_waits_for_room_in_the_queue_and_goes_on_with_the_connection() {
    let mut socket = connect_with(|builder| builder.max_queued_messages(1));
    socket.try_send("first").unwrap();
    let sender = socket.sender().clone();
    let waits = Task::new(sender.send("second")).pending();
    let dropped = Task::new(sender.send("never")).pending();
    drop(dropped);
    let host = FakeSocket::latest();
    host.open("");
    waits.woken().ready().unwrap();
    assert_eq!(*host.sent.borrow(), texts(&["first", "second"]));
    assert_eq!(events(&mut socket), [opened(0)]);
}

#[test]
fn send_waits_for_room_in_the_browser_and_for_the_next_connection_if_that_ends() {
    let (socket, host) = open_with(|builder| builder.high_water_mark(4).max_queued_messages(0));
    socket.try_send("full").unwrap();
    assert_eq!(socket.try_send("x"), Err(QueueError::HighWaterMark));
    let mut waits = Task::new(socket.send("second")).pending();
    host.buffer(0);
    pass(200.0);
    assert!(waits.times_woken() > 0 && waits.poll().is_ready());

    let waits = Task::new(socket.send("third")).pending();
    host.end(1006, "", false);
    let waits = waits.woken().pending();
    let next = next_attempt();
    next.open("");
    waits.woken().ready().unwrap();
    assert_eq!(*next.sent.borrow(), texts(&["third"]));
}

#[test]
fn take_queued_makes_room_and_a_close_ends_the_waiting() {
    let socket = connect_with(|builder| builder.max_queued_messages(1));
    socket.try_send("first").unwrap();
    let waits = Task::new(socket.send("second")).pending();
    assert_eq!(socket.sender().take_queued(), texts(&["first"]));
    waits.woken().ready().unwrap();
    let waits = Task::new(socket.send("third")).pending();
    socket.close();
    FakeSocket::latest().end(1006, "", false);
    assert!(matches!(waits.woken().ready(), Err(Error::Closed(_))));
}

#[test]
fn the_sink_keeps_one_message_that_waits_for_room() {
    let mut socket = connect_with(|builder| builder.max_queued_bytes(3));
    let mut sink = socket.sender().clone();
    Task::new(sink_ready(&mut sink)).ready().unwrap();
    Pin::new(&mut sink).start_send("long".into()).unwrap();
    let flush = Task::new(sink_flush(&mut sink)).pending();
    drop(flush);
    let ready = Task::new(sink_ready(&mut sink)).pending();
    let host = FakeSocket::latest();
    host.open("");
    ready.woken().ready().unwrap();
    assert_eq!(*host.sent.borrow(), texts(&["long"]));
    assert_eq!(events(&mut socket), [opened(0)]);
}

#[test]
fn drained_waits_for_the_queue_and_the_browser_and_is_an_error_if_messages_are_lost() {
    let (socket, host) = open();
    host.end(1006, "", false);
    socket.try_send("waits").unwrap();
    let mut drained = Task::new(socket.drained(0)).pending();
    let host = next_attempt();
    host.open("");
    assert!(drained.times_woken() > 0 && drained.poll().is_pending());
    host.buffer(0);
    pass(200.0);
    drained.woken().ready().unwrap();

    socket.try_send("lost").unwrap();
    let drained = Task::new(socket.drained(0)).pending();
    host.end(1006, "", false);
    assert!(matches!(drained.woken().ready(), Err(Error::Closed(_))));
}

#[test]
fn drained_goes_on_when_a_connection_has_ended_that_had_transmitted_all() {
    let (socket, host) = open();
    socket.try_send("arrives").unwrap();
    host.start_closing();
    let drained = Task::new(socket.drained(0)).pending();
    host.buffer(0);
    host.end(1000, "", true);
    drained.woken().ready().unwrap();
}

#[test]
fn while_the_host_closes_by_itself_messages_wait_for_the_next_connection() {
    let (socket, host) = open();
    host.start_closing();
    socket.try_send("next").unwrap();
    host.end(1000, "", true);
    let next = next_attempt();
    next.open("");
    assert_eq!(*next.sent.borrow(), texts(&["next"]));
}

#[test]
fn what_the_host_throws_is_the_senders_error_and_the_connection_goes_on() {
    let (mut socket, host) = open();
    host.throws.set(true);
    let error = Error::Host("out of memory".into());
    assert_eq!(socket.try_send("large"), Err(QueueError::Closed(error)));
    host.throws.set(false);
    socket.try_send("small").unwrap();
    assert_eq!(*host.sent.borrow(), texts(&["small"]));
    assert!(events(&mut socket).is_empty());
}
