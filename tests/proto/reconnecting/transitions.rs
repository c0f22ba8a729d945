//! Every report in every phase that lasts.
use websocket_wasm::proto::reconnecting::Phase::{self, *};

use super::world::World;

type Report = (&'static str, fn(&mut World), &'static [(Phase, Phase)]);

pub(super) const LASTING: [Phase; 10] = [
    Idle,
    AwaitingTaskToReport,
    AwaitingAddress,
    AwaitingOpen,
    Open,
    AwaitingCloseInThisTask,
    AwaitingClose,
    AwaitingTaskToFireError,
    AwaitingDecision,
    AwaitingRetry,
];

/// Where each leads from a phase; from those that are not named nowhere, and nothing changes
const TABLE: [Report; 14] = [
    ("resolved", World::resolve, &[(AwaitingAddress, AwaitingOpen)]),
    (
        "unresolved",
        World::refuses,
        &[
            (AwaitingAddress, AwaitingRetry),
            (AwaitingOpen, AwaitingRetry),
            (AwaitingCloseInThisTask, Idle),
            (AwaitingClose, Idle),
        ],
    ),
    ("open", World::opens, &[(AwaitingOpen, Open)]),
    ("error", World::errors, &[]),
    (
        "end",
        World::ends,
        &[
            (AwaitingOpen, AwaitingRetry),
            (Open, AwaitingRetry),
            (AwaitingCloseInThisTask, Idle),
            (AwaitingClose, Idle),
        ],
    ),
    ("life", World::lives, &[]),
    ("wanted", |world| world.decides(true), &[(AwaitingDecision, AwaitingRetry)]),
    ("not wanted", |world| world.decides(false), &[(AwaitingDecision, Idle)]),
    (
        "online",
        |world| world.network(true),
        &[(AwaitingAddress, AwaitingAddress), (AwaitingRetry, AwaitingAddress)],
    ),
    (
        "resumed",
        World::resumes,
        &[(AwaitingAddress, AwaitingAddress), (AwaitingRetry, AwaitingAddress)],
    ),
    (
        "time",
        World::time_comes,
        &[
            (AwaitingTaskToReport, Idle),
            (AwaitingTaskToFireError, Idle),
            (AwaitingCloseInThisTask, AwaitingClose),
        ],
    ),
    (
        "close",
        World::close,
        &[
            (AwaitingAddress, AwaitingTaskToFireError),
            (AwaitingOpen, AwaitingCloseInThisTask),
            (Open, AwaitingCloseInThisTask),
            (AwaitingClose, Idle),
            (AwaitingDecision, Idle),
            (AwaitingRetry, AwaitingTaskToFireError),
        ],
    ),
    (
        "abort",
        World::abort,
        &[
            (AwaitingAddress, AwaitingTaskToFireError),
            (AwaitingOpen, AwaitingCloseInThisTask),
            (Open, AwaitingCloseInThisTask),
            (AwaitingCloseInThisTask, Idle),
            (AwaitingClose, Idle),
            (AwaitingDecision, Idle),
            (AwaitingRetry, AwaitingTaskToFireError),
        ],
    ),
    (
        "connect",
        World::connect,
        &[
            (Idle, AwaitingAddress),
            (AwaitingOpen, AwaitingCloseInThisTask),
            (Open, AwaitingCloseInThisTask),
            (AwaitingDecision, AwaitingAddress),
            (AwaitingRetry, AwaitingAddress),
        ],
    ),
];

#[test]
fn every_report_leads_where_the_table_says_and_nowhere_else() {
    for (name, report, transitions) in TABLE {
        for phase in LASTING {
            let mut world = World::in_phase(phase);
            report(&mut world);
            let expected = transitions.iter().find(|(from, _)| *from == phase);
            let next = expected.map_or(phase, |(_, to)| *to);
            assert_eq!(world.reconnector.phase(), next, "{name} while {phase:?}");
            if expected.is_none() && !matches!((name, phase), ("connect", AwaitingAddress)) {
                assert!(world.take_log().is_empty(), "{name} while {phase:?}");
            }
        }
    }
}

#[test]
fn a_report_that_is_out_of_place_leaves_everything_as_it_was() {
    for (name, report, transitions) in TABLE {
        if ["close", "abort", "connect", "online", "life"].contains(&name) {
            continue;
        }
        for phase in LASTING {
            if transitions.iter().any(|(from, _)| *from == phase) || is_noted(name, phase) {
                continue;
            }
            let mut world = World::in_phase(phase);
            let before = format!("{:?}", world.reconnector);
            report(&mut world);
            assert_eq!(format!("{:?}", world.reconnector), before, "{name} while {phase:?}");
        }
    }
}

/// Whether it changes something though it leads nowhere
fn is_noted(name: &str, phase: Phase) -> bool {
    matches!(
        (name, phase),
        ("time", Open) | ("error", AwaitingOpen | Open | AwaitingCloseInThisTask | AwaitingClose)
    )
}
