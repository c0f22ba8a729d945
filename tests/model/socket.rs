//! Programs at random, and that they get somewhere.
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use websocket_wasm::proto::{BinaryType, MessageKind, ReadyState};

use crate::config;
use crate::of_socket::compare::compare;
use crate::of_socket::from_bytes;
use crate::of_socket::program::{Program, Step};
use crate::of_socket::seen::Asked;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_core_does_what_the_standard_says_whatever_the_program(program in programs()) {
        compare(&program).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn the_core_does_what_the_standard_says_whatever_the_bytes(bytes in vec(any::<u8>(), 0..400)) {
        compare(&from_bytes::program(&bytes)).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn the_programs_reach_everything_a_host_can_be_asked() {
    let mut runner = TestRunner::deterministic();
    let mut counts = [0; 7];
    for _ in 0..800 {
        let program = programs().new_tree(&mut runner).unwrap().current();
        for asked in compare(&program).unwrap() {
            counts[match asked {
                Asked::Send { is_kept: false, .. } => 0,
                Asked::Send { is_kept: true, .. } => 1,
                Asked::ReadBlob { .. } => 2,
                Asked::Close { .. } => 3,
                Asked::Fail => 4,
                Asked::Abandon => 5,
                Asked::AwaitRoom => 6,
            }] += 1;
        }
    }
    assert!(counts.iter().all(|&count| count >= 30), "{counts:?}");
}

fn programs() -> impl Strategy<Value = Program> {
    // Most programs are about an open socket, so most open it first.
    let open = prop_oneof![
        2 => Just(None),
        7 => Just(Some(Step::HostIs(ReadyState::Open))),
        1 => host_opens_after_request().prop_map(Some),
    ];
    let limits = (option::of(lengths()), option::of(0..1000_u32));
    (any::<bool>(), limits, any::<bool>(), open, vec(steps(), 0..40)).prop_map(
        |(host_takes_blobs, (high_water_mark, close_timeout), drains, open, steps)| {
            let steps = open.into_iter().chain(steps).collect();
            Program { host_takes_blobs, high_water_mark, close_timeout, drains, steps }
        },
    )
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (kinds(), lengths()).prop_map(|(kind, bytes)| Step::Send { kind, bytes }),
        2 => close(),
        1 => binary_types().prop_map(Step::SetBinaryType),
        1 => states().prop_map(Step::HostIs),
        1 => host_opens_after_request(),
        4 => lengths().prop_map(Step::HostTransmits),
        8 => (any::<usize>(), prop::bool::weighted(0.8))
            .prop_map(|(which, succeeds)| Step::BlobIsRead { which, succeeds }),
        4 => Just(Step::Poll),
        6 => (option::of(lengths()), 1..1000_u32)
            .prop_map(|(below, after)| Step::Look { below, after }),
        1 => Just(Step::GiveUp),
        1 => Just(Step::Abort),
        1 => Just(Step::StartInspection),
        1 => Just(Step::StopInspection),
    ]
}

fn host_opens_after_request() -> impl Strategy<Value = Step> {
    any::<bool>().prop_map(|is_acknowledged| Step::HostOpensAfterRequest { is_acknowledged })
}

fn close() -> impl Strategy<Value = Step> {
    (codes(), reasons()).prop_map(|(code, reason)| Step::Close { code, reason })
}

/// Close codes, most of them about the limits
pub(crate) fn codes() -> impl Strategy<Value = Option<u16>> {
    prop_oneof![
        Just(None),
        any::<u16>().prop_map(Some),
        (3000..=4999_u16).prop_map(Some),
        prop::sample::select(vec![0, 999, 1000, 1001, 2999, 3000, 4999, 5000]).prop_map(Some),
    ]
}

/// Close reasons, most of them short or about the limit of 123 bytes, of characters of one to four bytes
pub(crate) fn reasons() -> impl Strategy<Value = String> {
    let filled = (28..33_usize, 0..5_usize, prop::sample::select(vec!["x", "é", "✓", "😀"]))
        .prop_map(|(fours, ones, last)| "😀".repeat(fours) + &"x".repeat(ones) + last);
    prop_oneof![Just(String::new()), ".{0,8}", ".{20,140}", filled]
}

fn kinds() -> impl Strategy<Value = MessageKind> {
    prop::sample::select(vec![MessageKind::Text, MessageKind::Buffer, MessageKind::Blob])
}

fn lengths() -> impl Strategy<Value = u64> {
    // As far as a number of JavaScript is exact.
    prop_oneof![4 => 0..10_u64, 2 => 0..100_000_u64, 1 => 0..1_u64 << 53]
}

fn states() -> impl Strategy<Value = ReadyState> {
    prop::sample::select(ReadyState::ALL.to_vec())
}

fn binary_types() -> impl Strategy<Value = BinaryType> {
    prop::sample::select(BinaryType::ALL)
}
