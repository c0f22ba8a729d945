//! Waiting for the end of a connection.
use std::fmt::{self, Debug, Formatter};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::close_event::CloseEvent;
use super::driver::Driver;
use super::handle::Waiting;
use super::host::Platform;
use super::threads::Rc;

/// A future of the [`CloseEvent`] of a connection
///
/// It keeps no connection open, and may be dropped. After a [`WebSocket`](super::WebSocket) was dropped, it still resolves, when the closing handshake
/// is over.
pub struct Closed(Waiting);

impl Closed {
    pub(super) fn new(driver: Rc<Driver<Platform>>) -> Self {
        Self(Waiting::new(driver))
    }
}

impl Clone for Closed {
    fn clone(&self) -> Self {
        Self::new(Rc::clone(self.0.driver()))
    }
}

impl Future for Closed {
    type Output = CloseEvent;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<CloseEvent> {
        self.0.poll_end(cx.waker())
    }
}

impl Debug for Closed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closed").finish_non_exhaustive()
    }
}
