//! Random scripts of calls, drops, host events and time, against what a naive reader of the docs expects.
use std::collections::BTreeSet;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::config;
use super::steps::{Step, step};
use super::*;
use crate::client::tests::tasks::Task;
use crate::client::{ClosedForGood, Error, Events, QueueOverflow, ReadyState, ReconnectingSender};

type Sending = Task<Pin<Box<dyn Future<Output = Result<(), Error>>>>>;

/// What is known of one client
struct Script {
    hosts: Vec<Rc<FakeSocket>>,
    first_count: usize,
    sender: Option<ReconnectingSender>,
    events: Option<Events>,
    closed: Task<ClosedForGood>,
    sending: Vec<(u32, Sending)>,
    number: u32,
    /// Messages that were taken, in that order
    accepted: Vec<u32>,
    undelivered: BTreeSet<u32>,
    overflowed: u64,
    /// What was received and is to be read
    unread: Vec<Message>,
    opens: usize,
    opens_read: usize,
    is_here: bool,
    is_over: bool,
    is_closed: bool,
}

impl Script {
    fn new(overflow: QueueOverflow) -> Self {
        let first_count = FakeSocket::count();
        let socket = connect_with(|builder| {
            builder.high_water_mark(50).max_queued_bytes(150).overflow(overflow)
        });
        let closed = Task::new(socket.closed());
        let (sender, events) = socket.split();
        Self {
            hosts: vec![FakeSocket::latest()],
            first_count,
            sender: Some(sender),
            events: Some(events),
            closed,
            sending: Vec::new(),
            number: 0,
            accepted: Vec::new(),
            undelivered: BTreeSet::new(),
            overflowed: 0,
            unread: Vec::new(),
            opens: 0,
            opens_read: 0,
            is_here: false,
            is_over: false,
            is_closed: false,
        }
    }

    fn host(&self) -> Rc<FakeSocket> {
        self.hosts.last().cloned().unwrap()
    }

    fn run(&mut self, step: Step) {
        let host = self.host();
        let is_heard = !host.is_detached.get();
        match step {
            Step::Open if host.state() == ReadyState::Connecting && is_heard => {
                self.opens += 1;
                host.open("");
            }
            Step::Message if host.state().is_open() && is_heard => {
                let message = self.next(9);
                if self.events.is_some() {
                    self.unread.push(message.clone());
                }
                host.message(message);
            }
            Step::StartClosing if host.state().is_open() => host.start_closing(),
            Step::Error if host.state() == ReadyState::Connecting => host.error(ReadyState::Closed),
            Step::End(was_clean) if host.state() != ReadyState::Closed => {
                host.end(if was_clean { 1000 } else { 1006 }, "", was_clean);
            }
            Step::Transmit => host.buffer(0),
            Step::Wait(milliseconds) => pass(milliseconds.into()),
            Step::Online(is_online) => fake_place::set_online(is_online),
            Step::Hidden(is_hidden) => fake_place::set_hidden(is_hidden),
            Step::TrySend(length) => self.try_send(length),
            Step::Send(length) => self.send(length),
            Step::PollSend if !self.sending.is_empty() => self.poll_send(0),
            Step::DropSend => drop(self.sending.pop()),
            Step::Read => self.read(),
            Step::Reconnect => {
                // What was told before is not mistaken for what is told after.
                self.read();
                if let Some(sender) = &self.sender {
                    (self.is_closed, self.is_over) = (false, false);
                    sender.reconnect();
                }
            }
            Step::Close => {
                if let Some(sender) = &self.sender {
                    self.is_closed = true;
                    drop(sender.close());
                }
            }
            Step::DropEvents => self.events = None,
            Step::DropSender => self.sender = None,
            _ => {}
        }
        self.check();
    }

    fn next(&mut self, length: usize) -> Message {
        self.number += 1;
        let mut bytes = self.number.to_le_bytes().to_vec();
        bytes.resize(length, 0);
        bytes.into()
    }

    fn try_send(&mut self, length: usize) {
        let Some(sender) = self.sender.clone() else { return };
        let message = self.next(length);
        if sender.try_send(message.clone()).is_ok() {
            assert!(!self.is_closed);
            self.accepted.push(number_of(&message));
        }
    }

    fn send(&mut self, length: usize) {
        let Some(sender) = self.sender.clone() else { return };
        let message = self.next(length);
        let number = number_of(&message);
        let sent = async move { sender.send(message).await };
        self.sending.push((number, Task::new(Box::pin(sent))));
        self.poll_send(self.sending.len() - 1);
    }

