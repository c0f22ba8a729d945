//! Samples of a client and of tokio-tungstenite alone, in turn, in one process: A B, B A, A B …
use std::pin::Pin;

use crate::clients::{Client, with_client};
use crate::in_runtime;
use crate::samples::{self, CASES, Case, Sample};

type Samples = Pin<Box<dyn Future<Output = Sample> + Send>>;
type Take = fn(String, Case, usize) -> Samples;

const BARE: &str = "tokio-tungstenite";
/// A sample of the bare one takes as long, at least
const LENGTH_NS: u64 = 150_000_000;

/// `case` is as `send-text-16b`
pub fn run(url: &str, case: &str, contender: &str, pairs: usize) {
    let (sample, payload) = case.split_once('-').expect("a sample and a payload");
    let case = *CASES.iter().find(|case| case.name == payload).expect("a payload");
    let bare = with_client!(BARE, taker(sample));
    let subject = with_client!(contender, taker(sample));
    let url = url.to_owned();
    in_runtime(async move {
        let count = calibrated(bare, &url, case).await;
        // The first of a client compiles nothing, and still it is slower.
        subject(url.clone(), case, count.div_ceil(4)).await;
        for pair in 0..pairs {
            let (first, second) = if pair % 2 == 0 { (subject, bare) } else { (bare, subject) };
            let first = first(url.clone(), case, count).await;
            let second = second(url.clone(), case, count).await;
            let (subject, native) = if pair % 2 == 0 { (first, second) } else { (second, first) };
            println!(
                "{{\"count\":{count},\"subject\":{},\"native\":{}}}",
                json(&subject),
                json(&native)
            );
        }
    });
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

async fn calibrated(bare: Take, url: &str, case: Case) -> usize {
    let mut count = 50;
    loop {
        let Sample { wall, .. } = bare(url.to_owned(), case, count).await;
        if wall >= LENGTH_NS {
            return count;
        }
        count *= 2;
    }
}

fn json(sample: &Sample) -> String {
    let mut trips = sample.trips.clone();
    trips.sort_unstable();
    let part = |of_hundred: usize| {
        trips.get(trips.len() * of_hundred / 100).map_or("null".into(), u64::to_string)
    };
    format!(
        "{{\"wall\":{},\"cpu\":{},\"p50\":{},\"p99\":{}}}",
        sample.wall,
        sample.cpu,
        part(50),
        part(99)
    )
}
