//! A platform that does what a test says.
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::task::{Context, Waker};

use super::fake;
use crate::client::reconnecting::place::{Change, Listen, Place, Task};

thread_local! {
    static PLACES: RefCell<Vec<Rc<FakePlace>>> = const { RefCell::new(Vec::new()) };
    static TASKS: RefCell<Vec<Task>> = const { RefCell::new(Vec::new()) };
    static RANDOM: Cell<f64> = const { Cell::new(0.5) };
    static IS_ONLINE: Cell<bool> = const { Cell::new(true) };
    static IS_HIDDEN: Cell<bool> = const { Cell::new(false) };
    static HOLDS_BACK: Cell<bool> = const { Cell::new(false) };
    static IS_PRERENDERED: Cell<bool> = const { Cell::new(false) };
}

/// What a client has of the platform
#[derive(Default)]
pub(crate) struct FakePlace {
    listener: RefCell<Option<Weak<dyn Listen>>>,
    due: Cell<Option<f64>>,
    pub(super) is_watched: Cell<bool>,
}

/// The place as a client holds it
pub(crate) struct Held(Rc<FakePlace>);

impl FakePlace {
    /// The one that was found last
    pub(super) fn latest() -> Rc<Self> {
        PLACES.with_borrow(|places| Rc::clone(places.last().unwrap()))
    }

    pub(super) fn has_timer(&self) -> bool {
        self.due.get().is_some()
    }

    /// Whether there is a client still
    pub(super) fn is_held(&self) -> bool {
        self.listener.borrow().as_ref().is_some_and(|listener| listener.strong_count() > 0)
    }

    /// When its timer fires
    pub(super) fn due(&self) -> Option<f64> {
        self.due.get()
    }

    fn change(&self, change: Change) {
        let listener = self.listener.borrow().as_ref().and_then(Weak::upgrade);
        if let Some(listener) = listener.filter(|_| self.is_watched.get()) {
            listener.handle_change(change);
        }
    }

    /// Fires the timer if it is due
    pub(super) fn fire(&self, now: f64) -> bool {
        let is_due = self.due.get().is_some_and(|due| due <= now);
        if is_due {
            self.due.set(None);
            let listener = self.listener.borrow().as_ref().and_then(Weak::upgrade);
            listener.unwrap().handle_timer();
        }
        is_due
    }
}

/// All places that are held
pub(super) fn places() -> Vec<Rc<FakePlace>> {
    PLACES.with_borrow_mut(|places| {
        let latest = places.last().cloned();
        places.retain(|place| {
            place.is_held() || latest.as_ref().is_some_and(|latest| Rc::ptr_eq(latest, place))
        });
        places.clone()
    })
}

/// Which number is random from now on
pub(super) fn set_random(number: f64) {
    RANDOM.set(number);
}

/// Which number is random
pub(super) fn random() -> f64 {
    RANDOM.get()
}

/// The platform goes offline or online
pub(super) fn set_online(is_online: bool) {
    IS_ONLINE.set(is_online);
    tell(if is_online { Change::Online } else { Change::Offline });
}

/// The page is hidden or seen
pub(super) fn set_hidden(is_hidden: bool) {
    IS_HIDDEN.set(is_hidden);
    tell(Change::Visibility);
}

/// Whether the platform is one that holds back connections
pub(super) fn set_holding_back(holds_back: bool) {
    HOLDS_BACK.set(holds_back);
}

pub(super) fn is_prerendered() -> bool {
    IS_PRERENDERED.get()
}

/// The page is prerendered, or activated
pub(super) fn set_prerendered(is_prerendered: bool) {
    IS_PRERENDERED.set(is_prerendered);
    tell(Change::Activated);
}

/// The page goes on after it was frozen
pub(super) fn restore() {
    tell(Change::Restored);
}

fn tell(change: Change) {
    for place in places() {
        place.change(change);
    }
}

/// Runs all tasks as far as they come
pub(super) fn run_tasks() {
    let mut waiting = Vec::new();
    for mut task in TASKS.take() {
        if task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
            waiting.push(task);
        }
    }
    TASKS.with_borrow_mut(|tasks| tasks.extend(waiting));
}

/// How many tasks there are
pub(super) fn count_tasks() -> usize {
    TASKS.with_borrow(Vec::len)
}

impl Place for Held {
    fn find() -> Option<Self> {
        let place = Rc::<FakePlace>::default();
        PLACES.with_borrow_mut(|places| places.push(Rc::clone(&place)));
        Some(Self(place))
    }

    fn listen(&self, listener: Weak<dyn Listen>) {
        self.0.listener.replace(Some(listener));
    }

    fn now(&self) -> f64 {
        fake::now()
    }

    fn random(&self) -> f64 {
        RANDOM.get()
    }

    fn set_timer(&self, delay: Option<f64>) {
        self.0.due.set(delay.map(|delay| fake::now() + delay));
    }

    fn is_online(&self) -> bool {
        IS_ONLINE.get()
    }

    fn is_hidden(&self) -> bool {
        IS_HIDDEN.get()
    }

    fn is_prerendered(&self) -> bool {
        IS_PRERENDERED.get()
    }

    fn holds_back(&self) -> bool {
        HOLDS_BACK.get()
    }

    fn watch(&self, is_watched: bool) {
        self.0.is_watched.set(is_watched);
    }

    fn spawn(&self, task: Task) {
        TASKS.with_borrow_mut(|tasks| tasks.push(task));
    }
}
