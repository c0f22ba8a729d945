//! How the ready state follows the host, and the application.
use websocket_wasm::proto::ReadyState;

use crate::recording_host::World;

#[test]
fn a_new_socket_is_connecting() {
    assert_eq!(World::connecting().ready_state(), ReadyState::Connecting);
}

#[test]
fn the_host_is_followed_through_every_state() {
    let mut world = World::connecting();
    for &state in ReadyState::ALL {
        world.host_state = state;
        assert_eq!(world.ready_state(), state);
    }
}

#[test]
fn a_host_may_be_found_closed_while_it_was_last_seen_connecting() {
    let mut world = World::connecting();
    world.host_state = ReadyState::Closed;
    assert_eq!(world.ready_state(), ReadyState::Closed);
}

#[test]
fn a_host_that_falls_behind_is_not_followed() {
    for (at, behind) in [
        (ReadyState::Closed, ReadyState::Open),
        (ReadyState::Closing, ReadyState::Connecting),
        (ReadyState::Open, ReadyState::Connecting),
    ] {
        let mut world = World::connecting();
        world.host_state = at;
        assert_eq!(world.ready_state(), at);
        world.host_state = behind;
        assert_eq!(world.ready_state(), at);
    }
}

#[test]
fn close_takes_effect_at_once_whatever_the_host_says() {
    for before in [ReadyState::Connecting, ReadyState::Open] {
        let mut world = World::connecting();
        world.host_state = before;
        world.close(None, "").unwrap();
        assert_eq!(world.ready_state(), ReadyState::Closing, "closed while {before:?}");
    }
}