    fn poll_send(&mut self, index: usize) {
        if let Poll::Ready(result) = self.sending[index].1.poll() {
            let (number, _) = self.sending.remove(index);
            self.accepted.extend(result.is_ok().then_some(number));
        }
    }

    fn read(&mut self) {
        let Some(mut events) = self.events.take() else { return };
        loop {
            match events.try_recv() {
                Poll::Ready(Some(event)) => self.hear(event),
                Poll::Ready(None) => break assert!(self.is_over),
                Poll::Pending => break assert!(!self.is_over),
            }
        }
        assert_eq!((self.unread.len(), self.opens_read), (0, self.opens));
        self.events = Some(events);
    }

    fn hear(&mut self, event: Event) {
        match event {
            Event::Open { .. } => {
                self.opens_read += 1;
                self.is_here = true;
            }
            Event::Message(message) => assert_eq!(self.unread.remove(0), message),
            Event::Reconnecting { attempt, .. } => {
                assert!(attempt > 0);
                self.is_here = false;
            }
            Event::Undelivered(messages) => {
                for message in messages {
                    assert!(self.undelivered.insert(number_of(&message)), "told twice");
                }
            }
            Event::Overflow(traffic) => self.overflowed += traffic.messages,
            Event::Closed(_) => {
                assert!(self.is_closed);
                (self.is_here, self.is_over) = (false, true);
            }
            Event::GaveUp { .. } => panic!("there is no limit of attempts"),
        }
    }

    /// Holds after each step
    fn check(&mut self) {
        let made = FakeSocket::count() - self.first_count;
        assert!(made <= self.hosts.len() + 1, "two attempts at once");
        if made > self.hosts.len() {
            self.hosts.push(FakeSocket::latest());
        }
        let is_there = |host: &&Rc<FakeSocket>| host.is_held() && !host.is_detached.get();
        assert!(self.hosts.iter().filter(is_there).count() <= 1, "two connections");
        // In the order in which they were taken, and once only.
        let mut accepted = self.accepted.iter();
        for number in self.sent() {
            assert!(accepted.any(|one| *one == number), "{number} is sent twice, or not in order");
        }
        if self.sender.is_none() && self.events.is_none() && self.sending.is_empty() {
            let host = self.host();
            assert!(host.is_detached.get() || host.state() >= ReadyState::Closing);
        }
    }

    fn sent(&self) -> Vec<u32> {
        let sent = |host: &Rc<FakeSocket>| -> Vec<u32> {
            host.sent.borrow().iter().map(number_of).collect()
        };
        self.hosts.iter().flat_map(sent).collect()
    }

    /// All goes well from now on: it comes back, or ends; then each message has one fate
    fn finish(mut self) {
        for is_online in [false, true] {
            self.run(Step::Online(is_online));
        }
        self.run(Step::Hidden(false));
        for _ in 0..30 {
            if self.host().state() == ReadyState::Closing {
                self.run(Step::End(true));
            }
            self.run(Step::Open);
            self.run(Step::Transmit);
            self.run(Step::Wait(2_000));
            self.run(Step::Read);
            while !self.sending.is_empty() {
                let before = self.sending.len();
                self.poll_send(0);
                if self.sending.len() == before {
                    break;
                }
            }
        }
        if let (Some(sender), Some(_)) = (&self.sender, &self.events) {
            assert_eq!(self.is_here, !self.is_closed);
            assert_eq!(self.closed.poll().is_ready(), self.is_closed);
            assert_eq!((sender.queued().messages, sender.kept()), (0, 0));
            assert!(self.sending.is_empty());
            let sent: BTreeSet<_> = self.sent().into_iter().collect();
            let known = sent.union(&self.undelivered).count() as u64;
            assert_eq!(known + self.overflowed, self.accepted.len() as u64, "one fate");
        }
        (self.sender, self.events) = (None, None);
        drop((self.sending, self.closed));
        let (host, place) = (self.hosts.pop().unwrap(), FakePlace::latest());
        assert!(!host.is_held() && host.is_detached.get() && !host.has_timer());
        assert!(!place.is_held() && !place.has_timer() && !place.is_watched.get());
    }
}

fn number_of(message: &Message) -> u32 {
    let bytes = message.as_bytes().first_chunk().copied();
    bytes.map(u32::from_le_bytes).expect("a message of this test")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_happens_it_comes_back_and_each_message_has_one_fate(
        steps in vec(step(), 0..80), random in 0.0..1.0, overflow in 0..3_u8,
    ) {
        fake_place::set_random(random);
        let overflow = QueueOverflow::from_number(overflow).unwrap();
        let mut script = Script::new(overflow);
        for step in steps {
            script.run(step);
        }
        script.finish();
    }
}
