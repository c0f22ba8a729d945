//! Thousands of clients that reconnect to one server, in virtual time, and what becomes of their messages.
//!
//! All of it is the same at every run and on every machine: the numbers that look random are made here, and
//! nothing is computed with but the four operations that are exact.
//!
//! `UPDATE_FIGURES=1 cargo test --test simulation` writes `benches/reconnecting.md` and its chart.
#![cfg(not(target_arch = "wasm32"))] // wasm-pack builds every test, also those that it is not asked to run

mod agenda;
mod chart;
mod client;
mod delivery;
mod herd;
mod link;
mod random;
mod record;
mod report;
mod server;
mod world;
