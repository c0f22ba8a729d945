//! Random scripts of calls, polls, drops, host events and time, against a naive model of what the app may see.
use proptest::collection::vec;
use proptest::prelude::*;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use super::fake::{self, FakeSocket};
use super::tasks::Task;
use super::{config, open_with};
use crate::client::{
    CloseEvent, Closed, Error, Message, ReadyState, Receiver, Sender, TrySendError,
};
use crate::proto::Mailbox;

const MARK: u64 = 50;
const LIMIT: u64 = 300;

#[derive(Clone, Copy, Debug)]
enum Step {
    Message(usize),
    StartClosing,
    End(bool),
    Transmit,
    Wait(u32),
    Read,
    Send(usize),
    TrySend(usize),
    PollSend,
    DropSend,
    Close,
    PollClosed,
    CloneSender,
    DropSender,
    DropReceiver,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..60_usize).prop_map(Step::Message),
        1 => Just(Step::StartClosing),
        1 => any::<bool>().prop_map(Step::End),
        3 => Just(Step::Transmit),
        4 => (0..300_u32).prop_map(Step::Wait),
        5 => Just(Step::Read),
        4 => (0..60_usize).prop_map(Step::Send),
        3 => (0..60_usize).prop_map(Step::TrySend),
        4 => Just(Step::PollSend),
        1 => Just(Step::DropSend),
        1 => Just(Step::Close),
        2 => Just(Step::PollClosed),
        1 => Just(Step::CloneSender),
        1 => Just(Step::DropSender),
        1 => Just(Step::DropReceiver),
    ]
}

/// What a naive reader of the docs expects
#[derive(Default)]
struct Model {
    unread: Vec<Message>,
    weight: u64,
    overflowed: bool,
    error_is_told: bool,
    sent: Vec<Message>,
    end: Option<CloseEvent>,
    is_closing: bool,
}

type Sending = Task<std::pin::Pin<Box<dyn Future<Output = Result<(), Error>>>>>;

struct Script {
    host: Rc<FakeSocket>,
    senders: Vec<Sender>,
    receiver: Option<Receiver>,
    closed: Option<Task<Closed>>,
    sending: Vec<(Message, Sending)>,
    model: Model,
    number: u8,
}

impl Script {
    fn new(close_timeout: Option<u64>) -> Self {
        let (socket, host) = open_with(|mut builder| {
            if let Some(timeout) = close_timeout {
                builder = builder.close_timeout(Duration::from_millis(timeout));
            }
            builder.high_water_mark(MARK as usize).receive_limit(LIMIT as usize)
        });
        let closed = Some(Task::new(socket.closed()));
        let (sender, receiver) = socket.split();
        Self {
            host,
            senders: vec![sender],
            receiver: Some(receiver),
            closed,
            sending: Vec::new(),
            model: Model::default(),
            number: 0,
        }
    }

    fn run(&mut self, step: Step) {
        match step {
            Step::Message(length) => self.message(length),
            Step::StartClosing if self.host.state().is_open() => self.host.start_closing(),
            Step::StartClosing => {}
            Step::End(was_clean) => self.end(was_clean),
            Step::Transmit => self.host.buffer(0),
            Step::Wait(milliseconds) => fake::wait(milliseconds.into()),
            Step::Read => self.read(),
            Step::Send(length) => {
                if let Some(sender) = self.senders.first().cloned() {
                    let message = self.next(length);
                    let copy = message.clone();
                    let sent = async move { sender.send(copy).await };
                    self.sending.push((message, Task::new(Box::pin(sent))));
                    self.poll_send(self.sending.len() - 1);
                }
            }
            Step::TrySend(length) => self.try_send(length),
            Step::PollSend if !self.sending.is_empty() => self.poll_send(0),
            Step::PollSend => {}
            Step::DropSend => drop(self.sending.pop()),
            Step::Close => {
                if let Some(sender) = self.senders.first() {
                    sender.close();
                    self.model.is_closing = true;
                }
            }
            Step::PollClosed => self.poll_closed(),
            Step::CloneSender => self.senders.extend(self.senders.first().cloned()),
            Step::DropSender => drop(self.senders.pop()),
            Step::DropReceiver => {
                self.receiver = None;
                self.model.unread.clear();
            }
        }
        self.check();
    }

    fn next(&mut self, length: usize) -> Message {
        self.number = self.number.wrapping_add(1);
        Message::Binary(vec![self.number; length])
    }

    fn message(&mut self, length: usize) {
        let message = self.next(length);
        // Browsers deliver nothing once they are told to close, nor after the end.
        let is_delivered = self.host.state().is_open();
        if is_delivered && self.receiver.is_some() {
            let weight = length as u64 + Mailbox::<Message>::OVERHEAD;
            if self.model.weight + weight > LIMIT {
                self.model.overflowed = true;
                self.model.is_closing = true;
            } else {
                self.model.weight += weight;
                self.model.unread.push(message.clone());
            }
        }
        if is_delivered {
            self.host.message(message);
        }
    }

