//! What the outside reports.
use super::boundary::Cause;
use super::heartbeat::{Beat, Heartbeat};
use super::phase::Phase;
use super::reconnector::{Network, Reconnector};

impl Reconnector {
    /// It is known where to connect
    pub fn handle_resolved(&mut self, ticket: u32) {
        if self.phase == Phase::Asking && ticket == self.ticket {
            self.due = f64::INFINITY;
            self.phase = Phase::Resolved;
        }
    }

    /// It is not known where to connect, or the connection was refused before anything was sent
    pub fn handle_unresolved(&mut self, ticket: u32, now: f64, random: f64) {
        if matches!(self.phase, Phase::Asking | Phase::Connecting | Phase::Closing)
            && ticket == self.ticket
        {
            self.handle_loss(Phase::Failed, Cause::Provider, now, random);
        }
    }

    /// The connection is established
    pub fn handle_open(&mut self, now: f64) {
        if self.phase != Phase::Connecting {
            return;
        }
        self.refute_offline();
        self.is_free = false;
        self.open_since = now;
        self.look_at = now + Self::LOOK_INTERVAL;
        self.wants_probe = false;
        self.heartbeat = Heartbeat::alive(now);
        self.phase = Phase::Opening;
    }

    /// The connection has transmitted all but so many bytes; tell this before `handle_end`, too
    ///
    /// Returns how many of the first messages that it was handed are transmitted.
    pub fn handle_transmitted(&mut self, bytes_left: u64) -> usize {
        if self.phase.has_connection() { self.outbox.handle_transmitted(bytes_left) } else { 0 }
    }

    /// The peer has shown life
    pub fn handle_life(&mut self, now: f64) {
        if self.phase == Phase::Open {
            self.heartbeat = Heartbeat::alive(now);
            self.refute_offline();
        }
    }

    /// There was nothing to send as the probe that was asked for
    pub fn handle_unsent_probe(&mut self) {
        self.heartbeat.withdraw(&self.policy.heartbeat);
    }

    /// The connection has fired `error`: its end is to follow
    ///
    /// Some hosts never tell it of a connection that was not established. It counts as told when they have had their time.
    pub fn handle_error(&mut self, now: f64) {
        if self.phase.has_connection() {
            self.due = now + Self::PATIENCE;
        }
    }

    /// The connection has ended
    pub fn handle_end(&mut self, now: f64, random: f64) {
        if self.phase.has_connection() {
            let has_failed = self.phase == Phase::Connecting;
            let cause = if has_failed { Cause::Failed } else { Cause::Closed };
            self.handle_loss(Phase::Ended, cause, now, random);
        }
    }

    /// The application has decided about the attempt it was asked about
    pub fn handle_decision(&mut self, is_wanted: bool) {
        if self.phase == Phase::Undecided {
            self.phase = if is_wanted { self.prepare() } else { Phase::GivingUp };
        }
    }

    /// The browser says whether it is online
    ///
    /// Online: what waits is done now. Offline: attempts wait, and do not count. Browsers are wrong about it at times, so
    /// that attempts are still made as often as the longest delay allows; and whatever comes from the network refutes it.
    pub fn handle_network(&mut self, is_online: bool, now: f64, random: f64) {
        self.network = if is_online { Network::Online } else { Network::Offline };
        if self.phase == Phase::Asking && is_online {
            // Whoever was asked may wait for a network that is gone.
            self.start(now);
        } else if self.phase == Phase::Waiting {
            if is_online {
                self.is_free = false;
                self.start(now);
            } else if !self.is_free {
                self.end = (self.end.0, now, random);
                self.phase = Phase::Announcing;
            }
        } else if is_online && self.phase == Phase::Open && self.policy.heartbeat.probes {
            // Whether the connection has survived, only the peer can tell.
            self.probe(now);
        }
    }

    /// The page can be seen again, or was brought back
    ///
    /// What waits is done now, and does not count: who looks at a page often must not use up its attempts.
    pub fn handle_resume(&mut self, now: f64) {
        if self.phase == Phase::Asking {
            self.start(now);
        } else if self.phase == Phase::Waiting {
            self.is_free = true;
            self.start(now);
        } else if self.phase == Phase::Open
            && self.heartbeat.is_doubtful(&self.policy.heartbeat, now)
        {
            self.probe(now);
        }
    }

    /// Time has passed
    pub fn handle_time(&mut self, now: f64, random: f64) {
        match self.phase {
            Phase::Waiting if self.due <= now => self.start(now),
            Phase::Asking if self.due <= now => {
                self.handle_loss(Phase::Failed, Cause::Provider, now, random);
            }
            Phase::Closing if self.is_told_now => self.is_told_now = false,
            Phase::Connecting | Phase::Closing if self.due <= now => {
                self.handle_loss(Phase::Lost, Cause::Failed, now, random);
            }
            Phase::Stopping => self.phase = Phase::Failed,
            Phase::Leaving => self.phase = Phase::Reporting,
            Phase::Open => {
                if self.look_at <= now {
                    let has_handed = self.outbox.has_handed();
                    self.look_at =
                        if has_handed { now + Self::LOOK_INTERVAL } else { f64::INFINITY };
                }
                match self.heartbeat.handle_time(&self.policy.heartbeat, now) {
                    Some(Beat::Probe) => self.probe(now),
                    Some(Beat::Dead) => {
                        self.handle_loss(Phase::Dead, Cause::Heartbeat, now, random);
                    }
                    None => {}
                }
            }
            _ => {}
        }
    }

    fn probe(&mut self, now: f64) {
        self.heartbeat.probe(&self.policy.heartbeat, now);
        self.wants_probe = self.policy.heartbeat.probes;
    }

    pub(super) fn handle_loss(&mut self, phase: Phase, cause: Cause, now: f64, random: f64) {
        if self.is_stable(now) {
            self.attempts = 0;
        }
        self.open_since = f64::INFINITY;
        self.end = (cause, now, random);
        self.phase = phase;
    }

    fn refute_offline(&mut self) {
        if self.network == Network::Offline {
            self.network = Network::OnlineAfterAll;
        }
    }
}
