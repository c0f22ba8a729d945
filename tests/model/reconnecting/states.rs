//! What the model knows of where a connection is, and of what is left to do.
use websocket_wasm::proto::reconnecting::{Action, Phase};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Idle,
    /// The page is prerendered: it connects when that is activated
    Prerendered,
    Asking,
    Connecting,
    /// There is a connection, and it is not known what it is greeted with
    Greeting,
    Open,
    Closing,
    /// A connection has ended, or could not be made
    Over,
    Waiting,
}

/// What is left to do
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Todo {
    Act(Action),
    /// Begin an attempt
    Begin,
    /// Say when the next one is made
    Announce,
    /// Take what was not transmitted
    Report,
    /// Wait for what the application says to another attempt
    Answer,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Nothing,
    Connect,
    Stop,
}

/// What the model knows of a phase
pub(super) fn state_of(phase: Phase) -> State {
    match phase {
        Phase::Idle => State::Idle,
        Phase::AwaitingActivation => State::Prerendered,
        Phase::MustGreet | Phase::AwaitingGreeting => State::Greeting,
        Phase::MustAskWhere | Phase::AwaitingAddress => State::Asking,
        Phase::MustConnect | Phase::AwaitingOpen => State::Connecting,
        Phase::MustSendThenFireOpen | Phase::Open => State::Open,
        Phase::MustClose | Phase::AwaitingCloseInThisTask | Phase::AwaitingClose => State::Closing,
        Phase::MustFireReconnecting | Phase::AwaitingRetry => State::Waiting,
        _ => State::Over,
    }
}
