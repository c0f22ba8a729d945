//! The core against a naive model of the standard's steps: programs made up at random, compared after each step.
//!
//! `PROPTEST_CASES` sets how many (1,000 by default). A program that fails is shrunk, and its seed kept in a
//! `.regressions` file beside its test, to be tried first from then on.
#![cfg(not(target_arch = "wasm32"))] // the lints check every test for wasm, too

mod drain;
mod handshake;
mod mailbox;
mod of_socket;
mod reconnecting;
mod shared;
mod shared_tabs;
mod socket;
mod stream;

use proptest::test_runner::{Config, FileFailurePersistence};

/// `proptest!` lets `PROPTEST_CASES` win
fn config() -> Config {
    let failure_persistence =
        Some(Box::new(FileFailurePersistence::WithSource("regressions")) as _);
    Config { cases: 1000, failure_persistence, ..Config::default() }
}
