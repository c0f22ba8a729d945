//! A requested subprotocol that the server does not acknowledge.
use websocket_wasm::proto::ReadyState;

use crate::recording_host::{World, text};

#[test]
fn an_acknowledged_subprotocol_changes_nothing() {
    let mut world = World::connecting();
    world.open_after_request(true);
    assert_eq!(world.ready_state(), ReadyState::Open);
    assert!(!world.socket.is_abandoned());
    assert!(world.asked.is_empty());
}

#[test]
fn without_an_acknowledgement_the_connection_has_failed_though_the_host_is_open() {
    let mut world = World::connecting();
    world.open_after_request(false);
    assert_eq!(world.asked, ["abandon"]);
    assert!(world.socket.is_abandoned());
    for host_state in [ReadyState::Open, ReadyState::Closing, ReadyState::Closed] {
        world.host_state = host_state;
        assert_eq!(world.ready_state(), ReadyState::Closed);
    }
}

#[test]
fn an_abandoned_socket_counts_what_is_sent_and_asks_for_nothing_more() {
    let mut world = World::connecting();
    world.open_after_request(false);
    world.send(text("lost")).unwrap();
    world.close(Some(1000), "late").unwrap();
    assert_eq!(world.asked.len(), 1);
    assert_eq!(world.buffered_amount(0), 4);
}
