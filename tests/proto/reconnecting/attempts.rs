//! Which attempts are made, and when.
use websocket_wasm::proto::reconnecting::{Backoff, Phase, Policy};

use super::world::{World, policy};

#[test]
fn a_connection_is_made_where_the_provider_says() {
    let mut world = World::new(policy());
    world.connect();
    assert_eq!(world.take_log(), ["ask"]);
    world.resolve();
    assert_eq!(world.take_log(), ["connect"]);
    world.opens();
    assert_eq!(world.take_log(), ["open"]);
}

#[test]
fn a_loss_is_told_in_the_order_of_the_standard_before_the_next_attempt_is_announced() {
    let mut world = World::open(policy());
    world.ends();
    assert_eq!(world.take_log(), ["close", "reconnecting 1 in 100, Closed"]);
    world.passes(99.0);
    assert!(world.take_log().is_empty());
    world.passes(1.0);
    assert_eq!(world.take_log(), ["ask"]);
}

#[test]
fn delays_grow_with_each_attempt_in_a_row_up_to_the_longest() {
    let mut world = World::connecting(policy());
    world.ends();
    let mut announced = world.take_log();
    for _ in 0..5 {
        world.passes(1_000.0);
        world.fails();
        announced
            .extend(world.take_log().into_iter().filter(|line| line.starts_with("reconnecting")));
    }
    assert_eq!(
        announced,
        [
            "close",
            "reconnecting 1 in 100, Failed",
            "reconnecting 2 in 200, Failed",
            "reconnecting 3 in 400, Failed",
            "reconnecting 4 in 800, Failed",
            "reconnecting 5 in 1000, Failed",
            "reconnecting 6 in 1000, Failed",
        ]
    );
}

#[test]
fn the_random_part_of_a_delay_is_new_at_each_attempt() {
    let backoff = Backoff { jitter: 1.0, ..policy().backoff };
    let mut world = World::connecting(Policy { backoff, ..policy() });
    world.random = 0.5;
    world.ends();
    assert_eq!(world.take_log()[1], "reconnecting 1 in 50, Failed");
    world.passes(50.0);
    world.random = 0.25;
    world.take_log();
    world.fails();
    assert_eq!(world.take_log()[2], "reconnecting 2 in 50, Failed");
}

#[test]
fn the_count_begins_anew_only_after_a_connection_that_was_stable() {
    for (lasted, attempt) in [(0.0, 2), (4_999.0, 2), (5_000.0, 1)] {
        let mut world = World::connecting(policy());
        world.ends();
        world.passes(100.0);
        world.resolve();
        world.opens();
        world.passes(lasted);
        world.take_log();
        assert_eq!(world.reconnector.attempts(world.now), attempt - 1);
        world.ends();
        assert!(world.take_log()[1].starts_with(&format!("reconnecting {attempt} ")), "{lasted}");
    }
}

#[test]
fn after_the_last_attempt_it_gives_up() {
    for (max_attempts, after) in [(0, "giveup after 0, Failed"), (2, "giveup after 2, Failed")] {
        let mut world = World::connecting(Policy { max_attempts, ..policy() });
        world.ends();
        for _ in 0..max_attempts {
            world.passes(1_000.0);
            world.fails();
        }
        assert_eq!(world.take_log().last().unwrap(), after);
        assert!(!world.reconnector.is_active());
        assert_eq!(world.reconnector.deadline(), f64::INFINITY);
    }
}

#[test]
fn what_waits_when_it_gives_up_goes_out_with_the_next_connection() {
    let mut world = World::connecting(Policy { max_attempts: 0, ..policy() });
    world.send(3);
    world.ends();
    world.send(4);
    assert_eq!(world.take_log(), ["close", "giveup after 0, Failed"]);
    world.connect();
    world.resolve();
    world.opens();
    assert_eq!(world.take_log(), ["ask", "connect", "send 1", "send 2", "open"]);
}

#[test]
fn the_application_is_asked_before_each_attempt() {
    let mut world = World::open(Policy { asks: true, ..policy() });
    world.ends();
    assert_eq!(world.take_log(), ["close", "decide 1"]);
    world.decides(true);
    assert_eq!(world.take_log(), ["reconnecting 1 in 100, Closed"]);
    world.passes(100.0);
    world.fails();
    assert_eq!(world.take_log(), ["ask", "connect", "close", "decide 2"]);
    world.decides(false);
    assert_eq!(world.take_log(), ["giveup after 1, Failed"]);
}

#[test]
fn a_provider_that_does_not_say_where_fails_the_attempt() {
    let mut world = World::new(policy());
    world.connect();
    world.refuses();
    assert_eq!(world.take_log(), ["ask", "error", "close", "reconnecting 1 in 100, Provider"]);
}

#[test]
fn the_answer_of_a_provider_that_is_not_awaited_any_more_changes_nothing() {
    let mut world = World::new(policy());
    world.connect();
    let late = 1;
    world.connect();
    assert_eq!(world.take_log(), ["ask", "ask"]);
    world.reconnector.handle_resolved(late);
    world.reconnector.handle_unresolved(late, 0.0, 0.0);
    assert_eq!(world.reconnector.poll_action(), None);
    world.resolve();
    assert_eq!(world.take_log(), ["connect"]);
}

#[test]
fn an_earlier_connection_that_was_stable_is_no_reason_to_begin_the_count_anew() {
    let mut world = World::waiting(policy());
    world.passes(10_000.0);
    world.resolve();
    assert_eq!(world.reconnector.attempts(world.now), 1);
    world.close();
    assert_eq!(world.reconnector.attempts(world.now), 1);
}

