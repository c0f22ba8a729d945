//! A future of the app that is waited for, and may not be waited for any longer.
use std::task::{Context, Poll, Waker};

use super::place::Task;
use crate::client::threads::{Cell, Rc, RefCell};

/// A task that can be cancelled: then its future is dropped at once
#[derive(Default)]
pub(super) struct Question {
    task: RefCell<Option<Task>>,
    waker: RefCell<Option<Waker>>,
    is_cancelled: Cell<bool>,
}

impl Question {
    pub(super) fn new(task: Task) -> Rc<Self> {
        Rc::new(Self { task: RefCell::new(Some(task)), ..Self::default() })
    }

    /// Wait no longer; the future is dropped, and whoever polls it is woken to learn that
    pub(super) fn cancel(&self) {
        self.is_cancelled.set(true);
        let task = self.task.take();
        let waker = self.waker.take();
        drop(task);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Nothing is borrowed while the future runs, since it may call anything
    pub(super) fn poll(&self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(mut task) = self.task.take() else { return Poll::Ready(()) };
        let before = self.waker.replace(Some(cx.waker().clone()));
        drop(before);
        let polled = task.as_mut().poll(cx);
        if polled.is_ready() || self.is_cancelled.get() {
            drop(task);
            return Poll::Ready(());
        }
        self.task.replace(Some(task));
        Poll::Pending
    }
}
