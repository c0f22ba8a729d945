//! Pings, if the app wants them.
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep};

/// Finds out that nobody is there any more
pub(super) struct Keepalive {
    interval: Duration,
    timer: Pin<Box<Sleep>>,
    is_asked: bool,
}

/// Nothing was heard for an interval
pub(super) enum Silence {
    /// It is to be asked
    First,
    /// It was asked before
    Long,
}

impl Keepalive {
    pub(super) fn new(interval: Duration) -> Self {
        Self { interval, timer: Box::pin(sleep(interval)), is_asked: false }
    }

    /// Somebody is there
    pub(super) fn rest(&mut self) {
        self.is_asked = false;
        self.timer.as_mut().reset(Instant::now() + self.interval);
    }

    /// Whether nothing was heard
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Silence> {
        ready!(self.timer.as_mut().poll(cx));
        if self.is_asked {
            return Poll::Ready(Silence::Long);
        }
        self.rest();
        self.is_asked = true;
        Poll::Ready(Silence::First)
    }
}
