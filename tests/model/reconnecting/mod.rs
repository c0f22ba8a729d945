//! The policy of `ReconnectingWebSocket` against a naive model of it, and that the programs get somewhere.
mod answers;
mod ask;
mod compare;
mod ending;
mod messages;
mod model;
mod page;
mod peer;
mod program;
mod states;
mod steps;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use websocket_wasm::proto::ReadyState;
use websocket_wasm::proto::reconnecting::{
    Action, Backoff, HeartbeatPolicy, Limits, Overflow, Policy,
};

use self::compare::compare;
use self::program::{Program, Step, Which};
use crate::config;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_policy_does_what_its_documentation_says_whatever_the_program(program in programs()) {
        compare(&program).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn the_programs_reach_every_action() {
    let mut runner = TestRunner::deterministic();
    let mut counts = [0; 14];
    for _ in 0..500 {
        let program = programs().new_tree(&mut runner).unwrap().current();
        for action in compare(&program).unwrap() {
            counts[number_of(action)] += 1;
        }
    }
    assert!(counts.iter().all(|&count| count >= 20), "{counts:?}");
}

fn number_of(action: Action) -> usize {
    match action {
        Action::AskWhere { .. } => 0,
        Action::Connect => 1,
        Action::Send { .. } => 2,
        Action::Probe => 3,
        Action::Close => 4,
        Action::Drop => 5,
        Action::FireOpen => 6,
        Action::FireError => 7,
        Action::FireClose => 8,
        Action::ReportUndelivered(_) => 9,
        Action::AskWhether { .. } => 10,
        Action::FireReconnecting { .. } => 11,
        Action::FireGiveUp { .. } => 12,
        Action::Greet { .. } => 13,
    }
}

fn programs() -> impl Strategy<Value = Program> {
    let begins = prop_oneof![
        8 => Just(vec![Step::Connect { is_online: true }, Step::Resolved(Which::Latest)]),
        1 => Just(vec![Step::ConnectLater, Step::Resume, Step::Resolved(Which::Latest)]),
        1 => Just(vec![Step::ConnectLater]),
    ];
    (policies(), prop::bool::weighted(0.8), begins, vec(steps(), 0..60)).prop_map(
        |(policy, drains, begin, steps)| {
            // Most steps lead on, so most programs have been open some time.
            let opens = [Step::Opens, Step::Resolved(Which::Latest)];
            let steps = begin.into_iter().chain(opens).chain(steps).collect();
            Program { policy, drains, steps }
        },
    )
}

// Numbers of which all sums and products are exact.
fn policies() -> impl Strategy<Value = Policy> {
    let stable_time = select(vec![0.0, 1_000.0, 5_000.0]);
    let max_attempts = select(vec![0, 1, 3, u32::MAX]);
    let ask_timeout = select(vec![0.0, 750.0, 10_000.0, f64::INFINITY]);
    let connect_timeout = select(vec![0.0, 750.0, 10_000.0, f64::INFINITY]);
    let close_timeout = select(vec![0.0, 250.0, 5_000.0, f64::INFINITY]);
    let return_jitter = select(vec![0.0, 500.0]);
    let close_hidden_after = select(vec![0.0, 1_000.0, 60_000.0, f64::INFINITY, f64::INFINITY]);
    let times = (stable_time, ask_timeout, connect_timeout, close_timeout);
    let of_page = (return_jitter, close_hidden_after);
    let rare = |chance| prop::bool::weighted(chance);
    let flags = (any::<bool>(), rare(0.3), rare(0.2), any::<bool>(), rare(0.3));
    (backoffs(), max_attempts, flags, times, of_page, heartbeats(), limits()).prop_map(
        |(backoff, max_attempts, flags, times, of_page, heartbeat, limits)| {
            let (asks, greets, is_local, holds_back, knows_where) = flags;
            let (stable_time, ask_timeout, connect_timeout, close_timeout) = times;
            let (return_jitter, close_hidden_after) = of_page;
            Policy {
                backoff,
                max_attempts,
                asks,
                stable_time,
                knows_where,
                ask_timeout,
                connect_timeout,
                holds_back,
                close_timeout,
                greets,
                return_jitter,
                is_local,
                close_hidden_after,
                heartbeat,
                limits,
            }
        },
    )
}

fn backoffs() -> impl Strategy<Value = Backoff> {
    let delays = || select(vec![0.0, 500.0, 1_000.0, 30_000.0]);
    (delays(), select(vec![1.0, 1.5, 2.0, 10.0]), delays(), select(vec![0.0, 0.5, 1.0])).prop_map(
        |(first_delay, growth, max_delay, jitter)| Backoff {
            first_delay,
            growth,
            max_delay,
            jitter,
        },
    )
}

fn heartbeats() -> impl Strategy<Value = HeartbeatPolicy> {
    let times = || select(vec![0.0, 500.0, 4_000.0, 30_000.0]);
    let policy = (times(), times(), any::<bool>())
        .prop_map(|(interval, timeout, probes)| HeartbeatPolicy { interval, timeout, probes });
    prop_oneof![1 => Just(HeartbeatPolicy::NONE), 3 => policy]
}

fn limits() -> impl Strategy<Value = Limits> {
    let overflow = select(vec![Overflow::Error, Overflow::DropOldest, Overflow::DropNewest]);
    (select(vec![0, 20, 100, 1 << 24, 1 << 24]), select(vec![0, 3, 10, u64::MAX]), overflow)
        .prop_map(|(bytes, messages, overflow)| Limits { bytes, messages, overflow })
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => told(),
        4 => answers(),
        1 => not_told(),
    ]
}

