//! What the host holds and has not transmitted, as far as it was told, and whether it has room for more.
use super::drain::Drain;

/// The host's buffer, with a mark above which it is given nothing more
#[derive(Debug)]
pub struct HostBuffer {
    /// As it was last observed, and what the host was given since
    byte_len: u64,
    high_water_mark: u64,
    /// Whether looks are under way for the sake of the queue
    is_awaited: bool,
    /// The looks that are under way
    drain: Option<Drain>,
}

impl Default for HostBuffer {
    fn default() -> Self {
        Self { byte_len: 0, high_water_mark: u64::MAX, is_awaited: false, drain: None }
    }
}

impl HostBuffer {
    /// Give the host a message only while it holds fewer bytes than this, or none
    pub fn set_high_water_mark(&mut self, byte_len: u64) {
        self.high_water_mark = byte_len.max(1);
    }

    /// The host holds this many bytes
    pub fn observe(&mut self, byte_len: u64) {
        self.byte_len = byte_len;
    }

    /// The host was given this many bytes more
    pub fn add(&mut self, byte_len: u64) {
        self.byte_len = self.byte_len.saturating_add(byte_len);
    }

    /// Somebody waits for room; whether looks have to begin for it
    pub fn await_room(&mut self) -> bool {
        !core::mem::replace(&mut self.is_awaited, true)
    }

    /// When to look again, in milliseconds from `time` on; `None` ends the looks
    ///
    /// `buffered` are the bytes that are still to be transmitted, here and in the queue; `below` is how many of them
    /// may be left for those who wait for that; `is_awaited` tells whether the queue waits for room.
    pub fn next_look(
        &mut self,
        time: f64,
        buffered: u64,
        below: Option<u64>,
        is_awaited: bool,
    ) -> Option<f64> {
        self.is_awaited = is_awaited;
        let over_mark = self.byte_len.saturating_add(1).saturating_sub(self.high_water_mark);
        let for_room = if is_awaited { over_mark } else { u64::MAX };
        let for_below = below.map_or(u64::MAX, |below| buffered.saturating_sub(below));
        let rest = for_room.min(for_below);
        if rest == u64::MAX {
            self.drain = None;
            return None;
        }
        let drain = self.drain.get_or_insert_with(|| Drain::new(time, buffered));
        drain.look(time, buffered);
        Some(drain.delay(time, rest))
    }

    /// Whether the host may be given a message, however large
    pub fn has_room(&self) -> bool {
        self.byte_len < self.high_water_mark
    }

    /// Whether there is a mark, so that what the host is given has to be counted
    pub fn is_limited(&self) -> bool {
        self.high_water_mark != u64::MAX
    }

    /// The bytes that the host holds
    pub fn byte_len(&self) -> u64 {
        self.byte_len
    }
}
