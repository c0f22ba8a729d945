//! The state machine of a `ReconnectingWebSocket`. Rule of this file: all transitions are here, and nothing else assigns
//! the phase.
//!
//! `docs/transitions.md` is a table of them, made by calling [`transition`].
use super::boundary::ActionKind;
use super::phase::Phase::{self, *};
use Input::*;

listed! {
    /// What leads from one phase to another
    pub enum Input {
        /// `connect` is called
        Connect,
        /// `connect` is called, and was the latest command already
        ConnectAgain,
        /// `connect_when_activated` is called
        ConnectLater,
        /// `close` is called
        Close,
        /// `close` is called while messages wait
        CloseWithMessages,
        /// `close` is called, and was the latest command already
        CloseAgain,
        /// `abort` is called
        Abort,
        /// It is known where to connect, or the connection is greeted
        Resolved,
        /// It is not known where to connect or how to greet, or the connection was refused at once
        Unresolved,
        /// The connection is established
        Opened,
        /// The connection is established, and the application greets
        OpenedToGreet,
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
        /// The page is hidden, and was for as long as the policy allows
        Hidden,
        /// Another task runs
        Task,
        /// The time has come that was waited for
        Due,
        /// The connection is not established, or has not ended, in the time that this may take
        TimedOut,
        /// The peer has shown no sign of life
        PeerDied,
        /// The next action is asked for
        Poll,
        /// The next action is asked for, and there is a message for it
        PollWithMessage,
        /// The next action is asked for, and it is known where to connect
        PollWithAddress,
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
    pub fn take(&mut self, input: Input) -> Option<&'static Transition> {
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
pub fn transition(phase: Phase, input: Input) -> Option<&'static Transition> {
    let matches =
        |rule: &&Rule| rule.phases >> phase as u32 & 1 == 1 && rule.inputs >> input as u32 & 1 == 1;
    RULES.iter().find(matches).map(|rule| &rule.transition)
}

/// One or more transitions
struct Rule {
    /// A bit for each phase
    phases: u32,
    /// A bit for each input
    inputs: u32,
    transition: Transition,
}

/// An input in one of these phases leads to the next phase
const fn rule(phases: &[Phase], inputs: &[Input], next: Phase) -> Rule {
    let (mut phase_bits, mut input_bits, mut index) = (0, 0, 0);
    while index < phases.len() {
        phase_bits |= 1 << phases[index] as u32;
        index += 1;
    }
    index = 0;
    while index < inputs.len() {
        input_bits |= 1 << inputs[index] as u32;
        index += 1;
    }
    Rule { phases: phase_bits, inputs: input_bits, transition: Transition { next, action: None } }
}

/// The next action is asked for: this is done, and leads to the next phase
const fn act(phase: Phase, input: Input, action: ActionKind, next: Phase) -> Rule {
    Rule { transition: Transition { next, action: Some(action) }, ..rule(&[phase], &[input], next) }
}

/// All transitions
const RULES: &[Rule] = &[
    // Commands. Elsewhere an end is on its way, and the latest command decides about what follows it.
    rule(BETWEEN, &[Connect, ConnectAgain], MustAskWhere),
    rule(&[Idle], &[Connect, ConnectAgain], MustAskWhere),
    rule(&[Idle], &[ConnectLater], AwaitingActivation),
    rule(&[AwaitingActivation], &[Resumed], MustAskWhere),
    rule(&[AwaitingActivation], STOPS, AwaitingTaskToFireError),
    rule(&[Idle], &[CloseWithMessages], AwaitingTaskToReport),
    rule(BETWEEN, STOPS, AwaitingTaskToFireError),
    rule(&[MustConnect], STOPS, AwaitingTaskToFireError),
    rule(CONNECTED, COMMANDS, MustClose),
    rule(&[AwaitingClose], &[ConnectAgain, CloseAgain], MustDropThenFireError),
    rule(&[MustClose, AwaitingCloseInThisTask, AwaitingClose], &[Abort], MustDropThenFireError),
    // What was to be decided is decided by this command.
    rule(&[MustAskWhether, AwaitingDecision], COMMANDS, MustReportUndelivered),
    // To an address
    act(MustAskWhere, Poll, ActionKind::AskWhere, AwaitingAddress),
    rule(&[MustAskWhere], &[PollWithAddress], MustConnect),
    rule(&[AwaitingAddress], &[Resolved], MustConnect),
    rule(&[AwaitingAddress], &[Unresolved, Due], MustFireError),
    // Whoever was asked may wait for a network that is gone.
    rule(&[AwaitingAddress], &[Online, Resumed], MustAskWhere),
    // To a connection
    act(MustConnect, Poll, ActionKind::Connect, AwaitingOpen),
    rule(&[AwaitingOpen], &[Unresolved], MustFireError),
    rule(&[AwaitingOpen], &[Opened], MustSendThenFireOpen),
    rule(&[AwaitingOpen], &[OpenedToGreet], MustGreet),
    act(MustGreet, Poll, ActionKind::Greet, AwaitingGreeting),
    rule(&[AwaitingGreeting], &[Resolved], MustSendThenFireOpen),
    rule(&[AwaitingGreeting], &[Unresolved, Due], MustDropThenFireError),
    rule(&[AwaitingOpen], &[Due], MustDropThenFireClose),
    rule(&[AwaitingOpen], &[TimedOut], MustDropThenFireError),
    act(MustSendThenFireOpen, PollWithMessage, ActionKind::Send, MustSendThenFireOpen),
    act(MustSendThenFireOpen, Poll, ActionKind::FireOpen, Open),
    act(Open, PollWithProbe, ActionKind::Probe, Open),
    // To the end of the connection
    rule(CONNECTED, &[Ended], MustFireClose),
    rule(&[MustClose, AwaitingCloseInThisTask, AwaitingClose], &[Ended], MustFireClose),
    rule(&[Open], &[PeerDied], MustDropThenFireError),
    rule(&[Open], &[Hidden], MustClose),
    act(MustClose, Poll, ActionKind::Close, AwaitingCloseInThisTask),
    rule(&[AwaitingCloseInThisTask], &[Task], AwaitingClose),
    rule(&[AwaitingCloseInThisTask, AwaitingClose], &[Unresolved], MustFireError),
    rule(&[AwaitingClose], &[Due], MustDropThenFireClose),
    rule(&[AwaitingClose], &[TimedOut], MustDropThenFireError),
    // To what is told of the end
    rule(&[AwaitingTaskToFireError], &[Task], MustFireError),
    rule(&[AwaitingTaskToReport], &[Task], MustReportUndelivered),
    act(MustDropThenFireError, Poll, ActionKind::Drop, MustFireError),
    act(MustDropThenFireClose, Poll, ActionKind::Drop, MustFireClose),
    act(MustFireError, Poll, ActionKind::FireError, MustFireClose),
    act(MustFireClose, Poll, ActionKind::FireClose, MustReportUndelivered),
    act(
        MustReportUndelivered,
        PollWithMessage,
        ActionKind::ReportUndelivered,
        MustReportUndelivered,
    ),
    // To another attempt, or none
    rule(&[MustReportUndelivered], &[ReportedThenStop], Idle),
    rule(&[MustReportUndelivered], &[ReportedThenConnect], MustAskWhere),
    rule(&[MustReportUndelivered], &[ReportedThenAsk], MustAskWhether),
    rule(&[MustReportUndelivered], &[ReportedThenRetry], MustFireReconnecting),
    rule(&[MustReportUndelivered], &[ReportedThenGiveUp], MustFireGiveUp),
    act(MustAskWhether, Poll, ActionKind::AskWhether, AwaitingDecision),
    rule(&[AwaitingDecision], &[Wanted], MustFireReconnecting),
    rule(&[AwaitingDecision], &[Unwanted], MustFireGiveUp),
    act(MustFireReconnecting, Poll, ActionKind::FireReconnecting, AwaitingRetry),
    rule(&[AwaitingRetry], &[Due, Online, Resumed], MustAskWhere),
    rule(&[AwaitingRetry], &[Offline, Hidden], MustFireReconnecting),
    act(MustFireGiveUp, Poll, ActionKind::FireGiveUp, Idle),
];

/// There is no connection, and an attempt goes on or is waited for
const BETWEEN: &[Phase] = &[MustAskWhere, AwaitingAddress, MustFireReconnecting, AwaitingRetry];
/// There is a connection that nobody has closed
const CONNECTED: &[Phase] =
    &[AwaitingOpen, MustGreet, AwaitingGreeting, MustSendThenFireOpen, Open];
const STOPS: &[Input] = &[Close, CloseWithMessages, CloseAgain, Abort];
const COMMANDS: &[Input] = &[Connect, ConnectAgain, Close, CloseWithMessages, CloseAgain, Abort];
