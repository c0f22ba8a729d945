//! What `send` does in each state, and what it counts.
use websocket_wasm::proto::{Handover, Intake, MessageKind, ReadyState};

use crate::recording_host::{World, blob, buffer, text};

#[test]
fn send_while_connecting_throws_and_counts_nothing() {
    let mut world = World::connecting();
    for data in [text("x"), buffer("x"), blob("x")] {
        let exception = world.send(data).unwrap_err();
        assert_eq!(exception.name(), "InvalidStateError");
        assert_eq!(
            exception.message(),
            "send() needs an open connection. This one is still CONNECTING."
        );
    }
    assert_eq!(world.buffered_amount(0), 0);
    assert!(world.asked.is_empty());
}

#[test]
fn a_message_goes_to_an_open_host_as_it_is() {
    let mut world = World::open();
    for data in [text("hello"), buffer("bytes"), blob("blob"), text("")] {
        world.send(data).unwrap();
    }
    assert_eq!(world.asked, ["send hello", "send bytes", "send blob", "send "]);
}

#[test]
fn what_the_core_has_to_know_of_a_message() {
    let inspected = || {
        let mut world = World::open();
        world.socket.start_inspection();
        world
    };
    let limited = || {
        let mut world = World::open();
        world.socket.set_limits(8, None);
        world
    };
    let full = || {
        let mut world = limited();
        world.send(text("12345678")).unwrap();
        world
    };
    for (world, kind, intake) in [
        (World::connecting(), MessageKind::Text, Intake::AsItIs),
        (World::open(), MessageKind::Text, Intake::AsItIs),
        (World::open(), MessageKind::Blob, Intake::AsItIs),
        (World::open_without_blobs(), MessageKind::Blob, Intake::Measured),
        (inspected(), MessageKind::Text, Intake::AsItIs),
        (limited(), MessageKind::Buffer, Intake::Measured),
        (full(), MessageKind::Buffer, Intake::Copied),
    ] {
        let mut world = world;
        world.socket.observe(world.host_state);
        assert_eq!(world.socket.intake(kind), intake, "{kind:?}");
    }
}

#[test]
fn an_open_host_counts_what_it_was_given() {
    let mut world = World::open();
    world.send(text("hello")).unwrap();
    assert_eq!(world.buffered_amount(5), 5);
    assert_eq!(world.buffered_amount(0), 0);
}

#[test]
fn a_message_sent_after_closing_began_is_dropped_and_stays_counted() {
    for state in [ReadyState::Closing, ReadyState::Closed] {
        let mut world = World::open();
        world.host_state = state;
        world.send(text("four")).unwrap();
        world.send(buffer("three")).unwrap();
        world.send(text("")).unwrap();
        assert_eq!(world.buffered_amount(0), 9, "{state:?}");
        assert!(world.asked.is_empty());
    }
}

#[test]
fn what_was_dropped_adds_to_what_the_host_never_transmitted() {
    let mut world = World::open();
    world.send(text("in the host")).unwrap();
    world.close(None, "").unwrap();
    world.send(text("four")).unwrap();
    world.host_state = ReadyState::Closed;
    world.send(text("five!")).unwrap();
    assert_eq!(world.buffered_amount(11), 20);
}

#[test]
fn an_open_socket_without_a_queue_hands_over() {
    let mut world = World::connecting();
    assert_eq!(world.handover(), Handover::ByTheCore);
    world.host_state = ReadyState::Open;
    assert_eq!(world.handover(), Handover::AsItIs);
    world.socket.start_inspection();
    assert_eq!(world.handover(), Handover::Counted);
    world.socket.stop_inspection();
    assert_eq!(world.handover(), Handover::AsItIs);
    world.close(None, "").unwrap();
    assert_eq!(world.handover(), Handover::ByTheCore);
}

#[test]
fn a_socket_on_a_host_without_blobs_never_hands_over_unseen() {
    let world = World::open_without_blobs();
    assert_eq!(world.handover(), Handover::ByTheCore);
}
