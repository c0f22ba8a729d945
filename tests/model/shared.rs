//! The hub of a shared connection against a naive model: a list of everything for each tab, for histories in any order.
use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use websocket_wasm::proto::shared::transitions::Phase;
use websocket_wasm::proto::shared::{Account, Action, Hub, Policy, Report};

use crate::config;

const TABS: u32 = 4;
const LIMIT: u64 = 300;

#[derive(Clone, Copy, Debug)]
enum Step {
    Tab(Report, u32, u64),
    Message(u64),
    Event,
    Transmitted(u64),
    Opened,
    Ended(u64, bool),
    Question,
    Wait(f64),
}

fn step() -> impl Strategy<Value = Step> {
    let report = proptest::sample::select(Report::ALL.to_vec());
    prop_oneof![
        12 => (report, 0..TABS, 0..60_u64).prop_map(|(report, tab, value)| Step::Tab(report, tab, value)),
        8 => (0..120_u64).prop_map(Step::Message),
        2 => Just(Step::Event),
        2 => (0..100_u64).prop_map(Step::Transmitted),
        1 => Just(Step::Opened),
        1 => (0..4_u64, any::<bool>()).prop_map(|(count, is_last)| Step::Ended(count, is_last)),
        1 => Just(Step::Question),
        3 => (0..12_000_u32).prop_map(|time| Step::Wait(time.into())),
        1 => Just(Step::Wait(70_000.0)),
    ]
}

/// What somebody would write down who sees all that a tab is told
#[derive(Clone, Debug, Default)]
struct Seen {
    /// Since it joined: each message, by its key, and its length
    arrived: Vec<(u64, u64)>,
    /// How many of those it got or was told to miss
    accounted: usize,
    is_told_state: bool,
    /// How many of its messages it has not been told of
    unsettled: u64,
}

#[derive(Default)]
struct World {
    /// Those that have joined and not left
    seen: BTreeMap<u32, Seen>,
    connections: u32,
    closed: u32,
    questions: Vec<u32>,
}

impl World {
    /// Check what the hub does next
    fn note(&mut self, action: Action) -> Result<(), TestCaseError> {
        match action {
            Action::Connect => self.connections += 1,
            Action::Close => self.closed += 1,
            Action::TellState { tab } => self.of(tab)?.is_told_state = true,
            Action::Deliver { tab, key } => {
                let seen = self.of(tab)?;
                prop_assert!(seen.is_told_state, "told before the state");
                // Events have keys of their own, and are not among the messages.
                if let Some(place) = seen.arrived.iter().position(|(known, _)| *known == key) {
                    prop_assert_eq!(place, seen.accounted, "each once, in order");
                    seen.accounted += 1;
                }
            }
            Action::TellMissed { tab, missed } => {
                let seen = self.of(tab)?;
                let end = seen.accounted + missed.messages as usize;
                prop_assert!(end <= seen.arrived.len(), "more than has arrived");
                let bytes: u64 = seen.arrived[seen.accounted..end].iter().map(|(_, len)| len).sum();
                prop_assert_eq!(missed.bytes, bytes);
                seen.accounted = end;
            }
            Action::TellSettled { tab, run } => {
                let seen = self.of(tab)?;
                prop_assert!(run.left + run.lost <= seen.unsettled, "more than was sent");
                seen.unsettled -= run.left + run.lost;
            }
            Action::Ask { tab, question } => {
                self.of(tab)?;
                prop_assert!(self.questions.contains(&question));
            }
            Action::Ping { tab } | Action::Answer { tab } => {
                self.of(tab)?;
            }
            Action::ConfirmLeft { .. } => {}
        }
        Ok(())
    }

    fn of(&mut self, tab: u32) -> Result<&mut Seen, TestCaseError> {
        self.seen.get_mut(&tab).ok_or_else(|| TestCaseError::fail(format!("{tab} is not there")))
    }

