//! Messages and the end of the stream.
use futures_core::FusedStream;

use super::tasks::{Task, next, read_all};
use super::{open, open_with};
use crate::client::{CloseEvent, Error, Message, Overflow, Traffic};
use crate::proto::Mailbox;

#[test]
fn the_stream_ends_with_an_error_once_iff_the_connection_was_lost() {
    for (code, was_clean) in [(1000, true), (1005, true), (4000, true), (1006, false)] {
        let (mut socket, host) = open();
        host.message("one");
        host.message(&[2]);
        host.end(code, "why", was_clean);
        let mut expected = vec![Some(Ok("one".into())), Some(Ok(Message::Binary(vec![2])))];
        if !was_clean {
            let event = CloseEvent::new(code, "why".into(), false);
            expected.push(Some(Err(Error::Closed(event))));
        }
        expected.push(None);
        assert!(!socket.is_terminated());
        assert_eq!(read_all(&mut socket), expected, "{code}");
        assert!(socket.is_terminated());
        assert_eq!(read_all(&mut socket), [None]);
    }
}

#[test]
fn a_message_wakes_who_waits_for_it() {
    let (mut socket, host) = open();
    let task = Task::new(next(&mut socket)).pending();
    host.message("hello");
    assert_eq!(task.woken().ready(), Some(Ok("hello".into())));
}

#[test]
fn close_wakes_a_pending_poll() {
    for was_clean in [true, false] {
        let (mut socket, host) = open();
        let task = Task::new(socket.recv()).pending();
        host.end(1000, "", was_clean);
        assert_eq!(task.woken().ready().is_none(), was_clean);
    }
}

#[test]
fn many_messages_wake_once() {
    let (mut socket, host) = open();
    let task = Task::new(socket.recv()).pending();
    for _ in 0..100 {
        host.message("hello");
    }
    assert_eq!(task.times_woken(), 1);
}

#[test]
fn a_recv_that_is_dropped_takes_no_message() {
    let (mut socket, host) = open();
    drop(Task::new(socket.recv()).pending());
    host.message("kept");
    assert_eq!(Task::new(socket.recv()).ready(), Some(Ok("kept".into())));
}

#[test]
fn try_recv_never_waits() {
    let (mut socket, host) = open();
    assert!(socket.try_recv().is_pending());
    host.message("hello");
    assert!(socket.try_recv().is_ready());
    assert!(socket.try_recv().is_pending());
}

#[test]
fn what_waits_is_counted() {
    let (mut socket, host) = open();
    host.message("hello");
    host.message(&[0; 10]);
    assert_eq!(socket.unread(), Traffic { messages: 2, bytes: 15 });
    let _ = socket.try_recv();
    assert_eq!(socket.unread(), Traffic { messages: 1, bytes: 10 });
}

#[test]
fn more_than_the_receive_limit_closes_and_is_an_error_after_what_had_come() {
    let limit = 10 + Mailbox::<Message>::OVERHEAD as usize;
    let (mut socket, host) = open_with(|builder| builder.receive_limit(limit));
    host.message(&[1; 10]);
    assert!(host.closes.borrow().is_empty());
    host.message(&[2; 1]);
    assert_eq!(*host.closes.borrow(), [(None, String::new())]);
    host.end(1000, "", true);
    assert_eq!(
        read_all(&mut socket),
        [Some(Ok(Message::Binary(vec![1; 10]))), Some(Err(Error::ReceiveLimit { limit })), None]
    );
}

#[test]
fn an_overflow_wakes_who_waits_to_send() {
    let (socket, host) = open_with(|builder| builder.receive_limit(0).high_water_mark(1));
    let (sender, _receiver) = socket.split();
    sender.try_send("full").unwrap();
    let task = Task::new(sender.send("waits")).pending();
    host.message("too much");
    assert_eq!(task.woken().ready(), Err(Error::Closing));
}

#[test]
fn the_oldest_can_make_room_instead() {
    let (mut socket, host) =
        open_with(|builder| builder.receive_limit(100).receive_overflow(Overflow::DropOldest));
    for number in 0..9_u8 {
        host.message(&[number; 10]);
    }
    let expected: Vec<_> = [7, 8].map(|number| Some(Ok(Message::Binary(vec![number; 10])))).into();
    assert_eq!(socket.receiver.dropped(), Traffic { messages: 7, bytes: 70 });
    assert_eq!(read_all(&mut socket), expected);
    assert!(host.closes.borrow().is_empty());
}
