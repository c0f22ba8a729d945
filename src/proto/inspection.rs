//! How messages are counted; `inspector.js` counts those that pass between the host and the page.

/// Messages and their bytes
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How many messages
    pub messages: u64,
    /// How many bytes of application data they have together
    pub bytes: u64,
}

impl Traffic {
    /// Count one message more
    pub fn add(&mut self, byte_len: u64) {
        self.messages += 1;
        self.bytes += byte_len;
    }
}
