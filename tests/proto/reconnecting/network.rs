//! What becomes of attempts while the browser says that it is offline, and when that changes.
use websocket_wasm::proto::reconnecting::Policy;

use super::world::{World, policy, with_heartbeat};

fn offline() -> World {
    let mut world = World::open(policy());
    world.network(false);
    world.passes(5_000.0);
    world.ends();
    assert_eq!(world.take_log(), ["close", "reconnecting 1 in inf, Closed"]);
    world
}

#[test]
fn online_ends_the_wait() {
    let mut world = World::waiting(policy());
    world.network(true);
    assert_eq!(world.take_log(), ["ask"]);
    let mut world = offline();
    world.network(true);
    assert_eq!(world.take_log(), ["ask"]);
}

#[test]
fn attempts_made_offline_come_as_seldom_as_any_and_do_not_count() {
    let mut world = offline();
    for _ in 0..3 {
        world.passes(999.0);
        assert!(world.take_log().is_empty());
        world.passes(1.0);
        world.fails();
        assert_eq!(world.take_log(), ["ask", "connect", "close", "reconnecting 1 in inf, Failed"]);
    }
    world.network(true);
    world.fails();
    world.network(true);
    assert_eq!(
        world.take_log(),
        ["ask", "connect", "close", "reconnecting 2 in 200, Failed", "ask"]
    );
}

#[test]
fn a_wait_goes_on_as_one_for_the_network_when_that_goes() {
    let mut world = World::waiting(policy());
    world.network(false);
    world.network(false);
    assert_eq!(world.take_log(), ["reconnecting 1 in inf, Closed"]);
    world.passes(999.0);
    assert!(world.take_log().is_empty());
}

#[test]
fn the_first_attempt_is_made_whatever_the_browser_says() {
    let mut world = World::new(Policy { max_attempts: 1, ..policy() });
    world.connect_while(false);
    world.resolve();
    world.ends();
    assert_eq!(world.take_log(), ["ask", "connect", "close", "reconnecting 1 in inf, Failed"]);
}

#[test]
fn a_connection_that_opens_offline_shows_that_the_browser_is_wrong() {
    let mut world = World::new(policy());
    world.connect_while(false);
    world.resolve();
    world.opens();
    world.ends();
    assert_eq!(world.take_log().last().unwrap(), "reconnecting 1 in 100, Closed");
}

#[test]
fn a_sign_of_life_offline_shows_it_too_until_the_browser_says_it_again() {
    let mut world = World::open(policy());
    world.network(false);
    world.lives();
    world.ends();
    assert_eq!(world.take_log(), ["close", "reconnecting 1 in 100, Closed"]);
    world.network(false);
    assert_eq!(world.take_log(), ["reconnecting 1 in inf, Closed"]);
}

#[test]
fn online_has_an_open_connection_probed() {
    for (probes, expected) in [(true, vec!["probe"]), (false, vec![])] {
        let mut world = World::open(with_heartbeat(probes));
        world.network(true);
        assert_eq!(world.take_log(), expected);
    }
}

#[test]
fn a_page_that_is_seen_again_ends_the_wait() {
    let mut world = World::waiting(policy());
    world.resumes();
    world.fails();
    assert_eq!(
        world.take_log(),
        ["ask", "connect", "close", "reconnecting 1 in 100, Failed"],
        "and that attempt does not count"
    );
}

#[test]
fn a_page_that_is_seen_again_probes_a_connection_that_is_silent_for_too_long() {
    for (silent, expected) in [(2_999.0, vec![]), (3_000.0, vec!["probe"])] {
        let mut world = World::open(with_heartbeat(true));
        world.now += silent;
        world.resumes();
        assert_eq!(world.take_log(), expected, "{silent}");
    }
}
