//! What the tests ask of a runtime of tokio.
use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

pub(crate) use tokio::test as sentence;

/// The tests' server: a process that ends with this one, or with the value
pub(crate) struct Server {
    // The process ends when nobody holds its standard input any more.
    child: Child,
    pub(crate) url: String,
    /// Over TLS, with a certificate that nobody has signed
    pub(crate) secure_url: String,
    /// In DER
    pub(crate) certificate: Vec<u8>,
}

impl Server {
    /// Start one; port 0 is any that is free
    pub(crate) fn start(port: u16) -> Self {
        let mut command = Command::new("node");
        command.arg("tests/client/server.mjs").arg(port.to_string());
        command.current_dir(env!("CARGO_MANIFEST_DIR"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let [url, secure_url, digits] = *line.split_whitespace().collect::<Vec<_>>() else {
            panic!("the server has said {line:?}")
        };
        let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
        let certificate = (0..digits.len()).step_by(2).map(byte).collect();
        Self { child, url: url.into(), secure_url: secure_url.into(), certificate }
    }

    pub(crate) fn port(&self) -> u16 {
        self.url.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// End it as the system does, without a word to its clients
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// `STOP`: it does nothing, and its connections stay; `CONT`: it goes on
    pub(crate) fn signal(&self, name: &str) {
        let arguments = [format!("-{name}"), self.child.id().to_string()];
        assert!(Command::new("kill").args(arguments).status().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The one that all tests share
pub(crate) fn shared_server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(0))
}

/// The URL of the tests' server; another one if the environment has it
pub(crate) fn server() -> &'static str {
    static GIVEN: OnceLock<Option<String>> = OnceLock::new();
    let given = GIVEN.get_or_init(|| std::env::var("WS_TEST_SERVER").ok());
    given.as_deref().unwrap_or_else(|| &shared_server().url)
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
