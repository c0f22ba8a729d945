//! The backoffs that were tried before the default was chosen, and their table.
use std::sync::OnceLock;

use websocket_wasm::proto::reconnecting::Backoff;

use super::crowd::simulate;
use super::rule::Rule;
use super::scenarios::Scenario;
use super::tally::Tally;
use crate::herd::USUAL;
use crate::in_threads;

/// As few as show the same as a million
const CLIENTS: usize = 5_000;
/// What is tried
const SCENARIOS: [Scenario; 4] = [
    Scenario::RestartOfMany,
    Scenario::RollingDeploy,
    Scenario::ZoneFails,
    Scenario::LongOutageOfMany,
];

struct Trial {
    rule: Rule,
    tallies: Vec<Tally>,
}

fn trials() -> &'static [Trial] {
    static TRIALS: OnceLock<Vec<Trial>> = OnceLock::new();
    TRIALS.get_or_init(|| {
        in_threads(rules(), |rule| {
            let tally = |scenario: &Scenario| simulate(&scenario.plan(CLIENTS, rule, 1));
            Trial { rule, tallies: SCENARIOS.iter().map(tally).collect() }
        })
    })
}

fn rules() -> Vec<Rule> {
    let default = Backoff::default();
    let of = |first_delay, growth, max_delay| Backoff { first_delay, growth, max_delay, ..default };
    let jitters = [0.0, 0.5, 1.0].map(|jitter| Backoff { jitter, ..default });
    let others = [
        of(1_000.0, 3.0, 20_000.0),
        of(4_000.0, 3.0, 20_000.0),
        of(10_000.0, 3.0, 20_000.0),
        of(2_000.0, 1.5, 20_000.0),
        of(2_000.0, 2.0, 20_000.0),
        of(3_000.0, 2.0, 20_000.0),
        of(2_000.0, 5.0, 20_000.0),
        of(2_000.0, 3.0, 10_000.0),
        of(2_000.0, 3.0, 30_000.0),
        of(2_000.0, 3.0, 60_000.0),
        USUAL,
    ];
    let backoffs = [default].into_iter().chain(jitters).chain(others).map(Rule::Backoff);
    let own = [
        Rule::LaterHalf(default),
        Rule::Decorrelated { first_delay: 1_000.0, growth: 3.0, max_delay: 20_000.0 },
        Rule::Decorrelated { first_delay: 2_000.0, growth: 3.0, max_delay: 20_000.0 },
    ];
    backoffs.chain(own).collect()
}

/// A row for each
pub(crate) fn table() -> String {
    let head = "| first delay | growth | longest | jitter | one failure: mean delay | restart: peak | seconds above 1.2 | 99 % back after | rolling deploy: peak | seconds above 1.2 in a row | 99 % | zone fails: peak | 99 % | away for 60 s: 99 % | attempts |
|---|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";
    head.to_owned() + &trials().iter().map(Trial::row).collect::<Vec<_>>().join("\n")
}

impl Trial {
    fn row(&self) -> String {
        let [restart, deploy, zone, long] = &self.tallies[..] else { unreachable!("four") };
        let back = |tally: &Tally| format!("{:.1} s", tally.time_until_back(0.99));
        format!(
            "| {} | {:.2} s | {:.1} | {} | {} | {:.1} | {} | {} | {:.1} | {} | {} | {:.1} |",
            self.rule.words(),
            self.rule.mean_first_delay() / 1000.0,
            restart.peak(),
            restart.seconds_above().0,
            back(restart),
            deploy.peak(),
            deploy.seconds_above().1,
            back(deploy),
            zone.peak(),
            back(zone),
            back(long),
            long.mean_attempts(),
        )
    }
}

impl Rule {
    /// Four cells
    fn words(&self) -> String {
        let (first_delay, growth, max_delay, jitter) = match *self {
            Self::Backoff(it) if it == Backoff::default() => {
                (it.first_delay, it.growth, it.max_delay, format!("{} (default)", it.jitter))
            }
            Self::Backoff(it) => (it.first_delay, it.growth, it.max_delay, it.jitter.to_string()),
            Self::LaterHalf(it) => {
                (it.first_delay, it.growth, it.max_delay, "1, then 0.5".to_owned())
            }
            Self::Decorrelated { first_delay, growth, max_delay } => {
                (first_delay, growth, max_delay, "decorrelated".to_owned())
            }
        };
        format!("{} s | {growth} | {} s | {jitter}", first_delay / 1000.0, max_delay / 1000.0)
    }

    fn mean_first_delay(&self) -> f64 {
        self.delay(1, 0.0, 0.5)
    }
}

#[test]
fn of_what_was_tried_nothing_is_better_than_the_default_in_all() {
    let figures = |trial: &Trial| {
        let mut figures = vec![trial.rule.mean_first_delay()];
        for tally in &trial.tallies {
            figures.extend([tally.peak(), tally.time_until_back(0.99), tally.mean_attempts()]);
        }
        figures
    };
    let default = figures(&trials()[0]);
    for trial in &trials()[1..] {
        let others = figures(trial);
        let is_worse = others.iter().zip(&default).any(|(theirs, ours)| theirs > ours);
        assert!(is_worse, "{:?} is as good in all", trial.rule);
    }
}

#[test]
fn of_what_the_options_can_express_only_the_default_reaches_all_goals() {
    let reaches_all = |trial: &&Trial| {
        let [restart, deploy, _, long] = &trial.tallies[..] else { unreachable!("four") };
        let is_soon = |tally: &Tally| tally.time_until_back(0.99) <= 20.0;
        restart.seconds_above().0 <= 2
            && deploy.seconds_above().1 <= 2
            && [restart, deploy, long].into_iter().all(is_soon)
    };
    let rules = trials().iter().filter(reaches_all).map(|trial| trial.rule);
    let expressed: Vec<_> = rules.filter(|rule| !rule.is_own()).collect();
    assert_eq!(expressed, [Rule::Backoff(Backoff::default())]);
}
