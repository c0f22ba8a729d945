//! `close` and `connect` at any time, from listeners too.
use websocket_wasm::proto::ReadyState;
use websocket_wasm::proto::reconnecting::{Phase, Policy, Standing};

use super::world::{Listener, World, policy};

#[test]
fn close_closes_and_nothing_follows() {
    let mut world = World::open(policy());
    world.close();
    assert_eq!(
        (world.take_log(), world.ready_state()),
        (vec!["shut".to_owned()], ReadyState::Closed)
    );
    world.ends();
    assert_eq!(world.take_log(), ["close"]);
    assert_eq!(world.reconnector.phase(), Phase::Idle);
}

#[test]
fn close_without_a_connection_fails_the_attempt_in_a_task() {
    for phase in [Phase::AwaitingAddress, Phase::AwaitingRetry] {
        let mut world = World::in_phase(phase);
        world.close();
        assert!(world.take_log().is_empty());
        assert_eq!(world.ready_state(), ReadyState::Closing);
        assert_eq!(world.reconnector.deadline(), 0.0);
        world.time_comes();
        assert_eq!(world.take_log(), ["error", "close"]);
        assert_eq!(world.reconnector.phase(), Phase::Idle);
    }
}

#[test]
fn close_where_nothing_goes_on_does_nothing() {
    let mut world = World::new(policy());
    world.close();
    assert_eq!(world.reconnector.phase(), Phase::Idle);
    assert!(world.take_log().is_empty());
}

#[test]
fn connect_ends_the_connection_there_is_and_makes_another_at_once() {
    for phase in [Phase::AwaitingOpen, Phase::Open] {
        let mut world = World::in_phase(phase);
        world.connect();
        world.connect();
        assert_eq!(world.take_log(), ["shut"]);
        world.ends();
        assert_eq!(world.take_log(), ["close", "ask"]);
    }
}

#[test]
fn connect_ends_a_wait_and_starts_the_count_anew() {
    let mut world = World::waiting(policy());
    assert_eq!(world.reconnector.attempts(world.now), 1);
    world.connect();
    assert_eq!(world.take_log(), ["ask"]);
    assert_eq!(world.reconnector.attempts(world.now), 0);
    world.fails();
    assert_eq!(world.take_log()[2], "reconnecting 1 in 100, Failed");
}

#[test]
fn connect_after_close_gives_whoever_is_asked_all_the_time() {
    let mut world = World::new(policy());
    world.now = 60_000.0;
    world.connect();
    world.close();
    world.connect();
    world.time_comes();
    assert_eq!(world.take_log(), ["ask", "error", "close", "ask"]);
    assert_eq!(world.reconnector.deadline(), 70_000.0);
}

#[test]
fn the_last_of_close_and_connect_counts() {
    for phase in [Phase::Open, Phase::AwaitingRetry, Phase::AwaitingAddress] {
        let mut world = World::in_phase(phase);
        world.close();
        world.connect();
        world.close();
        world.ends();
        world.time_comes();
        assert_eq!(world.reconnector.phase(), Phase::Idle, "{phase:?}");
        let mut world = World::in_phase(phase);
        world.close();
        world.connect();
        world.ends();
        world.time_comes();
        assert_eq!(world.reconnector.phase(), Phase::AwaitingAddress, "{phase:?}");
    }
}

#[test]
fn close_from_any_listener_is_final() {
    let cases = [
        ("error", vec!["error", "close"]),
        ("close", vec!["error", "close"]),
        ("decide", vec!["error", "close", "decide 1"]),
    ];
    for (event, expected) in cases {
        let mut world = World::new(Policy { asks: true, ..policy() });
        world.connect();
        world.take_log();
        world.on(event, |world| world.reconnector.close(world.now));
        world.refuses();
        assert_eq!(world.take_log(), expected, "{event}");
        assert_eq!(world.reconnector.phase(), Phase::Idle, "{event}");
    }
}

#[test]
fn close_from_the_last_listeners_takes_along_what_waits() {
    for event in ["close", "undelivered", "decide", "reconnecting"] {
        let mut world = World::open(Policy { asks: event == "decide", ..policy() });
        world.send(1);
        world.reconnector.send(2, false, 0.0);
        world.on(event, |world| world.reconnector.close(world.now));
        world.ends();
        world.time_comes();
        let undelivered = world.reconnector.undelivered();
        assert_eq!((undelivered.messages, undelivered.bytes), (2, 3), "{event}");
        assert_eq!(world.reconnector.phase(), Phase::Idle, "{event}");
    }
}

#[test]
fn connect_from_any_listener_begins_anew() {
    for event in ["close", "decide", "reconnecting", "giveup"] {
        let asks = event == "decide";
        let max_attempts = if event == "giveup" { 0 } else { 9 };
        let mut world = World::open(Policy { asks, max_attempts, ..policy() });
        world.on(event, |world| world.reconnector.connect(true, world.now));
        world.ends();
        assert_eq!(world.take_log().last().unwrap(), "ask", "{event}");
        assert_eq!(world.reconnector.attempts(0.0), 0);
    }
}

#[test]
fn close_from_an_open_listener_closes() {
    let mut world = World::connecting(policy());
    world.on("open", |world| world.reconnector.close(world.now));
    world.opens();
    assert_eq!(world.take_log(), ["open", "shut"]);
}

