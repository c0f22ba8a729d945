//! Whether the peer is still there.

/// How a dead peer is found
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeartbeatPolicy {
    /// So long after the last sign of life the peer is probed, in milliseconds
    pub interval: f64,
    /// So long after that there has to be another
    pub timeout: f64,
    /// Whether there is something to send; otherwise the peer has both times to show life of its own accord
    pub probes: bool,
}

/// What a heartbeat asks for
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Send a probe
    Probe,
    /// The peer is dead
    Dead,
}

/// What is known of the peer of one connection
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heartbeat {
    policy: HeartbeatPolicy,
    last_life: f64,
    /// Until when the peer has to show life after a probe
    answer_by: Option<f64>,
    /// It has been given more time since its last sign of life
    is_extended: bool,
}

impl Heartbeat {
    /// More than this late, a timer says nothing about the peer, in milliseconds
    const LATE: f64 = 1_000.0;

    /// The heartbeat of a connection that is established
    pub fn new(policy: HeartbeatPolicy, now: f64) -> Self {
        Self { policy, last_life: now, answer_by: None, is_extended: false }
    }

    /// The peer has shown life
    pub fn handle_life(&mut self, now: f64) {
        *self = Self::new(self.policy, now);
    }

    /// Time has passed
    ///
    /// A timer that comes much too late was not alone in that: the computer slept, or the process was stopped, and what the
    /// peer has sent meanwhile may not have been read. Once in a silence the peer gets a new probe and all of its time again;
    /// not more often, as timers of pages in the background are always late.
    pub fn handle_time(&mut self, now: f64) -> Option<Beat> {
        if now < self.deadline() {
            return None;
        }
        if let Some(answer_by) = self.answer_by {
            let is_late = now - answer_by > Self::LATE.min(self.policy.timeout / 2.0);
            if !is_late || self.is_extended {
                return Some(Beat::Dead);
            }
            self.is_extended = true;
        }
        self.probe(now)
    }

    /// The page can be seen again: a silence that is too long already is looked into at once
    pub fn handle_resume(&mut self, now: f64) -> Option<Beat> {
        let is_awaited = self.answer_by.is_some_and(|answer_by| now < answer_by);
        if is_awaited || now < self.last_life + self.policy.interval {
            return None;
        }
        self.probe(now)
    }

    /// The network has come back: whether the connection has survived, only the peer can tell
    pub fn handle_online(&mut self, now: f64) -> Option<Beat> {
        if self.policy.probes { self.probe(now) } else { None }
    }

    /// When to call `handle_time`
    pub fn deadline(&self) -> f64 {
        self.answer_by.unwrap_or(self.last_life + self.policy.interval)
    }

    fn probe(&mut self, now: f64) -> Option<Beat> {
        self.answer_by = Some(now + self.policy.timeout);
        self.policy.probes.then_some(Beat::Probe)
    }
}
