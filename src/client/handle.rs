//! What the parts of a connection that an app holds have in common.
use std::ops::Deref;
use std::task::{Poll, Waker};

use super::close_event::CloseEvent;
use super::driver::Driver;
use super::error::Error;
use super::host::Platform;
use super::threads::Rc;
use super::waiters::Place;
use crate::proto::CloseRequest;

/// A connection that is open for as long as one of these is there
pub(super) struct Lease(Rc<Driver<Platform>>);

impl Lease {
    pub(super) fn new(driver: Rc<Driver<Platform>>) -> Self {
        driver.lend();
        Self(driver)
    }

    pub(super) fn driver(&self) -> Rc<Driver<Platform>> {
        Rc::clone(&self.0)
    }
}

impl Clone for Lease {
    fn clone(&self) -> Self {
        Self::new(self.driver())
    }
}

impl Deref for Lease {
    type Target = Driver<Platform>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // The driver itself closes if nobody else has it, and then no report comes in between.
        if self.0.take_back() && Rc::strong_count(&self.0) > 1 {
            self.0.close(&CloseRequest::default());
        }
    }
}

/// Waits for one thing at a time, and leaves its place when it is dropped
pub(super) struct Waiting {
    driver: OneThread<Rc<Driver<Platform>>>,
    place: Option<Place>,
}

impl Waiting {
    pub(super) fn new(driver: Rc<Driver<Platform>>) -> Self {
        Self { driver: OneThread(driver), place: None }
    }

    pub(super) fn poll_room(&mut self, waker: &Waker) -> Poll<Result<(), Error>> {
        let polled = self.driver.poll_room(&mut self.place, waker);
        self.settled(polled)
    }

    pub(super) fn poll_drained(&mut self, below: u64, waker: &Waker) -> Poll<Result<(), Error>> {
        let polled = self.driver.poll_drained(&mut self.place, below, waker);
        self.settled(polled)
    }

    pub(super) fn poll_end(&mut self, waker: &Waker) -> Poll<CloseEvent> {
        let polled = self.driver.poll_end(&mut self.place, waker);
        self.settled(polled)
    }

    pub(super) fn driver(&self) -> &Rc<Driver<Platform>> {
        &self.driver.0
    }

    fn settled<T>(&mut self, polled: Poll<T>) -> Poll<T> {
        if polled.is_ready() {
            self.leave();
        }
        polled
    }

    fn leave(&mut self) {
        if let Some(place) = self.place.take() {
            self.driver.leave(place);
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.leave();
    }
}

/// A part of a connection, which is `Send` and `Sync` if the program has one thread, and natively as it is
pub(super) struct OneThread<T>(pub(super) T);

// SAFETY: without atomics, wasm cannot share its memory, so that no other thread can have the value. wasm-bindgen says the
// same of `JsValue`.
#[cfg(all(target_arch = "wasm32", not(target_feature = "atomics")))]
unsafe impl<T> Send for OneThread<T> {}
// SAFETY: as above.
#[cfg(all(target_arch = "wasm32", not(target_feature = "atomics")))]
unsafe impl<T> Sync for OneThread<T> {}

// SAFETY: there is no connection on these targets: a driver cannot be made without its host, which has no value.
#[cfg(not(any(target_arch = "wasm32", feature = "native", test)))]
unsafe impl<T> Send for OneThread<T> {}
// SAFETY: as above.
#[cfg(not(any(target_arch = "wasm32", feature = "native", test)))]
unsafe impl<T> Sync for OneThread<T> {}

impl<T> Deref for OneThread<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