#[test]
fn what_is_called_while_the_application_is_asked_counts_whatever_it_answers() {
    let calls: [(Listener, Phase); 2] = [
        (|world| world.reconnector.close(world.now), Phase::Idle),
        (|world| world.reconnector.connect(true, world.now), Phase::AwaitingAddress),
    ];
    for (call, phase) in calls {
        for is_wanted in [true, false] {
            let mut world = World::in_phase(Phase::AwaitingDecision);
            call(&mut world);
            world.decides(is_wanted);
            assert_eq!(world.reconnector.phase(), phase, "{is_wanted}");
        }
    }
}

#[test]
fn close_and_connect_wait_for_an_end_that_is_not_told_until_a_second_after_error() {
    let calls: [(Listener, &[&str], Phase); 2] = [
        (World::close, &["shut", "drop", "close"], Phase::Idle),
        (World::connect, &["shut", "drop", "close", "ask"], Phase::AwaitingAddress),
    ];
    for (call, expected, phase) in calls {
        for from in [Phase::AwaitingOpen, Phase::Open] {
            for steps in [[World::errors, call], [call, World::errors]] {
                let mut world = World::in_phase(from);
                steps.iter().for_each(|step| step(&mut world));
                world.passes(999.0);
                assert_eq!(world.take_log(), expected[..1], "{from:?}");
                world.passes(1.0);
                assert_eq!(world.take_log(), expected[1..], "{from:?}");
                assert_eq!(world.reconnector.phase(), phase, "{from:?}");
            }
        }
    }
}

#[test]
fn a_second_call_in_a_later_task_does_not_wait_for_the_end_of_the_connection() {
    let forced = ["drop", "error", "close"];
    let calls: [(Listener, &[&str]); 2] = [(World::close, &[]), (World::connect, &["ask"])];
    for (call, then) in calls {
        let mut world = World::open(policy());
        call(&mut world);
        call(&mut world);
        assert_eq!(world.take_log(), ["shut"]);
        assert_eq!(world.reconnector.deadline(), 0.0);
        world.time_comes();
        call(&mut world);
        assert_eq!(world.take_log(), [&forced, then].concat());
    }
}

#[test]
fn another_call_than_the_first_only_changes_what_comes_after_the_end() {
    let mut world = World::in_phase(Phase::AwaitingClose);
    world.connect();
    assert!(world.take_log().is_empty());
    world.ends();
    assert_eq!(world.take_log(), ["close", "ask"]);
}

#[test]
fn an_abort_lets_go_of_what_closes_whoever_has_closed_it() {
    let calls: [fn(&mut World); 2] = [World::close, World::connect];
    for call in calls {
        let mut world = World::open(policy());
        call(&mut world);
        world.abort();
        assert_eq!(world.take_log(), ["shut", "drop", "error", "close"]);
        assert_eq!(world.reconnector.phase(), Phase::Idle);
    }
}

#[test]
fn closing_that_makes_no_progress_ends_in_its_time() {
    for (call, then) in [(World::close as Listener, &[][..]), (World::connect, &["ask"])] {
        let mut world = World::open(policy());
        call(&mut world);
        assert_eq!(world.take_log(), ["shut"]);
        world.passes(4_999.0);
        assert!(world.take_log().is_empty());
        world.passes(1.0);
        assert_eq!(world.take_log(), [&["drop", "error", "close"], then].concat());
    }
}

#[test]
fn the_time_of_closing_starts_again_whenever_bytes_have_left() {
    let mut world = World::open(Policy { close_timeout: 50.0, ..policy() });
    world.send(10);
    world.reconnector.handle_transmitted(10);
    world.close();
    world.time_comes();
    for left in [9, 8, 7] {
        world.passes(49.0);
        world.reconnector.handle_transmitted(left);
        world.passes(1.0);
        assert_eq!(world.take_log().len(), usize::from(left == 9), "{left}");
    }
    world.reconnector.handle_transmitted(7);
    world.passes(50.0);
    assert_eq!(world.take_log(), ["drop", "error", "close", "undelivered 1..2+0..0: 1 of 10 B"]);
}

#[test]
fn while_bytes_are_left_they_are_looked_at_each_second() {
    let mut world = World::open(policy());
    world.send(10);
    world.close();
    world.time_comes();
    assert_eq!(world.reconnector.deadline(), 1_000.0);
    world.now = 1_000.0;
    world.reconnector.handle_transmitted(0);
    world.time_comes();
    assert_eq!(world.reconnector.deadline(), 6_000.0);
}

#[test]
fn a_connection_that_was_being_established_has_the_time_of_closing_too() {
    let mut world = World::connecting(Policy { connect_timeout: 10.0, ..policy() });
    world.close();
    world.passes(4_999.0);
    assert_eq!(world.take_log(), ["shut"]);
    world.passes(1.0);
    assert_eq!(world.take_log(), ["drop", "error", "close"]);
}

#[test]
fn another_task_need_not_be_told_unless_something_was_handed_over_or_a_command_follows() {
    let mut world = World::open(Policy { close_timeout: 50.0, ..policy() });
    world.close();
    let core = &world.reconnector;
    assert_eq!((core.standing(), core.due(), core.deadline()), (Standing::Closing, 50.0, 0.0));
    // What is left of it has to be known at once: whether closing makes progress is told by the next look.
    let mut world = World::open(policy());
    world.send(1);
    world.close();
    let core = &world.reconnector;
    assert_eq!((core.standing(), core.due()), (Standing::ActiveUntil, 0.0));
}
