//! Runs a program on the policy and on the model, and says where they part.
use std::collections::BTreeMap;

use websocket_wasm::proto::reconnecting::{Action, Keys, Reconnector, Sent};
use websocket_wasm::proto::{ReadyState, Traffic};

use super::model::Model;
use super::program::{Program, Step, Which};
use super::states::{State, state_of};
use crate::of_socket::compare::{equal, require};

/// What can be seen
#[derive(Debug, PartialEq)]
struct Seen {
    state: State,
    ready_state: ReadyState,
    attempts: u32,
    queued: Traffic,
    buffered_amount: u64,
    undelivered: Traffic,
    deadline: f64,
    is_direct: bool,
    is_active: bool,
}

/// Run a program; `Ok` is what was asked for, `Err` the first difference in words
pub(crate) fn compare(program: &Program) -> Result<Vec<Action>, String> {
    let mut run = Run::new(program);
    for (index, step) in program.steps.iter().enumerate() {
        run.step(step).map_err(|problem| format!("step {index}, {step:?}: {problem}"))?;
        if program.drains || !step.is_command() {
            while run.poll()? && (program.drains || run.is_silent()) {}
        }
    }
    Ok(run.asked)
}

pub(super) struct Run {
    pub(super) core: Reconnector,
    pub(super) model: Model,
    pub(super) now: f64,
    pub(super) random: f64,
    pub(super) host: ReadyState,
    /// The connection's own buffered amount
    pub(super) in_host: u64,
    /// The lengths of the messages by their keys, as a driver keeps their data
    pub(super) kept: BTreeMap<u64, u64>,
    asked: Vec<Action>,
}

impl Run {
    fn new(program: &Program) -> Self {
        Self {
            core: Reconnector::new(program.policy),
            model: Model::new(program.policy),
            now: 0.0,
            random: 0.0,
            host: ReadyState::Closed,
            in_host: 0,
            kept: BTreeMap::new(),
            asked: vec![],
        }
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        let before = format!("{:?}", self.core);
        let is_in_place = match *step {
            // What follows every step but a listener's.
            Step::Poll => true,
            Step::Send { byte_len } => self.send(byte_len)?,
            Step::Transmitted => self.report_transmitted()?,
            Step::CountProbe { .. }
            | Step::CountGreeting { .. }
            | Step::SendDirectly { .. }
            | Step::TakeQueued
            | Step::ChangeDelay(_) => self.ask(step)?,
            ref other => self.run(other),
        };
        if !is_in_place {
            equal("a report out of place changes nothing", &format!("{:?}", self.core), &before)?;
        }
        self.look()
    }

    /// Whether there was something to do
    fn poll(&mut self) -> Result<bool, String> {
        let action = self.core.poll_action();
        equal("what to do", &action, &self.model.poll())?;
        let Some(action) = action else { return Ok(false) };
        self.perform(action).map_err(|problem| format!("{action:?}: {problem}"))?;
        self.asked.push(action);
        self.look().map_err(|problem| format!("after {action:?}: {problem}"))?;
        Ok(true)
    }

    /// Whether the latest action has run no listener
    fn is_silent(&self) -> bool {
        matches!(self.asked.last(), Some(Action::Send { .. } | Action::Close | Action::Drop))
    }

