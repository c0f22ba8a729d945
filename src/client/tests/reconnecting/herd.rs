//! Some hundred clients whose server goes away and comes back: the driver does what the policy alone would do, at the same times.
//!
//! So what `tests/simulation` shows of the policy with 10,000 and a million clients is true of the client. It is not run there once more: all that
//! the driver adds to the policy is that it asks it at the right times and does what it says, which is compared here.
use std::collections::BTreeMap;

use super::*;
use crate::proto::reconnecting::{Action, Policy, Reconnector, Sent};
use crate::proto::{ReadyState, Traffic};

const CLIENTS: usize = 300;
const END: f64 = 150_000.0;

/// What is told, with the time in microseconds
type Log = Vec<(i64, String)>;

/// One client: the driver, or the policy alone
trait Subject {
    fn new() -> Self;
    fn send(&mut self, message: Message);
    /// The connection is established, or not
    fn answer(&mut self, opens: bool);
    /// The connection ends with so many bytes in its buffer
    fn cut(&mut self, left: u64);
    fn transmit(&mut self);
    /// Let time pass up to this one; what is due then happens
    fn advance(&mut self, time: f64);
    /// The next time at which anything may be due
    fn due(&self) -> f64;
    /// How many attempts were made
    fn count(&self) -> usize;
    fn is_open(&self) -> bool;
    fn queued(&self) -> Traffic;
    /// What was told since the last call
    fn told(&mut self) -> Vec<String>;
}

struct Whole {
    socket: ReconnectingWebSocket,
    start: f64,
    first_count: usize,
}

impl Subject for Whole {
    fn new() -> Self {
        let first_count = FakeSocket::count();
        Self {
            socket: ReconnectingWebSocket::builder(URL).connect(),
            start: fake::now(),
            first_count,
        }
    }

    fn send(&mut self, message: Message) {
        self.socket.try_send(message).unwrap();
    }

    fn answer(&mut self, opens: bool) {
        if opens {
            FakeSocket::latest().open("")
        } else {
            FakeSocket::latest().end(1006, "", false)
        }
    }

    fn cut(&mut self, left: u64) {
        FakeSocket::latest().buffer(left);
        FakeSocket::latest().end(1006, "", false);
    }

    fn transmit(&mut self) {
        FakeSocket::latest().buffer(0);
    }

    fn advance(&mut self, time: f64) {
        fake::wait((self.start + time - fake::now()).max(0.0));
    }

    fn due(&self) -> f64 {
        FakePlace::latest().due().map_or(f64::INFINITY, |due| due - self.start)
    }

    fn count(&self) -> usize {
        FakeSocket::count() - self.first_count
    }

    fn is_open(&self) -> bool {
        self.socket.ready_state() == ReadyState::Open
    }

    fn queued(&self) -> Traffic {
        self.socket.queued()
    }

    fn told(&mut self) -> Vec<String> {
        let text = |event| match event {
            Event::Open { attempts, .. } => format!("open {attempts}"),
            Event::Reconnecting { attempt, delay: Some(delay), .. } => {
                format!("away {attempt} {}", micros(delay.as_secs_f64() * 1000.0))
            }
            Event::Undelivered(messages) => format!("undelivered {}", messages.len()),
            other => panic!("{other:?}"),
        };
        events(&mut self.socket).into_iter().map(text).collect()
    }
}

struct Alone {
    policy: Reconnector,
    now: f64,
    random: f64,
    count: usize,
    is_open: bool,
    kept: BTreeMap<u64, Message>,
    told: Vec<String>,
}

impl Alone {
    fn drain(&mut self) {
        while let Some(action) = self.policy.poll_action() {
            match action {
                Action::AskWhere { ticket } => {
                    assert!(self.policy.handle_resolved(ticket));
                    self.policy.handle_connecting(self.now);
                }
                Action::Connect => self.count += 1,
                Action::FireOpen => {
                    self.told.push(format!("open {}", self.policy.attempts(self.now)));
                }
                Action::FireReconnecting { attempt, delay, .. } => {
                    self.told.push(format!("away {attempt} {}", micros(delay)));
                }
                Action::ReportUndelivered(undelivered) => {
                    self.told.push(format!("undelivered {}", undelivered.traffic.messages));
                }
                _ => {}
            }
        }
    }

