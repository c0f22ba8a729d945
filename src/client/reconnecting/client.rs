//! A connection that comes back, between an app that polls and a host that calls back.
//!
//! What to do is decided by the [`Reconnector`]. It is told what happens, and what it wants is done: by [`actions`]. Each
//! connection is a [`Driver`] as an app has it alone, which this one watches. The rule is the same: borrow the state, decide,
//! let go, and only then call the host, a function of the app, or wake somebody.
mod actions;
mod polls;
mod reports;
mod sending;
mod state;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use self::state::State;
use super::place::Place;
use super::settings::{Functions, Settings};
use crate::client::close_event::CloseEvent;
use crate::client::driver::Driver;
use crate::client::host::Host;
use crate::proto::CloseRequest;
use crate::proto::reconnecting::Reconnector;

pub(in crate::client) use self::sending::Seats;

/// A connection that comes back; dropped, it is closed, and nothing of it is called any more
pub(in crate::client) struct Client<H: Host> {
    state: RefCell<State<H>>,
    functions: Functions,
    place: H::Place,
    me: Weak<Self>,
}

impl<H: Host> Client<H> {
    /// Start, as the settings say; `None` on a platform without sockets
    pub(in crate::client) fn start(settings: Settings) -> Option<Rc<Self>> {
        let place = H::Place::find()?;
        let Settings { mut policy, connection, target, starts_closed, functions } = settings;
        policy.holds_back = place.holds_back();
        let state = RefCell::new(State::new(policy, connection, target));
        let client = Rc::new_cyclic(|me| Self { state, functions, place, me: Weak::clone(me) });
        let me: Weak<Self> = Weak::clone(&client.me);
        client.place.listen(me);
        if !starts_closed {
            client.connect_now();
        }
        Some(client)
    }

    // The application's commands; those about messages are in `sending`.

    /// Connect in any state
    pub(in crate::client) fn reconnect(&self, request: CloseRequest) {
        self.state.borrow_mut().close_request = request;
        self.connect_now();
    }

    /// Close the connection that there is, and make no other
    pub(in crate::client) fn close(&self, request: CloseRequest) {
        let mut state = self.state.borrow_mut();
        if state.is_stopped && state.is_over {
            return;
        }
        state.close_request = request;
        (state.is_stopped, state.is_over) = (true, false);
        if state.link.is_none() {
            state.end = CloseEvent::given_up();
        }
        let question = state.question.take();
        drop(state);
        if let Some(question) = question {
            question.cancel();
        }
        self.tell(|policy, now, _| policy.close(now));
    }

    /// Nobody is left to command it
    pub(in crate::client) fn close_unless_stopped(&self) {
        let is_stopped = self.state.borrow().is_stopped;
        if !is_stopped {
            self.close(CloseRequest::default());
        }
    }

    fn connect_now(&self) {
        let is_online = self.place.is_online();
        let mut state = self.state.borrow_mut();
        (state.is_stopped, state.is_over) = (false, false);
        state.note_network(is_online);
        drop(state);
        let is_hidden = self.place.is_hidden();
        let is_prerendered = self.place.is_prerendered();
        self.tell(|policy, now, _| {
            if is_hidden {
                policy.handle_hidden(now);
            }
            if is_prerendered {
                policy.connect_when_activated(now);
            } else {
                policy.connect(is_online, now);
            }
        });
    }

    /// Nobody reads any more
    pub(in crate::client) fn stop_reading(&self) {
        let mut state = self.state.borrow_mut();
        let unread = state.inbox.abandon();
        // Without a heartbeat, nobody needs to know of messages.
        let link = state.link.clone().filter(|_| !state.notes_life);
        drop(state);
        drop(unread);
        if let Some(link) = link {
            link.stop_reading();
        }
    }

    fn link(&self) -> Option<Rc<Driver<H>>> {
        self.state.borrow().link.clone()
    }

    /// Tell the policy something, before that what it has not been told, and do what follows
    fn tell(&self, report: impl FnOnce(&mut Reconnector, f64, f64)) {
        self.look();
        let (now, random) = (self.place.now(), self.place.random());
        report(&mut self.state.borrow_mut().policy, now, random);
        self.drain();
    }

    /// What has been transmitted need not be kept
    fn look(&self) {
        let state = self.state.borrow();
        let link = state.link.clone().filter(|_| state.is_transmitting);
        drop(state);
        let left = link.map(|link| link.buffered_amount());
        let mut state = self.state.borrow_mut();
        if let Some(left) = left {
            let transmitted = state.policy.handle_transmitted(left);
            state.forget(transmitted);
            state.is_transmitting = left > 0;
        }
        if let Some(life) = state.life.take() {
            state.policy.handle_life(life);
        }
    }

    /// Set the timer, unless it fires earlier anyway, which costs less
    fn set_alarm(&self) {
        let mut state = self.state.borrow_mut();
        let due = state.policy.deadline();
        if due == state.alarm || (due > state.alarm && due.is_finite()) {
            return;
        }
        state.alarm = due;
        drop(state);
        let delay = due.is_finite().then(|| (due - self.place.now()).max(0.0));
        self.place.set_timer(delay);
    }
}

impl<H: Host> Drop for Client<H> {
    fn drop(&mut self) {
        self.place.watch(false);
        self.place.set_timer(None);
        let state = self.state.get_mut();
        let (link, question) = (state.let_go(), state.question.take());
        drop(link);
        if let Some(question) = question {
            question.cancel();
        }
    }
}
