//! Unread messages against a list of everything that has arrived.
use proptest::collection::vec;
use proptest::prelude::*;
use websocket_wasm::proto::mailbox::{End, Mailbox, Next, Overflow};

use crate::config;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_arrives_and_is_read_the_mailbox_does_as_a_list_does(
        limit in 0..400_u64, drops_oldest in any::<bool>(), steps in vec(step(), 0..60),
    ) {
        let overflow = if drops_oldest { Overflow::DropOldest } else { Overflow::Fail };
        let mut mailbox = Mailbox::new(limit, overflow);
        let mut list = List { limit, drops_oldest, ..List::default() };
        for (number, step) in steps.into_iter().enumerate() {
            match step {
                Step::Push(byte_len) => {
                    let (wakes, overflows) = list.push(number, byte_len);
                    let arrival = mailbox.push(number, byte_len);
                    prop_assert_eq!((arrival.wakes, arrival.overflows), (wakes, overflows));
                }
                Step::End(end) => prop_assert_eq!(mailbox.end(end), list.end(end)),
                Step::Next => prop_assert_eq!(mailbox.read(), list.next()),
                Step::Abandon => {
                    mailbox.abandon();
                    list.abandon();
                }
            }
            let unread = mailbox.unread();
            prop_assert_eq!(unread.messages, list.unread.len() as u64);
            prop_assert_eq!(unread.bytes, list.unread.iter().map(|(_, bytes)| bytes).sum::<u64>());
            prop_assert_eq!(mailbox.is_over(), list.clone().next() == Next::Over);
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Push(u64),
    End(End),
    Next,
    Abandon,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..100_u64).prop_map(Step::Push),
        6 => Just(Step::Next),
        1 => prop_oneof![Just(End::Finished), Just(End::Lost)].prop_map(Step::End),
        1 => Just(Step::Abandon),
    ]
}

#[derive(Clone, Default)]
struct List {
    limit: u64,
    drops_oldest: bool,
    unread: Vec<(usize, u64)>,
    waits: bool,
    end: Option<End>,
    error: Option<End>,
}

impl List {
    fn push(&mut self, number: usize, byte_len: u64) -> (bool, bool) {
        if self.end.is_some() {
            return (false, false);
        }
        self.unread.push((number, byte_len));
        if self.drops_oldest {
            while self.weight() > self.limit && self.unread.len() > 1 {
                self.unread.remove(0);
            }
        } else if self.weight() > self.limit {
            self.unread.pop();
            return (self.end(End::Overflowed), true);
        }
        (std::mem::take(&mut self.waits), false)
    }

    fn weight(&self) -> u64 {
        self.unread.iter().map(|(_, bytes)| bytes + Mailbox::<usize>::OVERHEAD).sum()
    }

    fn end(&mut self, end: End) -> bool {
        if self.end.is_none() {
            self.end = Some(end);
            self.error = (end != End::Finished).then_some(end);
        }
        std::mem::take(&mut self.waits)
    }

    fn next(&mut self) -> Next<usize> {
        if !self.unread.is_empty() {
            return Next::Message(self.unread.remove(0).0);
        }
        if let Some(error) = self.error.take() {
            return Next::Error(error);
        }
        self.waits = self.end.is_none();
        if self.waits { Next::Nothing } else { Next::Over }
    }

    fn abandon(&mut self) {
        self.unread.clear();
        self.error = None;
        self.end = Some(End::Finished);
        self.waits = false;
    }
}
