//! What the outside reports.
use super::boundary::{Cause, Keys};
use super::heartbeat::{Beat, Heartbeat};
use super::phase::Phase;
use super::reconnector::{Network, Reconnector};
use super::transitions::Input;

impl Reconnector {
    /// It is known where to connect, or the connection is greeted; returns whether that was waited for
    pub fn handle_resolved(&mut self, ticket: u32) -> bool {
        let is_awaited = ticket == self.ticket && self.take(Input::Resolved);
        if is_awaited {
            self.due = f64::INFINITY;
            self.has_errored = false;
        }
        is_awaited
    }

    /// The connection is made now, as it is known where to connect: from now on counts the time that this may take
    ///
    /// Follows a [`handle_resolved`](Self::handle_resolved) that was waited for. Without it there is no limit.
    pub fn handle_connecting(&mut self, now: f64) {
        if self.phase() == Phase::MustConnect {
            self.limit_connecting(now);
        }
    }

    /// It is not known where to connect or how to greet, or the connection was refused before anything was sent
    pub fn handle_unresolved(&mut self, ticket: u32, now: f64, random: f64) {
        if ticket == self.ticket && self.take(Input::Unresolved) {
            self.note_end(Cause::Provider, now, random);
        }
    }

    /// The connection is established
    pub fn handle_open(&mut self, now: f64) {
        let input = if self.policy.greets { Input::OpenedToGreet } else { Input::Opened };
        if !self.take(input) {
            return;
        }
        if self.policy.greets {
            self.due = now + self.policy.ask_timeout;
        }
        self.refute_offline();
        self.does_not_count = false;
        self.open_since = now;
        self.held_back = 0.0;
        let hands_over = self.policy.greets || self.outbox.has_queued();
        self.look_at = if hands_over { now + Self::LOOK_INTERVAL } else { f64::INFINITY };
        self.wants_probe = false;
        self.heartbeat = Heartbeat::alive(now);
    }

    /// The connection has transmitted all but so many bytes; tell this before `handle_end`, too
    ///
    /// Returns the messages that are transmitted: they need not be kept any longer.
    pub fn handle_transmitted(&mut self, bytes_left: u64) -> Keys {
        if self.phase().has_connection() {
            if bytes_left < self.left {
                self.left = bytes_left;
                self.makes_progress = true;
            }
            self.outbox.handle_transmitted(bytes_left)
        } else {
            Keys::default()
        }
    }

    /// Messages were handed to the connection without [`send`](Self::send): it is looked at what becomes of them
    pub fn handle_handed(&mut self, now: f64) {
        if self.phase() == Phase::Open {
            self.look_by(now + Self::LOOK_INTERVAL);
        }
    }

