//! Does what the policy says, by writing it down.
use websocket_wasm::proto::ReadyState;
use websocket_wasm::proto::reconnecting::{
    Action, Backoff, HeartbeatPolicy, Limits, Overflow, Phase, Policy, Reconnector, Sent,
};

/// No randomness unless a test asks for it: delays of 100, 200, 400, … up to 1,000
pub(crate) fn policy() -> Policy {
    let backoff = Backoff { first_delay: 100.0, growth: 2.0, max_delay: 1_000.0, jitter: 0.0 };
    Policy { backoff, ..Policy::default() }
}

pub(crate) fn with_heartbeat(probes: bool) -> Policy {
    let heartbeat = HeartbeatPolicy { interval: 3_000.0, timeout: 1_000.0, probes };
    Policy { heartbeat, ..policy() }
}

pub(crate) fn with_limits(bytes: u64, messages: u64, overflow: Overflow) -> Policy {
    Policy { limits: Limits { bytes, messages, overflow }, ..policy() }
}

pub(crate) type Listener = fn(&mut World);

pub(crate) struct World {
    pub(crate) reconnector: Reconnector,
    pub(crate) now: f64,
    pub(crate) random: f64,
    /// What was asked for since the last look
    log: Vec<String>,
    ticket: u32,
    /// Called instead of a listener, once, when this is asked for
    listener: Option<(&'static str, Listener)>,
}

impl World {
    pub(crate) fn new(policy: Policy) -> Self {
        let reconnector = Reconnector::new(policy);
        Self { reconnector, now: 0.0, random: 0.0, log: Vec::new(), ticket: 0, listener: None }
    }

    pub(crate) fn connecting(policy: Policy) -> Self {
        let mut world = Self::new(policy);
        world.connect();
        world.resolve();
        world.take_log();
        world
    }

    pub(crate) fn open(policy: Policy) -> Self {
        let mut world = Self::connecting(policy);
        world.opens();
        world.take_log();
        world
    }

    /// A connection that was stable has been lost, and the first attempt is waited for
    pub(crate) fn waiting(policy: Policy) -> Self {
        let mut world = Self::open(policy);
        world.now += policy.stable_time;
        world.ends();
        world.take_log();
        world
    }

    /// In each phase that lasts
    pub(crate) fn in_phase(phase: Phase) -> Self {
        let asks = phase == Phase::AwaitingDecision;
        let policy = Policy { asks, ..policy() };
        let mut world = match phase {
            Phase::Idle => Self::new(policy),
            Phase::AwaitingActivation
            | Phase::AwaitingTaskToReport
            | Phase::AwaitingAddress
            | Phase::AwaitingTaskToFireError => Self::new(policy),
            Phase::AwaitingOpen => Self::connecting(policy),
            Phase::AwaitingRetry | Phase::AwaitingDecision => Self::waiting(policy),
            _ => Self::open(policy),
        };
        match phase {
            Phase::AwaitingTaskToReport => {
                world.send(1);
                world.close();
            }
            Phase::AwaitingActivation => world.reconnector.connect_when_activated(world.now),
            Phase::AwaitingAddress => world.connect(),
            Phase::AwaitingTaskToFireError => {
                world.connect();
                world.close();
            }
            Phase::AwaitingCloseInThisTask => world.close(),
            Phase::AwaitingClose => {
                world.close();
                world.time_comes();
            }
            _ => {}
        }
        world.take_log();
        assert_eq!(world.reconnector.phase(), phase);
        world
    }

    pub(crate) fn on(&mut self, action: &'static str, listener: Listener) {
        self.listener = Some((action, listener));
    }

    pub(crate) fn connect(&mut self) {
        self.connect_while(true);
    }

    pub(crate) fn connect_while(&mut self, is_online: bool) {
        self.reconnector.connect(is_online, self.now);
        self.drain();
    }

    pub(crate) fn close(&mut self) {
        self.reconnector.close(self.now);
        self.drain();
    }

    pub(crate) fn abort(&mut self) {
        self.reconnector.abort(self.now);
        self.drain();
    }

    pub(crate) fn send(&mut self, byte_len: u64) -> Sent {
        self.reconnector.send(byte_len, true, self.now)
    }

