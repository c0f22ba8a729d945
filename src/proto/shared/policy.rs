//! The numbers that an application can set.

/// How long a hub waits for what, in milliseconds
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// How long the connection is kept after the last tab has left
    pub linger: f64,
    /// How long after its last word a tab is pinged
    pub ping_interval: f64,
    /// How long a tab may take to answer a ping
    pub ping_timeout: f64,
    /// How long items are held for a tab that is away, and it keeps the connection
    pub away_timeout: f64,
    /// How long a tab may take to answer a question before another is asked
    pub answer_timeout: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            linger: 1_000.0,
            ping_interval: 10_000.0,
            ping_timeout: 5_000.0,
            away_timeout: 60_000.0,
            answer_timeout: 3_000.0,
        }
    }
}

numbered! {
    /// A number of the policy
    pub enum Setting {
        /// [`Policy::linger`]
        Linger = 0,
        /// [`Policy::ping_interval`]
        PingInterval = 1,
        /// [`Policy::ping_timeout`]
        PingTimeout = 2,
        /// [`Policy::away_timeout`]
        AwayTimeout = 3,
        /// [`Policy::answer_timeout`]
        AnswerTimeout = 4,
    }
}

impl Policy {
    /// Change one of the numbers
    pub fn set(&mut self, setting: Setting, value: f64) {
        *match setting {
            Setting::Linger => &mut self.linger,
            Setting::PingInterval => &mut self.ping_interval,
            Setting::PingTimeout => &mut self.ping_timeout,
            Setting::AwayTimeout => &mut self.away_timeout,
            Setting::AnswerTimeout => &mut self.answer_timeout,
        } = value;
    }
}
