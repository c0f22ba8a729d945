//! What has to be done next.
use super::boundary::{Action, ActionKind};
use super::phase::Phase;
use super::reconnector::{End, Intent, Network, Reconnector};
use super::transitions::Input;

impl Reconnector {
    /// What to do next
    pub fn poll_action(&mut self) -> Option<Action> {
        loop {
            let input = self.input_of_poll()?;
            let action = self.machine.take(input)?.action;
            match (action, input) {
                (Some(kind), _) => return Some(self.action_of(kind)),
                (None, Input::ReportedThenConnect) => self.begin(self.end.at),
                (None, Input::PollWithAddress) => self.begin_connecting(),
                (None, Input::ReportedThenRetry) => self.attempts = self.next_attempt(),
                (None, _) => {}
            }
        }
    }

    /// `None` if nothing can be to do
    fn input_of_poll(&self) -> Option<Input> {
        match self.phase() {
            Phase::MustAskWhere if self.policy.knows_where => Some(Input::PollWithAddress),
            Phase::MustSendThenFireOpen if self.outbox.has_queued() => Some(Input::PollWithMessage),
            Phase::MustReportUndelivered if self.outbox.has_undelivered(self.is_last()) => {
                Some(Input::PollWithMessage)
            }
            Phase::MustReportUndelivered => Some(self.input_after_reporting()),
            Phase::Open => self.wants_probe.then_some(Input::PollWithProbe),
            _ => Some(Input::Poll),
        }
    }

    fn input_after_reporting(&self) -> Input {
        match self.intent {
            Intent::Stop => Input::ReportedThenStop,
            Intent::Connect => Input::ReportedThenConnect,
            Intent::Policy if self.is_away(self.end.at) => Input::ReportedThenRetry,
            Intent::Policy if self.next_attempt() > self.policy.max_attempts => {
                Input::ReportedThenGiveUp
            }
            Intent::Policy if self.policy.asks => Input::ReportedThenAsk,
            Intent::Policy => Input::ReportedThenRetry,
        }
    }

    /// There is no question where to connect
    fn begin_connecting(&mut self) {
        self.ticket = self.ticket.wrapping_add(1);
        self.has_errored = false;
        self.limit_connecting(self.begun_at);
    }

    fn action_of(&mut self, kind: ActionKind) -> Action {
        match kind {
            ActionKind::AskWhere => {
                self.ticket = self.ticket.wrapping_add(1);
                Action::AskWhere { ticket: self.ticket }
            }
            ActionKind::Connect => Action::Connect,
            ActionKind::Greet => Action::Greet { ticket: self.ticket },
            ActionKind::Send => {
                Action::Send { key: self.outbox.hand_over_first().unwrap_or_default() }
            }
            ActionKind::Probe => {
                self.wants_probe = false;
                Action::Probe
            }
            ActionKind::Close => Action::Close,
            ActionKind::Drop => Action::Drop,
            ActionKind::FireOpen => Action::FireOpen,
            ActionKind::FireError => Action::FireError,
            ActionKind::FireClose => Action::FireClose,
            ActionKind::ReportUndelivered => {
                Action::ReportUndelivered(self.outbox.take_undelivered(self.is_last()))
            }
            ActionKind::AskWhether => Action::AskWhether { attempt: self.next_attempt() },
            ActionKind::FireReconnecting => self.announce(),
            ActionKind::FireGiveUp => {
                Action::FireGiveUp { attempts: self.attempts, cause: self.end.cause }
            }
        }
    }

    /// Say when the next attempt is made
    fn announce(&mut self) -> Action {
        let End { cause, at, random } = self.end;
        let (attempt, backoff) = (self.attempts, &self.policy.backoff);
        self.does_not_count = self.network == Network::Offline && !self.policy.is_local;
        let (until_due, delay) = if self.is_away(at) {
            self.does_not_count = true;
            (f64::INFINITY, f64::INFINITY)
        } else if self.does_not_count {
            (backoff.offline_delay(random), f64::INFINITY)
        } else if attempt == 1 && at - self.restored_at < Self::RESTORE_TIME {
            let delay = self.policy.return_jitter * random;
            (delay, delay)
        } else {
            let delay = backoff.delay(attempt, random);
            (delay, delay)
        };
        self.due = at + until_due;
        Action::FireReconnecting { attempt, delay, cause }
    }

    /// Whether no connection follows that could transmit what waits
    fn is_last(&self) -> bool {
        self.intent == Intent::Stop
    }
}
