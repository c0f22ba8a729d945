//! What an attached inspector counts.
use super::boundary::HostEvent;
use super::close::CloseSummary;

/// Messages and their bytes
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How many messages
    pub messages: u64,
    /// How many bytes of application data they have together
    pub bytes: u64,
}

/// The figures since an inspector was attached
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inspection {
    /// Handed to the host
    pub sent: Traffic,
    /// Received from the host
    pub received: Traffic,
    /// Sent after closing began, or waiting when it did
    pub dropped: Traffic,
    /// When the connection was established, in milliseconds since the epoch
    pub open_since: Option<f64>,
    /// How the connection ended
    pub close: Option<CloseSummary>,
}

impl Traffic {
    /// Count one message more
    pub fn add(&mut self, byte_len: u64) {
        self.messages += 1;
        self.bytes += byte_len;
    }
}

impl Inspection {
    /// Note what the host reports
    pub fn handle_event(&mut self, event: HostEvent) {
        match event {
            HostEvent::Opened(time) => self.open_since = Some(time),
            HostEvent::Message(byte_len) => self.received.add(byte_len),
            HostEvent::Closed(summary) => self.close = Some(summary),
        }
    }
}
