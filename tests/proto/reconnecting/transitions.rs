//! Every report in every phase that lasts.
use websocket_wasm::proto::reconnecting::Phase::{self, *};

use super::world::World;

type Report = (&'static str, fn(&mut World), &'static [(Phase, Phase)]);

const LASTING: [Phase; 9] =
    [Idle, Leaving, Asking, Connecting, Open, Closing, Stopping, Undecided, Waiting];

/// Where each leads from a phase; from those that are not named nowhere, and nothing changes
const TABLE: [Report; 14] = [
    ("resolved", World::resolve, &[(Asking, Connecting)]),
    ("unresolved", World::refuses, &[(Asking, Waiting), (Connecting, Waiting), (Closing, Idle)]),
    ("open", World::opens, &[(Connecting, Open)]),
    ("error", World::errors, &[]),
    ("end", World::ends, &[(Connecting, Waiting), (Open, Waiting), (Closing, Idle)]),
    ("life", World::lives, &[]),
    ("wanted", |world| world.decides(true), &[(Undecided, Waiting)]),
    ("not wanted", |world| world.decides(false), &[(Undecided, Idle)]),
    ("online", |world| world.network(true), &[(Asking, Asking), (Waiting, Asking)]),
    ("resumed", World::resumes, &[(Asking, Asking), (Waiting, Asking)]),
    ("time", World::time_comes, &[(Leaving, Idle), (Stopping, Idle)]),
    (
        "close",
        World::close,
        &[
            (Asking, Stopping),
            (Connecting, Closing),
            (Open, Closing),
            (Closing, Idle),
            (Undecided, Idle),
            (Waiting, Stopping),
        ],
    ),
    (
        "abort",
        World::abort,
        &[
            (Asking, Stopping),
            (Connecting, Closing),
            (Open, Closing),
            (Closing, Idle),
            (Undecided, Idle),
            (Waiting, Stopping),
        ],
    ),
    (
        "connect",
        World::connect,
        &[
            (Idle, Asking),
            (Connecting, Closing),
            (Open, Closing),
            (Undecided, Asking),
            (Waiting, Asking),
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
            if expected.is_none() && !matches!((name, phase), ("connect", Asking)) {
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
    matches!((name, phase), ("time", Open) | ("error", Connecting | Open | Closing))
}
