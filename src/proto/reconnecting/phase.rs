//! What a `ReconnectingWebSocket` does next.
use crate::proto::ReadyState;

listed! {
    /// What happens next; the transitions are in [`transitions`](super::transitions)
    ///
    /// A phase that begins with `Must` ends with the next `poll_action`. One that begins with `Awaiting` ends when something
    /// is called or reported, or in time.
    pub enum Phase {
        /// Nothing goes on: before the first connection, after `close`, or given up
        Idle,
        /// The page is prerendered: nothing goes on before it is activated
        AwaitingActivation,
        /// The next attempt begins with the question where to connect
        MustAskWhere,
        /// The answer to that is awaited
        AwaitingAddress,
        /// The address is known, and the connection has to be made
        MustConnect,
        /// The connection is being established
        AwaitingOpen,
        /// The connection is established, and has to be greeted
        MustGreet,
        /// What it is greeted with is awaited
        AwaitingGreeting,
        /// The connection is established: messages that wait are sent, then `open` is fired
        MustSendThenFireOpen,
        /// The connection is established
        Open,
        /// The connection has to be closed
        MustClose,
        /// The connection was told to close in this task: a second call in the same task changes nothing
        AwaitingCloseInThisTask,
        /// The connection was told to close: its end is awaited
        AwaitingClose,
        /// `close` was called while there was no connection: `error` and `close` are fired in another task
        AwaitingTaskToFireError,
        /// `close` was called while nothing went on and messages waited: they are reported in another task
        AwaitingTaskToReport,
        /// The connection is dead
        MustDropThenFireError,
        /// The connection has ended without a word, and has fired `error` itself
        MustDropThenFireClose,
        /// There is no connection, and `error` has to be fired
        MustFireError,
        /// There is no connection, and `close` has to be fired
        MustFireClose,
        /// Messages that were not transmitted have to be reported; then it is decided how to go on
        MustReportUndelivered,
        /// The application has to be asked whether to make another attempt
        MustAskWhether,
        /// The answer of the application is awaited
        AwaitingDecision,
        /// Another attempt has to be announced
        MustFireReconnecting,
        /// The time of that attempt is awaited
        AwaitingRetry,
        /// There will be no other attempt
        MustFireGiveUp,
    }
}

impl Phase {
    /// The value of `readyState`; `of_connection` is the connection's own
    pub fn ready_state(self, of_connection: ReadyState) -> ReadyState {
        match self {
            Self::AwaitingActivation
            | Self::MustAskWhere
            | Self::AwaitingAddress
            | Self::MustFireReconnecting
            | Self::AwaitingRetry => ReadyState::Connecting,
            // Only its end is told of it before `open` is.
            Self::MustGreet | Self::AwaitingGreeting if of_connection <= ReadyState::Open => {
                ReadyState::Connecting
            }
            Self::MustGreet | Self::AwaitingGreeting => of_connection,
            Self::MustConnect | Self::AwaitingOpen | Self::MustSendThenFireOpen | Self::Open => {
                of_connection
            }
            Self::MustClose | Self::AwaitingCloseInThisTask | Self::AwaitingClose => {
                of_connection.max(ReadyState::Closing)
            }
            Self::AwaitingTaskToFireError => ReadyState::Closing,
            _ => ReadyState::Closed,
        }
    }

    /// Whether there is a connection of which anything can be reported
    pub fn has_connection(self) -> bool {
        matches!(
            self,
            Self::AwaitingOpen
                | Self::MustGreet
                | Self::AwaitingGreeting
                | Self::MustSendThenFireOpen
                | Self::Open
                | Self::MustClose
                | Self::AwaitingCloseInThisTask
                | Self::AwaitingClose
        )
    }

    /// Whether it ends in the next task, whatever the time
    pub fn awaits_task(self) -> bool {
        matches!(
            self,
            Self::AwaitingCloseInThisTask
                | Self::AwaitingTaskToFireError
                | Self::AwaitingTaskToReport
        )
    }
}
