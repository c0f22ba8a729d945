//! The two state machines of a shared connection. Rule of this file: all transitions are here, and nothing else assigns a presence or a
//! phase.
//!
//! `docs/transitions.md` has a table of each, made by calling [`of_tab`] and [`of_hub`].
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

/// Where an input leads
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition<S> {
    /// The next state
    pub next: S,
    /// What has to be done
    pub action: Option<ActionKind>,
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
