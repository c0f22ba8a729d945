//! Connections that come, go and come back.
use std::task::Poll;

use super::*;
use crate::client::tests::tasks::{Task, next};
use crate::client::{ConnectError, Error, Heartbeat, ReadyState};

#[test]
fn connect_returns_at_once_and_the_first_event_is_open() {
    let mut socket = connect_with(|builder| builder.protocols(["chat"]));
    assert_eq!(socket.ready_state(), ReadyState::Connecting);
    let mut task = Task::new(next(&mut socket));
    assert!(task.poll().is_pending());
    FakeSocket::latest().open("chat");
    assert_eq!(task.woken().ready(), Some(Event::Open { protocol: "chat".into(), attempts: 0 }));
    assert_eq!((socket.ready_state(), socket.sender().url()), (ReadyState::Open, URL.to_owned()));
    assert_eq!(socket.sender().protocol(), "chat");
}

#[test]
fn a_lost_connection_comes_back_and_the_events_say_so() {
    let (mut socket, host) = open();
    host.end(1001, "restart", true);
    let end = CloseEvent::new(1001, "restart".into(), true);
    assert_eq!(events(&mut socket), [reconnecting(1, 500, Cause::Closed(end))]);
    assert_eq!((socket.ready_state(), socket.sender().attempts()), (ReadyState::Connecting, 1));
    let host = next_attempt();
    host.open("");
    assert_eq!(events(&mut socket), [opened(1)]);
    pass(5_000.0);
    assert_eq!(socket.sender().attempts(), 0);
}

#[test]
fn one_loss_is_one_attempt_whatever_else_the_host_reports() {
    let (mut socket, host) = open();
    host.error(ReadyState::Closed);
    host.end(1006, "", false);
    host.end(1006, "", false);
    assert_eq!(events(&mut socket), [reconnecting(1, 500, Cause::Closed(lost()))]);
    let next = next_attempt();
    // The old one still reports.
    host.open("");
    host.end(1006, "", false);
    assert!(events(&mut socket).is_empty());
    next.open("");
    let count = FakeSocket::count();
    pass(600_000.0);
    assert_eq!((events(&mut socket), FakeSocket::count()), (vec![opened(1)], count));
}

#[test]
fn delays_grow_and_an_attempt_that_never_answers_ends_with_the_connect_timeout() {
    fake_place::set_random(1.0);
    let mut socket = connect_with(|builder| builder.connect_timeout(ms(100)));
    for (attempt, delay) in [(1, 1000), (2, 2000), (3, 4000)] {
        pass(100.0);
        let cause = Cause::Failed(Error::Connect(ConnectError::TimedOut));
        assert_eq!(events(&mut socket), [reconnecting(attempt, delay, cause)]);
        pass(delay as f64);
    }
    FakeSocket::latest().end(1006, "", false);
    let cause = Cause::Failed(Error::Connect(ConnectError::Failed));
    assert_eq!(events(&mut socket), [reconnecting(4, 8000, cause)]);
}

#[test]
fn in_a_browser_that_holds_back_connections_an_attempt_may_take_longer_after_a_failure() {
    fake_place::set_holding_back(true);
    let mut socket = connect_with(|builder| builder.connect_timeout(ms(100)).delay(|_, _| ms(0)));
    let cause = Cause::Failed(Error::Connect(ConnectError::TimedOut));
    for (attempt, time) in [(1, 100.0), (2, 500.0), (3, 700.0)] {
        pass(time - 1.0);
        assert!(events(&mut socket).is_empty());
        pass(1.0);
        assert_eq!(events(&mut socket), [reconnecting(attempt, 0, cause.clone())]);
        pass(0.0);
    }
}

#[test]
fn a_delay_of_the_app_replaces_the_backoff() {
    let (mut socket, host) = open_with(|builder| builder.delay(|attempt, _| ms(7) * attempt));
    host.end(1006, "", false);
    assert_eq!(events(&mut socket), [reconnecting(1, 7, Cause::Closed(lost()))]);
    let count = FakeSocket::count();
    pass(7.0);
    assert_eq!(FakeSocket::count(), count + 1);
}

