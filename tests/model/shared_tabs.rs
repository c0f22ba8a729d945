//! Tabs, their workers and the network: whatever ends when, each message has one end. `src/shared/tab.js` does what [`Tab`] does here.
use std::collections::VecDeque;

use proptest::collection::vec;
use proptest::prelude::*;
use websocket_wasm::proto::shared::transitions::{Link, LinkAction, LinkInput, of_link};
use websocket_wasm::proto::shared::{Action, Hub, Policy, Report, Run};

use crate::config;

const TABS: usize = 3;

#[derive(Clone, Copy, Debug)]
enum Step {
    Send(usize),
    /// The worker takes the next message from the port of a tab, and a tab from its own
    WorkerHears(usize),
    TabHears(usize),
    /// The time of a tab is over
    Overdue(usize),
    Cut(usize),
    Opens,
    Transmits,
    Ends,
    WorkerEnds,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..TABS).prop_map(Step::Send),
        6 => (0..TABS).prop_map(Step::WorkerHears),
        6 => (0..TABS).prop_map(Step::TabHears),
        3 => (0..TABS).prop_map(Step::Overdue),
        1 => (0..TABS).prop_map(Step::Cut),
        3 => Just(Step::Opens),
        5 => Just(Step::Transmits),
        1 => Just(Step::Ends),
        1 => Just(Step::WorkerEnds),
    ]
}

#[derive(Clone, Copy, Debug)]
enum Said {
    Hello,
    Asks,
    Message(u32),
}

#[derive(Clone, Copy, Debug)]
enum Told {
    State(bool),
    Item(bool),
    Settled(Run),
    Answer,
}

#[derive(Debug, Default)]
struct Tab {
    link: TabLink,
    /// The number of its port, which the hub knows it by
    port: u32,
    is_open: bool,
    heard: bool,
    next: u32,
    /// Not given to a worker yet, and given without knowing what becomes of it
    waiting: VecDeque<u32>,
    unsettled: VecDeque<u32>,
    to_worker: VecDeque<Said>,
    to_tab: VecDeque<Told>,
    left: Vec<u32>,
    lost: Vec<u32>,
    /// Lost with a worker: nobody knows whether they have left
    uncertain: Vec<u32>,
}

#[derive(Debug)]
struct TabLink(Link);

impl Default for TabLink {
    fn default() -> Self {
        Self(Link::Joining)
    }
}

struct World {
    tabs: Vec<Tab>,
    ports: u32,
    hub: Hub,
    /// Events of the connection by key: whether it is open then
    items: Vec<bool>,
    is_open: bool,
    /// What the connection holds, and what waits for one
    buffer: VecDeque<(usize, u32)>,
    queue: VecDeque<(usize, u32)>,
    /// What the server has got
    transcript: Vec<(usize, u32)>,
}

impl World {
    fn new() -> Self {
        let tab = |port| Tab { port, to_worker: VecDeque::from([Said::Hello]), ..Tab::default() };
        Self {
            tabs: (0..TABS as u32).map(tab).collect(),
            ports: TABS as u32,
            hub: Hub::new(Policy::default()),
            items: Vec::new(),
            is_open: false,
            buffer: VecDeque::new(),
            queue: VecDeque::new(),
            transcript: Vec::new(),
        }
    }

    fn play(&mut self, step: Step) {
        match step {
            Step::Send(tab) => self.tabs[tab].send(),
            Step::WorkerHears(tab) => self.hear(tab),
            Step::TabHears(tab) => self.tabs[tab].hear(),
            Step::Overdue(tab) => {
                let heard = std::mem::take(&mut self.tabs[tab].heard);
                self.take(tab, if heard { LinkInput::Heard } else { LinkInput::Overdue });
            }
            Step::Cut(tab) => self.take(tab, LinkInput::Cut),
            Step::Opens if !self.is_open => {
                self.is_open = true;
                let queue = std::mem::take(&mut self.queue);
                self.buffer.extend(queue);
                self.hub.handle_opened();
                self.offer(true);
            }
            Step::Transmits => {
                self.transcript.extend(self.buffer.pop_front());
                self.look();
            }
            Step::Ends if self.is_open => {
                self.is_open = false;
                let undelivered = std::mem::take(&mut self.buffer).len() as u64;
                self.offer(false);
                self.hub.handle_ended(undelivered, false);
            }
            Step::WorkerEnds => self.end_worker(),
            Step::Opens | Step::Ends => {}
        }
        self.settle();
    }

    /// A message is one byte long
    fn look(&mut self) {
        self.hub.handle_transmitted((self.buffer.len() + self.queue.len()) as u64);
    }

    fn offer(&mut self, is_open: bool) {
        let key = self.hub.receive(None) as usize;
        self.items.resize(key + 1, false);
        self.items[key] = is_open;
    }

