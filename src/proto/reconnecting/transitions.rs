//! The state machine of a `ReconnectingWebSocket`. Rule of this file: all transitions are here, and nothing else assigns
//! the phase.
//!
//! `docs/transitions.md` is a table of them, made by calling [`transition`].
use super::boundary::ActionKind;
use super::phase::Phase::{self, *};

listed! {
    /// What leads from one phase to another
    pub enum Input {
        /// `connect` is called
        Connect,
        /// `connect` is called, and was the latest command already
        ConnectAgain,
        /// `close` is called
        Close,
        /// `close` is called while messages wait
        CloseWithMessages,
        /// `close` is called, and was the latest command already
        CloseAgain,
        /// `abort` is called
        Abort,
        /// It is known where to connect
        Resolved,
        /// It is not known where to connect, or the connection was refused at once
        Unresolved,
        /// The connection is established
        Opened,
        /// The connection has ended
        Ended,
        /// The application wants another attempt
        Wanted,
        /// The application wants no other attempt
        Unwanted,
        /// The browser is online
        Online,
        /// The browser is offline, and the attempt that is waited for counts
        Offline,
        /// The page can be seen again
        Resumed,
        /// Another task runs
        Task,
        /// The time has come that was waited for
        Due,
        /// The peer has shown no sign of life
        PeerDied,
        /// The next action is asked for
        Poll,
        /// The next action is asked for, and there is a message for it
        PollWithMessage,
        /// The next action is asked for, and a probe is due
        PollWithProbe,
        /// Messages are reported, and `close` was called
        ReportedThenStop,
        /// Messages are reported, and `connect` was called
        ReportedThenConnect,
        /// Messages are reported, and the application decides about the next attempt
        ReportedThenAsk,
        /// Messages are reported, and there is another attempt
        ReportedThenRetry,
        /// Messages are reported, and as many attempts were made as there may be
        ReportedThenGiveUp,
    }
}

/// Where an input leads
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The next phase, which may be the same
    pub next: Phase,
    /// What has to be done at once; only a `Poll…` input leads to any
    pub action: Option<ActionKind>,
}

/// The phase, which only an input changes
#[derive(Debug)]
pub struct Machine {
    phase: Phase,
}

impl Machine {
    /// A machine that is idle
    pub fn new() -> Self {
        Self { phase: Idle }
    }

    /// The phase
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Take an input; `None` if it changes nothing
    pub fn take(&mut self, input: Input) -> Option<Transition> {
        let transition = transition(self.phase, input)?;
        self.phase = transition.next;
        Some(transition)
    }
}

impl Default for Machine {
    fn default() -> Self {
        Self::new()
    }
}

/// Where an input leads from a phase; `None` if it changes nothing there
pub fn transition(phase: Phase, input: Input) -> Option<Transition> {
    let without_action = |next: Phase| Transition { next, action: None };
    match input {
        Input::Connect
        | Input::ConnectAgain
        | Input::Close
        | Input::CloseWithMessages
        | Input::CloseAgain
        | Input::Abort => after_command(phase, input).map(without_action),
        Input::Poll | Input::PollWithMessage | Input::PollWithProbe => after_poll(phase, input),
        Input::ReportedThenStop
        | Input::ReportedThenConnect
        | Input::ReportedThenAsk
        | Input::ReportedThenRetry
        | Input::ReportedThenGiveUp => after_reporting(phase, input).map(without_action),
        _ => after_report(phase, input).map(without_action),
    }
}

/// What the application calls
fn after_command(phase: Phase, input: Input) -> Option<Phase> {
    let connects = matches!(input, Input::Connect | Input::ConnectAgain);
    let is_repeated = matches!(input, Input::ConnectAgain | Input::CloseAgain);
    Some(match phase {
        MustClose | AwaitingCloseInThisTask | AwaitingClose if input == Input::Abort => {
            MustDropThenFireError
        }
        AwaitingClose if is_repeated => MustDropThenFireError,
        AwaitingOpen | MustSendThenFireOpen | Open => MustClose,
        // What was to be decided is decided by this command.
        MustAskWhether | AwaitingDecision => MustReportUndelivered,
        Idle if connects => MustAskWhere,
        Idle if input == Input::CloseWithMessages => AwaitingTaskToReport,
        MustAskWhere | AwaitingAddress | MustFireReconnecting | AwaitingRetry if connects => {
            MustAskWhere
        }
        MustAskWhere | AwaitingAddress | MustFireReconnecting | AwaitingRetry => {
            AwaitingTaskToFireError
        }
        MustConnect if !connects => AwaitingTaskToFireError,
        // Elsewhere an end is on its way. The latest command decides about what follows it.
        _ => return None,
    })
}

