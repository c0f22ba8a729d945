//! What crosses the edge.
use super::settled::Run;
use super::tab::TabId;
use crate::proto::Traffic;

/// What to do next
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Make the connection
    Connect,
    /// Close the connection, as the tab that has left last has said
    Close,
    /// Tell a tab how the connection is now: whether it is established, and which one it is
    TellState {
        /// The tab
        tab: TabId,
    },
    /// Tell a tab this item
    Deliver {
        /// The tab
        tab: TabId,
        /// The item
        key: u64,
    },
    /// Tell a tab how much of what has arrived it does not get
    TellMissed {
        /// The tab
        tab: TabId,
        /// The messages
        missed: Traffic,
    },
    /// Tell a tab what has become of the first so many of the messages that it does not know of
    TellSettled {
        /// The tab
        tab: TabId,
        /// How many have left, and how many after them have not
        run: Run,
    },
    /// Answer a tab that has asked for a sign of life
    Answer {
        /// The tab
        tab: TabId,
    },
    /// Ask a tab for a sign of life
    Ping {
        /// The tab
        tab: TabId,
    },
    /// Ask a tab this question
    Ask {
        /// The tab
        tab: TabId,
        /// The question
        question: u32,
    },
    /// Tell a tab that it has left
    ConfirmLeft {
        /// The tab
        tab: TabId,
    },
}

numbered! {
    /// An [`Action`] without its figures
    pub enum ActionKind {
        /// [`Action::Connect`]
        Connect = 1,
        /// [`Action::Close`]
        Close = 2,
        /// [`Action::TellState`]
        TellState = 3,
        /// [`Action::Deliver`]
        Deliver = 4,
        /// [`Action::TellMissed`]
        TellMissed = 5,
        /// [`Action::TellSettled`]
        TellSettled = 6,
        /// [`Action::Answer`]
        Answer = 7,
        /// [`Action::Ping`]
        Ping = 8,
        /// [`Action::Ask`]
        Ask = 9,
        /// [`Action::ConfirmLeft`]
        ConfirmLeft = 10,
    }
}

impl Action {
    /// Which action it is
    pub fn kind(self) -> ActionKind {
        match self {
            Self::Connect => ActionKind::Connect,
            Self::Close => ActionKind::Close,
            Self::TellState { .. } => ActionKind::TellState,
            Self::Deliver { .. } => ActionKind::Deliver,
            Self::TellMissed { .. } => ActionKind::TellMissed,
            Self::TellSettled { .. } => ActionKind::TellSettled,
            Self::Answer { .. } => ActionKind::Answer,
            Self::Ping { .. } => ActionKind::Ping,
            Self::Ask { .. } => ActionKind::Ask,
            Self::ConfirmLeft { .. } => ActionKind::ConfirmLeft,
        }
    }

    /// The tab that is meant, if one is
    pub fn tab(self) -> Option<TabId> {
        match self {
            Self::Connect | Self::Close => None,
            Self::TellState { tab }
            | Self::Deliver { tab, .. }
            | Self::TellMissed { tab, .. }
            | Self::TellSettled { tab, .. }
            | Self::Answer { tab }
            | Self::Ping { tab }
            | Self::Ask { tab, .. }
            | Self::ConfirmLeft { tab } => Some(tab),
        }
    }
}
