//! A million clients: the page about them, which only a command of its own writes and compares.
use std::time::Instant;

use websocket_wasm::proto::reconnecting::Backoff;

use super::crowd::simulate;
use super::rule::Rule;
use super::scenarios::Scenario;
use super::tally::Tally;
use super::{none, words};
use crate::in_threads;
use crate::report::{hold_file, thousands};

const CLIENTS: usize = 1_000_000;

/// `npm run simulation`
#[test]
#[ignore = "takes minutes, and some 1.5 GB of memory"]
fn the_figures_of_a_million_clients_are_those_of_this_code() {
    let start = Instant::now();
    let rules = [none(), Rule::Backoff(Backoff::default())];
    let planned: Vec<_> =
        Scenario::ALL.into_iter().flat_map(|scenario| rules.map(|rule| (scenario, rule))).collect();
    let rows = in_threads(planned, |(scenario, rule)| {
        let tally = simulate(&scenario.plan(CLIENTS, rule, 1));
        eprintln!("{:4.0} s: {}, {}", start.elapsed().as_secs_f64(), scenario.name(), words(&rule));
        super::hold_goals(scenario, &rule, &tally);
        row(scenario, &rule, &tally)
    });
    hold_file("reconnecting_million.md", &page(&rows.join("\n")), "npm run simulation");
}

fn row(scenario: Scenario, rule: &Rule, tally: &Tally) -> String {
    let back = |part| format!("{:.1} s", tally.time_until_back(part));
    format!(
        "| {} | {} | {} | {} | {:.1} | {} | {} | {} | {} | {:.1} | {} |",
        scenario.name(),
        scenario.work(),
        words(rule),
        thousands(tally.busiest() as usize),
        tally.peak(),
        tally.seconds_above().0,
        back(0.5),
        back(0.99),
        back(1.0),
        tally.mean_attempts(),
        tally.most_attempts,
    )
}

fn page(rows: &str) -> String {
    format!(
        "# A million clients, simulated

Written by `UPDATE_FIGURES=1 npm run simulation`; `npm run simulation` compares it with the code. It takes some two minutes on two
cores. The suite runs the same scenarios with 10,000 clients and a hundredth of the handshakes.

| what happens | least time | backoff | most in 1 s | peak | seconds above 1.2 | 50 % back after | 99 % | all | attempts: mean | most |
|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|
{rows}

- The policy is the one of the package. *No jitter* is the default without jitter.
- There are 20 servers (100 in one scenario) behind a balancer that gives attempts to them in turn. Each answers 1,000 opening handshakes
  per second, and 511 may wait; the balancer refuses further attempts at once, and all while no server runs.
- *Least time* is how long the servers need for the handshakes alone: no policy of the clients is quicker.
- *Peak* is the worst second, in times of what the servers that run can take. *Seconds above 1.2* has all seconds with more than 1.2
  times of it. Both are of seconds in which a server runs; *most in 1 s* is of all seconds.
- Times are from the loss of a client's connection, without the time in which no server runs.
- *Rolling deploy*: every 20 s another server restarts, and is away for 10 s. The later one restarts, the more clients it has.
- *A zone fails*: 5 servers are gone for 120 s. For 5 s the balancer does not know it: what it gives to them ends with `connectTimeout`.
- *A slow server* answers 20 handshakes per second, and the balancer gives it as much as the others.
- *Phones* lose their network every 10 minutes on the average, for 1 minute.
"
    )
}
