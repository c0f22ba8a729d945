//! What happens to the servers of a crowd.
use super::crowd::Plan;
use super::fleet::{Capacity, Change};
use super::rule::Rule;

/// What happens, in words that head a table
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scenario {
    /// All servers restart at once, and are away for 5 s
    Restart,
    /// The same with five times as many servers
    RestartOfMany,
    /// All servers are away for 60 s
    LongOutage,
    /// The same with five times as many servers
    LongOutageOfMany,
    /// One server after another restarts, and its clients go to the others
    RollingDeploy,
    /// A quarter of the servers is gone at once; the balancer notices after 5 s
    ZoneFails,
    /// The same while one server of those that are left answers 50 times as slowly
    ZoneFailsSlowServer,
    /// A rolling deploy while half of the clients are phones
    Phones,
}

impl Scenario {
    /// Those of the page about a million clients
    pub(crate) const ALL: [Self; 7] = [
        Self::Restart,
        Self::RestartOfMany,
        Self::LongOutage,
        Self::RollingDeploy,
        Self::ZoneFails,
        Self::ZoneFailsSlowServer,
        Self::Phones,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Restart => "all restart, away for 5 s",
            Self::RestartOfMany => "the same, 100 servers",
            Self::LongOutage => "all away for 60 s",
            Self::LongOutageOfMany => "all away for 60 s, 100 servers",
            Self::RollingDeploy => "rolling deploy",
            Self::ZoneFails => "a zone fails",
            Self::ZoneFailsSlowServer => "the same, and a slow server",
            Self::Phones => "rolling deploy, half are phones",
        }
    }

    /// The least time in which the servers can answer all that lose their connections at once, in words
    pub(crate) fn work(self) -> &'static str {
        match self {
            Self::Restart | Self::LongOutage => "50 s",
            Self::RestartOfMany | Self::LongOutageOfMany => "10 s",
            // A twentieth of the clients and 19 servers; then more.
            Self::RollingDeploy | Self::Phones => "2.6 to 7 s",
            Self::ZoneFails => "16.7 s",
            Self::ZoneFailsSlowServer => "17.8 s",
        }
    }

    fn servers(self) -> usize {
        match self {
            Self::RestartOfMany | Self::LongOutageOfMany => 5 * SERVERS,
            _ => SERVERS,
        }
    }

    /// The plan for so many clients; what a server takes is in proportion
    pub(crate) fn plan(self, clients: usize, rule: Rule, seed: u64) -> Plan {
        let handshakes = clients as f64 / 1000.0;
        let servers = self.servers();
        let outage = match self {
            Self::Restart | Self::RestartOfMany => 5_000.0,
            Self::LongOutage | Self::LongOutageOfMany => 60_000.0,
            _ => 0.0,
        };
        Plan {
            seed,
            clients,
            rule,
            servers,
            capacity: Capacity { handshakes, backlog: (handshakes * 0.511).ceil() },
            changes: self.changes(servers, handshakes, outage),
            outage,
            phones: if self == Self::Phones { 0.5 } else { 0.0 },
            phones_come: 600_000.0,
            phones_until: 600_000.0,
        }
    }

    fn changes(self, servers: usize, handshakes: f64, outage: f64) -> Vec<(f64, Change, usize)> {
        let one_by_one = |server: usize| {
            let stops = LOSS + server as f64 * 20_000.0;
            [(stops, Change::Stops, server), (stops + 10_000.0, Change::Starts, server)]
        };
        let zone = |server: usize| {
            [
                (LOSS, Change::Vanishes, server),
                (LOSS + 5_000.0, Change::IsMissed, server),
                (LOSS + 120_000.0, Change::Starts, server),
            ]
        };
        let zone = (0..servers / 4).flat_map(zone);
        match self {
            Self::Restart | Self::RestartOfMany | Self::LongOutage | Self::LongOutageOfMany => {
                let at = |time, change| (0..servers).map(move |server| (time, change, server));
                at(LOSS, Change::Stops).chain(at(LOSS + outage, Change::Starts)).collect()
            }
            Self::RollingDeploy | Self::Phones => (0..servers).flat_map(one_by_one).collect(),
            Self::ZoneFails => zone.collect(),
            Self::ZoneFailsSlowServer => {
                let slow = (0.0, Change::Takes(handshakes / 50.0), servers - 1);
                zone.chain([slow]).collect()
            }
        }
    }
}

const SERVERS: usize = 20;
/// When it begins, in milliseconds
pub(crate) const LOSS: f64 = 30_000.0;
