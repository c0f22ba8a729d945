//! Servers behind a balancer.

/// How much each server takes
#[derive(Clone, Copy, Debug)]
pub(crate) struct Capacity {
    /// Opening handshakes per second
    pub(crate) handshakes: f64,
    /// Handshakes that may wait; the balancer refuses further ones
    pub(crate) backlog: f64,
}

/// What happens to one server
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change {
    /// Its process ends, and the balancer knows: attempts go to the others
    Stops,
    /// Its machine is gone: attempts that the balancer gives it get no answer
    Vanishes,
    /// The balancer notices that it is gone
    IsMissed,
    /// It runs, and the balancer knows
    Starts,
    /// It answers so many handshakes per second from now on
    Takes(f64),
}

/// What a connection attempt meets
#[derive(Debug, PartialEq)]
pub(crate) enum Answer {
    /// No server runs, or the one whose turn it is has a full backlog: the balancer says so at once
    Refused,
    /// Nobody answers
    Silence,
    /// This server answers the handshake at this time
    AcceptedAt(usize, f64),
}

pub(crate) struct Fleet {
    servers: Vec<Server>,
    backlog: f64,
    /// Whose turn it is
    turn: usize,
}

struct Server {
    /// Milliseconds
    handshake: f64,
    is_up: bool,
    /// The balancer gives it attempts
    is_in_rotation: bool,
    /// When all handshakes that wait are answered
    busy_until: f64,
}

impl Fleet {
    /// So many servers, all of which run
    pub(crate) fn new(count: usize, capacity: Capacity) -> Self {
        let server = || Server {
            handshake: 1000.0 / capacity.handshakes,
            is_up: true,
            is_in_rotation: true,
            busy_until: 0.0,
        };
        let servers = (0..count).map(|_| server()).collect();
        Self { servers, backlog: capacity.backlog, turn: 0 }
    }

    pub(crate) fn change(&mut self, server: usize, change: Change) {
        let server = &mut self.servers[server];
        match change {
            Change::Stops => (server.is_up, server.is_in_rotation) = (false, false),
            Change::Vanishes => server.is_up = false,
            Change::IsMissed => server.is_in_rotation = false,
            Change::Starts => {
                (server.is_up, server.is_in_rotation) = (true, true);
                server.busy_until = 0.0;
            }
            Change::Takes(handshakes) => server.handshake = 1000.0 / handshakes,
        }
    }

    /// The balancer gives an attempt to the next server
    pub(crate) fn knock(&mut self, time: f64) -> Answer {
        let Some(turn) = self.next_turn() else { return Answer::Refused };
        self.turn = turn;
        let server = &mut self.servers[turn];
        if !server.is_up {
            return Answer::Silence;
        }
        let waits = (server.busy_until - time).max(0.0);
        if waits > self.backlog * server.handshake {
            return Answer::Refused;
        }
        server.busy_until = time + waits + server.handshake;
        Answer::AcceptedAt(turn, server.busy_until)
    }

    /// Handshakes per second of all that run
    pub(crate) fn takes(&self) -> f64 {
        self.servers.iter().filter(|server| server.is_up).map(|it| 1000.0 / it.handshake).sum()
    }

    fn next_turn(&self) -> Option<usize> {
        let count = self.servers.len();
        let turns = (1..=count).map(|step| (self.turn + step) % count);
        turns.into_iter().find(|&turn| self.servers[turn].is_in_rotation)
    }
}
