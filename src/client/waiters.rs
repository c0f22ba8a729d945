//! Who waits for room in the buffer or for the end, and may stop waiting at any time.
use std::mem;
use std::task::Waker;

/// The place of one that waits
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(u64);

/// What is waited for
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// No more than so many bytes in the buffer, to send more; in vain once closing begins
    Send(u64),
    /// No more than so many bytes in the buffer
    Drained(u64),
    /// The end of the connection
    End,
}

/// The tasks that wait for the same connection
///
/// Wakers are dropped by the caller, when nothing is borrowed: with the last one of a task, the task itself may be dropped.
#[derive(Debug, Default)]
pub(super) struct Waiters {
    waiting: Vec<Waiter>,
    next: u64,
}

#[derive(Debug)]
struct Waiter {
    place: Place,
    wish: Wish,
    waker: Waker,
}

impl Wish {
    /// How many bytes may be left in the buffer
    pub(super) fn below(self) -> Option<u64> {
        match self {
            Self::Send(below) | Self::Drained(below) => Some(below),
            Self::End => None,
        }
    }
}

impl Waiters {
    /// Wait, in the place that this one has already, or in a new one; returns the waker that was there
    pub(super) fn wait(
        &mut self,
        place: &mut Option<Place>,
        wish: Wish,
        waker: &Waker,
    ) -> Option<Waker> {
        let known = self.waiting.iter_mut().find(|waiter| Some(waiter.place) == *place);
        if let Some(waiter) = known {
            waiter.wish = wish;
            let is_new = !waiter.waker.will_wake(waker);
            return is_new.then(|| mem::replace(&mut waiter.waker, waker.clone()));
        }
        let new = Place(self.next);
        self.next += 1;
        *place = Some(new);
        self.waiting.push(Waiter { place: new, wish, waker: waker.clone() });
        None
    }

    /// Wait no longer; returns the waker that was there
    pub(super) fn leave(&mut self, place: Place) -> Option<Waker> {
        let index = self.waiting.iter().position(|waiter| waiter.place == place)?;
        Some(self.waiting.swap_remove(index).waker)
    }

    /// The most bytes that may be left for one of them, `None` if nobody waits for the buffer
    pub(super) fn highest_below(&self) -> Option<u64> {
        self.waiting.iter().filter_map(|waiter| waiter.wish.below()).max()
    }

    /// Take out those for whom no more than this is left, and those who want to send if nobody can any more
    pub(super) fn take_ready(&mut self, buffered: u64, is_open: bool) -> Vec<Waker> {
        self.take(&|wish| match wish {
            Wish::Send(below) => !is_open || buffered <= below,
            Wish::Drained(below) => buffered <= below,
            Wish::End => false,
        })
    }

    /// Take out those who want to send
    pub(super) fn take_senders(&mut self) -> Vec<Waker> {
        self.take(&|wish| matches!(wish, Wish::Send(_)))
    }

    /// Take out all
    pub(super) fn take_all(&mut self) -> Vec<Waker> {
        self.take(&|_| true)
    }

    // One function in the app, not one for each condition.
    fn take(&mut self, is_taken: &dyn Fn(Wish) -> bool) -> Vec<Waker> {
        let mut taken = Vec::new();
        for waiter in mem::take(&mut self.waiting) {
            if is_taken(waiter.wish) {
                taken.push(waiter.waker);
            } else {
                self.waiting.push(waiter);
            }
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_look_is_for_the_one_that_waits_for_the_least() {
        let mut waiters = Waiters::default();
        let waker = Waker::noop();
        for wish in [Wish::Drained(0), Wish::Send(9), Wish::End, Wish::Drained(5)] {
            waiters.wait(&mut None, wish, waker);
        }
        assert_eq!(waiters.highest_below(), Some(9));
        assert_eq!(waiters.take_ready(6, true).len(), 1);
        assert_eq!(waiters.highest_below(), Some(5));
        assert_eq!(waiters.take_senders().len(), 0);
        assert_eq!(waiters.take_ready(0, true).len(), 2);
        assert_eq!(waiters.highest_below(), None);
        assert_eq!(waiters.take_all().len(), 1);
    }

    #[test]
    fn who_waits_again_keeps_its_place_until_it_is_woken() {
        let mut waiters = Waiters::default();
        let mut place = None;
        let waker = Waker::noop();
        drop(waiters.wait(&mut place, Wish::Send(1), waker));
        let first = place;
        drop(waiters.wait(&mut place, Wish::Send(2), waker));
        assert_eq!((place, waiters.highest_below()), (first, Some(2)));
        assert_eq!(waiters.take_all().len(), 1);
        assert!(first.is_some_and(|place| waiters.leave(place).is_none()));
    }
}