    fn end(&mut self, was_clean: bool) {
        if self.host.state() == ReadyState::Closed {
            return;
        }
        let code = if was_clean { 1000 } else { 1006 };
        let is_heard = !self.host.is_detached.get();
        self.host.end(code, "", was_clean);
        if is_heard {
            self.model.end = Some(CloseEvent::new(code, String::new(), was_clean));
        }
    }

    fn read(&mut self) {
        let Some(receiver) = &mut self.receiver else { return };
        let read = receiver.try_recv();
        if !self.model.unread.is_empty() {
            let message = self.model.unread.remove(0);
            self.model.weight -= message.len() as u64 + Mailbox::<Message>::OVERHEAD;
            assert_eq!(read, Poll::Ready(Some(Ok(message))));
            return;
        }
        let was_clean = self.model.end.as_ref().map(|event| event.was_clean);
        let has_error = self.model.overflowed || was_clean == Some(false);
        match read {
            // A close timeout may have ended it.
            Poll::Ready(Some(Err(error))) => {
                assert!(!std::mem::replace(&mut self.model.error_is_told, true));
                let is_limit = matches!(error, Error::ReceiveLimit { .. });
                assert_eq!(is_limit, self.model.overflowed);
            }
            Poll::Ready(None) => {
                assert!(self.model.error_is_told || (!has_error && was_clean == Some(true)));
            }
            Poll::Ready(Some(Ok(message))) => panic!("{message:?} out of nothing"),
            Poll::Pending => assert!(!has_error && was_clean.is_none()),
        }
    }

    fn try_send(&mut self, length: usize) {
        let Some(sender) = self.senders.first().cloned() else { return };
        let message = self.next(length);
        let is_open = self.host.state().is_open() && !self.model.is_closing;
        let is_full = self.host.is_full(MARK);
        match sender.try_send(&message) {
            Ok(()) => {
                assert!(is_open && !is_full);
                self.model.sent.push(message);
            }
            Err(TrySendError::Full) => assert!(is_open && is_full),
            Err(_) => assert!(!is_open),
        }
    }

    fn poll_send(&mut self, index: usize) {
        let is_open = self.host.state().is_open();
        let is_full = self.host.is_full(MARK);
        match self.sending[index].1.poll() {
            Poll::Pending => assert!(is_open && is_full),
            Poll::Ready(result) => {
                assert_eq!(result.is_ok(), is_open && !is_full);
                let (message, _) = self.sending.remove(index);
                self.model.sent.extend(result.is_ok().then_some(message));
            }
        }
    }

    fn poll_closed(&mut self) {
        let Some(closed) = &mut self.closed else { return };
        if let Poll::Ready(event) = closed.poll() {
            self.closed = None;
            if let Some(expected) = &self.model.end {
                assert_eq!(&event, expected);
            }
        } else {
            assert!(self.model.end.is_none());
        }
    }

    /// Holds after each step
    fn check(&self) {
        assert_eq!(*self.host.sent.borrow(), self.model.sent);
        let is_used =
            !self.senders.is_empty() || self.receiver.is_some() || !self.sending.is_empty();
        if !is_used {
            assert!(self.host.state() >= ReadyState::Closing);
        }
        assert_eq!(self.host.is_held(), is_used || self.closed.is_some());
        if !self.host.is_held() {
            assert!(self.host.is_detached.get() && !self.host.has_timer());
        }
        if let Some(receiver) = &self.receiver {
            assert_eq!(receiver.unread().messages, self.model.unread.len() as u64);
        }
    }

    /// Whoever waits is woken, once there is room or the end has come
    fn finish(mut self) {
        let mut waiting: Vec<usize> = Vec::new();
        for index in (0..self.sending.len()).rev() {
            let before = self.sending.len();
            self.poll_send(index);
            if self.sending.len() == before {
                waiting.push(self.sending[index].1.times_woken());
            }
        }
        self.host.buffer(0);
        fake::wait(1000.0);
        waiting.reverse();
        for ((_, task), before) in self.sending.iter().zip(waiting) {
            assert!(task.times_woken() > before, "there is room, and a sender sleeps");
        }
        self.sending.clear();
        self.senders.clear();
        self.receiver = None;
        self.closed = None;
        assert!(!self.host.is_held());
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_happens_the_app_sees_what_the_docs_say(
        steps in vec(step(), 0..80), close_timeout in proptest::option::of(1..500_u64),
    ) {
        let mut script = Script::new(close_timeout);
        for step in steps {
            script.run(step);
        }
        script.finish();
    }
}
