//! What the driver and the task of a connection share.
use std::collections::VecDeque;
use std::mem;
use std::sync::{Mutex, PoisonError};
use std::task::Waker;

use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use super::open::{LARGE, Open};
use super::place::after;
use crate::client::threads::{RefCell, RefMut};
use crate::proto::ReadyState;

/// What the driver and the task of a connection share
pub(super) struct Link {
    pub(super) url: String,
    state: RefCell<State>,
    /// The connection while it is open; the lock is taken before the connection's turn, never in it
    open: Mutex<Option<Open>>,
}

/// Borrowed for a moment only: nobody is called meanwhile
#[derive(Default)]
pub(super) struct State {
    pub(super) ready_state: ReadyState,
    pub(super) protocol: String,
    /// What was not given to the protocol yet
    pub(super) outgoing: VecDeque<Frame>,
    /// The Close frame that follows what is to be sent
    pub(super) closing: Option<Frame>,
    /// Bytes of messages that were not transmitted yet
    pub(super) buffered: u64,
    /// When the driver's timer fires
    pub(super) due: Option<Instant>,
    pub(super) hears_messages: bool,
    /// Messages have come since the last was sent
    has_heard: bool,
    pub(super) is_detached: bool,
    /// Of the task
    waker: Option<Waker>,
}

impl Link {
    pub(super) fn new(url: &str) -> Self {
        let state = State { hears_messages: true, ..State::default() };
        Self { url: url.into(), state: RefCell::new(state), open: Mutex::new(None) }
    }

    pub(super) fn state(&self) -> RefMut<'_, State> {
        self.state.borrow_mut()
    }

    /// Work on the connection, if it is open
    pub(super) fn with_open<T>(&self, work: impl FnOnce(&mut Open) -> T) -> Option<T> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.as_mut().map(work)
    }

    /// The same, unless another thread works on it
    pub(super) fn try_with_open<T>(&self, work: impl FnOnce(&mut Open) -> T) -> Option<T> {
        self.open.try_lock().ok()?.as_mut().map(work)
    }

    /// The connection is open, or is not any more
    pub(super) fn set_open(&self, open: Option<Open>) {
        let mut slot = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let before = mem::replace(&mut *slot, open);
        drop(slot);
        drop(before);
    }

    /// Whether messages are reported
    pub(super) fn hears_messages(&self) -> bool {
        let mut state = self.state();
        state.has_heard = true;
        state.hears_messages && state.ready_state.is_open()
    }

    /// Send a message after those that wait
    ///
    /// Most messages wait for the task, so that those that are sent in a row are written together. A large one is written from here: it
    /// is in the cache of this processor. So is an answer, which waits for no other.
    pub(super) fn send(&self, frame: Frame) {
        let mut state = self.state();
        // As in browsers: what comes too late stays in the buffer, where nobody takes it for transmitted.
        state.buffered = state.buffered.saturating_add(frame.len() as u64);
        if !state.ready_state.is_open() {
            return;
        }
        let is_for_now = mem::take(&mut state.has_heard) || frame.len() >= LARGE;
        state.outgoing.push_back(frame);
        if is_for_now {
            drop(state);
            if self.try_with_open(|open| open.send(self)).is_some_and(|has_work| !has_work) {
                return;
            }
            state = self.state();
        }
        wake(state);
    }

    /// Send a Close frame after all messages, or stop connecting
    pub(super) fn close(&self, frame: Option<CloseFrame>) {
        let mut state = self.state();
        if state.ready_state >= ReadyState::Closing {
            return;
        }
        state.closing = Some(Frame::Close(frame));
        state.ready_state = ReadyState::Closing;
        wake(state);
    }

    /// Fire after so many milliseconds, or not at all
    pub(super) fn set_timer(&self, delay: Option<f64>) {
        let mut state = self.state();
        let before = mem::replace(&mut state.due, delay.map(after));
        // The task finds out by itself that a timer was taken back.
        if state.due.is_some_and(|due| before.is_none_or(|before| due < before)) {
            wake(state);
        }
    }

    /// Report nothing more
    pub(super) fn detach(&self) {
        let mut state = self.state();
        (state.is_detached, state.hears_messages, state.due) = (true, false, None);
    }

    /// Who is to be woken when there is something to do
    pub(super) fn wait(&self, waker: &Waker) {
        let mut state = self.state();
        if !state.waker.as_ref().is_some_and(|before| before.will_wake(waker)) {
            state.waker = Some(waker.clone());
        }
    }
}

fn wake(mut state: RefMut<'_, State>) {
    let waker = state.waker.take();
    drop(state);
    if let Some(waker) = waker {
        waker.wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_after_the_connection_has_begun_to_close_is_never_transmitted() {
        let link = Link::new("ws://h/");
        for ready_state in [ReadyState::Closing, ReadyState::Closed] {
            link.state().ready_state = ready_state;
            link.send(Frame::text("late"));
        }
        let state = link.state();
        assert_eq!((state.buffered, state.outgoing.len()), (8, 0));
    }
}