    /// As a driver does it
    fn perform(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Connect => (self.host, self.in_host) = (ReadyState::Connecting, 0),
            Action::Send { key } => {
                self.in_host += self.kept.get(&key).ok_or("this message is not kept")?;
            }
            Action::ReportUndelivered(taken) => {
                let lengths = [self.forget(taken.handed)?, self.forget(taken.queued)?].concat();
                let told = Traffic { messages: lengths.len() as u64, bytes: lengths.iter().sum() };
                equal("what is undelivered", &taken.traffic, &told)?;
            }
            Action::FireReconnecting { attempt, .. } => {
                require(attempt > 0, "attempts count from 1")?
            }
            _ => {}
        }
        Ok(())
    }

    fn send(&mut self, byte_len: u64) -> Result<bool, String> {
        let is_open = self.host == ReadyState::Open;
        let sent = self.core.send(byte_len, is_open, self.now);
        equal("what becomes of it", &sent, &self.model.send(byte_len, is_open, self.now))?;
        equal("the overflow", &self.core.take_overflow(), &self.model.messages.take_overflow())?;
        match sent {
            Sent::HandedOver { key } => {
                self.kept.insert(key, byte_len);
                self.in_host += byte_len;
            }
            Sent::Queued { key, dropped } => {
                self.forget(dropped)?;
                self.kept.insert(key, byte_len);
            }
            _ => {}
        }
        Ok(sent != Sent::Refused)
    }

    fn report_transmitted(&mut self) -> Result<bool, String> {
        let transmitted = self.core.handle_transmitted(self.in_host);
        equal("what is transmitted", &transmitted, &self.model.transmitted(self.in_host))?;
        self.forget(transmitted)?;
        Ok(self.model.has_connection())
    }

    /// Messages that need not be kept any longer; returns their lengths
    pub(super) fn forget(&mut self, keys: Keys) -> Result<Vec<u64>, String> {
        let lengths = keys.iter().map(|key| self.kept.remove(&key));
        lengths.collect::<Option<_>>().ok_or_else(|| format!("not all of {keys:?} are kept"))
    }

    /// Steps that lead to nothing but what is seen afterwards; whether the policy may be changed by it
    fn run(&mut self, step: &Step) -> bool {
        match *step {
            // Its state only goes on.
            Step::HostIs(state) => self.host = self.host.max(state),
            Step::HostTransmits(bytes) => self.in_host -= bytes.min(self.in_host),
            Step::Passes(time) => self.now += time,
            Step::Draws(random) => self.random = random,
            ref told => return self.tell(told),
        }
        false
    }

    fn tell(&mut self, step: &Step) -> bool {
        let (now, random) = (self.now, self.random);
        match *step {
            Step::Connect { is_online } => {
                self.core.connect(is_online, now);
                self.model.connect(is_online, now);
            }
            Step::Close => {
                self.core.close(now);
                self.model.close(now);
            }
            Step::Abort => {
                self.core.abort(now);
                self.model.abort(now);
            }
            Step::Network { is_online } => {
                self.core.handle_network(is_online, now, random);
                self.model.network(is_online, now, random);
            }
            Step::ConnectLater | Step::Resume | Step::Restore | Step::Hide => self.page(step),
            Step::Time => self.time(),
            Step::Alarm { late } => {
                let deadline = self.core.deadline();
                self.now = if deadline.is_finite() { now.max(deadline) + late } else { now };
                self.time();
            }
            ref report => return self.report(report),
        }
        true
    }

    /// Reports that have their place
    fn report(&mut self, step: &Step) -> bool {
        let (core, model) = (&mut self.core, &mut self.model);
        let (now, random) = (self.now, self.random);
        match *step {
            Step::Resolved(which) => {
                let ticket = which.of(model.ticket);
                if core.handle_resolved(ticket) {
                    core.handle_connecting(now);
                }
                model.resolved(ticket, now)
            }
            Step::Unresolved(which) => {
                let ticket = which.of(model.ticket);
                core.handle_unresolved(ticket, now, random);
                model.unresolved(ticket, now, random)
            }
            Step::Opens => {
                self.host = self.host.max(ReadyState::Open);
                core.handle_open(now);
                model.opens(now)
            }
            Step::Errors => {
                core.handle_error(now);
                model.errors(now)
            }
            Step::Ends => {
                self.host = ReadyState::Closed;
                core.handle_end(now, random);
                model.connection_ends(now, random)
            }
            Step::Life => {
                core.handle_life(now);
                model.lives(now)
            }
            Step::Decided(is_wanted) => {
                core.handle_decision(is_wanted);
                model.decided(is_wanted)
            }
            ref other => unreachable!("{other:?} is no report"),
        }
    }

    fn time(&mut self) {
        self.core.handle_time(self.now, self.random);
        self.model.time(self.now, self.random);
    }

    fn look(&self) -> Result<(), String> {
        let (core, model, now) = (&self.core, &self.model, self.now);
        require(self.kept.keys().copied().eq(model.messages.kept()), "what is kept is wrong")?;
        let seen = Seen {
            state: state_of(core.phase()),
            ready_state: core.ready_state(self.host),
            attempts: core.attempts(now),
            queued: core.queued(),
            buffered_amount: core.buffered_amount(self.in_host),
            undelivered: core.undelivered(),
            deadline: core.deadline(),
            is_direct: core.is_direct(),
            is_active: core.is_active(),
        };
        let in_connection = model.has_connection().then_some(self.in_host);
        let expected = Seen {
            state: model.state,
            ready_state: model.ready_state(self.host),
            attempts: model.attempts(now),
            queued: model.messages.queued(),
            buffered_amount: model.messages.buffered_amount(in_connection),
            undelivered: model.messages.undelivered(),
            deadline: model.deadline(),
            is_direct: model.is_direct(),
            is_active: model.state != State::Idle,
        };
        equal("what is seen", &seen, &expected)
    }
}

impl Which {
    fn of(self, ticket: u32) -> u32 {
        match self {
            Self::Latest => ticket,
            Self::Earlier => ticket.wrapping_sub(1),
        }
    }
}
