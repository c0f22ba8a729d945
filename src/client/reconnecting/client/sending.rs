//! Messages on their way out: handed to the connection, kept for the next one, or waiting for room.
use std::task::{Poll, Waker};

use super::super::error::{QueueError, QueueLimit};
use super::super::place::Place;
use super::Client;
use crate::client::data::Data;
use crate::client::driver::Driver;
use crate::client::error::Error;
use crate::client::host::Host;
use crate::client::message::Message;
use crate::client::threads::{Rc, Weak};
use crate::client::waiters::{Place as Seat, Wish};
use crate::proto::reconnecting::{Keys, Sent};

/// Where one waits: at a connection for room in its buffer, and at the client for another connection
pub(in crate::client) struct Seats<H: Host> {
    link: Weak<Driver<H>>,
    at_link: Option<Seat>,
    pub(super) at_client: Option<Seat>,
}

impl<H: Host> Default for Seats<H> {
    fn default() -> Self {
        Self { link: Weak::new(), at_link: None, at_client: None }
    }
}

impl<H: Host> Seats<H> {
    /// The seat at this connection; another one has been left when it ended
    fn at(&mut self, link: &Rc<Driver<H>>) -> &mut Option<Seat> {
        if !std::ptr::eq(self.link.as_ptr(), Rc::as_ptr(link)) {
            self.leave_link();
            self.link = Rc::downgrade(link);
        }
        &mut self.at_link
    }

    fn leave_link(&mut self) {
        if let (Some(link), Some(seat)) = (self.link.upgrade(), self.at_link.take()) {
            link.leave(seat);
        }
    }

    /// Wait for nothing any more
    pub(in crate::client) fn leave(&mut self, client: &Client<H>) {
        self.leave_link();
        if let Some(seat) = self.at_client.take() {
            client.leave(seat);
        }
    }
}

impl<H: Host> Client<H> {
    /// Send now or let it wait for a connection; gives the message back if there is room for neither
    pub(in crate::client) fn offer(&self, message: Message) -> Result<(), (Message, QueueError)> {
        let _turn = self.turn.enter();
        self.look();
        let link = self.open_link();
        if link.as_ref().is_some_and(|link| !link.has_room_now()) {
            return Err((message, QueueError::HighWaterMark));
        }
        let now = self.place.now();
        let byte_len = message.len() as u64;
        let mut state = self.state.borrow_mut();
        if state.is_stopped {
            let error = state.error();
            return Err((message, QueueError::Closed(error)));
        }
        match state.policy.send(byte_len, link.is_some(), now) {
            Sent::HandedOver { key } => {
                drop(state);
                return self.hand_over(link, key, message);
            }
            Sent::Queued { key, dropped } => {
                state.kept.insert(key, Rc::new(message));
                state.forget(dropped);
            }
            Sent::DroppedNewest => {}
            Sent::Refused | Sent::DroppedAfterClose => {
                // Who calls knows.
                state.policy.take_overflow();
                let limit = QueueLimit::new(byte_len, &state.limits);
                return Err((message, QueueError::Limit(limit)));
            }
        }
        drop(state);
        self.tell_overflow();
        Ok(())
    }

    /// Send when there is room; the message is taken when it is sent or waits
    pub(in crate::client) fn poll_send(
        &self,
        message: &mut Option<Message>,
        seats: &mut Seats<H>,
        waker: &Waker,
    ) -> Poll<Result<(), Error>> {
        let _turn = self.turn.enter();
        loop {
            let Some(given) = message.take() else { return Poll::Ready(Ok(())) };
            let Err((given, refusal)) = self.offer(given) else { return Poll::Ready(Ok(())) };
            match (refusal, self.open_link()) {
                (QueueError::Closed(error), _) => return Poll::Ready(Err(error)),
                (QueueError::HighWaterMark, Some(link)) => {
                    *message = Some(given);
                    let seat = seats.at(&link);
                    if link.poll_room(seat, waker).is_pending() {
                        return Poll::Pending;
                    }
                }
                (QueueError::HighWaterMark, None) => *message = Some(given),
                (QueueError::Limit(limit), _) => {
                    if self.state.borrow().is_over {
                        return Poll::Ready(Err(Error::QueueLimit(limit)));
                    }
                    *message = Some(given);
                    self.wait(seats, Wish::Send(0), waker);
                    return Poll::Pending;
                }
            }
        }
    }