    pub(crate) fn resolve(&mut self) {
        if self.reconnector.handle_resolved(self.ticket) {
            self.reconnector.handle_connecting(self.now);
        }
        self.drain();
    }

    pub(crate) fn refuses(&mut self) {
        self.reconnector.handle_unresolved(self.ticket, self.now, self.random);
        self.drain();
    }

    pub(crate) fn opens(&mut self) {
        self.reconnector.handle_open(self.now);
        self.drain();
    }

    pub(crate) fn errors(&mut self) {
        self.reconnector.handle_error(self.now);
        self.drain();
    }

    pub(crate) fn ends(&mut self) {
        self.reconnector.handle_end(self.now, self.random);
        self.drain();
    }

    pub(crate) fn lives(&mut self) {
        self.reconnector.handle_life(self.now);
        self.drain();
    }

    pub(crate) fn network(&mut self, is_online: bool) {
        self.reconnector.handle_network(is_online, self.now, self.random);
        self.drain();
    }

    pub(crate) fn resumes(&mut self) {
        self.reconnector.handle_resume(self.now, self.random);
        self.drain();
    }

    pub(crate) fn decides(&mut self, is_wanted: bool) {
        self.reconnector.handle_decision(is_wanted);
        self.drain();
    }

    /// So much later, and the timer has come in time if it was due in between
    pub(crate) fn passes(&mut self, milliseconds: f64) {
        let end = self.now + milliseconds;
        for _ in 0..1_000 {
            let deadline = self.reconnector.deadline();
            if deadline > end {
                break;
            }
            self.now = self.now.max(deadline);
            self.time_comes();
        }
        self.now = end;
    }

    /// The timer has come, and so much too late
    pub(crate) fn sleeps(&mut self, milliseconds: f64) {
        self.now += milliseconds;
        self.time_comes();
    }

    pub(crate) fn time_comes(&mut self) {
        self.reconnector.handle_time(self.now, self.random);
        self.drain();
    }

    /// An attempt that fails, from the request for an address on
    pub(crate) fn fails(&mut self) {
        self.resolve();
        self.ends();
    }

    pub(crate) fn take_log(&mut self) -> Vec<String> {
        std::mem::take(&mut self.log)
    }

    pub(crate) fn ready_state(&self) -> ReadyState {
        let of_connection = match self.reconnector.phase() {
            Phase::MustSendThenFireOpen | Phase::Open => ReadyState::Open,
            Phase::AwaitingOpen => ReadyState::Connecting,
            _ => ReadyState::Closed,
        };
        self.reconnector.ready_state(of_connection)
    }

    fn drain(&mut self) {
        while let Some(action) = self.reconnector.poll_action() {
            let name = self.note(action);
            if self.listener.as_ref().is_some_and(|(on, _)| *on == name) {
                let (_, listener) = self.listener.take().unwrap();
                listener(self);
            }
        }
    }

    fn note(&mut self, action: Action) -> String {
        let (name, figures) = match action {
            Action::AskWhere { ticket } => {
                self.ticket = ticket;
                ("ask", String::new())
            }
            Action::Connect => ("connect", String::new()),
            Action::Send { key } => ("send", format!(" {key}")),
            Action::Greet { .. } => ("greet", String::new()),
            Action::Probe => ("probe", String::new()),
            Action::Close => ("shut", String::new()),
            Action::Drop => ("drop", String::new()),
            Action::FireOpen => ("open", String::new()),
            Action::FireError => ("error", String::new()),
            Action::FireClose => ("close", String::new()),
            Action::ReportUndelivered(it) => (
                "undelivered",
                format!(
                    " {:?}+{:?}: {} of {} B",
                    it.handed.iter(),
                    it.queued.iter(),
                    it.traffic.messages,
                    it.traffic.bytes
                ),
            ),
            Action::AskWhether { attempt } => ("decide", format!(" {attempt}")),
            Action::FireReconnecting { attempt, delay, cause } => {
                ("reconnecting", format!(" {attempt} in {delay}, {cause:?}"))
            }
            Action::FireGiveUp { attempts, cause } => {
                ("giveup", format!(" after {attempts}, {cause:?}"))
            }
        };
        self.log.push(format!("{name}{figures}"));
        name.to_owned()
    }
}
