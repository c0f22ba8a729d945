//! Samples of a client and of tokio-tungstenite alone, in turn, in one process: A B, B A, A B …
use std::pin::Pin;
use std::time::Duration;

use tokio::time::timeout;

use crate::clients::{Client, with_client};
use crate::in_runtime;
use crate::samples::{self, CASES, Case, Sample};

type Samples = Pin<Box<dyn Future<Output = Sample> + Send>>;
type Take = fn(String, Case, usize) -> Samples;

const BARE: &str = "tokio-tungstenite";
/// A sample takes about as long
const LENGTH_NS: u64 = 150_000_000;
const FEWEST: usize = 10;
/// One that takes so many times as long as the bare one has fewer messages
const SLOW: usize = 4;
/// All pairs of a contender; then it is told that it does not finish
const LIMIT: Duration = Duration::from_secs(30);

/// `case` is as `send-text-16b`
pub fn run(url: &str, case: &str, contender: &str, pairs: usize) {
    let (sample, payload) = case.split_once('-').expect("a sample and a payload");
    let case = *CASES.iter().find(|case| case.name == payload).expect("a payload");
    let bare = with_client!(BARE, taker(sample));
    let subject = with_client!(contender, taker(sample));
    let url = url.to_owned();
    in_runtime(async move {
        if timeout(LIMIT, measure(url, case, subject, bare, pairs)).await.is_err() {
            println!("{{\"unfinished\":true}}");
            // Its threads may never end.
            std::process::exit(0);
        }
    });
}

async fn measure(url: String, case: Case, subject: Take, bare: Take, pairs: usize) {
    let count = calibrated(bare, &url, case, usize::MAX).await;
    // Also because the first of a client is slower, though it compiles nothing.
    let own = calibrated(subject, &url, case, count).await;
    let own = if own < count / SLOW { own } else { count };
    for pair in 0..pairs {
        let (subject, native) = if pair % 2 == 0 {
            let first = subject(url.clone(), case, own).await;
            (first, bare(url.clone(), case, count).await)
        } else {
            let first = bare(url.clone(), case, count).await;
            (subject(url.clone(), case, own).await, first)
        };
        println!("{{\"subject\":{},\"native\":{}}}", json(&subject, own), json(&native, count));
    }
}

fn taker<C: Client>(sample: &str) -> Take {
    match sample {
        "send" => {
            |url, case, count| Box::pin(async move { samples::send::<C>(&url, case, count).await })
        }
        "receive" => |url, case, count| {
            Box::pin(async move { samples::receive::<C>(&url, case, count).await })
        },
        "trip" => |url, case, count| {
            Box::pin(async move { samples::round_trip::<C>(&url, case, count).await })
        },
        name => panic!("no sample is called {name}"),
    }
}

/// How many messages such a sample takes, at most `most`
async fn calibrated(take: Take, url: &str, case: Case, most: usize) -> usize {
    let mut count = FEWEST.min(most);
    loop {
        let Sample { mut wall, .. } = take(url.to_owned(), case, count).await;
        if count == most {
            return count;
        }
        if wall >= LENGTH_NS / 3 {
            // Once more: something else may have had the processor.
            wall = wall.min(take(url.to_owned(), case, count).await.wall);
        }
        let fitting = (count as u64).saturating_mul(LENGTH_NS) / wall.max(1);
        let fitting = usize::try_from(fitting).unwrap_or(most).clamp(FEWEST, most);
        // What was measured in a moment tells little of a long time.
        if wall >= LENGTH_NS / 3 || fitting <= count {
            return fitting;
        }
        count = fitting.min(count * 8);
    }
}

/// How many messages, and the nanoseconds of each
fn json(sample: &Sample, count: usize) -> String {
    let mut trips = sample.trips.clone();
    trips.sort_unstable();
    let part = |of_hundred: usize| {
        trips.get(trips.len() * of_hundred / 100).map_or("null".into(), u64::to_string)
    };
    let each = |nanoseconds: u64| nanoseconds as f64 / count as f64;
    format!(
        "{{\"count\":{count},\"wall\":{:.3},\"cpu\":{:.3},\"p50\":{},\"p99\":{}}}",
        each(sample.wall),
        each(sample.cpu),
        part(50),
        part(99)
    )
}
