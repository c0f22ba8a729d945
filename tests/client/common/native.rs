//! What the tests ask of a runtime of tokio.
use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

pub(crate) use tokio::test as sentence;

/// The URL of the tests' server, a process that ends with this one
pub(crate) fn server() -> &'static str {
    // The process ends when nobody holds its standard input any more.
    static SERVER: OnceLock<(Child, String)> = OnceLock::new();
    let (_, url) = SERVER.get_or_init(|| {
        let mut command = Command::new("node");
        command.arg("tests/client/server.mjs").current_dir(env!("CARGO_MANIFEST_DIR"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (child, line.trim().to_owned())
    });
    url
}

pub(crate) async fn sleep(milliseconds: u32) {
    tokio::time::sleep(super::ms(milliseconds.into())).await;
}

/// From 0 to below 1
pub(crate) fn random() -> f64 {
    (RandomState::new().hash_one(0) >> 11) as f64 / (1_u64 << 53) as f64
}

pub(crate) fn spawn(task: impl Future<Output = ()> + Send + 'static) {
    tokio::spawn(task);
}

/// A text for a query
pub(crate) fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

/// What the program keeps: natively nobody knows; the server tells if a connection is left
pub(crate) struct Footprint;

impl Footprint {
    pub(crate) fn new() -> Self {
        Self
    }

    pub(crate) fn look(&self) -> u32 {
        0
    }
}
