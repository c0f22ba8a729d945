//! Clients, their networks and one server, in virtual time.
use websocket_wasm::proto::reconnecting::Policy;

use crate::agenda::Agenda;
use crate::client::{Client, Message, Wish};
use crate::link::{Link, LinkState};
use crate::random::Random;
use crate::record::Record;
use crate::server::{Answer, Capacity, Server};

/// What is simulated; times are in milliseconds
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scenario {
    pub(crate) seed: u64,
    pub(crate) clients: usize,
    pub(crate) policy: Policy,
    pub(crate) capacity: Capacity,
    /// When the server ends, and when it is back
    pub(crate) outage: (f64, f64),
    /// Of a client's messages, which go on to `quiet_from`
    pub(crate) send_interval: f64,
    pub(crate) quiet_from: f64,
    /// How often a client's network cuts its connection, on the average; infinite for never
    pub(crate) cut_interval: f64,
}

/// Run a scenario until nothing is left to happen
pub(crate) fn simulate(scenario: &Scenario) -> Record {
    let mut world = World::new(scenario);
    while let Some((time, event)) = world.agenda.next() {
        assert!(time < scenario.quiet_from + REST, "it does not come to rest");
        world.now = time;
        world.happen(event);
    }
    world.record.stories = world.clients.into_iter().map(|client| client.story).collect();
    world.record
}

enum Event {
    ServerStarts,
    ServerStops,
    /// A client is started
    Starts(usize),
    /// A client has something to say
    Says(usize),
    /// The timer of a client
    Alarm(usize),
    /// A client's network fails for a moment
    Cut(usize),
    Of(usize, u32, LinkEvent),
}

/// What happens to one connection of one client
enum LinkEvent {
    /// It asks the server for a connection; after `patience` without an answer it does so again
    Knock {
        patience: f64,
    },
    Opens {
        server: u32,
    },
    Ends,
    /// The client has waited too long
    Overdue,
    Transmitted(Message),
    Arrives {
        server: u32,
        message: Message,
    },
}

struct World<'a> {
    scenario: &'a Scenario,
    now: f64,
    agenda: Agenda<Event>,
    random: Random,
    server: Server,
    /// Which server runs, or ran last; of another one nobody knows anything
    generation: u32,
    clients: Vec<Client>,
    links: Vec<Link>,
    /// For what the timer of each client is set
    alarms: Vec<f64>,
    record: Record,
}

/// Clients are started in such an interval, which the server can do
const START_INTERVAL: f64 = 2.0;
/// So long after the last message, nothing is left to happen
const REST: f64 = 120_000.0;
const CONNECT_TIMEOUT: f64 = 10_000.0;
/// After which a system knocks again, twice as long each time: RFC 6298, section 2.1
const FIRST_PATIENCE: f64 = 1_000.0;

impl<'a> World<'a> {
    fn new(scenario: &'a Scenario) -> Self {
        let mut random = Random::new(scenario.seed);
        let count = scenario.clients;
        let links = (0..count).map(|_| Link::new(random.between(10.0, 100.0))).collect();
        let mut world = Self {
            scenario,
            now: 0.0,
            agenda: Agenda::new(),
            random,
            server: Server::new(scenario.capacity),
            generation: 0,
            clients: (0..count).map(|_| Client::new(scenario.policy)).collect(),
            links,
            alarms: vec![f64::INFINITY; count],
            record: Record::new(count, scenario.outage.1),
        };
        world.plan();
        world
    }

    fn plan(&mut self) {
        let (stops, returns) = self.scenario.outage;
        self.agenda.add(0.0, Event::ServerStarts);
        self.agenda.add(stops, Event::ServerStops);
        self.agenda.add(returns, Event::ServerStarts);
        for client in 0..self.clients.len() {
            let start = client as f64 * START_INTERVAL;
            self.agenda.add(start, Event::Starts(client));
            let first = start + self.random.between(0.0, self.scenario.send_interval);
            self.agenda.add(first, Event::Says(client));
            self.plan_cut(client, start);
        }
    }

