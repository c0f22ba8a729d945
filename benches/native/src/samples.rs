//! What one sample does, on a connection of its own.
use std::time::{Duration, Instant};

use crate::clients::{Client, Payload};

/// What is sent
#[derive(Clone, Copy)]
pub struct Case {
    pub name: &'static str,
    pub is_text: bool,
    pub bytes: usize,
}

pub const CASES: [Case; 5] = [
    Case { name: "text-16b", is_text: true, bytes: 16 },
    Case { name: "binary-1k", is_text: false, bytes: 1 << 10 },
    Case { name: "text-16k", is_text: true, bytes: 16 << 10 },
    Case { name: "binary-16k", is_text: false, bytes: 16 << 10 },
    Case { name: "binary-64k", is_text: false, bytes: 64 << 10 },
];

/// Nanoseconds on the wall, nanoseconds of the process's processors, and of a round trip
pub struct Sample {
    pub wall: u64,
    pub cpu: u64,
    pub trips: Vec<u64>,
}

impl Case {
    fn payload(self) -> Payload {
        if self.is_text {
            return Payload::Text("x".repeat(self.bytes));
        }
        Payload::Binary(vec![7; self.bytes])
    }
}

/// Send so many messages, until the server has read all
pub async fn send<C: Client>(url: &str, case: Case, count: usize) -> Sample {
    let mut client = C::connect(&format!("{url}/sink")).await;
    let payload = case.payload();
    let clocks = Clocks::start();
    client.send(Payload::Text(count.to_string())).await;
    for _ in 0..count {
        client.send(payload.clone()).await;
    }
    client.flush().await;
    client.recv().await;
    let sample = clocks.stop(Vec::new());
    client.close().await;
    sample
}

/// Receive so many messages
pub async fn receive<C: Client>(url: &str, case: Case, count: usize) -> Sample {
    let mut client = C::connect(&format!("{url}/source")).await;
    let clocks = Clocks::start();
    client.send(Payload::Text(count.to_string())).await;
    client.send(case.payload()).await;
    client.flush().await;
    for _ in 0..count {
        assert_eq!(client.recv().await.as_ref().len(), case.bytes);
    }
    let sample = clocks.stop(Vec::new());
    client.close().await;
    sample
}

/// Send a message and receive it, so often
pub async fn round_trip<C: Client>(url: &str, case: Case, count: usize) -> Sample {
    let mut client = C::connect(&format!("{url}/echo")).await;
    let payload = case.payload();
    let mut trips = Vec::with_capacity(count);
    let clocks = Clocks::start();
    for _ in 0..count {
        let started = Instant::now();
        client.send(payload.clone()).await;
        client.flush().await;
        assert_eq!(client.recv().await.as_ref().len(), case.bytes);
        trips.push(nanoseconds(started.elapsed()));
    }
    let sample = clocks.stop(trips);
    client.close().await;
    sample
}

struct Clocks {
    wall: Instant,
    cpu: Duration,
}

impl Clocks {
    fn start() -> Self {
        Self { wall: Instant::now(), cpu: cpu_time() }
    }

    fn stop(&self, trips: Vec<u64>) -> Sample {
        let wall = nanoseconds(self.wall.elapsed());
        Sample { wall, cpu: nanoseconds(cpu_time() - self.cpu), trips }
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).expect("no centuries")
}

/// What all threads of this process have used
fn cpu_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: it writes to what it is given.
    let status = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time) };
    assert_eq!(status, 0);
    let (seconds, nanoseconds) = (time.tv_sec.try_into(), time.tv_nsec.try_into());
    Duration::new(seconds.expect("positive"), nanoseconds.expect("positive"))
}