/// What applications and browsers do
fn told() -> impl Strategy<Value = Step> {
    prop_oneof![
        10 => lengths().prop_map(|byte_len| Step::Send { byte_len }),
        3 => vec(lengths(), 1..4).prop_map(|byte_lens| Step::SendDirectly { byte_lens }),
        1 => Just(Step::TakeQueued),
        1 => any::<bool>().prop_map(|is_online| Step::Connect { is_online }),
        1 => Just(Step::ConnectLater),
        2 => Just(Step::Close),
        1 => Just(Step::Abort),
        2 => any::<bool>().prop_map(|is_online| Step::Network { is_online }),
        2 => Just(Step::Resume),
        1 => Just(Step::Restore),
        2 => Just(Step::Hide),
        1 => select(vec![0.0, 250.0, 2_000.0, f64::INFINITY]).prop_map(Step::ChangeDelay),
        4 => Just(Step::Time),
        6 => select(vec![0.0, 1.0, 400.0, 2_000.0, 60_000.0]).prop_map(|late| Step::Alarm { late }),
        4 => Just(Step::Poll),
    ]
}

/// What connections, providers and applications say when they are asked
fn answers() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => which().prop_map(Step::Resolved),
        2 => which().prop_map(Step::Unresolved),
        12 => Just(Step::Opens),
        4 => Just(Step::Errors),
        4 => Just(Step::Ends),
        4 => Just(Step::Transmitted),
        2 => Just(Step::Life),
        3 => prop::bool::weighted(0.8).prop_map(Step::Decided),
        2 => lengths().prop_map(|byte_len| Step::CountProbe { byte_len }),
        2 => lengths().prop_map(|byte_len| Step::CountGreeting { byte_len }),
    ]
}

fn not_told() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => select(ReadyState::ALL.to_vec()).prop_map(Step::HostIs),
        4 => lengths().prop_map(Step::HostTransmits),
        4 => (0..40_u32).prop_map(|time| Step::Passes(f64::from(time) * 250.0)),
        2 => (0..8_u8).prop_map(|eighths| Step::Draws(f64::from(eighths) / 8.0)),
    ]
}

fn which() -> impl Strategy<Value = Which> {
    prop_oneof![5 => Just(Which::Latest), 1 => Just(Which::Earlier)]
}

fn lengths() -> impl Strategy<Value = u64> {
    prop_oneof![4 => 0..20_u64, 1 => 0..200_u64]
}
