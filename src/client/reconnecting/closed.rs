//! Waiting for the end.
use std::fmt::{self, Debug, Formatter};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::lease::Turn;
use crate::client::close_event::CloseEvent;

/// A future of the [`CloseEvent`] of the last connection, when it is closed for good or given up
///
/// It keeps no connection open, and may be dropped.
pub struct ClosedForGood(Turn);

impl ClosedForGood {
    pub(super) fn new(turn: Turn) -> Self {
        Self(turn)
    }
}

impl Clone for ClosedForGood {
    fn clone(&self) -> Self {
        Self(self.0.again())
    }
}

impl Future for ClosedForGood {
    type Output = CloseEvent;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<CloseEvent> {
        self.0.poll_end(cx.waker())
    }
}

impl Debug for ClosedForGood {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClosedForGood").finish_non_exhaustive()
    }
}
