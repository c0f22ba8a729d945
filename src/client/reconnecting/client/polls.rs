//! What an app asks.
use std::task::{Poll, Waker};

use super::super::event::Event;
use super::super::inbox::Entry;
use super::super::place::Place;
use super::{Client, Seats};
use crate::client::close_event::CloseEvent;
use crate::client::host::Host;
use crate::client::waiters::{Place as Seat, Wish};
use crate::proto::{ReadyState, Traffic};

impl<H: Host> Client<H> {
    /// The next event, or the end; without a waker, nobody waits
    pub(in crate::client) fn poll_event(&self, waker: Option<&Waker>) -> Poll<Option<Event>> {
        let _turn = self.turn.enter();
        loop {
            let mut state = self.state.borrow_mut();
            let Some(entry) = state.inbox.pop() else {
                if state.is_over {
                    return Poll::Ready(None);
                }
                let before = waker.and_then(|waker| state.inbox.reader.replace(waker.clone()));
                drop(state);
                drop(before);
                return Poll::Pending;
            };
            drop(state);
            match entry {
                Entry::Event(event) => return Poll::Ready(Some(event)),
                Entry::Decoded(message, _) => return Poll::Ready(Some(Event::Message(message))),
                // One that is no message cannot come from a browser.
                Entry::Message(incoming, _) => {
                    if let Ok(message) = H::decode(incoming) {
                        return Poll::Ready(Some(Event::Message(message)));
                    }
                }
            }
        }
    }

    /// How it has ended, if no other connection is to come
    pub(in crate::client) fn poll_end(
        &self,
        seats: &mut Seats<H>,
        waker: &Waker,
    ) -> Poll<CloseEvent> {
        let _turn = self.turn.enter();
        let mut state = self.state.borrow_mut();
        if state.is_over {
            return Poll::Ready(state.end.clone());
        }
        let before = state.waiters.wait(&mut seats.at_client, Wish::End, waker);
        drop(state);
        drop(before);
        Poll::Pending
    }

    /// Nobody waits in this seat any more
    pub(in crate::client) fn leave(&self, seat: Seat) {
        let _turn = self.turn.enter();
        let waker = self.state.borrow_mut().waiters.leave(seat);
        drop(waker);
    }

    pub(in crate::client) fn ready_state(&self) -> ReadyState {
        let _turn = self.turn.enter();
        let of_link = self.link().map_or(ReadyState::Closed, |link| link.ready_state());
        self.state.borrow().policy.ready_state(of_link)
    }

    pub(in crate::client) fn buffered_amount(&self) -> u64 {
        let _turn = self.turn.enter();
        let of_link = self.link().map_or(0, |link| link.buffered_amount());
        self.state.borrow().policy.buffered_amount(of_link)
    }

    pub(in crate::client) fn attempts(&self) -> u32 {
        let _turn = self.turn.enter();
        self.state.borrow().policy.attempts(self.place.now())
    }

    pub(in crate::client) fn url(&self) -> String {
        self.state.borrow().url.clone()
    }

    pub(in crate::client) fn protocol(&self) -> String {
        let _turn = self.turn.enter();
        self.link().map_or_else(String::new, |link| link.protocol().to_owned())
    }

    pub(in crate::client) fn queued(&self) -> Traffic {
        self.state.borrow().policy.queued()
    }

    pub(in crate::client) fn undelivered(&self) -> Traffic {
        self.state.borrow().policy.undelivered()
    }

    pub(in crate::client) fn unread(&self) -> Traffic {
        self.state.borrow().inbox.unread()
    }

    pub(in crate::client) fn dropped(&self) -> Traffic {
        self.state.borrow().inbox.dropped()
    }

    /// Whether no event comes any more, unless there is another command
    pub(in crate::client) fn is_over(&self) -> bool {
        let state = self.state.borrow();
        state.is_over && state.inbox.is_empty()
    }

    /// How many messages are kept
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(in crate::client) fn kept(&self) -> usize {
        self.state.borrow().kept.len()
    }
}
