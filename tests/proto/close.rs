//! What `close` asks of the host in each state.
use websocket_wasm::proto::ReadyState;

use crate::recording_host::{World, blob, text};

#[test]
fn close_while_connecting_fails_the_connection_and_discards_code_and_reason() {
    let mut world = World::connecting();
    world.close(Some(3000), "why").unwrap();
    assert_eq!(world.asked, ["fail"]);
}

#[test]
fn close_while_open_sends_code_and_reason_as_given() {
    let cases = [
        (None, "", "close"),
        (Some(1000), "", "close 1000 \"\""),
        (Some(4999), "done", "close 4999 \"done\""),
        (None, "only a reason", "close 1000 \"only a reason\""),
    ];
    for (code, reason, expected) in cases {
        let mut world = World::open();
        world.close(code, reason).unwrap();
        assert_eq!(world.asked, [expected]);
    }
}

#[test]
fn close_follows_all_that_was_sent_before() {
    let mut world = World::open();
    world.send(text("first")).unwrap();
    world.close(Some(1000), "").unwrap();
    world.send(text("too late")).unwrap();
    assert_eq!(world.asked, ["send first", "close 1000 \"\""]);
}

#[test]
fn close_after_closing_began_does_nothing() {
    for state in [ReadyState::Closing, ReadyState::Closed] {
        let mut world = World::open();
        world.host_state = state;
        world.close(Some(1000), "").unwrap();
        assert!(world.asked.is_empty(), "{state:?}");
    }
    let mut world = World::open();
    world.close(None, "").unwrap();
    world.close(Some(3000), "again").unwrap();
    assert_eq!(world.asked, ["close"]);
}

#[test]
fn a_refused_close_changes_nothing_in_any_state() {
    for &state in ReadyState::ALL {
        let mut world = World::connecting();
        world.host_state = state;
        assert_eq!(world.close(Some(1001), "").unwrap_err().name(), "InvalidAccessError");
        assert_eq!(world.close(Some(1000), &"x".repeat(124)).unwrap_err().name(), "SyntaxError");
        assert_eq!(world.ready_state(), state);
        assert!(world.asked.is_empty());
    }
}

#[test]
fn a_host_is_told_directly_if_nothing_goes_before_and_nothing_limits_it() {
    let mut world = World::open();
    assert!(world.socket.closes_directly());
    world.send(blob("read by the host")).unwrap();
    assert!(world.socket.closes_directly());
    world.socket.set_limits(4, None);
    world.send(text("fills it")).unwrap();
    world.in_host = 8;
    world.send(text("waits")).unwrap();
    assert!(!world.socket.closes_directly());
    world.look(0);
    world.look(0);
    assert!(world.socket.closes_directly());
    world.socket.set_limits(u64::MAX, Some(1000));
    assert!(!world.socket.closes_directly());
}
