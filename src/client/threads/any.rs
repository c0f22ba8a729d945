//! Any thread: pointers that are counted atomically, and cells with a lock.
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
pub(in crate::client) use std::sync::{Arc as Rc, OnceLock as OnceCell, Weak};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// `Send` with the feature `native` on servers and desktops, and nothing elsewhere
///
/// The functions and futures that an app gives to a connection have it: natively, another thread may call them.
pub trait MaybeSend: Send {}
impl<T: Send + ?Sized> MaybeSend for T {}

/// `Send` and `Sync` where a connection may be used by any thread
pub(in crate::client) trait MaybeSync: Send + Sync {}
impl<T: Send + Sync + ?Sized> MaybeSync for T {}

/// A future of the app
pub(in crate::client) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The types of functions of the app
macro_rules! functions {
    ($($visibility:vis type $name:ident $(<$of:ident>)? = dyn ($($function:tt)+);)+) => {
        $($visibility type $name $(<$of>)? = dyn $($function)+ + Send;)+
    };
}
pub(in crate::client) use functions;

/// A value that is borrowed by one at a time
#[derive(Debug, Default)]
pub(in crate::client) struct RefCell<T>(Mutex<T>);

/// What is borrowed
pub(in crate::client) type RefMut<'a, T> = MutexGuard<'a, T>;

impl<T> RefCell<T> {
    pub(in crate::client) fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    pub(in crate::client) fn borrow(&self) -> RefMut<'_, T> {
        self.borrow_mut()
    }

    pub(in crate::client) fn borrow_mut(&self) -> RefMut<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(in crate::client) fn get_mut(&mut self) -> &mut T {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    pub(in crate::client) fn replace(&self, value: T) -> T {
        mem::replace(&mut *self.borrow_mut(), value)
    }

    pub(in crate::client) fn take(&self) -> T
    where
        T: Default,
    {
        mem::take(&mut *self.borrow_mut())
    }
}

/// A value that is copied
#[derive(Debug, Default)]
pub(in crate::client) struct Cell<T>(RefCell<T>);

impl<T: Copy> Cell<T> {
    pub(in crate::client) fn new(value: T) -> Self {
        Self(RefCell::new(value))
    }

    pub(in crate::client) fn get(&self) -> T {
        *self.0.borrow()
    }

    pub(in crate::client) fn set(&self, value: T) {
        self.0.replace(value);
    }
}

/// The right to work on a connection, which one thread has at a time
///
/// The thread that has it may enter again: the driver calls the host, which reports at once.
#[derive(Clone, Debug, Default)]
pub(in crate::client) struct Turn(Rc<Owned>);

#[derive(Debug, Default)]
struct Owned {
    lock: Mutex<()>,
    /// The thread that has the lock, 0 if none has
    owner: AtomicUsize,
}

impl Turn {
    /// Wait until no other thread works on the connection
    pub(in crate::client) fn enter(&self) -> Entered<'_> {
        let me = this_thread();
        // Only this thread can have written its own number.
        if self.0.owner.load(Ordering::Relaxed) == me {
            return Entered { turn: None };
        }
        let guard = self.0.lock.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.owner.store(me, Ordering::Relaxed);
        Entered { turn: Some((&self.0.owner, guard)) }
    }
}

/// A thread works on the connection, until this is dropped
pub(in crate::client) struct Entered<'a> {
    turn: Option<(&'a AtomicUsize, MutexGuard<'a, ()>)>,
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        if let Some((owner, _)) = &self.turn {
            owner.store(0, Ordering::Relaxed);
        }
    }
}

/// A number that no other thread has at the same time; never 0
fn this_thread() -> usize {
    thread_local! {
        static ADDRESS: std::cell::Cell<u8> = const { std::cell::Cell::new(0) };
    }
    ADDRESS.with(|address| ptr::from_ref(address).addr())
}
