//! Whether the peer is still there.

/// How a dead peer is found; it never is if the interval is infinite
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeartbeatPolicy {
    /// So long after the last sign of life the peer is probed, in milliseconds
    pub interval: f64,
    /// So long after that there has to be another
    pub timeout: f64,
    /// Whether there is something to send; otherwise the peer has both times to show life of its own accord
    pub probes: bool,
}

impl HeartbeatPolicy {
    /// No heartbeat
    pub const NONE: Self = Self { interval: f64::INFINITY, timeout: 0.0, probes: false };
}

impl Default for HeartbeatPolicy {
    /// The times of a heartbeat for which the application says nothing else
    fn default() -> Self {
        Self { interval: 30_000.0, timeout: 10_000.0, probes: false }
    }
}

/// What a heartbeat asks for
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Send a probe
    Probe,
    /// The peer is dead
    Dead,
}

/// What is known of the peer of one connection, from its last sign of life on
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heartbeat {
    last_life: f64,
    /// It has been probed since its last sign of life
    is_probed: bool,
    /// Until when it then has to show another
    answer_by: f64,
    /// It has been given more time since its last sign of life
    is_extended: bool,
}

impl Heartbeat {
    /// A timer that rings this many milliseconds late is no evidence that the peer is dead
    const LATE: f64 = 1_000.0;

    /// The peer has shown life
    pub fn alive(now: f64) -> Self {
        Self { last_life: now, is_probed: false, answer_by: 0.0, is_extended: false }
    }

    /// Time has passed: what has to be done
    ///
    /// A timer that comes much too late was not alone in that: the computer slept, or the process was stopped, and what the
    /// peer has sent meanwhile may not have been read. Once in a silence the peer gets a new probe and all of its time again;
    /// not more often, as timers of pages in the background are always late.
    pub fn handle_time(&mut self, policy: &HeartbeatPolicy, now: f64) -> Option<Beat> {
        if now < self.deadline(policy) {
            return None;
        }
        if self.is_probed {
            let late = now - self.answer_by;
            let is_late = late > Self::LATE || late > policy.timeout / 2.0;
            if !is_late || self.is_extended {
                return Some(Beat::Dead);
            }
            self.is_extended = true;
        }
        Some(Beat::Probe)
    }

    /// Nothing was sent as the probe: the peer has as long to show life as without probes
    pub fn withdraw(&mut self, policy: &HeartbeatPolicy) {
        let silent_until = self.last_life + policy.interval + policy.timeout;
        if silent_until > self.answer_by {
            self.answer_by = silent_until;
        }
    }

    /// The page can be seen again: whether there has been a silence already that is to be looked into at once
    pub fn is_doubtful(&self, policy: &HeartbeatPolicy, now: f64) -> bool {
        let is_awaited = self.is_probed && now < self.answer_by;
        now >= self.last_life + policy.interval && !is_awaited
    }

    /// When to call `handle_time`
    pub fn deadline(&self, policy: &HeartbeatPolicy) -> f64 {
        if self.is_probed { self.answer_by } else { self.last_life + policy.interval }
    }

    /// The peer is probed, or would be if there was something to send, and has its time from now on
    pub fn probe(&mut self, policy: &HeartbeatPolicy, now: f64) {
        self.is_probed = true;
        self.answer_by = now + policy.timeout;
    }
}
