//! Until a connection is established.
use std::time::Duration;

use super::fake::{self, FakeSocket};
use super::fake_place;
use super::tasks::Task;
use super::{URL, open};
use crate::client::{ConnectError, Error, ReadyState, WebSocket};

#[test]
fn it_starts_before_anybody_polls() {
    let count = FakeSocket::count();
    let _connect = WebSocket::connect(URL);
    assert_eq!(FakeSocket::count(), count + 1);
    assert_eq!(FakeSocket::latest().url, URL);
}

#[test]
fn it_is_ready_once_it_is_open_and_says_where_and_how() {
    let connect = WebSocket::builder(URL).protocols(["a", "b"]).connect();
    let task = Task::new(connect).pending();
    let host = FakeSocket::latest();
    assert_eq!(host.protocols, ["a", "b"]);
    host.open("b");
    let socket = task.woken().ready().unwrap();
    assert_eq!((socket.url(), socket.protocol()), (URL, "b"));
    assert_eq!(socket.ready_state(), ReadyState::Open);
}

#[test]
fn a_handshake_that_fails_is_an_error_and_hangs_nobody() {
    let task = Task::new(WebSocket::connect(URL)).pending();
    FakeSocket::latest().end(1006, "", false);
    assert_eq!(task.woken().ready().unwrap_err(), Error::Connect(ConnectError::Failed));
}

#[test]
fn an_error_without_a_close_after_it_hangs_nobody() {
    for state in [ReadyState::Connecting, ReadyState::Closed] {
        let task = Task::new(WebSocket::connect(URL)).pending();
        let host = FakeSocket::latest();
        host.error(state);
        assert_eq!(task.woken().ready().unwrap_err(), Error::Connect(ConnectError::Failed));
        assert!(host.is_detached.get() && !host.is_held());
    }
}

#[test]
fn an_error_of_an_open_connection_waits_for_the_close() {
    let (socket, host) = open();
    let closed = Task::new(socket.closed()).pending();
    host.error(ReadyState::Closed);
    assert_eq!(closed.times_woken(), 0);
    host.end(1006, "", false);
    assert_eq!(closed.woken().ready().code, 1006);
}

#[test]
fn a_failure_before_the_first_poll_is_told_at_the_first_poll() {
    let connect = WebSocket::connect(URL);
    FakeSocket::latest().end(1006, "", false);
    assert_eq!(Task::new(connect).ready().unwrap_err(), Error::Connect(ConnectError::Failed));
}

#[test]
fn no_subprotocol_of_those_that_were_requested_is_no_connection() {
    for (requested, answer, is_established) in [
        (&[][..], "", true),
        (&["chat"], "chat", true),
        (&["a", "chat"], "chat", true),
        (&["chat"], "", false),
        (&["chat"], "CHAT", false),
    ] {
        let connect = WebSocket::builder(URL).protocols(requested).connect();
        let task = Task::new(connect).pending();
        let host = FakeSocket::latest();
        host.open(answer);
        let result = task.woken().ready().map(drop);
        let expected = if is_established { Ok(()) } else { Err(ConnectError::Subprotocol.into()) };
        assert_eq!(result, expected, "{answer} for {requested:?}");
        assert_eq!(host.closes.borrow().len(), 1);
    }
}

#[test]
fn a_subprotocol_that_is_no_token_or_there_twice_makes_no_socket() {
    let count = FakeSocket::count();
    for (protocols, message) in [
        (["a b", "c"], "A subprotocol must be a token (RFC 6455, section 4.1). 'a b' is not one."),
        (["c", "c"], "A subprotocol must not be given twice. 'c' is."),
    ] {
        let connect = WebSocket::builder(URL).protocols(protocols).connect();
        assert_eq!(Task::new(connect).ready().unwrap_err().to_string(), message);
    }
    assert_eq!(FakeSocket::count(), count);
}

