//! How a dead peer is found, and a living one is not taken for dead.
use websocket_wasm::proto::reconnecting::{Phase, Policy};

use super::world::{World, with_heartbeat};

const DEAD: [&str; 4] = ["drop", "error", "close", "reconnecting 1 in 100, Heartbeat"];

#[test]
fn a_peer_that_does_not_answer_is_dead() {
    let mut world = World::open(with_heartbeat(true));
    world.passes(2_999.0);
    assert!(world.take_log().is_empty());
    world.passes(1.0);
    assert_eq!(world.take_log(), ["probe"]);
    world.passes(999.0);
    assert!(world.take_log().is_empty());
    world.passes(1.0);
    assert_eq!(world.take_log(), DEAD);
}

#[test]
fn without_anything_to_send_the_peer_has_both_times_to_say_something() {
    let mut world = World::open(with_heartbeat(false));
    world.passes(3_999.0);
    assert!(world.take_log().is_empty());
    world.passes(1.0);
    assert_eq!(world.take_log(), DEAD);
}

#[test]
fn each_sign_of_life_starts_the_times_anew() {
    let mut world = World::open(with_heartbeat(true));
    for _ in 0..5 {
        world.passes(2_999.0);
        world.lives();
    }
    assert!(world.take_log().is_empty());
    world.passes(3_500.0);
    world.lives();
    assert_eq!(world.take_log(), ["probe"]);
    world.passes(2_999.0);
    assert!(world.take_log().is_empty());
}

#[test]
fn a_timer_that_comes_much_too_late_gets_the_peer_another_probe_and_all_its_time() {
    let mut world = World::open(with_heartbeat(true));
    world.passes(3_000.0);
    world.take_log();
    world.sleeps(60_000.0);
    assert_eq!(world.take_log(), ["probe"]);
    world.passes(999.0);
    assert!(world.take_log().is_empty());
    world.passes(1.0);
    assert_eq!(world.take_log(), DEAD);
}

#[test]
fn in_one_silence_a_timer_is_believed_the_second_time() {
    let mut world = World::open(with_heartbeat(true));
    world.passes(3_000.0);
    world.sleeps(60_000.0);
    world.take_log();
    world.sleeps(60_000.0);
    assert_eq!(world.take_log(), DEAD);
}

#[test]
fn in_another_silence_a_late_timer_is_not_believed_again() {
    let mut world = World::open(with_heartbeat(true));
    world.passes(3_000.0);
    world.sleeps(60_000.0);
    world.lives();
    world.passes(3_000.0);
    world.take_log();
    world.sleeps(60_000.0);
    assert_eq!(world.take_log(), ["probe"]);
}

#[test]
fn a_late_timer_before_the_probe_costs_nothing() {
    let mut world = World::open(with_heartbeat(true));
    world.sleeps(60_000.0);
    assert_eq!(world.take_log(), ["probe"]);
    world.passes(999.0);
    assert!(world.take_log().is_empty());
}

#[test]
fn nothing_beats_while_nothing_is_open() {
    let mut world = World::open(Policy { close_timeout: 90_000.0, ..with_heartbeat(true) });
    world.close();
    world.time_comes();
    assert_eq!(world.reconnector.deadline(), 90_000.0);
    world.take_log();
    world.sleeps(60_000.0);
    assert!(world.take_log().is_empty());
}

#[test]
fn a_probe_is_no_message_that_could_be_undelivered() {
    let mut world = World::open(with_heartbeat(true));
    world.send(5);
    assert!(world.reconnector.count_probe(4, 0.0));
    world.send(6);
    assert!(world.reconnector.handle_transmitted(10).iter().eq([1]));
    world.ends();
    assert_eq!(world.take_log()[1], "undelivered 2..3+0..0: 1 of 6 B");
    assert!(!world.reconnector.count_probe(4, 0.0));
}

#[test]
fn a_probe_that_was_not_sent_needs_no_answer() {
    let mut world = World::open(with_heartbeat(true));
    world.network(true);
    assert_eq!(world.take_log(), ["probe"]);
    assert_eq!(world.reconnector.deadline(), 1_000.0);
    world.reconnector.handle_unsent_probe();
    world.passes(3_999.0);
    assert_eq!(world.reconnector.phase(), Phase::Open);
    world.passes(1.0);
    assert_eq!(world.take_log()[..2], ["drop", "error"]);
}
