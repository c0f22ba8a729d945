//! A report that comes as a number does what the method of its name does.
use websocket_wasm::proto::reconnecting::{Phase, Reconnector, Report, ReportDetails};

use super::transitions::LASTING;
use super::world::World;

const DETAILS: ReportDetails = ReportDetails { now: 50_000.0, random: 0.5, ticket: 1 };

fn call(core: &mut Reconnector, report: Report) {
    let ReportDetails { now, random, ticket } = DETAILS;
    match report {
        Report::ConnectOffline => core.connect(false, now),
        Report::ConnectOnline => core.connect(true, now),
        Report::ConnectLater => core.connect_when_activated(now),
        Report::Close => core.close(now),
        Report::Abort => core.abort(now),
        Report::Opened => core.handle_open(now),
        Report::Errored => core.handle_error(now),
        Report::Ended => core.handle_end(now, random),
        Report::Life => core.handle_life(now),
        Report::UnsentProbe => core.handle_unsent_probe(),
        Report::Time => core.handle_time(now, random),
        Report::Resumed => core.handle_resume(now, random),
        Report::Restored => core.handle_restore(now, random),
        Report::Hidden => core.handle_hidden(now),
        Report::Offline => core.handle_network(false, now, random),
        Report::Online => core.handle_network(true, now, random),
        Report::Unwanted => core.handle_decision(false),
        Report::Wanted => core.handle_decision(true),
        Report::Resolved => {
            core.handle_resolved(ticket);
            core.handle_connecting(now);
        }
        Report::Unresolved => core.handle_unresolved(ticket, now, random),
        Report::Handed => core.handle_handed(now),
    }
}

fn after(phase: Phase, act: impl FnOnce(&mut Reconnector)) -> String {
    let mut world = World::in_phase(phase);
    act(&mut world.reconnector);
    format!("{:?}", world.reconnector)
}

#[test]
fn each_number_is_the_call_of_its_name() {
    for phase in LASTING {
        for &report in Report::ALL {
            // Only an address that was waited for is followed by the time of connecting.
            if report == Report::Resolved && phase != Phase::AwaitingAddress {
                continue;
            }
            let by_number = after(phase, |core| core.handle_report(report, DETAILS));
            assert_eq!(
                by_number,
                after(phase, |core| call(core, report)),
                "{report:?} in {phase:?}"
            );
        }
    }
    assert_ne!(
        after(Phase::Idle, |core| core.handle_report(Report::ConnectOnline, DETAILS)),
        after(Phase::Idle, |_| ())
    );
}
