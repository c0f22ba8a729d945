//! `benches/reconnecting.md` and its chart.
use std::path::PathBuf;
use std::{env, fs};

use websocket_wasm::proto::reconnecting::Backoff;

use crate::chart::{Panel, chart};
use crate::herd::{CAPACITY, CLIENTS, LONG, Run, SHORT, backoffs, run_with};

#[test]
fn the_figures_that_are_told_are_those_of_this_code() {
    for (name, today) in [("reconnecting.md", report()), ("reconnecting.svg", drawn())] {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches").join(name);
        if env::var_os("UPDATE_FIGURES").is_some() {
            fs::write(&file, &today).expect("a file that can be written");
        }
        let told = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            told == today,
            "benches/{name} is of other code: UPDATE_FIGURES=1 cargo test --test simulation"
        );
    }
}

fn report() -> String {
    let [none, .., full, _] = backoffs();
    let short = backoffs().map(|backoff| run_with(SHORT, backoff));
    let long = [none, full].map(|backoff| run_with(LONG, backoff));
    let rows = short.into_iter().chain(long).map(row).collect::<Vec<_>>().join("\n");
    let (clients, handshakes) = (thousands(CLIENTS), thousands(CAPACITY.handshakes as usize));
    let backlog = CAPACITY.backlog;
    format!(
        "# Reconnecting after a restart, simulated

{clients} clients lose their connection as their server is restarted, and come back. Written by
`UPDATE_FIGURES=1 cargo test --test simulation`, which otherwise holds that these are the figures of the code.

![{TITLE}](reconnecting.svg)

| server away | backoff | most in 250 ms | most in 1 s | most in 1 s once it is back | 50 % back after | 99 % | all | attempts: mean | most | sent while away | lost of it |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
{rows}

Attempts are counted where the server is, those that a client's system repeats again; times are from when it is back.

- The clients run the policy that is in the package, with its defaults but for what the table says: the first delay is
  1 s, doubles with each attempt, and is at most 30 s. Jitter is the part of each delay that is random.
- The server answers {handshakes} opening handshakes per second. While it is away, attempts are refused; when {backlog} wait,
  others get no answer: their systems knock again after 1, 2 and 4 s, until `connectTimeout`, which is 10 s.
- A client is 10 to 100 ms away, transmits 250 bytes per millisecond, and sends up to 1,000 bytes every 20 s, all the time.
- What was on its way to the server when it ended is lost, and nobody can know: the client had transmitted it. What it had
  not is reported as `undelivered`. What was sent without a connection waits, and all of it arrives.

A delay that is all random can be short, so in the first second there are some more attempts than without jitter, though
spread over that second. A server for which that is too much needs a longer `firstDelay`: so many seconds as it takes to
answer all clients.
"
    )
}

fn row(run: &Run) -> String {
    let [half, most, all] = [0.5, 0.99, 1.0].map(|part| seconds(run.record.time_until_back(part)));
    let attempts: Vec<u32> = run.attempts().collect();
    let mean = attempts.iter().map(|&count| f64::from(count)).sum::<f64>() / attempts.len() as f64;
    let most_attempts = attempts.iter().max().copied().unwrap_or(0);
    let [quarter, second] = [250.0, 1000.0].map(|window| thousands(run.busiest(window)));
    format!(
        "| {} s | {} | {quarter} | {second} | {} | {half} | {most} | {all} | {mean:.1} | {most_attempts} | {} kB | {} |",
        run.outage / 1000.0,
        name_of(&run.backoff),
        thousands(run.busiest_after_return(1000.0)),
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
    let Backoff { first_delay, jitter, .. } = *backoff;
    match jitter {
        0.0 => "no jitter".to_owned(),
        _ if *backoff == Backoff::default() => format!("jitter {jitter} (default)"),
        1.0 => format!("jitter 1, first delay {} s", first_delay / 1000.0),
        _ => format!("jitter {jitter}"),
    }
}

fn seconds(time: f64) -> String {
    format!("{:.1} s", time / 1000.0)
}

pub(crate) fn thousands(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", number / 1000, number % 1000),
    }
}

const TITLE: &str =
    "Connection attempts in each quarter of a second: 10,000 clients, their server away for 5 s";
/// The width of a bin of the chart, in milliseconds
const BIN: f64 = 250.0;
