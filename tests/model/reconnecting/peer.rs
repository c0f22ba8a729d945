//! What the model knows of the server that a connection leads to.
use websocket_wasm::proto::reconnecting::HeartbeatPolicy;

pub(crate) struct Peer {
    policy: HeartbeatPolicy,
    last_life: f64,
    /// When it was last given its time to show life
    probed: Option<f64>,
    second_chance_is_used: bool,
    pub(crate) wants_probe: bool,
}

impl Peer {
    pub(crate) fn new(policy: HeartbeatPolicy, now: f64) -> Self {
        Self {
            policy,
            last_life: now,
            probed: None,
            second_chance_is_used: false,
            wants_probe: false,
        }
    }

    pub(crate) fn lives(&mut self, now: f64) {
        self.last_life = now;
        self.probed = None;
        self.second_chance_is_used = false;
    }

    /// Whether it is dead
    pub(crate) fn time(&mut self, now: f64) -> bool {
        let late = now - self.deadline();
        if late < 0.0 {
            return false;
        }
        if self.probed.is_some() {
            let is_too_late = late > 1_000.0 || late > self.policy.timeout / 2.0;
            if !is_too_late || self.second_chance_is_used {
                return true;
            }
            self.second_chance_is_used = true;
        }
        self.probe(now);
        false
    }

    pub(crate) fn online(&mut self, now: f64) {
        if self.policy.probes {
            self.probe(now);
        }
    }

    pub(crate) fn resumes(&mut self, now: f64) {
        let is_silent = now >= self.last_life + self.policy.interval;
        let has_time_left = self.probed.is_some() && now < self.deadline();
        if is_silent && !has_time_left {
            self.probe(now);
        }
    }

    pub(crate) fn deadline(&self) -> f64 {
        match self.probed {
            Some(time) => time + self.policy.timeout,
            None => self.last_life + self.policy.interval,
        }
    }

    fn probe(&mut self, now: f64) {
        self.probed = Some(now);
        self.wants_probe |= self.policy.probes;
    }
}
