//! Thousands of clients that reconnect to one server, in virtual time, and what becomes of their messages.
//!
//! All of it is the same at every run and on every machine: the numbers that look random are made here, and
//! nothing is computed with but the four operations that are exact.
//!
//! `UPDATE_FIGURES=1 cargo test --test simulation` writes `benches/reconnecting.md` and its chart. `npm run simulation` does the same
//! with a million clients, and writes `benches/reconnecting_million.md`.
#![cfg(not(target_arch = "wasm32"))] // the lints check every test for wasm, too

mod agenda;
mod chart;
mod client;
mod delivery;
mod herd;
mod link;
mod random;
mod record;
mod report;
mod scale;
mod server;
mod world;

use std::sync::Mutex;
use std::thread;

/// Do all, two at a time; the results are in the order of what was planned
fn in_threads<P: Send, R: Send>(planned: Vec<P>, run: impl Fn(P) -> R + Sync) -> Vec<R> {
    let count = planned.len();
    let planned = Mutex::new(planned.into_iter().enumerate());
    let results = Mutex::new((0..count).map(|_| None).collect::<Vec<_>>());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = planned.lock().expect("no run panics").next();
                    let Some((index, plan)) = next else { break };
                    let result = run(plan);
                    results.lock().expect("no run panics")[index] = Some(result);
                }
            });
        }
    });
    let results = results.into_inner().expect("no run panics");
    results.into_iter().flatten().collect()
}
