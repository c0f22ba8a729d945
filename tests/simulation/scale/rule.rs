//! How long clients wait: by the backoff of the package, and in two ways that it does not have.
use websocket_wasm::proto::reconnecting::Backoff;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Rule {
    Backoff(Backoff),
    /// All of the first delay is random, and half of each other
    LaterHalf(Backoff),
    /// Each delay is random from the first to `growth` times the one before: "decorrelated jitter", by M. Brooker,
    /// *Exponential Backoff And Jitter*, 2015
    Decorrelated {
        first_delay: f64,
        growth: f64,
        max_delay: f64,
    },
}

impl Rule {
    /// What the clients' policy is given
    pub(crate) fn backoff(&self) -> Backoff {
        match *self {
            Self::Backoff(backoff) | Self::LaterHalf(backoff) => backoff,
            Self::Decorrelated { .. } => Backoff::default(),
        }
    }

    /// Whether [`delay`](Self::delay) replaces the delay of the policy
    pub(crate) fn is_own(&self) -> bool {
        !matches!(self, Self::Backoff(_))
    }

    /// The delay before this attempt after one of `last` milliseconds
    pub(crate) fn delay(&self, attempt: u32, last: f64, random: f64) -> f64 {
        match *self {
            Self::Backoff(backoff) => backoff.delay(attempt, random),
            Self::LaterHalf(backoff) => {
                let jitter = if attempt == 1 { 1.0 } else { 0.5 };
                Backoff { jitter, ..backoff }.delay(attempt, random)
            }
            Self::Decorrelated { first_delay, growth, max_delay } => {
                let last = if attempt == 1 { first_delay } else { last };
                let longest = (last * growth).min(max_delay);
                first_delay + (longest - first_delay) * random
            }
        }
    }
}
