//! A server and its listening socket, as Linux has it.

/// How much a server takes
#[derive(Clone, Copy, Debug)]
pub(crate) struct Capacity {
    /// Opening handshakes per second
    pub(crate) handshakes: f64,
    /// Connections that may wait to be accepted
    pub(crate) backlog: f64,
}

pub(crate) struct Server {
    capacity: Capacity,
    is_up: bool,
    /// When all handshakes that wait are answered
    busy_until: f64,
}

/// What a connection attempt meets
#[derive(Debug, PartialEq)]
pub(crate) enum Answer {
    /// Nobody listens, and the system says so
    Refused,
    /// The backlog is full: the system says nothing, and the client's one knocks again
    Silence,
    /// The handshake is answered at this time
    AcceptedAt(f64),
}

impl Server {
    /// One that is down
    pub(crate) fn new(capacity: Capacity) -> Self {
        Self { capacity, is_up: false, busy_until: 0.0 }
    }

    pub(crate) fn start(&mut self) {
        self.is_up = true;
    }

    pub(crate) fn knock(&mut self, time: f64) -> Answer {
        if !self.is_up {
            return Answer::Refused;
        }
        let handshake = 1000.0 / self.capacity.handshakes;
        let waits = (self.busy_until - time).max(0.0);
        if waits > self.capacity.backlog * handshake {
            return Answer::Silence;
        }
        self.busy_until = time + waits + handshake;
        Answer::AcceptedAt(self.busy_until)
    }
}
