//! A client's way to the server: how long it takes, and what is still to be transmitted.

/// One client's network, and the connection that it has, if any
#[derive(Debug)]
pub(crate) struct Link {
    /// Milliseconds in each direction
    latency: f64,
    /// Which connection is reported; of others nothing is
    pub(crate) connection: u32,
    pub(crate) state: LinkState,
    /// Which server the connection is to
    pub(crate) server: u32,
    /// When all that was handed over is transmitted
    busy_until: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkState {
    Down,
    Connecting,
    Open,
}

impl Link {
    /// Some 2 Mbit/s
    const BYTES_PER_MS: f64 = 250.0;

    pub(crate) fn new(latency: f64) -> Self {
        Self { latency, connection: 0, state: LinkState::Down, server: 0, busy_until: 0.0 }
    }

    /// When what leaves one end comes to the other
    pub(crate) fn after_latency(&self, time: f64) -> f64 {
        time + self.latency
    }

    /// A new connection
    pub(crate) fn connect(&mut self) {
        self.connection += 1;
        self.state = LinkState::Connecting;
    }

    /// The connection is established
    pub(crate) fn open(&mut self, server: u32, time: f64) {
        self.state = LinkState::Open;
        self.server = server;
        self.busy_until = time;
    }

    /// When a message of so many bytes is transmitted that is handed over now
    pub(crate) fn transmit(&mut self, byte_len: u64, time: f64) -> f64 {
        self.busy_until = self.busy_until.max(time) + byte_len as f64 / Self::BYTES_PER_MS;
        self.busy_until
    }

    /// Bytes handed over and not transmitted
    pub(crate) fn bytes_left(&self, time: f64) -> u64 {
        ((self.busy_until - time).max(0.0) * Self::BYTES_PER_MS).ceil() as u64
    }

    /// Whether this connection is the one there is, in this state
    pub(crate) fn is(&self, state: LinkState, connection: u32) -> bool {
        self.state == state && self.connection == connection
    }
}