    /// Wait until no more than `below` bytes are in the queue and in the browser; an error if some never will leave
    pub(in crate::client) fn poll_drained(
        &self,
        below: u64,
        lost_before: u64,
        seats: &mut Seats<H>,
        waker: &Waker,
    ) -> Poll<Result<(), Error>> {
        let _turn = self.turn.enter();
        loop {
            let state = self.state.borrow();
            if state.policy.undelivered().messages != lost_before {
                return Poll::Ready(Err(Error::Closed(state.end.clone())));
            }
            let (is_over, error) = (state.is_over, state.error());
            drop(state);
            if self.buffered_amount() <= below {
                return Poll::Ready(Ok(()));
            }
            if is_over {
                return Poll::Ready(Err(error));
            }
            let polled = self.open_link().map(|link| {
                let seat = seats.at(&link);
                link.poll_drained(seat, below, waker)
            });
            match polled {
                Some(Poll::Pending) => return Poll::Pending,
                Some(Poll::Ready(Ok(()))) => {}
                Some(Poll::Ready(Err(_))) | None => {
                    self.wait(seats, Wish::Drained(0), waker);
                    return Poll::Pending;
                }
            }
        }
    }

    /// Take out what waits for a connection
    pub(in crate::client) fn take_queued(&self) -> Vec<Message> {
        let _turn = self.turn.enter();
        let mut state = self.state.borrow_mut();
        let keys = state.policy.take_queued();
        let messages = state.take(keys).collect();
        state.has_news = true;
        drop(state);
        // Who waits for room is woken.
        self.drain();
        messages
    }

    /// Hand the connection what has waited for it
    pub(super) fn send_kept(&self, key: u64) {
        let mut state = self.state.borrow_mut();
        let (message, link) = (state.kept.get(&key).cloned(), state.link.clone());
        state.is_transmitting = true;
        drop(state);
        if let (Some(message), Some(link)) = (message, link) {
            // What the platform throws for it leaves the others to be sent.
            let _ = link.hand_over(Data::from(&*message));
        }
    }

    /// Hand the connection what each gets before anything else
    pub(super) fn greet(&self, messages: Vec<Message>) {
        for message in messages {
            let byte_len = message.len() as u64;
            if let Some(link) = self.link_that_takes() {
                let is_awaited = self.state.borrow_mut().policy.count_greeting(byte_len);
                self.hand_over_unkept(&link, &message, is_awaited);
            }
        }
    }

    /// Send what a heartbeat sends
    pub(super) fn probe(&self) {
        let Some(message) = self.functions.payload.call(|payload| payload()) else {
            return self.state.borrow_mut().policy.handle_unsent_probe();
        };
        let now = self.place.now();
        if let Some(link) = self.link_that_takes() {
            let byte_len = message.len() as u64;
            let is_open = self.state.borrow_mut().policy.count_probe(byte_len, now);
            self.hand_over_unkept(&link, &message, is_open);
        }
    }

    fn hand_over_unkept(&self, link: &Driver<H>, message: &Message, is_counted: bool) {
        if is_counted {
            self.state.borrow_mut().is_transmitting = true;
            // The server's silence tells if it was not sent.
            let _ = link.hand_over(Data::from(message));
        }
    }

    fn hand_over(
        &self,
        link: Option<Rc<Driver<H>>>,
        key: u64,
        message: Message,
    ) -> Result<(), (Message, QueueError)> {
        let message = Rc::new(message);
        let mut state = self.state.borrow_mut();
        state.kept.insert(key, Rc::clone(&message));
        state.is_transmitting = true;
        drop(state);
        self.set_alarm();
        let Some(link) = link else { return Ok(()) };
        let Err(error) = link.hand_over(Data::from(&*message)) else { return Ok(()) };
        self.state.borrow_mut().forget(Keys { first: key, end: key.saturating_add(1) });
        Err((Rc::unwrap_or_clone(message), QueueError::Closed(error)))
    }

    fn wait(&self, seats: &mut Seats<H>, wish: Wish, waker: &Waker) {
        let before = self.state.borrow_mut().waiters.wait(&mut seats.at_client, wish, waker);
        drop(before);
    }

    /// The queue may have had no room for something
    fn tell_overflow(&self) {
        let mut state = self.state.borrow_mut();
        let overflow = state.policy.take_overflow();
        if overflow.messages == 0 {
            return;
        }
        state.inbox.push_overflow(overflow);
        let reader = state.inbox.take_reader(false);
        drop(state);
        if let Some(reader) = reader {
            reader.wake();
        }
    }

    /// The connection, if messages may go to it
    fn open_link(&self) -> Option<Rc<Driver<H>>> {
        let is_direct = self.state.borrow().policy.is_direct();
        self.link_that_takes().filter(|_| is_direct)
    }

    fn link_that_takes(&self) -> Option<Rc<Driver<H>>> {
        self.link().filter(|link| link.ready_state().is_open())
    }
}
