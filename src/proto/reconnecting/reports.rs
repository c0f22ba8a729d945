//! What the outside reports.
use super::heartbeat::Heartbeat;
use super::phase::{End, Open, Phase, Step};
use super::reconnector::{Network, Reconnector};
use super::{Action, Cause};

impl Reconnector {
    /// It is known where to connect
    pub fn handle_resolved(&mut self, ticket: u32) {
        if self.phase == Phase::Asking && ticket == self.ticket {
            self.enter(Phase::Connecting, Action::Connect);
        }
    }

    /// It is not known where to connect, or the connection was refused before anything was sent
    pub fn handle_unresolved(&mut self, ticket: u32, now: f64, random: f64) {
        if matches!(self.phase, Phase::Asking | Phase::Connecting | Phase::Closing) && ticket == self.ticket {
            self.end(Step::Error, Cause::Provider, now, random);
        }
    }

    /// The connection is established
    pub fn handle_open(&mut self, now: f64) {
        if self.phase != Phase::Connecting {
            return;
        }
        self.refute_offline();
        self.is_free = false;
        self.phase = Phase::Open(Open {
            since: now,
            is_announced: false,
            look_at: now + Self::LOOK_INTERVAL,
            wants_probe: false,
            heartbeat: self.policy.heartbeat.map(|policy| Heartbeat::new(policy, now)),
        });
    }

    /// The connection has transmitted all but so many bytes; tell this before `handle_end`, too
    ///
    /// Returns how many of the first messages that it was handed are transmitted.
    pub fn handle_transmitted(&mut self, bytes_left: u64) -> usize {
        if self.phase.has_connection() { self.outbox.handle_transmitted(bytes_left) } else { 0 }
    }

    /// The peer has shown life
    pub fn handle_life(&mut self, now: f64) {
        let Phase::Open(open) = &mut self.phase else { return };
        if let Some(heartbeat) = &mut open.heartbeat {
            heartbeat.handle_life(now);
        }
        self.refute_offline();
    }

    /// The connection has ended
    pub fn handle_end(&mut self, now: f64, random: f64) {
        let cause = if self.phase == Phase::Connecting { Cause::Failed } else { Cause::Closed };
        if self.phase.has_connection() {
            self.end(Step::Close, cause, now, random);
        }
    }

    /// The application has decided about the attempt it was asked about
    pub fn handle_decision(&mut self, is_wanted: bool) {
        if let Phase::Ended(End { step: step @ Step::Decided, .. }) = &mut self.phase {
            *step = if is_wanted { Step::Announce } else { Step::GiveUp };
        }
    }

    /// The browser says whether it is online
    ///
    /// Online: what waits is done now. Offline: attempts wait, and do not count. Browsers are wrong about it at times, so
    /// that attempts are still made as often as the longest delay allows; and whatever comes from the network refutes it.
    pub fn handle_network(&mut self, is_online: bool, now: f64, random: f64) {
        self.network = if is_online { Network::Online } else { Network::Offline };
        match &mut self.phase {
            Phase::Waiting { .. } if is_online => self.begin_attempt(false),
            Phase::Waiting { is_offline: false, cause, .. } => {
                let cause = *cause;
                self.wait(cause, now, random);
            }
            Phase::Open(open) if is_online => {
                open.beat(|heartbeat| heartbeat.handle_online(now));
            }
            _ => {}
        }
    }

    /// The page can be seen again, or was brought back
    pub fn handle_resume(&mut self, now: f64) {
        match &mut self.phase {
            Phase::Waiting { is_offline, .. } => {
                let is_free = *is_offline;
                self.begin_attempt(is_free);
            }
            Phase::Open(open) => {
                open.beat(|heartbeat| heartbeat.handle_resume(now));
            }
            _ => {}
        }
    }

    /// Time has passed
    pub fn handle_time(&mut self, now: f64, random: f64) {
        match &mut self.phase {
            Phase::Waiting { due, is_offline, .. } if *due <= now => {
                let is_free = *is_offline;
                self.begin_attempt(is_free);
            }
            Phase::Ended(end) => end.is_deferred = false,
            Phase::Open(open) => {
                if open.look_at <= now {
                    let has_handed = self.outbox.has_handed();
                    open.look_at =
                        if has_handed { now + Self::LOOK_INTERVAL } else { f64::INFINITY };
                }
                if open.beat(|heartbeat| heartbeat.handle_time(now)) {
                    self.end(Step::Drop, Cause::Heartbeat, now, random);
                }
            }
            _ => {}
        }
    }

    fn refute_offline(&mut self) {
        if self.network == Network::Offline {
            self.network = Network::OnlineAfterAll;
        }
    }
}
