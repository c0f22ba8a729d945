//! How the ready state follows the host, and the application.
use websocket_wasm::proto::ReadyState;

use crate::recording_host::World;

#[test]
fn the_host_is_followed_through_every_state() {
    let mut world = World::connecting();
    for &state in ReadyState::ALL {
        world.host_state = state;
        assert_eq!(world.ready_state(), state);
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
