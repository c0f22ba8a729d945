//! Closed for good.
use std::task::Poll;

use futures_core::FusedStream;

use super::*;
use crate::client::tests::tasks::{Task, sink_close};
use crate::client::{Error, QueueError, ReadyState};

#[test]
fn close_has_a_code_and_a_reason_and_the_last_event_says_how_it_ended() {
    let (mut socket, host) = open();
    let closed = Task::new(socket.close_with(3000, "bye").unwrap()).pending();
    assert_eq!(*host.closes.borrow(), [(Some(3000), "bye".to_owned())]);
    assert_eq!(socket.ready_state(), ReadyState::Closing);
    assert_eq!(socket.try_send("late"), Err(QueueError::Closed(Error::Closing)));
    host.end(3000, "bye", true);
    let end = CloseEvent::new(3000, "bye".into(), true);
    assert_eq!(closed.woken().ready(), end);
    assert_eq!(events(&mut socket), [Event::Closed(end.clone())]);
    assert_eq!(socket.try_recv(), Poll::Ready(None));
    assert!(socket.is_terminated() && socket.ready_state() == ReadyState::Closed);
    assert_eq!(socket.try_send("late"), Err(QueueError::Closed(Error::Closed(end))));
    pass(600_000.0);
    assert_eq!(FakeSocket::count(), 1);
}

#[test]
fn a_code_that_is_not_allowed_is_an_error_and_nothing_changes() {
    let (socket, host) = open();
    assert!(socket.close_with(1001, "").is_err());
    assert!(socket.sender().reconnect_with(1000, &"x".repeat(124)).is_err());
    assert!(host.closes.borrow().is_empty() && socket.ready_state() == ReadyState::Open);
}

#[test]
fn closed_without_a_connection_the_queue_is_undelivered() {
    let (mut socket, host) = open();
    host.end(1000, "", true);
    socket.try_send("waits").unwrap();
    drop(events(&mut socket));
    socket.close();
    assert_eq!(socket.try_recv(), Poll::Pending);
    pass(0.0);
    assert_eq!(events(&mut socket), [Event::Undelivered(texts(&["waits"])), Event::Closed(lost())]);
    assert_eq!(socket.undelivered().messages, 1);
}

#[test]
fn closed_before_it_was_started_it_ends_and_after_the_end_nothing_more_is_told() {
    let mut socket = connect_with(|builder| builder.start_closed(true));
    assert_eq!((socket.try_recv(), FakeSocket::count()), (Poll::Pending, 0));
    for _ in 0..2 {
        socket.close();
        pass(0.0);
    }
    assert_eq!(events(&mut socket), [Event::Closed(lost())]);
    assert_eq!(socket.try_recv(), Poll::Ready(None));
    socket.reconnect();
    FakeSocket::latest().open("");
    assert_eq!(events(&mut socket), [opened(0)]);
}

#[test]
fn a_close_that_makes_no_progress_ends_with_its_timeout_or_a_second_call() {
    for is_called_again in [false, true] {
        let (mut socket, host) = open_with(|builder| builder.close_timeout(ms(300)));
        socket.close();
        pass(if is_called_again { 10.0 } else { 400.0 });
        if is_called_again {
            socket.close();
        }
        assert_eq!(events(&mut socket), [Event::Closed(lost())]);
        assert!(!host.is_held() && host.is_detached.get());
    }
}

#[test]
fn the_sink_closes_for_good_and_waits_for_the_end() {
    for was_clean in [true, false] {
        let (mut socket, host) = open();
        let mut closing = Task::new(sink_close(&mut socket)).pending();
        pass(10.0);
        // Polled again, it does not close again.
        assert!(closing.poll().is_pending());
        host.end(if was_clean { 1000 } else { 1006 }, "", was_clean);
        assert_eq!(closing.woken().ready().is_ok(), was_clean);
    }
}

#[test]
fn messages_end_with_the_cause_if_it_is_given_up_and_without_if_it_is_closed() {
    let (socket, host) = open_with(|builder| builder.max_attempts(0));
    let mut messages = socket.messages();
    host.message("hello");
    host.end(4000, "why", true);
    assert_eq!(Task::new(messages.recv()).ready(), Some(Ok("hello".into())));
    let end = CloseEvent::new(4000, "why".into(), true);
    assert_eq!(Task::new(messages.recv()).ready(), Some(Err(Error::Closed(end))));
    assert_eq!(Task::new(messages.recv()).ready(), None);

    let (socket, host) = open();
    let mut messages = socket.messages();
    messages.sender().close();
    host.message("last");
    host.end(1000, "", true);
    assert_eq!(Task::new(messages.recv()).ready(), Some(Ok("last".into())));
    assert_eq!(Task::new(messages.recv()).ready(), None);
    assert!(messages.is_terminated());
}

#[cfg(feature = "json")]
#[test]
fn values_go_over_connections_that_come_back() {
    use futures_util::SinkExt;

    use crate::client::tests::tasks::next;

    let (socket, host) = open();
    let mut values = socket.json::<u32, Vec<bool>>();
    host.end(1006, "", false);
    Task::new(values.send(7)).ready().unwrap();
    let host = next_attempt();
    host.open("");
    assert_eq!(*host.sent.borrow(), texts(&["7"]));
    host.message("[true]");
    assert_eq!(Task::new(next(&mut values)).ready().unwrap().unwrap(), [true]);
}
