//! What the core counts for an attached inspector; `inspector.js` counts what the host reports.

/// Messages and their bytes
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How many messages
    pub messages: u64,
    /// How many bytes of application data they have together
    pub bytes: u64,
}

/// The figures since an inspector was attached
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// Handed to the host
    pub sent: Traffic,
    /// Sent after closing began, or waiting when it did
    pub dropped: Traffic,
}

impl Traffic {
    /// Count one message more
    pub fn add(&mut self, byte_len: u64) {
        self.messages += 1;
        self.bytes += byte_len;
    }
}