    /// What a report of a tab changes that nobody but the tab decides
    fn report(&mut self, report: Report, tab: u32) {
        match report {
            Report::Joined => {
                self.seen.entry(tab).or_default();
            }
            Report::Left => {
                self.seen.remove(&tab);
            }
            Report::Sent | Report::Queued | Report::Refused => {
                if let Some(seen) = self.seen.get_mut(&tab) {
                    seen.unsettled += 1;
                }
            }
            _ => {}
        }
    }
}

fn play(hub: &mut Hub, steps: &[Step]) -> Result<World, TestCaseError> {
    let mut world = World::default();
    let mut now = 0.0;
    // Numbers of tabs are not given again.
    let mut generation = 0;
    for &step in steps {
        match step {
            Step::Tab(report, tab, value) => {
                let tab = tab + TABS * generation;
                let value = if report == Report::Joined { LIMIT } else { value };
                let is_late = hub.phase() == Phase::Over && report == Report::Joined;
                if !is_late {
                    world.report(report, tab);
                }
                hub.handle_report(report, tab, value as f64, now);
                generation += u32::from(report == Report::Left);
            }
            Step::Message(byte_len) => {
                let key = hub.receive(Some(byte_len));
                world.seen.values_mut().for_each(|seen| seen.arrived.push((key, byte_len)));
            }
            Step::Event => {
                hub.receive(None);
            }
            Step::Transmitted(left) => hub.handle_transmitted(left),
            Step::Opened => hub.handle_opened(),
            Step::Ended(count, is_last) => hub.handle_ended(count, is_last),
            Step::Question => {
                let question = world.questions.len() as u32;
                world.questions.push(question);
                hub.handle_question(question, now);
            }
            Step::Wait(time) => {
                now += time;
                hub.handle_time(now);
                prop_assert!(hub.deadline() > now, "all that was due is done");
            }
        }
        while let Some(action) = hub.poll_action() {
            world.note(action)?;
        }
        prop_assert!(world.connections <= 1, "one connection for all");
        prop_assert_eq!(world.closed, u32::from(hub.phase() == Phase::Over));
        for &tab in world.seen.keys() {
            prop_assert!(hub.presence(tab).is_some());
        }
    }
    // Everybody is back and has taken what waits: so everything is told.
    for tab in world.seen.keys().copied().collect::<Vec<_>>() {
        hub.handle_report(Report::Heard, tab, 0.0, now);
        hub.handle_report(Report::Acknowledged, tab, 1e9, now);
    }
    hub.handle_opened();
    hub.handle_transmitted(0);
    while let Some(action) = hub.poll_action() {
        world.note(action)?;
    }
    Ok(world)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn each_tab_is_told_of_every_message_once_in_order(steps in vec(step(), 0..80)) {
        let mut hub = Hub::new(Policy::default());
        let world = play(&mut hub, &steps)?;
        for (tab, seen) in &world.seen {
            prop_assert_eq!(seen.accounted, seen.arrived.len(), "of {}", tab);
            prop_assert_eq!(seen.unsettled, 0, "of {}", tab);
        }
    }

    #[test]
    fn a_tab_that_takes_everything_at_once_misses_nothing(lengths in vec(0..2 * LIMIT, 0..40)) {
        let mut hub = Hub::new(Policy::default());
        hub.join(1, LIMIT, 0.0);
        for byte_len in lengths {
            hub.receive(Some(byte_len));
            while let Some(action) = hub.poll_action() {
                let is_missed = matches!(action, Action::TellMissed { .. });
                prop_assert!(!is_missed);
            }
            hub.handle_acknowledged(1, 1);
        }
    }

    #[test]
    fn no_more_is_held_than_the_limit(lengths in vec(0..100_u64, 0..40)) {
        let mut account = Account::new(LIMIT);
        let mut held = 0;
        for (key, &byte_len) in (0..).zip(&lengths) {
            account.offer(key, Some(byte_len), false);
        }
        while let Some(key) = account.tell_next() {
            held += lengths[key as usize] + Account::OVERHEAD;
        }
        prop_assert!(held <= LIMIT);
        let missed = account.settle().unwrap_or_default();
        let all: u64 = lengths.iter().map(|len| len + Account::OVERHEAD).sum();
        prop_assert_eq!(held + missed.bytes + missed.messages * Account::OVERHEAD, all);
    }
}
