//! Looks at a host that transmits at whatever rates: never much too late, and not too often.
use proptest::collection::vec;
use proptest::prelude::*;
use websocket_wasm::proto::Drain;

use crate::config;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_wait_ends_late_by_a_sixteenth_of_it_at_most_whatever_the_host_does(host in hosts()) {
        let Wait { looks, ended } = host.wait_for(0);
        let late = looks.last().unwrap() - ended;
        let bound = (ended / 16.0).clamp(1.0, 100.0) + ROUNDING;
        prop_assert!((-ROUNDING..=bound).contains(&late), "{late} ms late after {ended} ms");
    }

    #[test]
    fn looks_are_no_less_than_a_millisecond_apart(host in hosts()) {
        let Wait { looks, .. } = host.wait_for(0);
        prop_assert!(looks.windows(2).all(|pair| pair[1] - pair[0] >= 1.0 - ROUNDING));
    }

    #[test]
    fn at_a_steady_rate_a_wait_ends_late_by_two_milliseconds_at_most(
        bytes in 1..1_000_000_u64, rate in 1..1000_u64,
    ) {
        let host = Host { phases: vec![(f64::INFINITY, rate as f64)], bytes };
        let Wait { looks, ended } = host.wait_for(0);
        let late = looks.last().unwrap() - ended;
        prop_assert!(late <= 2.0, "{late} ms late after {ended} ms");
        prop_assert!((looks.len() as f64) <= most_looks(ended), "{} looks in {ended} ms", looks.len());
    }

    #[test]
    fn a_host_that_has_stopped_is_looked_at_ever_less_often(stopped in 0..100_000_u32) {
        let host = Host { phases: vec![(stopped.into(), 0.0), (f64::INFINITY, 1e9)], bytes: 1000 };
        let Wait { looks, ended } = host.wait_for(0);
        prop_assert!((looks.len() as f64) <= most_looks(ended), "{} looks in {ended} ms", looks.len());
    }
}

/// Times are sums
const ROUNDING: f64 = 1e-6;

/// Sixteen in the first 16 ms, then each a sixteenth later than the one before, then ten a second; and a few at the end
fn most_looks(waited: f64) -> f64 {
    let growing = (waited.min(1600.0) / 16.0).max(1.0).ln() / (17.0_f64 / 16.0).ln();
    16.0 + growing + waited / 100.0 + 16.0
}

/// A host that transmits at one rate after the other
#[derive(Clone, Debug)]
struct Host {
    /// Milliseconds, and bytes transmitted in each of them
    phases: Vec<(f64, f64)>,
    bytes: u64,
}

struct Wait {
    looks: Vec<f64>,
    ended: f64,
}

fn hosts() -> impl Strategy<Value = Host> {
    let rates = prop_oneof![1 => Just(0.0), 3 => 0.01..10.0, 1 => 10.0..10_000.0];
    (vec((1.0..3000.0, rates), 0..8), 1..100_000_u64).prop_map(|(mut phases, bytes)| {
        phases.push((f64::INFINITY, 100.0));
        Host { phases, bytes }
    })
}

impl Host {
    /// Look until it holds no more than `below` bytes
    fn wait_for(&self, below: u64) -> Wait {
        let mut drain = Drain::new(0.0, self.bytes);
        let mut looks = vec![];
        let mut time = 0.0;
        loop {
            looks.push(time);
            let held = self.held(time);
            if held <= below {
                return Wait { looks, ended: self.ended(below) };
            }
            drain.look(time, held);
            time += drain.delay(time, held - below);
        }
    }

    fn held(&self, time: f64) -> u64 {
        let mut start = 0.0;
        let mut transmitted = 0.0;
        for &(length, rate) in &self.phases {
            transmitted += (time - start).clamp(0.0, length) * rate;
            start += length;
        }
        (self.bytes as f64 - transmitted).ceil().max(0.0) as u64
    }

    fn ended(&self, below: u64) -> f64 {
        let mut start = 0.0;
        let mut left = (self.bytes - below) as f64;
        for &(length, rate) in &self.phases {
            if rate > 0.0 && left <= length * rate {
                return start + left / rate;
            }
            left -= length * rate;
            start += length;
        }
        unreachable!("the last phase does not end")
    }
}