    fn hear(&mut self, tab: usize) {
        let Some(said) = self.tabs[tab].to_worker.pop_front() else { return };
        let port = self.tabs[tab].port;
        match said {
            Said::Hello => {
                self.hub.handle_report(Report::Joined, port, 1e6, 0.0);
            }
            Said::Asks => {
                self.hub.handle_report(Report::Asks, port, 0.0, 0.0);
            }
            Said::Message(number) => {
                let report = if self.is_open { Report::Sent } else { Report::Queued };
                if self.hub.handle_report(report, port, 1.0, 0.0) {
                    let to = if self.is_open { &mut self.buffer } else { &mut self.queue };
                    to.push_back((tab, number));
                }
            }
        }
    }

    fn settle(&mut self) {
        while let Some(action) = self.hub.poll_action() {
            let told = match action {
                Action::TellState { .. } => Told::State(self.is_open),
                Action::Deliver { key, .. } => Told::Item(self.items[key as usize]),
                Action::TellSettled { run, .. } => Told::Settled(run),
                Action::Answer { .. } => Told::Answer,
                _ => continue,
            };
            // Nobody hears at the port of a tab that has joined again.
            if let Some(tab) = self.tabs.iter_mut().find(|tab| action.tab() == Some(tab.port)) {
                tab.to_tab.push_back(told);
            }
        }
    }

    fn take(&mut self, tab: usize, input: LinkInput) {
        let Some(transition) = of_link(self.tabs[tab].link.0, input) else { return };
        self.tabs[tab].link.0 = transition.next;
        match transition.action {
            Some(LinkAction::Ask) => self.tabs[tab].to_worker.push_back(Said::Asks),
            Some(LinkAction::Rejoin) => {
                self.tabs[tab].rejoin(self.ports);
                self.ports += 1;
            }
            None => {}
        }
    }

    fn end_worker(&mut self) {
        self.hub = Hub::new(Policy::default());
        self.is_open = false;
        self.buffer.clear();
        self.queue.clear();
        for tab in &mut self.tabs {
            tab.to_worker.clear();
        }
    }
}

impl Tab {
    fn send(&mut self) {
        self.waiting.push_back(self.next);
        self.next += 1;
        self.hand_over();
    }

    fn hand_over(&mut self) {
        while self.is_open {
            let Some(number) = self.waiting.pop_front() else { return };
            self.to_worker.push_back(Said::Message(number));
            self.unsettled.push_back(number);
        }
    }

    fn hear(&mut self) {
        let Some(told) = self.to_tab.pop_front() else { return };
        self.heard = true;
        match told {
            Told::State(is_open) | Told::Item(is_open) => {
                self.is_open = is_open;
                self.hand_over();
            }
            Told::Settled(run) => {
                self.left.extend(self.unsettled.drain(..run.left as usize));
                self.lost.extend(self.unsettled.drain(..run.lost as usize));
            }
            Told::Answer => {}
        }
    }

    fn rejoin(&mut self, port: u32) {
        self.port = port;
        self.is_open = false;
        self.uncertain.extend(self.unsettled.drain(..));
        self.to_tab.clear();
        // What is on its way to a worker that lives is not called back.
        self.to_worker = VecDeque::from([Said::Hello]);
    }
}

fn is_rising(numbers: &[u32]) -> bool {
    numbers.windows(2).all(|pair| pair[0] < pair[1])
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn each_message_of_a_tab_has_one_end(steps in vec(step(), 0..120)) {
        let mut world = World::new();
        for step in steps {
            world.play(step);
        }
        // A worker that was lost is missed, and then everything comes to its end.
        for _ in 0..3 {
            for tab in 0..TABS {
                for _ in 0..4 {
                    world.play(Step::Overdue(tab));
                    while !world.tabs[tab].to_worker.is_empty() { world.play(Step::WorkerHears(tab)); }
                    while !world.tabs[tab].to_tab.is_empty() { world.play(Step::TabHears(tab)); }
                }
            }
            world.play(Step::Opens);
            while !world.buffer.is_empty() { world.play(Step::Transmits); }
            world.play(Step::Transmits);
        }
        for (index, tab) in world.tabs.iter().enumerate() {
            prop_assert!(tab.waiting.is_empty() && tab.unsettled.is_empty(), "{:?}", tab);
            let transcript: Vec<_> =
                world.transcript.iter().filter(|(of, _)| *of == index).map(|(_, number)| *number).collect();
            prop_assert!(is_rising(&transcript), "each once, in order: {:?}", transcript);
            let told = [&tab.left[..], &tab.lost, &tab.uncertain].concat();
            let mut sorted = told.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..tab.next).collect::<Vec<_>>(), "each is told of once");
            prop_assert!(tab.left.iter().all(|number| transcript.contains(number)));
            prop_assert!(tab.lost.iter().all(|number| !transcript.contains(number)));
            prop_assert!(is_rising(&tab.left) && is_rising(&tab.lost) && is_rising(&tab.uncertain));
        }
    }
}
