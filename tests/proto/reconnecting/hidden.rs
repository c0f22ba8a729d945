//! A page that is hidden for long has no connection.
use websocket_wasm::proto::reconnecting::{Phase, Policy};

use super::world::{World, policy};

fn hidden() -> Policy {
    Policy { close_hidden_after: 5_000.0, asks: true, max_attempts: 0, ..policy() }
}

/// The page is hidden from now on
fn hide(world: &mut World) {
    world.reconnector.handle_hidden(world.now);
}

#[test]
fn its_connection_is_closed_and_comes_back_when_the_page_is_seen() {
    let mut world = World::open(hidden());
    hide(&mut world);
    world.passes(4_999.0);
    assert!(world.take_log().is_empty());
    world.passes(1.0);
    assert_eq!(world.take_log(), ["shut"]);
    world.ends();
    assert_eq!(world.take_log(), ["close", "reconnecting 1 in inf, Hidden"]);
    // Neither time nor the network leads to an attempt.
    world.passes(1e9);
    world.network(false);
    world.network(true);
    assert!(!world.take_log().contains(&"ask".to_owned()));
    world.resumes();
    assert_eq!(world.take_log(), ["ask"]);
    world.resolve();
    world.opens();
    assert_eq!(world.take_log(), ["connect", "open"]);
    world.passes(1e9);
    assert!(world.take_log().is_empty());
}

#[test]
fn a_page_that_is_seen_in_time_keeps_its_connection() {
    let mut world = World::open(hidden());
    hide(&mut world);
    world.passes(4_999.0);
    world.resumes();
    world.passes(1e9);
    assert!(world.take_log().is_empty());
    // The time is that of the latest hiding.
    hide(&mut world);
    world.passes(4_999.0);
    assert!(world.take_log().is_empty());
}

#[test]
fn attempts_end_when_the_page_has_been_hidden_for_long() {
    let mut world = World::waiting(Policy { close_hidden_after: 150.0, ..policy() });
    hide(&mut world);
    world.passes(100.0);
    assert_eq!(world.take_log(), ["ask"]);
    world.fails();
    assert_eq!(world.take_log()[2], "reconnecting 2 in 200, Failed");
    world.passes(200.0);
    assert_eq!(world.take_log(), ["reconnecting 2 in inf, Failed"]);
    world.resumes();
    assert_eq!(world.take_log(), ["ask"]);
}

#[test]
fn who_calls_connect_in_a_hidden_page_gets_a_connection_for_as_long() {
    let mut world = World::open(hidden());
    hide(&mut world);
    world.passes(1e5);
    world.ends();
    world.take_log();
    world.connect();
    world.resolve();
    world.opens();
    assert_eq!(world.take_log(), ["ask", "connect", "open"]);
    world.passes(4_999.0);
    assert_eq!(world.reconnector.phase(), Phase::Open);
    world.passes(1.0);
    assert_eq!(world.take_log(), ["shut"]);
}
