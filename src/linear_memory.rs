//! The memory of the wasm, as far as the allocator knows it. Its tests have another, which is there on any target.
use core::arch::wasm32::{memory_grow, memory_size};

pub(crate) const PAGE_BYTES: usize = 65536;

/// The address at which nothing lies yet
pub(crate) fn start() -> usize {
    unsafe extern "C" {
        /// The linker's: where its own data ends
        static __heap_base: u8;
    }
    (&raw const __heap_base).addr()
}

/// How many pages there are
pub(crate) fn pages() -> usize {
    memory_size(0)
}

/// Whether there are so many more now
pub(crate) fn grow(more: usize) -> bool {
    memory_grow(0, more) != usize::MAX
}
