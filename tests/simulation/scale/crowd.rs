//! A great many clients, their networks and a fleet of servers, in virtual time. Nothing is sent: the connections count.
use websocket_wasm::proto::reconnecting::{Action, Phase, Policy, Reconnector};

use super::agenda::Agenda;
use super::fleet::{Answer, Capacity, Change, Fleet};
use super::rule::Rule;
use super::tally::Tally;
use crate::random::Random;

/// What is simulated; times are in milliseconds
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) clients: usize,
    pub(crate) rule: Rule,
    pub(crate) servers: usize,
    pub(crate) capacity: Capacity,
    /// When, what and to which server
    pub(crate) changes: Vec<(f64, Change, usize)>,
    /// While no server runs nobody can be back: so much of the time without a connection does not count
    pub(crate) outage: f64,
    /// Which part of the clients are phones
    pub(crate) phones: f64,
    /// Phones have a network for so long on the average, and none for a tenth of it; until this time
    pub(crate) phones_come: f64,
    pub(crate) phones_until: f64,
}

/// Run a plan until nothing is left to happen
pub(crate) fn simulate(plan: &Plan) -> Tally {
    let mut crowd = Crowd::new(plan);
    crowd.begin();
    while let Some((time, event)) = crowd.agenda.next() {
        assert!(time < LATEST, "it does not come to rest");
        crowd.now = time;
        crowd.happen(event);
    }
    crowd.tally
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// The change with this number
    Change(u32),
    /// The timer of a client
    Alarm(u32),
    /// A client's connection with this number
    Knocks(u32, u32),
    Opens(u32, u32),
    Ends(u32, u32),
    /// A phone's network
    Leaves(u32),
    Returns(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LinkState {
    Down,
    Connecting,
    Open,
}

struct Client {
    reconnector: Reconnector,
    /// Milliseconds in each direction
    latency: f64,
    link: LinkState,
    connection: u32,
    server: usize,
    has_network: bool,
    alarm: f64,
    /// Since when it has been without a connection, though it had a network
    away_since: f64,
    last_delay: f64,
}

struct Crowd<'a> {
    plan: &'a Plan,
    now: f64,
    agenda: Agenda<Event>,
    random: Random,
    fleet: Fleet,
    clients: Vec<Client>,
    tally: Tally,
}

const CONNECT_TIMEOUT: f64 = 10_000.0;
/// Nothing takes so long
const LATEST: f64 = 7_200_000.0;

impl<'a> Crowd<'a> {
    fn new(plan: &'a Plan) -> Self {
        Self {
            plan,
            now: 0.0,
            agenda: Agenda::new(),
            random: Random::new(plan.seed),
            fleet: Fleet::new(plan.servers, plan.capacity),
            clients: Vec::with_capacity(plan.clients),
            tally: Tally::default(),
        }
    }

    /// All are connected, to each server as many
    fn begin(&mut self) {
        self.tally.servers_take(0.0, self.fleet.takes());
        for (number, &(time, ..)) in self.plan.changes.iter().enumerate() {
            self.agenda.add(time, Event::Change(number as u32));
        }
        let policy = Policy { backoff: self.plan.rule.backoff(), ..Policy::default() };
        for number in 0..self.plan.clients {
            let mut client = Client {
                reconnector: Reconnector::new(policy),
                latency: self.random.between(10.0, 100.0),
                link: LinkState::Open,
                connection: 0,
                server: number % self.plan.servers,
                has_network: true,
                alarm: f64::INFINITY,
                away_since: 0.0,
                last_delay: 0.0,
            };
            client.connect_at_once();
            self.clients.push(client);
            if self.random.fraction() < self.plan.phones {
                let leaves = self.random.between(0.0, self.plan.phones_come * 2.0);
                self.agenda.add(leaves, Event::Leaves(number as u32));
            }
        }
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Change(number) => self.change(number as usize),
            Event::Alarm(client) => self.alarm(client),
            Event::Knocks(client, connection) if self.is_connecting(client, connection) => {
                self.knock(client);
            }
            Event::Opens(client, connection) if self.is_connecting(client, connection) => {
                self.open(client);
            }
            // Of a connection that is over.
            Event::Knocks(..) | Event::Opens(..) => {}
            Event::Ends(client, connection) => self.end(client, connection),
            Event::Leaves(client) => self.leave(client),
            Event::Returns(client) => self.come(client),
        }
    }

    fn change(&mut self, number: usize) {
        let (_, change, server) = self.plan.changes[number];
        self.fleet.change(server, change);
        self.tally.servers_take(self.now, self.fleet.takes());
        if !matches!(change, Change::Stops | Change::Vanishes) {
            return;
        }
        for number in 0..self.clients.len() {
            let client = &self.clients[number];
            if client.link != LinkState::Down && client.server == server {
                let (number, time) = (number as u32, self.now + client.latency);
                self.agenda.add(time, Event::Ends(number, client.connection));
            }
        }
    }

    fn alarm(&mut self, number: u32) {
        let client = &mut self.clients[number as usize];
        if client.alarm == self.now {
            client.alarm = f64::INFINITY;
            client.reconnector.handle_time(self.now, self.random.fraction());
            self.drive(number);
        }
    }

    fn knock(&mut self, number: u32) {
        self.tally.knock(self.now);
        let client = &mut self.clients[number as usize];
        let gives_up = self.now - client.latency + CONNECT_TIMEOUT;
        let (ends, opens) = match self.fleet.knock(self.now) {
            Answer::Refused => (self.now + client.latency, f64::INFINITY),
            Answer::Silence => (gives_up, f64::INFINITY),
            Answer::AcceptedAt(server, time) => {
                client.server = server;
                (gives_up, time + client.latency)
            }
        };
        let connection = client.connection;
        if opens < ends {
            self.agenda.add(opens, Event::Opens(number, connection));
        } else {
            self.agenda.add(ends, Event::Ends(number, connection));
        }
    }

    fn open(&mut self, number: u32) {
        let client = &mut self.clients[number as usize];
        client.link = LinkState::Open;
        self.tally.is_back((self.now - client.away_since - self.plan.outage).max(0.0));
        client.reconnector.handle_open(self.now);
        self.drive(number);
    }

    /// The connection ends, if it is there still
    fn end(&mut self, number: u32, connection: u32) {
        let client = &mut self.clients[number as usize];
        if client.link == LinkState::Down || client.connection != connection {
            return;
        }
        if client.link == LinkState::Open {
            client.away_since = self.now;
            self.tally.losses += 1;
        }
        client.link = LinkState::Down;
        client.reconnector.handle_end(self.now, self.random.fraction());
        self.drive(number);
    }

    /// A phone has no network any more, and its system says so
    fn leave(&mut self, number: u32) {
        self.clients[number as usize].has_network = false;
        self.end(number, self.clients[number as usize].connection);
        let client = &mut self.clients[number as usize];
        client.reconnector.handle_network(false, self.now, self.random.fraction());
        self.drive(number);
        let length = self.random.between(0.0, self.plan.phones_come / 5.0);
        self.agenda.add(self.now + length, Event::Returns(number));
    }

    fn come(&mut self, number: u32) {
        let random = self.random.fraction();
        let client = &mut self.clients[number as usize];
        (client.has_network, client.away_since) = (true, self.now);
        client.reconnector.handle_network(true, self.now, random);
        self.drive(number);
        let leaves = self.now + self.random.between(0.0, self.plan.phones_come * 2.0);
        if leaves < self.plan.phones_until {
            self.agenda.add(leaves, Event::Leaves(number));
        }
    }

    /// Does what a client wants, and sets its timer
    fn drive(&mut self, number: u32) {
        let client = &mut self.clients[number as usize];
        while let Some(action) = client.reconnector.poll_action() {
            match action {
                Action::AskWhere { ticket } => {
                    client.reconnector.handle_resolved(ticket);
                }
                Action::Connect => {
                    client.link = LinkState::Connecting;
                    client.connection += 1;
                    let event = if client.has_network { Event::Knocks } else { Event::Ends };
                    let time = self.now + client.latency;
                    self.agenda.add(time, event(number, client.connection));
                }
                Action::FireReconnecting { attempt, .. } => {
                    self.tally.most_attempts = self.tally.most_attempts.max(attempt);
                    client.choose_delay(&self.plan.rule, attempt, &mut self.random);
                }
                Action::FireOpen | Action::FireError | Action::FireClose => {}
                other => panic!("{other:?} was not asked for"),
            }
        }
        let deadline = client.reconnector.deadline();
        if deadline != client.alarm {
            client.alarm = deadline;
            if deadline.is_finite() {
                self.agenda.add(deadline, Event::Alarm(number));
            }
        }
    }

    fn is_connecting(&self, number: u32, connection: u32) -> bool {
        let client = &self.clients[number as usize];
        client.link == LinkState::Connecting && client.connection == connection
    }
}

impl Client {
    fn connect_at_once(&mut self) {
        self.reconnector.connect(true, 0.0);
        while let Some(action) = self.reconnector.poll_action() {
            match action {
                Action::AskWhere { ticket } => {
                    self.reconnector.handle_resolved(ticket);
                }
                Action::Connect => self.reconnector.handle_open(0.0),
                _ => assert_eq!(self.reconnector.phase(), Phase::Open),
            }
        }
    }

    /// As an application does with the option `delay`
    fn choose_delay(&mut self, rule: &Rule, attempt: u32, random: &mut Random) {
        if rule.is_own() {
            self.last_delay = rule.delay(attempt, self.last_delay, random.fraction());
            self.reconnector.change_delay(self.last_delay);
        }
    }
}
