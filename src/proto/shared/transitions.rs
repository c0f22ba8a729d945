//! The state machines of a shared connection. Rule of this file: all transitions are here, and nothing else assigns a presence, a phase
//! or a link.
//!
//! `docs/transitions.md` has a table of each, made by calling [`of_tab`], [`of_hub`] and [`of_link`]. A tab has no wasm: its script has the
//! table of the link as [`number_of_link`] makes it, and a test compares both.
use super::boundary::ActionKind;

listed! {
    /// Whether a tab can be told anything
    pub enum Presence {
        /// It has said something lately
        Present,
        /// It was pinged, and has not said anything since
        Pinged,
        /// It has said that it goes, or has not answered: what it is told is held
        Away,
        /// It was away for too long: nothing is held for it, and it does not keep the connection
        Gone,
    }
}

listed! {
    /// What happens to a tab
    pub enum TabInput {
        /// It has said something
        Heard,
        /// It has said that it goes away
        Hides,
        /// It has not said anything for as long as the policy allows
        PingDue,
        /// It has not answered the ping in time
        PingOverdue,
        /// It is away for as long as the policy allows
        AwayOverdue,
    }
}

listed! {
    /// What becomes of the connection
    pub enum Phase {
        /// There was no tab yet, so there is no connection
        Vacant,
        /// There are tabs
        Serving,
        /// There is no tab any more: the connection is kept for a while
        Lingering,
        /// The connection was closed: for another, there is another hub
        Over,
    }
}

listed! {
    /// What happens to the hub
    pub enum HubInput {
        /// The first tab is there
        Occupied,
        /// The last tab is not there any more
        Deserted,
        /// There was no tab for as long as the policy allows
        LingerOver,
    }
}

numbered! {
    /// What a tab knows of its worker
    pub enum Link {
        /// It has joined, and has heard nothing
        Joining = 0,
        /// It has heard something lately
        Heard = 1,
        /// It has asked for a sign of life
        Asked = 2,
        /// It has asked once more: a page that was stopped finds its time over before it can hear what has arrived
        AskedAgain = 3,
        /// The page is frozen or in the back/forward cache
        Kept = 4,
    }
}

numbered! {
    /// What happens to the link of a tab
    pub enum LinkInput {
        /// Something was heard since the last look
        Heard = 0,
        /// Nothing was heard for as long as the policy allows
        Overdue = 1,
        /// The browser says that the other end of the port is gone
        Cut = 2,
        /// The page is going to be frozen or kept
        Hides = 3,
        /// The page is back
        Back = 4,
    }
}

numbered! {
    /// What a tab does about its link
    pub enum LinkAction {
        /// Ask the worker for a sign of life
        Ask = 1,
        /// The worker is lost: tell what was lost with it, and join another
        Rejoin = 2,
    }
}

/// Where an input leads
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition<S, A = ActionKind> {
    /// The next state
    pub next: S,
    /// What has to be done
    pub action: Option<A>,
}

/// Where an input leads a tab; `None` if it changes nothing
pub fn of_tab(presence: Presence, input: TabInput) -> Option<Transition<Presence>> {
    let (next, action) = match (presence, input) {
        (Presence::Present, TabInput::PingDue) => (Presence::Pinged, Some(ActionKind::Ping)),
        (Presence::Pinged, TabInput::Heard) => (Presence::Present, None),
        (Presence::Pinged, TabInput::PingOverdue) => (Presence::Away, None),
        (Presence::Present | Presence::Pinged, TabInput::Hides) => (Presence::Away, None),
        (Presence::Away, TabInput::AwayOverdue) => (Presence::Gone, None),
        (Presence::Away | Presence::Gone, TabInput::Heard) => (Presence::Present, None),
        _ => return None,
    };
    Some(Transition { next, action })
}

/// Where an input leads the hub; `None` if it changes nothing
pub fn of_hub(phase: Phase, input: HubInput) -> Option<Transition<Phase>> {
    let (next, action) = match (phase, input) {
        (Phase::Vacant, HubInput::Occupied) => (Phase::Serving, Some(ActionKind::Connect)),
        (Phase::Serving, HubInput::Deserted) => (Phase::Lingering, None),
        (Phase::Lingering, HubInput::Occupied) => (Phase::Serving, None),
        (Phase::Lingering, HubInput::LingerOver) => (Phase::Over, Some(ActionKind::Close)),
        _ => return None,
    };
    Some(Transition { next, action })
}

/// Where an input leads the link of a tab; `None` if it changes nothing
///
/// A tab that has heard nothing of a worker waits until that is overdue: a worker that always fails is not started again at once.
pub fn of_link(link: Link, input: LinkInput) -> Option<Transition<Link, LinkAction>> {
    let (next, action) = match (link, input) {
        (Link::Joining | Link::Asked | Link::AskedAgain, LinkInput::Heard) => (Link::Heard, None),
        (Link::Heard, LinkInput::Overdue) => (Link::Asked, Some(LinkAction::Ask)),
        (Link::Asked, LinkInput::Overdue) => (Link::AskedAgain, Some(LinkAction::Ask)),
        (Link::Joining | Link::AskedAgain, LinkInput::Overdue)
        | (Link::Heard | Link::Asked | Link::AskedAgain | Link::Kept, LinkInput::Cut) => {
            (Link::Joining, Some(LinkAction::Rejoin))
        }
        (Link::Joining | Link::Heard | Link::Asked | Link::AskedAgain, LinkInput::Hides) => {
            (Link::Kept, None)
        }
        (Link::Kept, LinkInput::Back) => (Link::Asked, Some(LinkAction::Ask)),
        _ => return None,
    };
    Some(Transition { next, action })
}

/// [`of_link`] as the script of a tab has it: the next state, and the action times 8; the state itself if nothing changes
pub fn number_of_link(link: Link, input: LinkInput) -> u8 {
    of_link(link, input).map_or(link.number(), |Transition { next, action }| {
        next.number() + 8 * action.map_or(0, LinkAction::number)
    })
}

/// A state that only an input changes
#[derive(Debug)]
pub(super) struct Machine<S>(S);

impl Machine<Presence> {
    /// A tab that has just joined
    pub(super) fn joined() -> Self {
        Self(Presence::Present)
    }

    pub(super) fn take(&mut self, input: TabInput) -> Option<Transition<Presence>> {
        let transition = of_tab(self.0, input)?;
        self.0 = transition.next;
        Some(transition)
    }
}

impl Machine<Phase> {
    /// A hub without tabs
    pub(super) fn vacant() -> Self {
        Self(Phase::Vacant)
    }

    pub(super) fn take(&mut self, input: HubInput) -> Option<Transition<Phase>> {
        let transition = of_hub(self.0, input)?;
        self.0 = transition.next;
        Some(transition)
    }
}

impl<S: Copy> Machine<S> {
    pub(super) fn state(&self) -> S {
        self.0
    }
}

impl Presence {
    /// Whether what it is told reaches it
    pub fn is_reachable(self) -> bool {
        matches!(self, Self::Present | Self::Pinged)
    }
}
