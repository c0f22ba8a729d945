//! What each connection is greeted with, before anything else is sent.
use websocket_wasm::proto::ReadyState;
use websocket_wasm::proto::reconnecting::{Keys, Phase, Policy, Reconnector};

use super::world::{World, policy};

fn greeting() -> Policy {
    Policy { greets: true, ask_timeout: 50.0, ..policy() }
}

/// A connection that waits for its greeting
fn greeted() -> World {
    let mut world = World::connecting(greeting());
    world.opens();
    assert_eq!(world.take_log(), ["greet"]);
    world
}

#[test]
fn what_waits_and_open_follow_the_greeting() {
    let mut world = greeted();
    world.send(5);
    assert_eq!(world.reconnector.ready_state(ReadyState::Open), ReadyState::Connecting);
    assert!(world.reconnector.count_greeting(10));
    world.resolve();
    assert_eq!(world.take_log(), ["send 1", "open"]);
    assert!(!world.reconnector.count_greeting(10));
    world.passes(1_000.0);
    assert_eq!(world.reconnector.phase(), Phase::Open);
}

#[test]
fn a_greeting_is_never_undelivered() {
    let mut world = greeted();
    world.reconnector.count_greeting(10);
    world.ends();
    let log = world.take_log();
    assert_eq!(log[1], "undelivered 0..0+0..0: 0 of 0 B");
    assert_eq!(world.reconnector.undelivered().messages, 0);
}

#[test]
fn a_connection_that_is_not_greeted_in_time_is_dropped() {
    let mut world = greeted();
    world.passes(49.0);
    assert!(world.take_log().is_empty());
    world.passes(1.0);
    let failed = ["drop", "error", "close", "reconnecting 1 in 100, Provider"];
    assert_eq!(world.take_log(), failed);
    let mut world = greeted();
    world.refuses();
    assert_eq!(world.take_log(), failed);
}

#[test]
fn a_connection_that_is_closed_while_its_greeting_is_awaited_has_all_its_time_to_close() {
    let mut world = greeted();
    world.close();
    world.passes(1_000.0);
    assert_eq!(world.take_log(), ["shut"]);
    world.resolve();
    world.ends();
    assert_eq!(world.take_log(), ["close"]);
}

#[test]
fn messages_go_to_the_connection_directly_while_it_is_open_and_nothing_waits() {
    for phase in [Phase::Idle, Phase::AwaitingOpen, Phase::AwaitingRetry, Phase::AwaitingClose] {
        assert!(!World::in_phase(phase).reconnector.is_direct(), "{phase:?}");
    }
    let mut world = World::open(policy());
    assert!(world.reconnector.is_direct());
    // The connection is closing, and has not said so.
    world.reconnector.send(1, false, world.now);
    assert!(!world.reconnector.is_direct());
}

#[test]
fn what_was_handed_over_directly_is_looked_at_and_reported_if_it_is_left_behind() {
    let mut world = World::open(policy());
    world.passes(5_000.0);
    assert_eq!(world.reconnector.deadline(), f64::INFINITY);
    world.reconnector.handle_handed(world.now);
    assert_eq!(world.reconnector.deadline(), world.now + Reconnector::LOOK_INTERVAL);
    let keys = [3, 4].map(|byte_len| world.reconnector.count_handed(byte_len));
    assert_eq!(world.reconnector.handle_transmitted(4), Keys { first: keys[0], end: keys[1] });
    world.ends();
    assert_eq!(world.take_log()[1], "undelivered 2..3+0..0: 1 of 4 B");
}

#[test]
fn what_waits_can_be_taken() {
    let mut world = World::waiting(policy());
    world.send(3);
    world.send(4);
    assert_eq!(world.reconnector.take_queued(), Keys { first: 1, end: 3 });
    assert_eq!(world.reconnector.buffered_amount(0), 0);
    assert_eq!(world.reconnector.undelivered().messages, 0);
    assert!(world.reconnector.take_queued().is_empty());
}

#[test]
fn the_application_may_change_the_delay() {
    let mut world = World::waiting(policy());
    assert!(world.reconnector.change_delay(700.0));
    world.passes(699.0);
    assert!(world.take_log().is_empty());
    world.passes(1.0);
    assert_eq!(world.take_log(), ["ask"]);
    assert!(!world.reconnector.change_delay(0.0));
}