#[test]
fn a_connection_whose_end_is_not_told_has_failed_a_second_after_error() {
    let mut world = World::connecting(policy());
    world.errors();
    world.passes(999.0);
    assert!(world.take_log().is_empty());
    world.passes(1.0);
    assert_eq!(world.take_log(), ["drop", "close", "reconnecting 1 in 100, Failed"]);
}

#[test]
fn an_end_that_is_told_in_time_is_told_once_and_the_next_connection_has_its_own_time() {
    let mut world = World::connecting(policy());
    world.errors();
    world.ends();
    assert_eq!(world.take_log(), ["close", "reconnecting 1 in 100, Failed"]);
    world.passes(100.0);
    world.resolve();
    world.passes(9_999.0);
    assert_eq!(world.take_log(), ["ask", "connect"]);
}

#[test]
fn a_connection_that_is_not_established_in_its_time_has_failed_and_is_let_go() {
    let mut world = World::connecting(Policy { connect_timeout: 50.0, ..policy() });
    assert_eq!(world.reconnector.deadline(), 50.0);
    world.passes(49.0);
    assert!(world.take_log().is_empty());
    world.passes(1.0);
    assert_eq!(world.take_log(), ["drop", "error", "close", "reconnecting 1 in 100, Failed"]);
    // It opens too late.
    world.opens();
    assert!(world.take_log().is_empty());
}

#[test]
fn a_browser_that_holds_back_connections_has_longer_after_each_failure_in_a_row() {
    let mut world =
        World::connecting(Policy { connect_timeout: 50.0, holds_back: true, ..policy() });
    let mut times = Vec::new();
    for _ in 0..4 {
        times.push(world.reconnector.deadline() - world.now);
        world.ends();
        world.passes(1_000.0);
        world.resolve();
    }
    assert_eq!(times, [50.0, 450.0, 650.0, 950.0]);
    // The application begins anew, and the browser does not.
    world.connect();
    world.ends();
    world.resolve();
    assert!(world.reconnector.deadline() - world.now > 950.0);
    // A connection that is established makes an end of that; how it ends is the first failure again.
    world.opens();
    world.ends();
    world.passes(1_000.0);
    world.resolve();
    assert_eq!(world.reconnector.deadline() - world.now, 450.0);
}

#[test]
fn a_connection_has_all_of_its_time_whatever_it_took_to_know_where_to_connect() {
    let mut world = World::new(Policy { connect_timeout: 50.0, ..policy() });
    world.connect();
    world.passes(9_000.0);
    world.resolve();
    assert_eq!(world.reconnector.deadline(), 9_050.0);
    world.opens();
    assert_eq!(world.reconnector.deadline(), f64::INFINITY);
}

#[test]
fn a_host_that_does_not_tell_when_it_connects_has_no_limit() {
    let mut world = World::new(policy());
    world.connect();
    assert!(world.reconnector.handle_resolved(1));
    world.lives();
    assert_eq!(world.take_log(), ["ask", "connect"]);
    assert_eq!(world.reconnector.deadline(), f64::INFINITY);
}

#[test]
fn only_its_end_ends_a_connection_that_is_open() {
    let mut world = World::open(policy());
    world.errors();
    world.passes(60_000.0);
    assert!(world.take_log().is_empty());
    world.ends();
    assert_eq!(world.take_log(), ["close", "reconnecting 1 in 100, Closed"]);
}

#[test]
fn who_is_asked_where_to_connect_has_a_limit() {
    let mut world = World::new(Policy { ask_timeout: 50.0, ..policy() });
    world.connect();
    assert_eq!(world.reconnector.deadline(), 50.0);
    world.passes(49.0);
    assert_eq!(world.take_log(), ["ask"]);
    world.passes(1.0);
    assert_eq!(world.take_log(), ["error", "close", "reconnecting 1 in 100, Provider"]);
    // The answer comes too late.
    world.resolve();
    assert!(world.take_log().is_empty());
}

#[test]
fn the_network_s_and_the_page_s_return_ask_again_and_give_all_of_the_time_again() {
    let returns: [fn(&mut World); 2] = [|world| world.network(true), World::resumes];
    for comes_back in returns {
        let mut world = World::new(Policy { ask_timeout: 50.0, ..policy() });
        world.connect();
        world.passes(40.0);
        comes_back(&mut world);
        assert_eq!(world.take_log(), ["ask", "ask"]);
        assert_eq!(world.reconnector.deadline(), 90.0);
        world.reconnector.handle_resolved(1);
        assert_eq!(world.reconnector.phase(), Phase::AwaitingAddress);
        world.resolve();
        assert_eq!(world.take_log(), ["connect"]);
    }
}

#[test]
fn nobody_is_asked_where_to_connect_if_that_is_known() {
    let policy = Policy { knows_where: true, connect_timeout: 50.0, ..policy() };
    let mut world = World::new(Policy { holds_back: true, ..policy });
    world.now = 1_000.0;
    world.connect();
    assert_eq!(world.take_log(), ["connect"]);
    assert_eq!(world.reconnector.ticket(), 1);
    assert_eq!(world.reconnector.deadline(), 1_050.0);
    world.ends();
    world.passes(100.0);
    assert_eq!(world.take_log().last().unwrap(), "connect");
    assert_eq!(world.reconnector.ticket(), 2);
    // As long as for one of which it was asked, and by what is held back longer.
    assert_eq!(world.reconnector.deadline(), world.now + 50.0 + 400.0);
}
