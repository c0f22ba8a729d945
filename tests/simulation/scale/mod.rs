//! Many more clients and a fleet of servers: what a backoff does to them.
mod agenda;
mod crowd;
mod fleet;
mod million;
mod rule;
mod scenarios;
mod tally;
pub(crate) mod tried;

use websocket_wasm::proto::reconnecting::Backoff;

use self::crowd::simulate;
use self::rule::Rule;
use self::scenarios::Scenario;
use self::tally::Tally;
use crate::herd::CLIENTS;
use crate::in_threads;

/// The default without jitter
fn none() -> Rule {
    Rule::Backoff(Backoff { jitter: 0.0, ..Backoff::default() })
}

fn words(rule: &Rule) -> &'static str {
    if *rule == none() { "no jitter" } else { "default" }
}

/// What the default has to reach; of another rule nothing but that all come back
fn hold_goals(scenario: Scenario, rule: &Rule, tally: &Tally) {
    let name = scenario.name();
    assert_eq!(tally.losses, tally.returns, "{name}");
    if *rule != Rule::Backoff(Backoff::default()) {
        return;
    }
    // With more clients for each server there is no way: docs/reconnecting.md says why.
    if let Scenario::RestartOfMany | Scenario::RollingDeploy | Scenario::Phones = scenario {
        let (_, row) = tally.seconds_above();
        assert!(row <= 2, "{name}: {row} seconds above 1.2 times what the servers can take");
        let time = tally.time_until_back(0.99);
        assert!(time <= 20.0, "{name}: 99 % are back after {time} s");
    }
}

#[test]
fn in_no_scenario_and_no_figure_is_the_default_worse_than_no_jitter() {
    let rules = [none(), Rule::Backoff(Backoff::default())];
    let tallies = in_threads(Scenario::ALL.to_vec(), |scenario| {
        rules.map(|rule| simulate(&scenario.plan(CLIENTS, rule, 1)))
    });
    for (scenario, [none, default]) in Scenario::ALL.into_iter().zip(&tallies) {
        hold_goals(scenario, &rules[1], default);
        for (figure, (ours, theirs)) in default.figures().iter().zip(none.figures()).enumerate() {
            let name = scenario.name();
            assert!(*ours <= theirs, "{name}: figure {figure} is {ours}, not {theirs}");
        }
    }
}

impl Tally {
    /// All of which less is better
    fn figures(&self) -> [f64; 8] {
        let [half, most, all] = [0.5, 0.99, 1.0].map(|part| self.time_until_back(part));
        let attempts = [self.mean_attempts(), f64::from(self.most_attempts)];
        let above = f64::from(self.seconds_above().0);
        [f64::from(self.busiest()), self.peak(), above, half, most, all, attempts[0], attempts[1]]
    }
}
