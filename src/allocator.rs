//! The allocator of the npm package, which allocates little: sockets, and texts on their way.
//!
//! Blocks are powers of two, each size with a list of those that were given back.
use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr;

use crate::linear_memory::{self, PAGE_BYTES};

/// One thread only: the package is built without atomics
pub(crate) struct Blocks(UnsafeCell<State>);

struct State {
    free: [*mut Block; 32],
    /// Where what was never given out begins; 0 before the first
    fresh: usize,
}

struct Block {
    next: *mut Self,
}

const SMALLEST_BYTES: usize = 16;

// SAFETY: there is one thread.
unsafe impl Sync for Blocks {}

impl Blocks {
    pub(crate) const fn new() -> Self {
        Self(UnsafeCell::new(State { free: [ptr::null_mut(); 32], fresh: 0 }))
    }
}

// SAFETY: a block is as large as the layout at least, aligned to 16 as all its predecessors are multiples of that, and in
// nobody else's hands: it is fresh, or was given back.
unsafe impl GlobalAlloc for Blocks {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > SMALLEST_BYTES {
            return ptr::null_mut();
        }
        // SAFETY: one thread, and nothing is called in between that allocates.
        let State { free, fresh } = unsafe { &mut *self.0.get() };
        let list = &mut free[class_of(layout)];
        let block = *list;
        if block.is_null() {
            return take_fresh(fresh, 1 << class_of(layout));
        }
        // SAFETY: `dealloc` has written it.
        *list = unsafe { (*block).next };
        block.cast()
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as above, and a block has room for a pointer.
        unsafe {
            let list = &mut (*self.0.get()).free[class_of(layout)];
            let block = block.cast::<Block>();
            (*block).next = *list;
            *list = block;
        }
    }
}

/// The exponent of the block's size
fn class_of(layout: Layout) -> usize {
    layout.size().max(SMALLEST_BYTES).next_power_of_two().trailing_zeros() as usize
}

fn take_fresh(fresh: &mut usize, bytes: usize) -> *mut u8 {
    let start = if *fresh == 0 { linear_memory::start() } else { *fresh };
    let Some(end) = start.checked_add(bytes) else { return ptr::null_mut() };
    let pages = end.div_ceil(PAGE_BYTES);
    let missing = pages.saturating_sub(linear_memory::pages());
    if missing > 0 && !linear_memory::grow(missing) {
        return ptr::null_mut();
    }
    *fresh = end;
    ptr::with_exposed_provenance_mut(start)
}
