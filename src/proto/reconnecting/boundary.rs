//! What crosses the edge.
use core::ops::Range;

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
    Send {
        /// Which it is
        key: u64,
    },
    /// Find out how to greet, send that with `count_greeting`, then report `handle_resolved`, or `handle_unresolved`, with this number
    Greet {
        /// The number of the attempt since the beginning
        ticket: u32,
    },
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
    /// Fire `undelivered` with these messages, unless they are none
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
    /// What holds when there is nothing to do, until anything is called or reported
    ///
    /// No number is that of an [`ActionKind`]: one answer is either of them.
    pub enum Standing {
        /// Nothing goes on: no time has to be told, and no change of the network or of the page
        Idle = 16,
        /// Changes have to be told
        Active = 17,
        /// The same, and the time when it is [`due`](super::Reconnector::due)
        ActiveUntil = 18,
        /// The same, and another task before the next command, unless that is given in this one
        Closing = 19,
        /// Changes have to be told, and the connection may be handed messages directly
        /// ([`Reconnector::is_direct`](super::Reconnector::is_direct))
        Direct = 20,
        /// The same, and the time when it is [`due`](super::Reconnector::due)
        DirectUntil = 21,
    }
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
        /// [`Action::Greet`]
        Greet = 14,
    }
}

impl Action {
    /// Which action it is
    pub fn kind(self) -> ActionKind {
        match self {
            Self::AskWhere { .. } => ActionKind::AskWhere,
            Self::Connect => ActionKind::Connect,
            Self::Send { .. } => ActionKind::Send,
            Self::Greet { .. } => ActionKind::Greet,
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
        /// It was not known where to connect, or how to greet
        Provider = 3,
        /// The page is hidden, and was for as long as the policy allows
        Hidden = 4,
    }
}

/// What becomes of a message
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Hand it to the connection now, and keep it under this key
    HandedOver {
        /// The key of this message
        key: u64,
    },
    /// It waits: keep it under this key
    Queued {
        /// The key of this message
        key: u64,
        /// Messages that waited before it and had to go
        dropped: Keys,
    },
    /// There is no room for it, and nothing has changed but the figures of the overflow: the application has to know
    Refused,
    /// There is no room for it: it is dropped
    DroppedNewest,
    /// `close` was called: it is dropped, and counted in `bufferedAmount`
    DroppedAfterClose,
}

numbered! {
    /// A [`Sent`] without its keys
    pub enum SentKind {
        /// [`Sent::HandedOver`]
        HandedOver = 0,
        /// [`Sent::Queued`] that drops none
        Queued = 1,
        /// [`Sent::Queued`] that drops others
        QueuedForOthers = 2,
        /// [`Sent::Refused`]
        Refused = 3,
        /// [`Sent::DroppedNewest`]
        DroppedNewest = 4,
        /// [`Sent::DroppedAfterClose`]
        DroppedAfterClose = 5,
    }
}

impl Sent {
    /// What becomes of it, without keys
    pub fn kind(self) -> SentKind {
        match self {
            Self::HandedOver { .. } => SentKind::HandedOver,
            Self::Queued { dropped, .. } if dropped.is_empty() => SentKind::Queued,
            Self::Queued { .. } => SentKind::QueuedForOthers,
            Self::Refused => SentKind::Refused,
            Self::DroppedNewest => SentKind::DroppedNewest,
            Self::DroppedAfterClose => SentKind::DroppedAfterClose,
        }
    }
}

/// Messages that were not transmitted, and never will be: those that the connection was handed, then those that wait
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// Those that the connection was handed
    pub handed: Keys,
    /// Those that no connection was handed
    pub queued: Keys,
    /// What they come to
    pub traffic: Traffic,
}

/// Keys of messages that follow each other: from `first` on, and below `end`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// The first key
    pub first: u64,
    /// What follows the last key
    pub end: u64,
}

impl Keys {
    /// Whether there is none
    pub fn is_empty(self) -> bool {
        self.first >= self.end
    }

    /// Each key
    pub fn iter(self) -> Range<u64> {
        self.first..self.end
    }

    /// Add a key that is greater than the others
    pub(super) fn add(&mut self, key: u64) {
        if self.is_empty() {
            self.first = key;
        }
        self.end = key + 1;
    }
}
