//! The client over a host that a test drives: every poll, without a browser.
pub(super) mod fake;
pub(super) mod fake_place;

#[cfg(any(feature = "io", feature = "tokio-io", feature = "json", feature = "bytes"))]
mod adapters;
mod closing;
mod connecting;
mod dropping;
mod receiving;
mod reconnecting;
mod reentrance;
#[cfg(feature = "remote")]
mod remote;
mod scripts;
mod sending;
mod tasks;

use std::rc::Rc;

use proptest::prelude::ProptestConfig;

use self::fake::FakeSocket;
use self::tasks::Task;
use super::{Builder, WebSocket};

const URL: &str = "ws://server/";

/// A connection with these options that is open
fn open_with(options: impl FnOnce(Builder) -> Builder) -> (WebSocket, Rc<FakeSocket>) {
    let connect = options(WebSocket::builder(URL)).connect();
    let host = FakeSocket::latest();
    host.open("");
    (Task::new(connect).ready().unwrap(), host)
}

fn open() -> (WebSocket, Rc<FakeSocket>) {
    open_with(|builder| builder)
}

/// `PROPTEST_CASES` wins
fn config() -> ProptestConfig {
    ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() }
}
