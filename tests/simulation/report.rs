//! `benches/reconnecting.md` and its chart.
use std::path::PathBuf;
use std::{env, fs};

use websocket_wasm::proto::reconnecting::Backoff;

use crate::chart::{Panel, chart};
use crate::herd::{
    CAPACITY, CLIENTS, LONG, Run, SEEDS, SHORT, USUAL, backoffs, long_backoffs, run_with,
    runs_of_default,
};
use crate::scale::tried;

#[test]
fn the_figures_that_are_told_are_those_of_this_code() {
    let command = "cargo test --test simulation";
    for (name, today) in [("reconnecting.md", report()), ("reconnecting.svg", drawn())] {
        hold_file(name, &today, command);
    }
}

/// Compare a file of `benches` with what it has to be, or with `UPDATE_FIGURES` write it
pub(crate) fn hold_file(name: &str, today: &str, command: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches").join(name);
    if env::var_os("UPDATE_FIGURES").is_some() {
        fs::write(&file, today).expect("a file that can be written");
    }
    let told = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(told == today, "benches/{name} is of other code: UPDATE_FIGURES=1 {command}");
}

fn report() -> String {
    let short = backoffs().map(|backoff| run_with(SHORT, backoff));
    let long = long_backoffs().map(|backoff| run_with(LONG, backoff));
    let rows = short.into_iter().chain(long).map(row).collect::<Vec<_>>().join("\n");
    let (clients, handshakes) = (thousands(CLIENTS), thousands(CAPACITY.handshakes as usize));
    let (backlog, seeds, tried) = (CAPACITY.backlog, SEEDS.len(), tried::table());
    let [short, long] = [SHORT, LONG].map(spread);
    format!(
        "# Reconnecting after a restart, simulated

{clients} clients lose their connection as their server is restarted, and come back. Written by
`UPDATE_FIGURES=1 cargo test --test simulation`, which otherwise holds that these are the figures of the code.
[The same with a million clients](reconnecting_million.md) has a page of its own.

![{TITLE}](reconnecting.svg)

| server away | backoff | most in 250 ms | most in 1 s | most in 1 s once it is back | 50 % back after | 99 % | all | attempts: mean | most | sent while away | lost of it |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
{rows}

With {seeds} seeds of the random numbers, 99 % are back after {short}, and after {long} if the server is away for 60 s.
Attempts are counted where the server is, those that a client's system repeats again; times are from when it is back.

- The clients run the policy that is in the package, with its defaults but for what the table says: the first delay is
  2 s, triples with each attempt, and is at most 20 s. Jitter is the part of each delay that is random. *Usual* is 1 s, doubled up to
  30 s, with jitter 1.
- The server answers {handshakes} opening handshakes per second. While it is away, attempts are refused; when {backlog} wait,
  others get no answer: their systems knock again after 1, 2 and 4 s, until `connectTimeout`, which is 10 s.
- A client is 10 to 100 ms away, transmits 250 bytes per millisecond, and sends up to 1,000 bytes every 20 s, all the time.
- What was on its way to the server when it ended is lost, and nobody can know: the client had transmitted it. What it had
  not is reported as `undelivered`. What was sent without a connection waits, and all of it arrives.

The default is worse than no jitter in one thing: the attempts, mean and most, while a server is away for 60 s. A delay that is partly random is shorter on
the average, so more of them fit into an outage. While nothing listens, a refusal costs a server nothing.

## Backoffs that were tried

5,000 clients, and servers that answer 5 handshakes per second each: 100 that restart or are away, 20 otherwise. [The page about a million
clients](reconnecting_million.md) describes the scenarios. *Peak* is the worst second, in times of what the servers can take.

{tried}

Of the backoffs that the options can express, only the default has at most two seconds above 1.2 both after the restart and in a row in the
rolling deploy, and 99 % back within 20 s after both and after the long outage. Nothing that was tried is as good in all figures.

A longer first delay and more jitter make the peaks lower, but everyone who loses a single connection waits longer. A longer `maxDelay` makes
long outages longer: 99 % are back only after nearly as long. A smaller growth means more attempts.
"
    )
}

/// From the least to the most of the seeds
fn spread(outage: f64) -> String {
    let times = runs_of_default(outage).map(|run| run.record.time_until_back(0.99));
    let (least, most) = times
        .fold((f64::INFINITY, 0.0_f64), |(least, most), time| (least.min(time), most.max(time)));
    format!("{:.1} to {}", least / 1000.0, seconds(most))
}

fn row(run: &Run) -> String {
    let [half, most, all] = [0.5, 0.99, 1.0].map(|part| seconds(run.record.time_until_back(part)));
    let [quarter, second] = [250.0, 1000.0].map(|window| thousands(run.busiest(window)));
    format!(
        "| {} s | {} | {quarter} | {second} | {} | {half} | {most} | {all} | {:.1} | {} | {} kB | {} |",
        run.outage / 1000.0,
        name_of(&run.backoff),
        thousands(run.busiest_after_return(1000.0)),
        run.mean_attempts(),
        run.most_attempts(),
        thousands((run.record.bytes_sent_while_away() / 1000) as usize),
        run.record.bytes_lost_while_away(),
    )
}

fn drawn() -> String {
    let panels = backoffs().map(|backoff| Panel {
        title: name_of(&backoff),
        is_default: backoff == Backoff::default(),
        bins: run_with(SHORT, backoff).bins(60_000.0, BIN),
    });
    chart(TITLE, &panels, BIN, SHORT)
}

fn name_of(backoff: &Backoff) -> String {
    let jitter = backoff.jitter;
    match backoff {
        _ if *backoff == Backoff::default() => format!("jitter {jitter} (default)"),
        _ if *backoff == USUAL => "usual".to_owned(),
        _ if jitter == 0.0 => "no jitter".to_owned(),
        _ => format!("jitter {jitter}"),
    }
}

fn seconds(time: f64) -> String {
    format!("{:.1} s", time / 1000.0)
}

pub(crate) fn thousands(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", thousands(number / 1000), number % 1000),
    }
}

const TITLE: &str =
    "Connection attempts in each quarter of a second: 10,000 clients, their server away for 5 s";
/// The width of a bin of the chart, in milliseconds
const BIN: f64 = 250.0;
