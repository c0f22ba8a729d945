//! What has become of the messages of a tab, until the tab is told.
use alloc::collections::VecDeque;

/// So many messages that have left, and so many after them that have not and never will
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Those that have left
    pub left: u64,
    /// Those that have not
    pub lost: u64,
}

/// What has become of the messages of a tab, in the order of sending
#[derive(Debug, Default)]
pub struct Settled(VecDeque<Run>);

impl Settled {
    /// What has become of the next message
    pub fn add(&mut self, has_left: bool) {
        let needs_run = self.0.back().is_none_or(|last| has_left && last.lost > 0);
        if needs_run {
            self.0.push_back(Run::default());
        }
        if let Some(last) = self.0.back_mut() {
            if has_left {
                last.left += 1;
            } else {
                last.lost += 1;
            }
        }
    }

    /// The next run, which the tab is told
    pub fn take(&mut self) -> Option<Run> {
        self.0.pop_front()
    }
}
