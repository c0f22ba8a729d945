//! What the parts that an app holds have in common.
use std::task::{Poll, Waker};

use super::client::{Client, Seats};
use crate::client::close_event::CloseEvent;
use crate::client::error::Error;
use crate::client::handle::OneThread;
use crate::client::host::Platform;
use crate::client::message::Message;
use crate::client::threads::Rc;

/// A connection that comes back for as long as one of these is there; none on a platform without sockets
pub(super) struct Shared(OneThread<Option<Rc<Lease>>>);

struct Lease(Rc<Client<Platform>>);

impl Shared {
    pub(super) fn new(client: Option<Rc<Client<Platform>>>) -> Self {
        Self(OneThread(client.map(|client| Rc::new(Lease(client)))))
    }

    /// The client, if there can be one
    pub(super) fn client(&self) -> Option<&Rc<Client<Platform>>> {
        self.0.0.as_ref().map(|lease| &lease.0)
    }

    /// Ask the client, or have what is said if there is none
    pub(super) fn ask<T: Default>(&self, ask: impl FnOnce(&Client<Platform>) -> T) -> T {
        self.client().map_or_else(T::default, |client| ask(client))
    }

    /// One that waits
    pub(super) fn turn(&self) -> Turn {
        Turn::new(self.client().cloned())
    }
}

impl Clone for Shared {
    fn clone(&self) -> Self {
        Self(OneThread(self.0.0.clone()))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // The client itself closes if nobody else has it, and then nothing is reported in between.
        if Rc::strong_count(&self.0) > 1 {
            self.0.close_unless_stopped();
        }
    }
}

/// Waits for one thing at a time, and leaves its seats when it is dropped; keeps nothing open
pub(super) struct Turn {
    client: OneThread<Option<Rc<Client<Platform>>>>,
    seats: OneThread<Seats<Platform>>,
}

impl Turn {
    pub(super) fn new(client: Option<Rc<Client<Platform>>>) -> Self {
        Self { client: OneThread(client), seats: OneThread(Seats::default()) }
    }

    pub(super) fn again(&self) -> Self {
        Self::new(self.client.0.clone())
    }

    pub(super) fn poll_send(
        &mut self,
        message: &mut Option<Message>,
        waker: &Waker,
    ) -> Poll<Result<(), Error>> {
        let Some(client) = &self.client.0 else { return Poll::Ready(Err(Error::Unsupported)) };
        let polled = client.poll_send(message, &mut self.seats.0, waker);
        self.settled(polled)
    }

    pub(super) fn poll_drained(
        &mut self,
        below: u64,
        lost_before: u64,
        waker: &Waker,
    ) -> Poll<Result<(), Error>> {
        let Some(client) = &self.client.0 else { return Poll::Ready(Err(Error::Unsupported)) };
        let polled = client.poll_drained(below, lost_before, &mut self.seats.0, waker);
        self.settled(polled)
    }

    pub(super) fn poll_end(&mut self, waker: &Waker) -> Poll<CloseEvent> {
        let Some(client) = &self.client.0 else { return Poll::Ready(CloseEvent::given_up()) };
        let polled = client.poll_end(&mut self.seats.0, waker);
        self.settled(polled)
    }

    fn settled<T>(&mut self, polled: Poll<T>) -> Poll<T> {
        if polled.is_ready() {
            self.leave();
        }
        polled
    }

    fn leave(&mut self) {
        if let Some(client) = &self.client.0 {
            self.seats.0.leave(client);
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.leave();
    }
}