    fn plan_cut(&mut self, client: usize, time: f64) {
        let next = time + self.scenario.cut_interval * 2.0 * self.random.fraction();
        if next < self.scenario.quiet_from {
            self.agenda.add(next, Event::Cut(client));
        }
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::ServerStarts => {
                self.generation += 1;
                self.server.start();
            }
            Event::ServerStops => self.stop_server(),
            Event::Starts(client) => {
                self.clients[client].connect(self.now);
                self.drive(client);
            }
            Event::Says(client) => self.say(client),
            Event::Alarm(client) => self.alarm(client),
            Event::Cut(client) => {
                self.end(client, self.links[client].connection);
                self.plan_cut(client, self.now);
            }
            Event::Of(client, connection, event) => self.happen_to_link(client, connection, event),
        }
    }

    fn stop_server(&mut self) {
        self.server = Server::new(self.scenario.capacity);
        self.generation += 1;
        for client in 0..self.clients.len() {
            self.add_for_link(client, self.links[client].after_latency(self.now), LinkEvent::Ends);
        }
    }

    fn say(&mut self, client: usize) {
        let byte_len = self.random.between(1.0, 1000.0) as u64;
        let is_open = self.links[client].state == LinkState::Open;
        if let Some(Wish::Transmit(message)) =
            self.clients[client].send(byte_len, is_open, self.now)
        {
            self.transmit(client, message);
        }
        self.drive(client);
        let next = self.now + self.scenario.send_interval;
        if next < self.scenario.quiet_from {
            self.agenda.add(next, Event::Says(client));
        }
    }

    fn alarm(&mut self, client: usize) {
        if self.alarms[client] != self.now {
            return;
        }
        self.alarms[client] = f64::INFINITY;
        let left = self.links[client].bytes_left(self.now);
        let random = self.random.fraction();
        self.clients[client].handle_time(left, self.now, random);
        self.drive(client);
    }

    fn happen_to_link(&mut self, client: usize, connection: u32, event: LinkEvent) {
        let link = &mut self.links[client];
        match event {
            LinkEvent::Knock { patience } if link.is(LinkState::Connecting, connection) => {
                self.knock(client, patience);
            }
            LinkEvent::Opens { server } if link.is(LinkState::Connecting, connection) => {
                link.open(server, self.now);
                self.record.opens(client, self.now);
                self.clients[client].handle_open(self.now);
                self.drive(client);
            }
            LinkEvent::Overdue if link.is(LinkState::Connecting, connection) => {
                self.end(client, connection);
            }
            LinkEvent::Ends => self.end(client, connection),
            LinkEvent::Transmitted(message) if link.is(LinkState::Open, connection) => {
                let (server, arrival) = (link.server, link.after_latency(self.now));
                self.add_for_link(client, arrival, LinkEvent::Arrives { server, message });
            }
            LinkEvent::Arrives { server, message } => {
                let arrives = server == self.generation;
                self.record.comes_through(client, message, arrives);
            }
            // Of a connection that is over.
            _ => {}
        }
    }

    fn knock(&mut self, client: usize, patience: f64) {
        self.record.knocks.push(self.now);
        let (time, event) = match self.server.knock(self.now) {
            Answer::Refused => (self.links[client].after_latency(self.now), LinkEvent::Ends),
            Answer::Silence => (self.now + patience, LinkEvent::Knock { patience: 2.0 * patience }),
            Answer::AcceptedAt(time) => {
                let server = self.generation;
                (self.links[client].after_latency(time), LinkEvent::Opens { server })
            }
        };
        self.add_for_link(client, time, event);
    }

    /// The connection ends, if it is there still
    fn end(&mut self, client: usize, connection: u32) {
        let link = &mut self.links[client];
        if link.state == LinkState::Down || link.connection != connection {
            return;
        }
        let left = if link.state == LinkState::Open { link.bytes_left(self.now) } else { 0 };
        link.state = LinkState::Down;
        let random = self.random.fraction();
        self.clients[client].handle_end(left, self.now, random);
        self.drive(client);
    }

    /// Does what a client wants, and sets its timer
    fn drive(&mut self, client: usize) {
        while let Some(wish) = self.clients[client].poll() {
            match wish {
                Wish::Connect => self.connect(client),
                Wish::Transmit(message) => self.transmit(client, message),
            }
        }
        let deadline = self.clients[client].deadline();
        if deadline != self.alarms[client] {
            self.alarms[client] = deadline;
            if deadline.is_finite() {
                self.agenda.add(deadline, Event::Alarm(client));
            }
        }
    }

    fn connect(&mut self, client: usize) {
        let link = &mut self.links[client];
        link.connect();
        let arrival = link.after_latency(self.now);
        self.add_for_link(client, arrival, LinkEvent::Knock { patience: FIRST_PATIENCE });
        self.add_for_link(client, self.now + CONNECT_TIMEOUT, LinkEvent::Overdue);
    }

    fn transmit(&mut self, client: usize, message: Message) {
        let time = self.links[client].transmit(message.byte_len, self.now);
        self.add_for_link(client, time, LinkEvent::Transmitted(message));
    }

    /// For the connection that there is
    fn add_for_link(&mut self, client: usize, time: f64, event: LinkEvent) {
        self.agenda.add(time, Event::Of(client, self.links[client].connection, event));
    }
}
