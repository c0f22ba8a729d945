//! What is `unsafe` in the npm package, which is compiled for wasm alone: its allocator, over a memory that is there on any target, and
//! the addresses that scripts have.
//!
//! `cargo +nightly miri test --test allocator` has Miri look at each access.

extern crate alloc;

#[path = "../../src/boundary/address.rs"]
mod address;
#[path = "../../src/allocator.rs"]
mod allocator;
mod linear_memory;

use std::alloc::{GlobalAlloc, Layout};

use allocator::Blocks;

/// A block that is in use, and the byte that fills it
struct Used {
    at: *mut u8,
    layout: Layout,
    fill: u8,
}

impl Used {
    fn new(blocks: &Blocks, bytes: usize, align: usize, fill: u8) -> Option<Self> {
        let layout = Layout::from_size_align(bytes, align).unwrap();
        // SAFETY: the layout has a size.
        let at = unsafe { blocks.alloc(layout) };
        if at.is_null() {
            return None;
        }
        assert_eq!(at.addr() % align, 0, "{layout:?}");
        let range = linear_memory::range();
        assert!(range.contains(&at.addr()) && at.addr() + bytes <= range.end, "{layout:?}");
        // SAFETY: the block is as large as the layout.
        unsafe { at.write_bytes(fill, bytes) };
        Some(Self { at, layout, fill })
    }

    /// Nobody else has written to it
    fn give_back(self, blocks: &Blocks) {
        for offset in 0..self.layout.size() {
            // SAFETY: it lies in the block, and all of that was written.
            assert_eq!(unsafe { self.at.add(offset).read() }, self.fill, "{:?}", self.layout);
        }
        // SAFETY: the block is of this layout, and in use.
        unsafe { blocks.dealloc(self.at, self.layout) };
    }
}

#[test]
fn blocks_do_not_overlap_whatever_the_order_in_which_they_are_taken_and_given_back() {
    let blocks = Blocks::new();
    let mut used = Vec::new();
    let mut seed = 7_u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    for step in 0..400 {
        if next(3) == 0 && !used.is_empty() {
            let index = next(used.len() as u32) as usize;
            let block: Used = used.swap_remove(index);
            block.give_back(&blocks);
        } else {
            let most = 2 << next(10);
            let bytes = 1 + next(most) as usize;
            used.extend(Used::new(&blocks, bytes, 1 << next(5), step as u8));
        }
    }
    assert!(used.len() > 50);
    for block in used {
        block.give_back(&blocks);
    }
}

#[test]
fn a_block_that_was_given_back_is_the_next_of_its_size() {
    let blocks = Blocks::new();
    let first = Used::new(&blocks, 40, 8, 1).unwrap();
    let at = first.at.addr();
    first.give_back(&blocks);
    assert_ne!(Used::new(&blocks, 65, 8, 2).unwrap().at.addr(), at);
    assert_eq!(Used::new(&blocks, 33, 8, 3).unwrap().at.addr(), at);
}

#[test]
fn memory_grows_until_there_is_none_and_then_there_is_no_block() {
    let blocks = Blocks::new();
    let mut used: Vec<_> = std::iter::from_fn(|| Used::new(&blocks, 16_000, 16, 4)).collect();
    assert_eq!(used.len(), linear_memory::MOST_PAGES * linear_memory::PAGE_BYTES / 16_384 - 1);
    assert_eq!(
        linear_memory::range().len() / linear_memory::PAGE_BYTES,
        linear_memory::MOST_PAGES - 1
    );
    used.pop().unwrap().give_back(&blocks);
    assert!(Used::new(&blocks, 16_000, 16, 5).is_some());
    assert!(Used::new(&blocks, 16_000, 16, 6).is_none());
}

#[test]
fn more_than_there_can_be_and_an_alignment_beyond_16_get_no_block() {
    let blocks = Blocks::new();
    assert!(Used::new(&blocks, 1 << 30, 1, 1).is_none());
    assert!(Used::new(&blocks, 16, 32, 1).is_none());
    assert!(Used::new(&blocks, 16, 16, 1).is_some());
}

#[test]
fn what_was_lent_is_there_until_it_is_taken_back() {
    let address = address::lend(Box::new(vec![1_u8]));
    for more in 2..4 {
        // SAFETY: it was lent as this type, and there is no other reference.
        unsafe { address::borrow::<Vec<u8>>(address) }.push(more);
    }
    // SAFETY: as above, and the address is not used again.
    assert_eq!(*unsafe { address::take_back::<Vec<u8>>(address) }, [1, 2, 3]);
}
