//! Closing, and who is told.
use std::time::Duration;

use super::fake;
use super::tasks::{Task, read_all};
use super::{open, open_with};
use crate::client::{CloseCode, CloseEvent, Error, ReadyState};

#[test]
fn close_acts_at_once_though_its_future_is_dropped() {
    let (socket, host) = open();
    socket.close();
    assert_eq!(*host.closes.borrow(), [(None, String::new())]);
    assert_eq!(socket.ready_state(), ReadyState::Closing);
}

#[test]
fn a_second_close_changes_nothing() {
    let (socket, host) = open();
    drop(socket.close_with(3000, "first").unwrap());
    drop(socket.close_with(4000, "second").unwrap());
    socket.close();
    assert_eq!(*host.closes.borrow(), [(Some(3000), "first".into())]);
}

#[test]
fn a_code_or_reason_that_is_not_allowed_is_an_error_that_names_the_rule_and_changes_nothing() {
    let (socket, host) = open();
    for (code, reason, message) in [
        (1001, "", "The close code must be 1000 or between 3000 and 4999. 1001 is neither."),
        (
            1000,
            &*"x".repeat(124),
            "The close reason must be at most 123 bytes of UTF-8. This one has 124.",
        ),
    ] {
        assert_eq!(socket.close_with(code, reason).unwrap_err().to_string(), message);
    }
    assert!(host.closes.borrow().is_empty());
    assert_eq!(socket.ready_state(), ReadyState::Open);
}

#[test]
fn everybody_who_waits_for_the_end_is_told_code_reason_and_whether_it_was_clean() {
    let (socket, host) = open();
    let closed = socket.closed();
    let clone = closed.clone();
    let one = Task::new(closed).pending();
    let two = Task::new(clone).pending();
    host.end(4001, "token expired", true);
    let event = CloseEvent::new(4001, "token expired".into(), true);
    assert_eq!(one.woken().ready(), event);
    assert_eq!(two.woken().ready(), event);
    assert_eq!(Task::new(socket.closed()).ready(), event);
    assert_eq!(event.code, 4001);
    assert_eq!(event.to_string(), "closed with 4001: token expired");
    assert_eq!(CloseCode::GOING_AWAY.to_string(), "1001 (going away)");
}

#[test]
fn a_close_that_makes_no_progress_ends_after_the_close_timeout() {
    let (mut socket, host) = open_with(|builder| builder.close_timeout(Duration::from_millis(100)));
    let closed = Task::new(socket.close()).pending();
    assert_eq!(host.closes.borrow().len(), 1);
    fake::wait(99.0);
    assert_eq!(closed.times_woken(), 0);
    fake::wait(2.0);
    let event = closed.woken().ready();
    assert_eq!((event.code, event.was_clean), (CloseCode::ABNORMAL, false));
    assert_eq!(read_all(&mut socket), [Some(Err(Error::Closed(event))), None]);
    assert!(host.is_detached.get() && !host.has_timer());
}

#[test]
fn the_close_timeout_starts_again_with_each_progress() {
    let (socket, host) = open_with(|builder| builder.close_timeout(Duration::from_millis(100)));
    socket.try_send(&[0; 1000]).unwrap();
    let closed = Task::new(socket.close()).pending();
    for left in (0..10).rev() {
        fake::wait(90.0);
        host.buffer(left);
    }
    assert_eq!(closed.times_woken(), 0);
    fake::wait(300.0);
    let _ = closed.woken();
}

#[test]
fn an_answer_in_time_ends_the_close_timeout() {
    let (socket, host) = open_with(|builder| builder.close_timeout(Duration::from_millis(100)));
    let closed = Task::new(socket.close()).pending();
    fake::wait(50.0);
    host.end(1000, "", true);
    assert!(closed.woken().ready().was_clean);
    assert!(!host.has_timer());
}
