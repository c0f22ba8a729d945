//! Programs: what a page, the host, the browser and time may do to one `Reconnector`, in any order.
use websocket_wasm::proto::ReadyState;
use websocket_wasm::proto::reconnecting::Policy;

/// A policy and what is done under it
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) policy: Policy,
    /// Whether `poll_action` is drained after each step, as drivers do. If it is not, a listener has called back from
    /// inside an action, maybe more than once; after a report the next action is asked for all the same.
    pub(crate) drains: bool,
    pub(crate) steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Connect {
        is_online: bool,
    },
    /// The same in a page that is prerendered
    ConnectLater,
    Close,
    Abort,
    Send {
        byte_len: u64,
    },
    /// The probe that was asked for is sent, or one that was not
    CountProbe {
        byte_len: u64,
    },
    /// Part of the greeting that was asked for is sent, or of one that was not
    CountGreeting {
        byte_len: u64,
    },
    /// Messages are handed to the connection without asking, if that may be done
    SendDirectly {
        byte_lens: Vec<u64>,
    },
    /// What waits is taken away
    TakeQueued,
    /// The application says when the attempt that was announced is made
    ChangeDelay(f64),
    Resolved(Which),
    Unresolved(Which),
    Opens,
    Errors,
    Ends,
    /// The ready state of the connection is this, which is not reported
    HostIs(ReadyState),
    /// The connection transmits so many bytes of what it was handed, which is not reported
    HostTransmits(u64),
    /// What it has transmitted is reported
    Transmitted,
    Life,
    Decided(bool),
    Network {
        is_online: bool,
    },
    Resume,
    /// The page was kept, and is brought back
    Restore,
    Hide,
    /// Time passes, which is not reported
    Passes(f64),
    /// This is the random number from now on
    Draws(f64),
    /// The timer comes
    Time,
    /// The timer comes at its time, or so many milliseconds later
    Alarm {
        late: f64,
    },
    Poll,
}

impl Step {
    /// Whether listeners may do so
    pub(crate) fn is_command(&self) -> bool {
        matches!(
            self,
            Self::Connect { .. }
                | Self::ConnectLater
                | Self::Close
                | Self::Abort
                | Self::Send { .. }
                | Self::SendDirectly { .. }
                | Self::TakeQueued
                | Self::ChangeDelay(_)
        )
    }
}

/// Which attempt an answer is to
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Latest,
    Earlier,
}