#[test]
fn it_gives_up_after_so_many_attempts_and_reconnect_begins_anew() {
    let (mut socket, host) = open_with(|builder| builder.max_attempts(1));
    let closed = socket.closed();
    host.end(1006, "", false);
    next_attempt().end(1006, "", false);
    let failed = Cause::Failed(Error::Connect(ConnectError::Failed));
    assert_eq!(
        events(&mut socket),
        [reconnecting(1, 500, Cause::Closed(lost())), Event::GaveUp { attempts: 1, cause: failed }]
    );
    assert_eq!(socket.try_recv(), Poll::Ready(None));
    assert_eq!(Task::new(closed).ready(), lost());
    socket.try_send("waits").unwrap();
    socket.reconnect();
    assert_eq!(socket.try_recv(), Poll::Pending);
    FakeSocket::latest().open("");
    assert_eq!(events(&mut socket), [opened(0)]);
    assert_eq!(*FakeSocket::latest().sent.borrow(), texts(&["waits"]));
}

#[test]
fn the_app_decides_with_the_cause_whether_there_is_another_attempt() {
    let refuses = |cause: &Cause, _| match cause {
        Cause::Closed(end) => end.code != 4001,
        _ => true,
    };
    let (mut socket, host) = open_with(|builder| builder.should_reconnect(refuses));
    host.end(4000, "", true);
    let host = next_attempt();
    host.open("");
    host.end(4001, "logged out", true);
    let last = events(&mut socket).pop();
    let end = CloseEvent::new(4001, "logged out".into(), true);
    assert_eq!(last, Some(Event::GaveUp { attempts: 1, cause: Cause::Closed(end) }));
}

#[test]
fn a_server_that_does_not_answer_the_heartbeat_is_given_up() {
    let heartbeat = Heartbeat::new()
        .interval(ms(1000))
        .timeout(ms(500))
        .payload(|| "ping")
        .is_answer(|message| message.as_text() == Some("pong"));
    let (mut socket, host) = open_with(|builder| builder.heartbeat(heartbeat));
    pass(1000.0);
    assert_eq!(*host.sent.borrow(), texts(&["ping"]));
    host.message("pong");
    host.message("news");
    assert_eq!(events(&mut socket), [Event::Message("news".into())]);
    host.buffer(0);
    pass(1000.0);
    assert_eq!(host.sent.borrow().len(), 2);
    pass(500.0);
    assert_eq!(events(&mut socket), [reconnecting(1, 500, Cause::Heartbeat)]);
    assert!(host.is_detached.get() && !host.is_held() && host.closes.borrow().len() == 1);
}

#[test]
fn a_message_that_is_no_sign_of_life_does_not_count() {
    let heartbeat = Heartbeat::new()
        .interval(ms(1000))
        .timeout(ms(500))
        .is_alive(|message| message.as_text() != Some("spam"));
    let (mut socket, host) = open_with(|builder| builder.heartbeat(heartbeat));
    for _ in 0..14 {
        pass(100.0);
        host.message("spam");
    }
    assert_eq!(events(&mut socket).len(), 14);
    pass(100.0);
    assert_eq!(events(&mut socket), [reconnecting(1, 500, Cause::Heartbeat)]);
}

#[test]
fn what_can_never_be_connected_to_is_given_up_at_once() {
    let mut socket = connect_with(|builder| builder.protocols(["a b"]));
    let told = events(&mut socket);
    let [Event::GaveUp { attempts: 0, cause: Cause::Failed(Error::InvalidArgument(_)) }] = &*told
    else {
        panic!("{told:?}")
    };
    fake::set_there(false);
    let mut socket = connect_with(|builder| builder);
    let cause = Cause::Failed(Error::Unsupported);
    assert_eq!(events(&mut socket), [Event::GaveUp { attempts: 0, cause }]);
    assert_eq!(socket.try_recv(), Poll::Ready(None));
    fake::set_there(true);
}

#[test]
fn reconnect_closes_the_connection_first_and_ends_a_wait() {
    let (mut socket, host) = open();
    socket.sender().reconnect_with(4000, "other user").unwrap();
    assert_eq!(*host.closes.borrow(), [(Some(4000), "other user".to_owned())]);
    let count = FakeSocket::count();
    host.end(4000, "", true);
    assert_eq!(FakeSocket::count(), count + 1, "without a delay");
    FakeSocket::latest().end(1006, "", false);
    socket.reconnect();
    assert_eq!(FakeSocket::count(), count + 2);
    FakeSocket::latest().open("");
    assert_eq!(events(&mut socket).last(), Some(&opened(0)));
}

#[test]
fn an_unread_event_of_an_attempt_is_replaced_by_the_next() {
    let mut socket = connect_with(|builder| builder);
    for _ in 0..100 {
        FakeSocket::latest().end(1006, "", false);
        next_attempt();
    }
    let told = events(&mut socket);
    assert!(matches!(&*told, [Event::Reconnecting { attempt: 100, .. }]), "{told:?}");
}
