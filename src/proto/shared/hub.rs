//! The state of a shared connection.
use alloc::collections::VecDeque;
use alloc::vec::Vec;

use super::boundary::{Action, ActionKind};
use super::outgoing::Outgoing;
use super::policy::{Policy, Setting};
use super::questions::Questions;
use super::tab::{Tab, TabId};
use super::traffic::tell_rest;
use super::transitions::{HubInput, Machine, Phase, Presence, TabInput};

/// One connection and its tabs
///
/// How it is driven is in the documentation of the [module](super).
#[derive(Debug)]
pub struct Hub {
    policy: Policy,
    machine: Machine<Phase>,
    pub(super) tabs: Vec<Tab>,
    pub(super) outgoing: Outgoing,
    questions: Questions,
    /// The key of the next item
    pub(super) next_key: u64,
    /// When there was no tab for long enough; infinite while there are any
    linger_due: f64,
    pub(super) actions: VecDeque<Action>,
}

impl Hub {
    /// A hub without tabs, and without a connection
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            machine: Machine::vacant(),
            tabs: Vec::new(),
            outgoing: Outgoing::default(),
            questions: Questions::default(),
            next_key: 0,
            linger_due: f64::INFINITY,
            actions: VecDeque::new(),
        }
    }

    /// Change a number of the policy
    pub fn set(&mut self, setting: Setting, value: f64) {
        self.policy.set(setting, value);
    }

    /// What to do next
    pub fn poll_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// When [`handle_time`](Self::handle_time) is due; infinite if it is not
    pub fn deadline(&self) -> f64 {
        let of_tabs = self.tabs.iter().map(|tab| tab.due).fold(f64::INFINITY, f64::min);
        of_tabs.min(self.questions.deadline()).min(self.linger_due)
    }

    /// What becomes of the connection
    pub fn phase(&self) -> Phase {
        self.machine.state()
    }

    /// Whether a tab can be told anything; `None` if there is no such tab
    pub fn presence(&self, tab: TabId) -> Option<Presence> {
        Some(self.tabs.iter().find(|known| known.id == tab)?.presence())
    }

    /// Items with keys below this are held for nobody
    pub fn first_held(&self) -> u64 {
        let held = self.tabs.iter().filter_map(|tab| tab.account.first_held());
        held.min().unwrap_or(self.next_key)
    }

    /// Whether the connection may hold messages of tabs: whether its buffer has to be looked at
    pub fn has_outgoing(&self) -> bool {
        !self.outgoing.is_empty()
    }

    /// A tab joins; it is told how the connection is, and of everything from here on. False if it is there already, or too late
    pub fn join(&mut self, tab: TabId, receive_limit: u64, now: f64) -> bool {
        if self.phase() == Phase::Over || self.presence(tab).is_some() {
            return false;
        }
        self.tabs.push(Tab::new(tab, receive_limit, now + self.policy.ping_interval));
        self.note_occupancy(now);
        self.actions.push_back(Action::TellState { tab });
        self.ask(now);
        true
    }

    /// A tab leaves, and is told so after everything else; false if there is no such tab
    pub fn leave(&mut self, tab: TabId, now: f64) -> bool {
        let before = self.tabs.len();
        self.tabs.retain(|known| known.id != tab);
        if self.tabs.len() == before {
            return false;
        }
        self.actions.push_back(Action::ConfirmLeft { tab });
        self.lose(tab, now);
        true
    }

    /// A tab says anything at all: if it was away, it is told what is held for it, and what it has missed. False if there is no such tab
    pub fn hear(&mut self, tab: TabId, now: f64) -> bool {
        let Some(known) = self.tabs.iter_mut().find(|known| known.id == tab) else { return false };
        let was_reachable = known.is_reachable();
        known.machine.take(TabInput::Heard);
        known.set_due(&self.policy, now);
        if !was_reachable {
            while let Some(key) = known.account.tell_next() {
                self.actions.push_back(Action::Deliver { tab, key });
            }
            tell_rest(known, &mut self.actions);
            self.questions.forget_asked(tab);
            self.note_occupancy(now);
            self.ask(now);
        }
        true
    }

    /// A tab says that it goes away
    pub fn handle_hides(&mut self, tab: TabId, now: f64) {
        self.take(tab, TabInput::Hides, now);
    }

    /// Whether somebody can see a tab
    pub fn handle_visibility(&mut self, tab: TabId, is_visible: bool) {
        if let Some(known) = self.tabs.iter_mut().find(|known| known.id == tab) {
            known.is_visible = is_visible;
        }
    }

    /// Somebody who can be asked has to answer a question
    pub fn handle_question(&mut self, question: u32, now: f64) {
        self.questions.add(question);
        self.ask(now);
    }

    /// A question is answered, or needs no answer any more; whether it still needed one
    pub fn answer(&mut self, question: u32) -> bool {
        self.questions.remove(question)
    }

    /// The time is `now`
    pub fn handle_time(&mut self, now: f64) {
        let due: Vec<_> = self.tabs.iter().filter(|tab| tab.due <= now).map(due_input).collect();
        for (tab, input) in due {
            self.take(tab, input, now);
        }
        self.questions.handle_time(now);
        self.ask(now);
        if self.linger_due <= now {
            self.linger_due = f64::INFINITY;
            self.take_hub(HubInput::LingerOver);
        }
    }

    fn take(&mut self, tab: TabId, input: TabInput, now: f64) {
        let Some(known) = self.tabs.iter_mut().find(|known| known.id == tab) else { return };
        let Some(transition) = known.machine.take(input) else { return };
        known.set_due(&self.policy, now);
        if transition.action == Some(ActionKind::Ping) {
            self.actions.push_back(Action::Ping { tab });
        }
        if transition.next == Presence::Gone {
            known.account.drop_held();
        }
        if !transition.next.is_reachable() {
            self.lose(tab, now);
        }
    }

    /// A tab cannot be asked any more, and perhaps was the last
    fn lose(&mut self, tab: TabId, now: f64) {
        self.questions.stop_awaiting(tab);
        self.ask(now);
        self.note_occupancy(now);
    }

    fn note_occupancy(&mut self, now: f64) {
        if self.tabs.iter().any(Tab::is_there) {
            self.linger_due = f64::INFINITY;
            self.take_hub(HubInput::Occupied);
        } else if self.take_hub(HubInput::Deserted) {
            self.linger_due = now + self.policy.linger;
        }
    }

    fn take_hub(&mut self, input: HubInput) -> bool {
        let Some(transition) = self.machine.take(input) else { return false };
        match transition.action {
            Some(ActionKind::Connect) => self.actions.push_back(Action::Connect),
            Some(ActionKind::Close) => self.actions.push_back(Action::Close),
            _ => {}
        }
        true
    }

    /// Ask those who can be asked: first those whom somebody sees
    fn ask(&mut self, now: f64) {
        let of = |is_visible| {
            let tabs = self.tabs.iter();
            tabs.filter(move |tab| tab.is_reachable() && tab.is_visible == is_visible)
                .map(|tab| tab.id)
        };
        let due = now + self.policy.answer_timeout;
        while let Some((tab, question)) = self.questions.ask_next(of(true).chain(of(false)), due) {
            self.actions.push_back(Action::Ask { tab, question });
        }
    }
}

/// What the time brings to a tab
fn due_input(tab: &Tab) -> (TabId, TabInput) {
    let input = match tab.presence() {
        Presence::Present => TabInput::PingDue,
        Presence::Pinged => TabInput::PingOverdue,
        Presence::Away | Presence::Gone => TabInput::AwayOverdue,
    };
    (tab.id, input)
}
