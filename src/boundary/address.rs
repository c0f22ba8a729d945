//! Addresses: how the scripts name what they own in the wasm's memory.
use alloc::boxed::Box;
use core::ptr;

/// Where something is, for a script to keep; it fits into a number of JavaScript
pub(crate) type Address = usize;

/// Let a script have it, until it is taken back
pub(crate) fn lend<T>(owned: Box<T>) -> Address {
    Box::into_raw(owned).expose_provenance()
}

/// What is at an address
///
/// # Safety
/// The address is one that `lend` gave for this type, and was not taken back. There is no other reference.
pub(crate) unsafe fn borrow<'a, T>(address: Address) -> &'a mut T {
    // SAFETY: as the caller says.
    unsafe { &mut *ptr::with_exposed_provenance_mut(address) }
}

/// The end of a loan
///
/// # Safety
/// As for [`borrow`]; and nobody uses the address any more.
pub(crate) unsafe fn take_back<T>(address: Address) -> Box<T> {
    // SAFETY: as the caller says.
    unsafe { Box::from_raw(ptr::with_exposed_provenance_mut(address)) }
}
