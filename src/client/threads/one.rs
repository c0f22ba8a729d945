//! One thread: what the standard library has.
pub(in crate::client) use std::cell::{Cell, OnceCell, RefCell, RefMut};
use std::future::Future;
use std::pin::Pin;
pub(in crate::client) use std::rc::{Rc, Weak};

/// `Send` with the feature `native` on servers and desktops, and nothing elsewhere
///
/// The functions and futures that an app gives to a connection have it: natively, another thread may call them.
pub trait MaybeSend {}
impl<T: ?Sized> MaybeSend for T {}

/// `Send` and `Sync` where a connection may be used by any thread
pub(in crate::client) trait MaybeSync {}
impl<T: ?Sized> MaybeSync for T {}

/// A future of the app
pub(in crate::client) type BoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// The types of functions of the app
macro_rules! functions {
    ($($visibility:vis type $name:ident $(<$of:ident>)? = dyn ($($function:tt)+);)+) => {
        $($visibility type $name $(<$of>)? = dyn $($function)+;)+
    };
}
pub(in crate::client) use functions;

/// Nobody has to wait
#[derive(Clone, Default)]
pub(in crate::client) struct Turn(());

impl Turn {
    /// There is no other thread
    #[inline]
    pub(in crate::client) fn enter(&self) -> Entered {
        Entered
    }
}

/// A thread works on the connection
pub(in crate::client) struct Entered;