    /// The peer has shown life, at this time or later
    ///
    /// Need not be told before the next other report: then with the time of the latest sign.
    pub fn handle_life(&mut self, now: f64) {
        if self.phase() == Phase::Open {
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
        if self.phase().has_connection() {
            self.has_errored = true;
            self.due = now + Self::PATIENCE;
        }
    }

    /// The connection has ended
    pub fn handle_end(&mut self, now: f64, random: f64) {
        let cause = self.cause_of_end();
        if self.take(Input::Ended) {
            self.note_end(cause, now, random);
        }
    }

    /// The application has decided about the attempt it was asked about
    pub fn handle_decision(&mut self, is_wanted: bool) {
        if !is_wanted {
            self.take(Input::Unwanted);
        } else if self.take(Input::Wanted) {
            self.attempts = self.next_attempt();
        }
    }

    /// The browser says whether it is online
    ///
    /// Online: what waits is done soon. Offline: attempts wait, and do not count. Browsers are wrong about it at times, so
    /// that attempts are still made as often as the longest delay allows; and whatever comes from the network refutes it.
    pub fn handle_network(&mut self, is_online: bool, now: f64, random: f64) {
        self.network = if is_online { Network::Online } else { Network::Offline };
        if is_online {
            self.handle_online(now, random);
        } else if !self.does_not_count && !self.policy.is_local && self.take(Input::Offline) {
            (self.end.at, self.end.random) = (now, random);
        }
    }

    /// The page can be seen again, or was brought back
    ///
    /// What waits is done soon, and does not count: who looks at a page often must not use up its attempts.
    pub fn handle_resume(&mut self, now: f64, random: f64) {
        self.hidden_since = f64::INFINITY;
        self.does_not_count |= self.phase() == Phase::AwaitingRetry;
        if self.waits_for_jitter(now, random) {
            return;
        }
        if self.take(Input::Resumed) {
            self.begin(now);
        } else if self.phase() == Phase::Open
            && self.heartbeat.is_doubtful(&self.policy.heartbeat, now)
        {
            self.probe(now);
        }
    }

    /// The page was frozen, or kept while another was seen, and goes on
    ///
    /// As [`handle_resume`](Self::handle_resume). A connection that has ended meanwhile may be told of only now: the attempt that
    /// follows is made soon, too.
    pub fn handle_restore(&mut self, now: f64, random: f64) {
        self.restored_at = now;
        self.handle_resume(now, random);
    }

    /// The page is hidden
    ///
    /// If it is so for as long as the policy allows, it has no connection until it is seen again.
    pub fn handle_hidden(&mut self, now: f64) {
        if now < self.hidden_since {
            self.hidden_since = now;
        }
    }

    /// Time has passed
    pub fn handle_time(&mut self, now: f64, random: f64) {
        let phase = self.phase();
        if phase == Phase::Open {
            self.handle_time_of_connection(now, random);
        } else if phase.awaits_task() {
            self.take(Input::Task);
            // From now on counts the time of an attempt that follows.
            self.end.at = now;
            self.look_at_closing(now);
        } else if matches!(phase, Phase::AwaitingOpen | Phase::AwaitingClose) {
            self.handle_time_of_connecting_or_closing(now, random);
        } else if phase == Phase::AwaitingRetry && self.due <= now && self.is_away(now) {
            self.end.at = now;
            self.take(Input::Hidden);
        } else if self.due <= now && self.take(Input::Due) {
            match phase {
                Phase::AwaitingRetry => self.begin(now),
                _ => self.note_end(Cause::Provider, now, random),
            }
        }
    }

    fn handle_time_of_connecting_or_closing(&mut self, now: f64, random: f64) {
        let cause = if self.has_errored { Cause::Failed } else { self.cause_of_end() };
        if self.phase() == Phase::AwaitingClose {
            self.look_at_closing(now);
        }
        let input = if self.has_errored { Input::Due } else { Input::TimedOut };
        if self.due <= now && self.take(input) {
            self.note_end(cause, now, random);
        }
    }

    /// The time that closing has starts again if it has made progress
    fn look_at_closing(&mut self, now: f64) {
        if self.makes_progress && !self.has_errored {
            self.due = now + self.policy.close_timeout;
        }
        self.makes_progress = false;
        self.look_again(now);
    }

    fn handle_time_of_connection(&mut self, now: f64, random: f64) {
        if self.is_away(now) {
            self.closes_hidden = self.take(Input::Hidden);
            self.begin_closing(now);
            return;
        }
        if self.look_at <= now {
            self.look_again(now);
        }
        match self.heartbeat.handle_time(&self.policy.heartbeat, now) {
            Some(Beat::Probe) => self.probe(now),
            Some(Beat::Dead) => {
                self.take(Input::PeerDied);
                self.note_end(Cause::Heartbeat, now, random);
            }
            None => {}
        }
    }

    fn handle_online(&mut self, now: f64, random: f64) {
        if self.phase() == Phase::AwaitingRetry {
            if self.is_away(now) {
                return;
            }
            self.does_not_count = false;
        }
        if self.waits_for_jitter(now, random) {
            return;
        }
        if self.take(Input::Online) {
            self.begin(now);
        } else if self.phase() == Phase::Open && self.policy.heartbeat.probes {
            // Whether the connection has survived, only the peer can tell.
            self.probe(now);
        }
    }

    /// Bring the attempt that is waited for forward; whether it still is waited for
    fn waits_for_jitter(&mut self, now: f64, random: f64) -> bool {
        let due = now + self.policy.return_jitter * random;
        let waits = self.phase() == Phase::AwaitingRetry && due > now;
        if waits && due < self.due {
            self.due = due;
        }
        waits
    }

    fn probe(&mut self, now: f64) {
        self.heartbeat.probe(&self.policy.heartbeat, now);
        self.wants_probe = self.policy.heartbeat.probes;
    }

    fn look_again(&mut self, now: f64) {
        let has_handed = self.outbox.has_handed();
        self.look_at = if has_handed { now + Self::LOOK_INTERVAL } else { f64::INFINITY };
    }

    /// Why the connection has ended, if it ends now
    fn cause_of_end(&self) -> Cause {
        match self.phase() {
            _ if self.closes_hidden => Cause::Hidden,
            Phase::AwaitingOpen => Cause::Failed,
            _ => Cause::Closed,
        }
    }

    /// Whether the report is in its place
    fn take(&mut self, input: Input) -> bool {
        self.machine.take(input).is_some()
    }

    fn refute_offline(&mut self) {
        if self.network == Network::Offline {
            self.network = Network::OnlineAfterAll;
        }
    }
}
