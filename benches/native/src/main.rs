//! Measures the native client beside tokio-tungstenite alone and other clients; `benches/native/run.mjs` calls it and reads what it prints.
//!
//! ```text
//! native-bench server                                     prints its URL; ends with its input
//! native-bench pairs URL CASE CONTENDER PAIRS             prints a sample of each in turn, as JSON
//! native-bench connections URL CONTENDER COUNT MESSAGES   prints the memory of so many connections, and what they have lost
//! ```
mod clients;
mod connections;
mod pairs;
mod samples;
mod server;

use std::env;

/// As many as `#[tokio::main]` takes on the machines that this was measured on; more would measure how they take work from each other
const WORKERS: usize = 2;

fn main() {
    share_a_processor();
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["server"] => server::run(),
        ["pairs", url, case, contender, pairs] => pairs::run(url, case, contender, number(pairs)),
        ["connections", url, contender, count, messages] => {
            connections::run(url, contender, number(count), number(messages));
        }
        _ => panic!("native-bench server | pairs … | connections …: see main.rs"),
    }
}

/// Run on the first processor, as the other process does
///
/// To wake an idle processor takes the client 15 to 50 µs in a virtual machine, and which writes do so is chance.
#[cfg(target_os = "linux")]
fn share_a_processor() {
    // SAFETY: a set of zeros is empty, and all of these only use what they are given.
    let status = unsafe {
        let mut allowed: libc::cpu_set_t = std::mem::zeroed();
        libc::sched_getaffinity(0, size_of_val(&allowed), &raw mut allowed);
        let first = (0..).find(|number| libc::CPU_ISSET(*number, &allowed)).expect("one");
        let mut shared: libc::cpu_set_t = std::mem::zeroed();
        libc::CPU_SET(first, &mut shared);
        libc::sched_setaffinity(0, size_of_val(&shared), &raw const shared)
    };
    assert_eq!(status, 0, "it may run there");
}

/// Other systems have no such call
#[cfg(not(target_os = "linux"))]
fn share_a_processor() {}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

/// Run a program in a task of a runtime, as a server has it
fn in_runtime<T: Send + 'static>(program: impl Future<Output = T> + Send + 'static) -> T {
    let mut builder = match env::var("RUNTIME").as_deref() {
        Ok("current_thread") => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    let runtime = builder.worker_threads(WORKERS).enable_all().build().expect("a runtime");
    runtime.block_on(async { tokio::spawn(program).await.expect("it ends") })
}
