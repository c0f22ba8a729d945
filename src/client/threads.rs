//! Pointers and cells of the driver: of one thread in browsers, of any thread on servers and desktops.
//!
//! Both kinds have the same names, so that the driver is the same source. A browser's are those of the standard library, which cost
//! nothing. The others lock, and a [`Turn`] keeps two threads from working on one connection at a time, so that no decision of the
//! driver is made on what another thread has just changed.
#[cfg(all(feature = "native", not(any(target_family = "wasm", test))))]
mod any;
#[cfg(not(all(feature = "native", not(any(target_family = "wasm", test)))))]
mod one;

#[cfg(all(feature = "native", not(any(target_family = "wasm", test))))]
pub use any::MaybeSend;
#[cfg(all(feature = "native", not(any(target_family = "wasm", test))))]
pub(super) use any::{
    BoxFuture, Cell, MaybeSync, OnceCell, Rc, RefCell, RefMut, Turn, Weak, functions,
};
#[cfg(not(all(feature = "native", not(any(target_family = "wasm", test)))))]
pub use one::MaybeSend;
#[cfg(not(all(feature = "native", not(any(target_family = "wasm", test)))))]
pub(super) use one::{
    BoxFuture, Cell, MaybeSync, OnceCell, Rc, RefCell, RefMut, Turn, Weak, functions,
};
