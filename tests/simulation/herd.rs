//! All clients lose their connection at once, since their server is restarted.
use std::sync::OnceLock;
use std::thread;

use websocket_wasm::proto::reconnecting::{Backoff, Policy};

use crate::record::Record;
use crate::server::Capacity;
use crate::world::{Scenario, simulate};

pub(crate) const CLIENTS: usize = 10_000;
pub(crate) const CAPACITY: Capacity = Capacity { handshakes: 1000.0, backlog: 511.0 };
/// When the server ends, in milliseconds
const LOSS: f64 = 30_000.0;
/// How long there is no server
pub(crate) const SHORT: f64 = 5_000.0;
pub(crate) const LONG: f64 = 60_000.0;

/// What is simulated, and what came of it
pub(crate) struct Run {
    /// How long there was no server, in milliseconds
    pub(crate) outage: f64,
    pub(crate) backoff: Backoff,
    pub(crate) record: Record,
}

/// A short outage with each backoff, and a long one with the first and the default
pub(crate) fn runs() -> &'static [Run] {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    RUNS.get_or_init(|| {
        let [none, half, full, spread] = backoffs();
        let planned = [
            [(SHORT, none), (SHORT, half), (SHORT, spread)],
            [(SHORT, full), (LONG, none), (LONG, full)],
        ];
        let threads = planned
            .map(|part| thread::spawn(move || part.map(|(outage, backoff)| run(outage, backoff))));
        threads.into_iter().flat_map(|thread| thread.join().expect("a run")).collect()
    })
}

/// The run with this outage and backoff
pub(crate) fn run_with(outage: f64, backoff: Backoff) -> &'static Run {
    let is_wanted = |run: &&Run| run.outage == outage && run.backoff == backoff;
    runs().iter().find(is_wanted).expect("a run that is planned")
}

/// Without jitter, with half of it, the default, and the default with a first delay in which the server can answer all
pub(crate) fn backoffs() -> [Backoff; 4] {
    let of = |jitter| Backoff { jitter, ..Backoff::default() };
    let first_delay = CLIENTS as f64 / CAPACITY.handshakes * 1000.0;
    [of(0.0), of(0.5), of(1.0), Backoff { first_delay, ..of(1.0) }]
}

fn run(outage: f64, backoff: Backoff) -> Run {
    let record = simulate(&Scenario {
        seed: 1,
        clients: CLIENTS,
        policy: Policy { backoff, ..Policy::default() },
        capacity: CAPACITY,
        outage: (LOSS, LOSS + outage),
        send_interval: 20_000.0,
        quiet_from: LOSS + outage + 20_000.0,
        cut_interval: f64::INFINITY,
    });
    Run { outage, backoff, record }
}

impl Run {
    /// The most attempts in any such window, in milliseconds, from the loss on
    pub(crate) fn busiest(&self, window: f64) -> usize {
        self.record.busiest(LOSS, window)
    }

    /// The same from when the server is back
    pub(crate) fn busiest_after_return(&self, window: f64) -> usize {
        self.record.busiest(LOSS + self.outage, window)
    }

    /// Attempts in each bin of the first so many milliseconds from the loss on
    pub(crate) fn bins(&self, length: f64, bin: f64) -> Vec<usize> {
        self.record.attempts_in_bins(LOSS, LOSS + length, bin)
    }

    /// Of each client, in a row
    pub(crate) fn attempts(&self) -> impl Iterator<Item = u32> {
        self.record.stories.iter().map(|story| story.attempts)
    }
}

#[test]
fn every_client_is_back_and_nothing_that_was_sent_meanwhile_is_lost() {
    for run in runs() {
        assert!(run.record.time_until_back(1.0).is_finite(), "{:?}", run.backoff);
        assert!(run.record.bytes_sent_while_away() > 1_000_000, "{:?}", run.backoff);
        assert_eq!(run.record.bytes_lost_while_away(), 0, "{:?}", run.backoff);
    }
}

#[test]
fn without_jitter_all_come_at_once() {
    let [none, ..] = backoffs();
    assert_eq!(run_with(SHORT, none).busiest(250.0), CLIENTS);
    assert_eq!(run_with(SHORT, none).busiest_after_return(1000.0), CLIENTS);
}

#[test]
fn jitter_brings_the_peak_at_a_server_that_is_back_to_a_third_and_after_a_long_time_to_a_tenth() {
    let [none, _, full, _] = backoffs();
    for (outage, factor) in [(SHORT, 3), (LONG, 10)] {
        let [none, full] =
            [none, full].map(|one| run_with(outage, one).busiest_after_return(1000.0));
        assert!(full * factor < none, "{full} of {none} after {outage} ms");
    }
}

#[test]
fn right_after_the_loss_there_is_as_much_in_a_second_and_a_third_as_much_in_a_quarter_of_it() {
    let [none, _, full, spread] = backoffs().map(|one| run_with(SHORT, one));
    assert!(full.busiest(1000.0) > none.busiest(1000.0));
    assert!(full.busiest(250.0) * 14 < none.busiest(250.0) * 5);
    assert!(spread.busiest(1000.0) * 5 < none.busiest(1000.0));
}

#[test]
fn with_jitter_nearly_all_are_back_in_less_time() {
    let [none, half, full, spread] =
        backoffs().map(|one| run_with(SHORT, one).record.time_until_back(0.99));
    assert!(half * 2.0 < none && full * 3.0 < none && spread * 2.0 < none);
}