/// What the outside reports
fn after_report(phase: Phase, input: Input) -> Option<Phase> {
    Some(match (phase, input) {
        (AwaitingAddress, Input::Resolved) => MustConnect,
        (
            AwaitingAddress | AwaitingOpen | AwaitingCloseInThisTask | AwaitingClose,
            Input::Unresolved,
        ) => MustFireError,
        (AwaitingAddress, Input::Due) => MustFireError,
        // Whoever was asked may wait for a network that is gone.
        (AwaitingAddress, Input::Online | Input::Resumed) => MustAskWhere,
        (AwaitingOpen, Input::Opened) => MustSendThenFireOpen,
        (_, Input::Ended) if phase.has_connection() => MustFireClose,
        (AwaitingOpen | AwaitingClose, Input::Due) => MustDropThenFireClose,
        (Open, Input::PeerDied) => MustDropThenFireError,
        (AwaitingCloseInThisTask, Input::Task) => AwaitingClose,
        (AwaitingTaskToFireError, Input::Task) => MustFireError,
        (AwaitingTaskToReport, Input::Task) => MustReportUndelivered,
        (AwaitingDecision, Input::Wanted) => MustFireReconnecting,
        (AwaitingDecision, Input::Unwanted) => MustFireGiveUp,
        (AwaitingRetry, Input::Due | Input::Online | Input::Resumed) => MustAskWhere,
        (AwaitingRetry, Input::Offline) => MustFireReconnecting,
        _ => return None,
    })
}

/// What has to be done
fn after_poll(phase: Phase, input: Input) -> Option<Transition> {
    let (next, action) = match (phase, input) {
        (MustSendThenFireOpen, Input::PollWithMessage) => (MustSendThenFireOpen, ActionKind::Send),
        (MustReportUndelivered, Input::PollWithMessage) => {
            (MustReportUndelivered, ActionKind::ReportUndelivered)
        }
        (Open, Input::PollWithProbe) => (Open, ActionKind::Probe),
        (_, Input::PollWithMessage | Input::PollWithProbe) => return None,
        (MustAskWhere, _) => (AwaitingAddress, ActionKind::AskWhere),
        (MustConnect, _) => (AwaitingOpen, ActionKind::Connect),
        (MustSendThenFireOpen, _) => (Open, ActionKind::FireOpen),
        (MustClose, _) => (AwaitingCloseInThisTask, ActionKind::Close),
        (MustDropThenFireError, _) => (MustFireError, ActionKind::Drop),
        (MustDropThenFireClose, _) => (MustFireClose, ActionKind::Drop),
        (MustFireError, _) => (MustFireClose, ActionKind::FireError),
        (MustFireClose, _) => (MustReportUndelivered, ActionKind::FireClose),
        (MustAskWhether, _) => (AwaitingDecision, ActionKind::AskWhether),
        (MustFireReconnecting, _) => (AwaitingRetry, ActionKind::FireReconnecting),
        (MustFireGiveUp, _) => (Idle, ActionKind::FireGiveUp),
        _ => return None,
    };
    Some(Transition { next, action: Some(action) })
}

/// How it goes on after a connection
fn after_reporting(phase: Phase, input: Input) -> Option<Phase> {
    if phase != MustReportUndelivered {
        return None;
    }
    Some(match input {
        Input::ReportedThenConnect => MustAskWhere,
        Input::ReportedThenAsk => MustAskWhether,
        Input::ReportedThenRetry => MustFireReconnecting,
        Input::ReportedThenGiveUp => MustFireGiveUp,
        _ => Idle,
    })
}