#[test]
fn after_the_connect_timeout_the_connection_is_given_up() {
    let builder = WebSocket::builder(URL).connect_timeout(Duration::from_millis(100));
    let task = Task::new(builder.connect()).pending();
    let host = FakeSocket::latest();
    fake::wait(99.0);
    assert!(host.closes.borrow().is_empty());
    fake::wait(1.0);
    assert_eq!(task.woken().ready().unwrap_err(), Error::Connect(ConnectError::TimedOut));
    assert_eq!(host.closes.borrow().len(), 1);
    assert!(host.is_detached.get() && !host.is_held());
}

#[test]
fn the_connect_timeout_begins_when_a_prerendered_page_is_activated() {
    fake_place::set_prerendered(true);
    let builder = WebSocket::builder(URL).connect_timeout(Duration::from_millis(300));
    let task = Task::new(builder.connect()).pending();
    let host = FakeSocket::latest();
    fake::wait(1000.0);
    fake_place::set_prerendered(false);
    fake::wait(200.0);
    assert!(host.closes.borrow().is_empty());
    fake::wait(100.0);
    assert_eq!(task.woken().ready().unwrap_err(), Error::Connect(ConnectError::TimedOut));
    assert!(!host.has_timer());
}

#[test]
fn the_connect_timeout_runs_though_nobody_polls() {
    let builder = WebSocket::builder(URL).connect_timeout(Duration::from_millis(100));
    let connect = builder.connect();
    fake::wait(100.0);
    assert_eq!(FakeSocket::latest().closes.borrow().len(), 1);
    assert_eq!(Task::new(connect).ready().unwrap_err(), Error::Connect(ConnectError::TimedOut));
}

#[test]
fn the_connect_timeout_ends_with_the_handshake() {
    let builder = WebSocket::builder(URL).connect_timeout(Duration::from_millis(100));
    let connect = builder.connect();
    let host = FakeSocket::latest();
    host.open("");
    assert!(!host.has_timer());
    fake::wait(1000.0);
    let socket = Task::new(connect).ready().unwrap();
    assert_eq!(socket.ready_state(), ReadyState::Open);
}

#[test]
fn the_timer_of_an_open_connection_is_not_that_of_the_handshake() {
    let builder = WebSocket::builder(URL).connect_timeout(Duration::from_millis(100));
    let connect = builder.high_water_mark(1).connect();
    let host = FakeSocket::latest();
    host.open("");
    let socket = Task::new(connect).ready().unwrap();
    socket.try_send("full").unwrap();
    let task = Task::new(socket.send("next")).pending();
    fake::wait(1000.0);
    assert!(host.closes.borrow().is_empty());
    host.buffer(0);
    fake::wait(100.0);
    task.woken().ready().unwrap();
}

#[test]
fn a_builder_can_be_awaited() {
    let mut task = Task::new(async { WebSocket::builder(URL).await });
    assert!(task.poll().is_pending());
    FakeSocket::latest().open("");
    assert!(task.woken().ready().is_ok());
}

#[test]
fn a_connection_that_was_open_and_is_lost_before_the_poll_was_established() {
    let connect = WebSocket::connect(URL);
    let host = FakeSocket::latest();
    host.open("");
    host.message("hello");
    host.end(1006, "", false);
    let mut socket = Task::new(connect).ready().unwrap();
    assert_eq!(Task::new(socket.recv()).ready(), Some(Ok("hello".into())));
    assert!(matches!(Task::new(socket.recv()).ready(), Some(Err(Error::Closed(_)))));
}

#[test]
fn without_sockets_the_error_says_so() {
    fake::set_there(false);
    let result = Task::new(WebSocket::connect(URL)).ready();
    fake::set_there(true);
    assert_eq!(result.unwrap_err(), Error::Unsupported);
}

#[test]
fn nothing_runs_in_the_background_of_an_open_connection() {
    let (_socket, host) = open();
    assert!(!host.has_timer());
}
