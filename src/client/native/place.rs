//! The runtime beside its connections: a clock, a timer, and tasks.
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep_until};

use crate::client::reconnecting::place::{Listen, Place, Task};
use crate::client::threads::{RefCell, Weak};

/// A runtime of tokio
pub(crate) struct Surroundings {
    runtime: Handle,
    listener: RefCell<Option<Weak<dyn Listen>>>,
    timer: RefCell<Option<AbortHandle>>,
}

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Longer than any connection lasts, and no overflow
const LONGEST_TIMER_MS: f64 = 1e12;

/// A time in milliseconds that does not go back
pub(super) fn now() -> f64 {
    START.elapsed().as_secs_f64() * 1000.0
}

/// The time after so many milliseconds
pub(super) fn after(milliseconds: f64) -> Instant {
    let seconds = milliseconds.clamp(0.0, LONGEST_TIMER_MS) / 1000.0;
    Instant::now() + Duration::try_from_secs_f64(seconds).unwrap_or_default()
}

impl Place for Surroundings {
    fn find() -> Option<Self> {
        let runtime = Handle::try_current().ok()?;
        Some(Self { runtime, listener: RefCell::default(), timer: RefCell::default() })
    }

    fn listen(&self, listener: Weak<dyn Listen>) {
        self.listener.replace(Some(listener));
    }

    fn now(&self) -> f64 {
        now()
    }

    fn random(&self) -> f64 {
        // Each has other keys.
        let bits = RandomState::new().build_hasher().finish();
        (bits >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn set_timer(&self, delay: Option<f64>) {
        let listener = self.listener.borrow().clone();
        let timer = listener.zip(delay).map(|(listener, delay)| {
            let due = after(delay);
            let task = self.runtime.spawn(async move {
                sleep_until(due).await;
                if let Some(listener) = listener.upgrade() {
                    listener.handle_timer();
                }
            });
            task.abort_handle()
        });
        if let Some(before) = self.timer.replace(timer) {
            before.abort();
        }
    }

    fn is_online(&self) -> bool {
        true
    }

    fn is_hidden(&self) -> bool {
        false
    }

    fn is_prerendered(&self) -> bool {
        false
    }

    fn holds_back(&self) -> bool {
        false
    }

    fn watch(&self, _: bool) {}

    fn spawn(&self, task: Task) {
        self.runtime.spawn(task);
    }
}
