//! A memory as wasm has it: pages behind each other, of which some are there, and no more than `MOST_PAGES`.
use std::alloc::{Layout, alloc, dealloc};
use std::cell::Cell;
use std::ptr;

pub(crate) const PAGE_BYTES: usize = 65536;
pub(crate) const MOST_PAGES: usize = 4;
/// So much of it is the linker's own
const USED_BYTES: usize = 1040;

struct Memory(usize);

impl Memory {
    const LAYOUT: Layout = match Layout::from_size_align(PAGE_BYTES * MOST_PAGES, PAGE_BYTES) {
        Ok(layout) => layout,
        Err(_) => panic!(),
    };

    fn new() -> Self {
        // SAFETY: the layout has a size.
        Self(unsafe { alloc(Self::LAYOUT) }.expose_provenance())
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        // SAFETY: it is of this layout, and its thread ends.
        unsafe { dealloc(ptr::with_exposed_provenance_mut(self.0), Self::LAYOUT) };
    }
}

thread_local! {
    /// Each test has a thread, and a memory of its own
    static MEMORY: Memory = Memory::new();
    static PAGES: Cell<usize> = const { Cell::new(1) };
}

fn base() -> usize {
    MEMORY.with(|memory| memory.0)
}

pub(crate) fn start() -> usize {
    base() + USED_BYTES
}

/// Counted from the address 0, as the allocator does
pub(crate) fn pages() -> usize {
    base() / PAGE_BYTES + PAGES.get()
}

pub(crate) fn grow(more: usize) -> bool {
    let pages = PAGES.get() + more;
    if pages > MOST_PAGES {
        return false;
    }
    PAGES.set(pages);
    true
}

/// The addresses that are there
pub(crate) fn range() -> std::ops::Range<usize> {
    base() + USED_BYTES..base() + PAGES.get() * PAGE_BYTES
}