    fn transmitted(&mut self, left: u64) {
        for key in self.policy.handle_transmitted(left).iter() {
            self.kept.remove(&key);
        }
    }
}

impl Subject for Alone {
    fn new() -> Self {
        let mut policy = Reconnector::new(Policy::default());
        policy.connect(true, 0.0);
        let mut alone = Self {
            policy,
            now: 0.0,
            random: fake_place::random(),
            count: 0,
            is_open: false,
            kept: BTreeMap::new(),
            told: Vec::new(),
        };
        alone.drain();
        alone
    }

    fn send(&mut self, message: Message) {
        match self.policy.send(message.len() as u64, self.is_open, self.now) {
            Sent::HandedOver { key } | Sent::Queued { key, .. } => self.kept.insert(key, message),
            other => panic!("{other:?}"),
        };
    }

    fn answer(&mut self, opens: bool) {
        self.is_open = opens;
        if opens {
            self.policy.handle_open(self.now);
        } else {
            self.policy.handle_end(self.now, self.random);
        }
        self.drain();
    }

    fn cut(&mut self, left: u64) {
        self.is_open = false;
        self.transmitted(left);
        self.policy.handle_end(self.now, self.random);
        self.drain();
    }

    fn transmit(&mut self) {
        self.transmitted(0);
    }

    fn advance(&mut self, time: f64) {
        self.now = time;
        self.policy.handle_time(time, self.random);
        self.drain();
    }

    fn due(&self) -> f64 {
        self.policy.deadline()
    }

    fn count(&self) -> usize {
        self.count
    }

    fn is_open(&self) -> bool {
        self.is_open
    }

    fn queued(&self) -> Traffic {
        self.policy.queued()
    }

    fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.told)
    }
}

/// One client's life: its server is away from 30 s to 90 s, its network fails now and then, and it has something to say
fn live<S: Subject>(client: usize) -> Log {
    let (latency, mut log) = (20.0 + client as f64 / 7.0, Log::new());
    let mut subject = S::new();
    let (mut says, mut cuts, mut answers) = (100.0, 4_000.0 + client as f64 * 13.0, latency);
    let (mut time, mut number, mut count) = (0.0, 0_usize, 1);
    while time < END {
        time = [says, cuts, answers, subject.due().max(time)].into_iter().fold(END, f64::min);
        subject.advance(time);
        let is_away = (30_000.0..90_000.0).contains(&time);
        if time >= answers {
            answers = f64::INFINITY;
            subject.answer(!is_away);
        }
        if time >= says {
            says += 731.0;
            number += 1;
            if number.is_multiple_of(3) {
                subject.transmit();
            }
            subject.send(vec![1; 1 + (number * 37 + client) % 200].into());
        }
        if time >= cuts || (is_away && subject.is_open()) {
            cuts = time + 9_000.0 + (number * 101 % 5_000) as f64;
            if subject.is_open() {
                subject.cut((number % 4) as u64 * 60);
            }
        }
        if subject.count() > count {
            count += 1;
            log.push((micros(time), "connect".into()));
            answers = time + latency;
        }
        log.extend(subject.told().into_iter().map(|text| (micros(time), text)));
        log.push((micros(time), format!("{:?}", subject.queued())));
        log.dedup_by(|next, before| next.1 == before.1);
    }
    log
}

fn micros(milliseconds: f64) -> i64 {
    (milliseconds * 1000.0).round() as i64
}

#[test]
fn hundreds_of_clients_do_what_the_policy_alone_does_at_the_same_times() {
    let mut counts = [0; 3];
    for client in 0..CLIENTS {
        fake_place::set_random(client as f64 / CLIENTS as f64);
        let (whole, alone) = (live::<Whole>(client), live::<Alone>(client));
        for (one, other) in whole.iter().zip(&alone) {
            assert_eq!(one, other, "client {client}");
        }
        assert_eq!(whole.len(), alone.len());
        for (count, what) in counts.iter_mut().zip(["open", "away", "undelivered"]) {
            *count += alone.iter().filter(|(_, text)| text.starts_with(what)).count();
        }
    }
    assert!(counts.into_iter().all(|count| count > 3 * CLIENTS), "{counts:?}");
}
