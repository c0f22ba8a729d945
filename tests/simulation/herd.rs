//! All clients lose their connection at once, since their server is restarted.
use std::sync::OnceLock;

use websocket_wasm::proto::reconnecting::{Backoff, Policy};

use crate::in_threads;
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
/// What the default is simulated with, so that it is not chosen for one
pub(crate) const SEEDS: [u64; 3] = [1, 2, 3];

/// What is simulated, and what came of it
pub(crate) struct Run {
    /// How long there was no server, in milliseconds
    pub(crate) outage: f64,
    pub(crate) backoff: Backoff,
    seed: u64,
    pub(crate) record: Record,
}

/// Each outage with each backoff, and with the default for each seed
pub(crate) fn runs() -> &'static [Run] {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    RUNS.get_or_init(|| {
        let short = backoffs().map(|backoff| (SHORT, backoff, SEEDS[0]));
        let long = long_backoffs().map(|backoff| (LONG, backoff, SEEDS[0]));
        let seeds = SEEDS[1..]
            .iter()
            .flat_map(|&seed| [SHORT, LONG].map(|outage| (outage, Backoff::default(), seed)));
        let planned = short.into_iter().chain(long).chain(seeds).collect();
        in_threads(planned, |(outage, backoff, seed)| run(outage, backoff, seed))
    })
}

/// The run with this outage and backoff
pub(crate) fn run_with(outage: f64, backoff: Backoff) -> &'static Run {
    let is_wanted = |run: &&Run| run.outage == outage && run.backoff == backoff;
    runs().iter().find(is_wanted).expect("a run that is planned")
}

/// Those of the default with this outage, one for each seed
pub(crate) fn runs_of_default(outage: f64) -> impl Iterator<Item = &'static Run> {
    let is_wanted = move |run: &&Run| run.outage == outage && run.backoff == Backoff::default();
    runs().iter().filter(is_wanted)
}

/// Without jitter, the default, the default with all jitter, and what many use
pub(crate) fn backoffs() -> [Backoff; 4] {
    let of = |jitter| Backoff { jitter, ..Backoff::default() };
    [of(0.0), Backoff::default(), of(1.0), USUAL]
}

/// Those that are simulated with a long outage
pub(crate) fn long_backoffs() -> [Backoff; 3] {
    let [none, default, _, usual] = backoffs();
    [none, default, usual]
}

/// The default of this package before it was chosen by simulations
pub(crate) const USUAL: Backoff =
    Backoff { first_delay: 1_000.0, growth: 2.0, max_delay: 30_000.0, jitter: 1.0 };

fn run(outage: f64, backoff: Backoff, seed: u64) -> Run {
    let record = simulate(&Scenario {
        seed,
        clients: CLIENTS,
        policy: Policy { backoff, ..Policy::default() },
        capacity: CAPACITY,
        outage: (LOSS, LOSS + outage),
        send_interval: 20_000.0,
        quiet_from: LOSS + outage + 20_000.0,
        cut_interval: f64::INFINITY,
    });
    Run { outage, backoff, seed, record }
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

    /// Of a client on the average
    pub(crate) fn mean_attempts(&self) -> f64 {
        self.attempts().map(f64::from).sum::<f64>() / CLIENTS as f64
    }

    pub(crate) fn most_attempts(&self) -> u32 {
        self.attempts().max().unwrap_or(0)
    }

    /// All of which less is better, without the attempts
    fn figures(&self) -> [f64; 7] {
        let [half, most, all] = [0.5, 0.99, 1.0].map(|part| self.record.time_until_back(part));
        [
            self.busiest(250.0) as f64,
            self.busiest(1000.0) as f64,
            self.busiest_after_return(1000.0) as f64,
            half,
            most,
            all,
            self.record.bytes_sent_while_away() as f64,
        ]
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
fn with_the_default_99_percent_are_back_within_20_s_whatever_the_seed() {
    for outage in [SHORT, LONG] {
        let runs: Vec<_> = runs_of_default(outage).collect();
        assert_eq!(runs.len(), SEEDS.len());
        for run in runs {
            let time = run.record.time_until_back(0.99);
            assert!(time <= 20_000.0, "{time} ms after {outage} ms, seed {}", run.seed);
        }
    }
}

#[test]
fn the_default_is_worse_than_no_jitter_in_nothing_but_attempts_at_a_server_that_is_away_for_long() {
    let [none, ..] = backoffs();
    for outage in [SHORT, LONG] {
        let none = run_with(outage, none);
        for run in runs_of_default(outage) {
            for (figure, (ours, theirs)) in run.figures().iter().zip(none.figures()).enumerate() {
                assert!(*ours <= theirs, "figure {figure} after {outage} ms: {ours}, {theirs}");
            }
            // A delay that is partly random is shorter on the average, so more of them fit into an outage.
            if outage == SHORT {
                assert!(run.mean_attempts() <= none.mean_attempts());
                assert!(run.most_attempts() <= none.most_attempts());
            }
        }
    }
}

#[test]
fn the_default_brings_the_peak_at_a_server_that_is_back_to_a_third_and_after_a_long_time_to_a_tenth()
 {
    let [none, default, ..] = backoffs();
    for (outage, factor) in [(SHORT, 3), (LONG, 10)] {
        let [none, default] =
            [none, default].map(|one| run_with(outage, one).busiest_after_return(1000.0));
        assert!(default * factor < none, "{default} of {none} after {outage} ms");
    }
}
