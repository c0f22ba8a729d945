//! The page and the network return, or were never needed.
use websocket_wasm::proto::reconnecting::{Phase, Policy, Setting};

use super::world::{World, policy};

fn with_jitter() -> Policy {
    let mut policy = Policy { return_jitter: 40.0, ..policy() };
    policy.backoff.first_delay = 1e6;
    policy.backoff.max_delay = 1e6;
    policy
}

#[test]
fn clients_of_a_network_that_returns_come_within_a_jitter() {
    let returns: [fn(&mut World); 2] = [|world| world.network(true), World::resumes];
    for comes_back in returns {
        let mut world = World::waiting(with_jitter());
        world.random = 0.5;
        comes_back(&mut world);
        assert!(world.take_log().is_empty());
        world.passes(19.0);
        assert!(world.take_log().is_empty());
        // Whoever returns again does not wait longer.
        world.random = 0.9;
        comes_back(&mut world);
        world.passes(1.0);
        assert_eq!(world.take_log(), ["ask"]);
    }
}

#[test]
fn a_delay_that_ends_within_the_jitter_is_not_made_longer() {
    let mut world = World::waiting(Policy { return_jitter: 1e6, ..policy() });
    world.random = 0.5;
    world.resumes();
    world.passes(100.0);
    assert_eq!(world.take_log(), ["ask"]);
}

#[test]
fn a_peer_on_the_same_machine_is_not_waited_for_while_the_browser_is_offline() {
    let mut world = World::open(policy());
    world.reconnector.set(Setting::IsLocal, 1.0);
    world.network(false);
    world.ends();
    assert_eq!(world.take_log()[1], "reconnecting 1 in 100, Closed");
    world.network(false);
    assert!(world.take_log().is_empty());
    world.passes(100.0);
    assert_eq!(world.take_log(), ["ask"]);
}

#[test]
fn a_page_that_is_prerendered_connects_once_it_is_activated() {
    let mut world = World::in_phase(Phase::AwaitingActivation);
    assert!(world.reconnector.is_active());
    assert_eq!(world.reconnector.deadline(), f64::INFINITY);
    world.network(true);
    world.reconnector.connect_when_activated(world.now);
    world.passes(1e6);
    assert!(world.take_log().is_empty());
    world.resumes();
    assert_eq!(world.take_log(), ["ask"]);
    world.fails();
    assert_eq!(world.take_log()[2], "reconnecting 1 in 100, Failed");
}

#[test]
fn a_page_that_is_prerendered_may_close() {
    let mut world = World::in_phase(Phase::AwaitingActivation);
    world.close();
    world.time_comes();
    assert_eq!(world.take_log(), ["error", "close"]);
    world.resumes();
    assert!(world.take_log().is_empty());
}

#[test]
fn a_connection_that_ended_while_the_page_was_kept_is_replaced_at_once() {
    for (later, delay) in [(0.0, 20.0), (999.0, 20.0), (1_000.0, 5e5)] {
        let mut policy = with_jitter();
        policy.backoff.jitter = 1.0;
        let mut world = World::open(policy);
        world.random = 0.5;
        world.reconnector.handle_restore(world.now, world.random);
        world.now += later;
        world.ends();
        assert_eq!(world.take_log()[1], format!("reconnecting 1 in {delay}, Closed"));
    }
}
