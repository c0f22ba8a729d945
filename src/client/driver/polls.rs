//! What an app asks of a connection.
use std::task::{Poll, Waker};

use super::Driver;
use crate::client::close_event::CloseEvent;
use crate::client::close_rule::CloseRule;
use crate::client::error::Error;
use crate::client::host::Host;
use crate::client::threads::OnceCell;
use crate::client::waiters::{Place, Wish};
use crate::proto::{ReadyState, Traffic, mailbox};

impl<H: Host> Driver<H> {
    /// Whether the connection is established
    pub(in crate::client) fn poll_established(&self, waker: &Waker) -> Poll<Result<(), Error>> {
        let _turn = self.turn.enter();
        let mut state = self.state();
        if let Some(failure) = state.failure {
            return Poll::Ready(Err(failure.into()));
        }
        if state.is_established {
            return Poll::Ready(Ok(()));
        }
        let before = state.connecting.replace(waker.clone());
        drop(state);
        drop(before);
        Poll::Pending
    }

    /// The next message, the error, or the end; without a waker, nobody waits
    pub(in crate::client) fn poll_incoming(
        &self,
        waker: Option<&Waker>,
    ) -> Poll<Option<Result<H::Incoming, Error>>> {
        // No turn: the state is borrowed once, and all that is decided is in it.
        let mut state = self.state();
        if H::FETCHES && state.mailbox.is_awaiting() {
            drop(state);
            self.host.fetch(self);
            state = self.state();
        }
        let end = match state.mailbox.read() {
            mailbox::Next::Message(message) => return Poll::Ready(Some(Ok(message))),
            mailbox::Next::Over => return Poll::Ready(None),
            mailbox::Next::Error(end) => end,
            mailbox::Next::Nothing => {
                let before = waker.and_then(|waker| state.reader.replace(waker.clone()));
                drop(state);
                drop(before);
                return Poll::Pending;
            }
        };
        let error = match end {
            mailbox::End::Overflowed => Error::ReceiveLimit { limit: state.options.receive_limit },
            _ => state.error(),
        };
        Poll::Ready(Some(Err(error)))
    }

    /// Whether there is room for a message
    pub(in crate::client) fn poll_room(
        &self,
        place: &mut Option<Place>,
        waker: &Waker,
    ) -> Poll<Result<(), Error>> {
        let _turn = self.turn.enter();
        match self.has_room() {
            Ok(true) => Poll::Ready(Ok(())),
            Ok(false) => {
                let mark = self.state().options.high_water_mark;
                self.poll_below(place, Wish::Send(mark.saturating_sub(1)), waker)
            }
            Err(error) => Poll::Ready(Err(error)),
        }
    }

    /// Whether no more than `below` bytes are in the buffer
    pub(in crate::client) fn poll_drained(
        &self,
        place: &mut Option<Place>,
        below: u64,
        waker: &Waker,
    ) -> Poll<Result<(), Error>> {
        let _turn = self.turn.enter();
        self.poll_below(place, Wish::Drained(below), waker)
    }

    /// How the connection has ended
    pub(in crate::client) fn poll_end(
        &self,
        place: &mut Option<Place>,
        waker: &Waker,
    ) -> Poll<CloseEvent> {
        let _turn = self.turn.enter();
        let mut state = self.state();
        if let Some(event) = &state.end {
            return Poll::Ready(event.clone());
        }
        let before = state.waiters.wait(place, Wish::End, waker);
        drop(state);
        drop(before);
        Poll::Pending
    }

    /// Nobody waits in this place any more
    pub(in crate::client) fn leave(&self, place: Place) {
        let _turn = self.turn.enter();
        let waker = self.state().waiters.leave(place);
        drop(waker);
    }

    /// Bytes that were not transmitted yet
    pub(in crate::client) fn buffered_amount(&self) -> u64 {
        self.host.buffered_amount()
    }

    /// How far the connection has come
    pub(in crate::client) fn ready_state(&self) -> ReadyState {
        let host = self.host.ready_state();
        let mut state = self.state();
        state.observe(host);
        state.ready_state()
    }

    /// One handle of the app more
    pub(in crate::client) fn lend(&self) {
        let _turn = self.turn.enter();
        self.leases.set(self.leases.get() + 1);
    }

    /// One less; whether it was the last
    pub(in crate::client) fn take_back(&self) -> bool {
        let _turn = self.turn.enter();
        self.leases.set(self.leases.get() - 1);
        self.leases.get() == 0
    }

    /// Which codes the app may close with
    pub(in crate::client) fn close_rule(&self) -> CloseRule {
        self.close_rule
    }

    /// The URL, serialised
    pub(in crate::client) fn url(&self) -> &str {
        known(&self.url, || self.host.url())
    }

    /// The subprotocol, empty if there is none
    pub(in crate::client) fn protocol(&self) -> &str {
        known(&self.protocol, || self.host.protocol())
    }

    /// What waits to be read
    pub(in crate::client) fn unread(&self) -> Traffic {
        self.state().mailbox.unread()
    }

    /// What was dropped before it was read
    pub(in crate::client) fn dropped(&self) -> Traffic {
        self.state().mailbox.dropped()
    }

    /// Whether no message comes any more
    pub(in crate::client) fn is_over(&self) -> bool {
        self.state().mailbox.is_over()
    }

    fn poll_below(
        &self,
        place: &mut Option<Place>,
        wish: Wish,
        waker: &Waker,
    ) -> Poll<Result<(), Error>> {
        let look = self.look();
        let mut state = self.state();
        state.see(look);
        let below = match state.ready_state() {
            ReadyState::Open => wish.below().unwrap_or_default(),
            _ if matches!(wish, Wish::Send(_)) => return Poll::Ready(Err(state.error())),
            // What is left will never leave.
            ReadyState::Closed if look.buffered > 0 => return Poll::Ready(Err(state.error())),
            _ => wish.below().unwrap_or_default(),
        };
        if look.buffered <= below {
            return Poll::Ready(Ok(()));
        }
        let before = state.waiters.wait(place, wish, waker);
        let delay = state.next_look(look.time);
        drop(state);
        self.host.set_timer(delay);
        drop(before);
        Poll::Pending
    }
}

/// A text that is asked for once; `get_or_init` would bring a panic that cannot happen
fn known(cell: &OnceCell<String>, ask: impl FnOnce() -> String) -> &str {
    if cell.get().is_none() {
        let _ = cell.set(ask());
    }
    cell.get().map_or("", String::as_str)
}
