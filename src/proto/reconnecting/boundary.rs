//! What crosses the edge.
use crate::proto::Traffic;

/// What to do next
///
/// To fire an event is to run listeners, which may call anything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Find out where to connect, then report `handle_resolved` or `handle_unresolved` with this number
    AskWhere {
        /// The number of the attempt since the beginning
        ticket: u32,
    },
    /// Make a connection; if that is refused at once, report `handle_unresolved`
    Connect,
    /// Hand the first message that waits to the connection
    Send,
    /// Send what a heartbeat sends, and tell `count_probe`
    Probe,
    /// Close the connection, or stop it from being established; its end is awaited
    Close,
    /// Let go of the connection without waiting for its end: nothing of it is reported any more
    Drop,
    /// Fire `open`
    FireOpen,
    /// Fire `error`
    FireError,
    /// Fire `close` for the connection that has ended, or could not be made
    FireClose,
    /// Take messages out of the queues, and fire `undelivered` with them unless they are none
    ReportUndelivered(Undelivered),
    /// Ask the application whether to make this attempt, then report `handle_decision`
    AskWhether {
        /// Which it is in a row
        attempt: u32,
    },
    /// Fire `reconnecting`
    FireReconnecting {
        /// Which attempt in a row will be made
        attempt: u32,
        /// When, in milliseconds from the end of the last; infinite if the network has to come back first
        delay: f64,
        /// Why it has to be made
        cause: Cause,
    },
    /// Fire `giveup`
    FireGiveUp {
        /// How many attempts were made in a row
        attempts: u32,
        /// Why another would have been needed
        cause: Cause,
    },
}

numbered! {
    /// An [`Action`] without its figures
    pub enum ActionKind {
        /// [`Action::AskWhere`]
        AskWhere = 1,
        /// [`Action::Connect`]
        Connect = 2,
        /// [`Action::Send`]
        Send = 3,
        /// [`Action::Probe`]
        Probe = 4,
        /// [`Action::Close`]
        Close = 5,
        /// [`Action::Drop`]
        Drop = 6,
        /// [`Action::FireOpen`]
        FireOpen = 7,
        /// [`Action::FireError`]
        FireError = 8,
        /// [`Action::FireClose`]
        FireClose = 9,
        /// [`Action::ReportUndelivered`]
        ReportUndelivered = 10,
        /// [`Action::AskWhether`]
        AskWhether = 11,
        /// [`Action::FireReconnecting`]
        FireReconnecting = 12,
        /// [`Action::FireGiveUp`]
        FireGiveUp = 13,
    }
}

impl Action {
    /// Which action it is
    pub fn kind(self) -> ActionKind {
        match self {
            Self::AskWhere { .. } => ActionKind::AskWhere,
            Self::Connect => ActionKind::Connect,
            Self::Send => ActionKind::Send,
            Self::Probe => ActionKind::Probe,
            Self::Close => ActionKind::Close,
            Self::Drop => ActionKind::Drop,
            Self::FireOpen => ActionKind::FireOpen,
            Self::FireError => ActionKind::FireError,
            Self::FireClose => ActionKind::FireClose,
            Self::ReportUndelivered(_) => ActionKind::ReportUndelivered,
            Self::AskWhether { .. } => ActionKind::AskWhether,
            Self::FireReconnecting { .. } => ActionKind::FireReconnecting,
            Self::FireGiveUp { .. } => ActionKind::FireGiveUp,
        }
    }
}

numbered! {
    /// Why there is no connection
    pub enum Cause {
        /// It was closed or lost
        Closed = 0,
        /// It could not be established
        Failed = 1,
        /// The peer showed no sign of life
        Heartbeat = 2,
        /// It was not known where to connect
        Provider = 3,
    }
}

/// What becomes of a message
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Hand it to the connection now
    HandOver,
    /// It waits; the first `dropped` of those that waited before it had to go
    Queued {
        /// How many
        dropped: usize,
    },
    /// There is no room for it, and nothing has changed but the figures of the overflow: the application has to know
    Refused,
    /// There is no room for it: it is dropped
    DroppedNewest,
    /// `close` was called: it is dropped, and counted in `bufferedAmount`
    DroppedAfterClose,
}

/// Messages that were not transmitted, and never will be
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// So many of the first that were handed over, probes among them
    pub handed: usize,
    /// So many of the first that wait, after those
    pub queued: usize,
    /// What they come to without probes
    pub traffic: Traffic,
}
