//! Making a connection that comes back.
use std::fmt::{self, Debug, Display, Formatter};
use std::future::Future;
use std::time::Duration;

use super::event::{Cause, to_milliseconds};
use super::heartbeat::Heartbeat;
use super::settings::{Attempt, Functions, Settings, Target};
use super::web_socket::ReconnectingWebSocket;
use crate::client::message::Message;
use crate::client::options::Options;
use crate::client::threads::MaybeSend;
use crate::proto::Overflow;
use crate::proto::reconnecting::{Overflow as QueueOverflow, Policy};

/// Options for a connection that comes back; the names and the defaults are those of the class for JavaScript
///
/// ```no_run
/// # use std::time::Duration;
/// # use websocket_wasm::{Heartbeat, ReconnectingWebSocket};
/// let socket = ReconnectingWebSocket::builder("wss://example.com/chat")
///     .protocols(["chat.v2"])
///     .max_delay(Duration::from_secs(10))
///     .heartbeat(Heartbeat::new().payload(|| "ping").is_answer(|message| message.as_text() == Some("pong")))
///     .connect();
/// ```
#[must_use = "options do nothing until connect() is called"]
pub struct ReconnectingBuilder {
    policy: Policy,
    provider_timeout: Option<Duration>,
    pub(in crate::client) connection: Options,
    target: Target,
    starts_closed: bool,
    functions: Functions,
}

impl ReconnectingBuilder {
    pub(super) fn new(target: Target) -> Self {
        Self {
            policy: Policy::default(),
            provider_timeout: None,
            connection: Options::default(),
            target,
            starts_closed: false,
            functions: Functions::default(),
        }
    }

    pub(super) fn with_provider<F, R, T, E>(mut provider: F) -> Self
    where
        F: FnMut(Attempt) -> R + MaybeSend + 'static,
        R: Future<Output = Result<T, E>> + MaybeSend + 'static,
        T: Into<Target>,
        E: Display,
    {
        let mut builder = Self::new(Target::default());
        builder.functions.provider.set(Box::new(move |attempt| {
            let answer = provider(attempt);
            Box::pin(async move { answer.await.map(T::into).map_err(|error| error.to_string()) })
        }));
        builder
    }

    /// Request one of these subprotocols, unless the provider's [`Target`] has its own
    pub fn protocols<P: AsRef<str>>(mut self, protocols: impl IntoIterator<Item = P>) -> Self {
        self.connection.protocols =
            protocols.into_iter().map(|protocol| protocol.as_ref().to_owned()).collect();
        self
    }

    /// The longest delay before the first attempt to connect again; 1 s by default
    pub fn first_delay(mut self, time: Duration) -> Self {
        self.policy.backoff.first_delay = to_milliseconds(time);
        self
    }

    /// The factor from one delay to the next; 2 by default. Less than 1 counts as 1
    pub fn growth(mut self, factor: f64) -> Self {
        self.policy.backoff.growth = factor.max(1.0);
        self
    }

    /// The longest delay before any attempt; 30 s by default
    pub fn max_delay(mut self, time: Duration) -> Self {
        self.policy.backoff.max_delay = to_milliseconds(time);
        self
    }

    /// How much of each delay is random, from 0 to 1; 1 by default
    #[allow(clippy::manual_clamp)] // NaN counts as 0
    pub fn jitter(mut self, part: f64) -> Self {
        self.policy.backoff.jitter = part.max(0.0).min(1.0);
        self
    }

    /// How many attempts in a row there may be; no limit by default
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.policy.max_attempts = attempts;
        self
    }

    /// How long a connection must stay open before the attempts count from 0 again; 5 s by default
    pub fn stable_time(mut self, time: Duration) -> Self {
        self.policy.stable_time = to_milliseconds(time);
        self
    }

    /// Say how long to wait before each attempt, with its number, instead of the backoff
    ///
    /// [`Duration::MAX`] waits for [`reconnect`](super::ReconnectingSender::reconnect), the network or the page.
    pub fn delay(
        mut self,
        delay: impl FnMut(u32, &Cause) -> Duration + MaybeSend + 'static,
    ) -> Self {
        self.functions.delay.set(Box::new(delay));
        self
    }

    /// Say before each attempt whether to make it, with its number; `false` gives up
    pub fn should_reconnect(
        mut self,
        ask: impl FnMut(&Cause, u32) -> bool + MaybeSend + 'static,
    ) -> Self {
        self.policy.asks = true;
        self.functions.should_reconnect.set(Box::new(ask));
        self
    }

    /// How long an attempt may take; 10 s by default
    ///
    /// In Firefox, longer after failures by what Firefox holds back: 400 ms to a minute.
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.policy.connect_timeout = to_milliseconds(time);
        self
    }

    /// How long the futures of the provider and the greeting may take; as `connect_timeout` by default
    pub fn provider_timeout(mut self, time: Duration) -> Self {
        self.provider_timeout = Some(time);
        self
    }

    /// How long closing may take without progress; 5 s by default
    pub fn close_timeout(mut self, time: Duration) -> Self {
        self.policy.close_timeout = to_milliseconds(time);
        self
    }

    /// What each connection gets before anything else, as a login: messages, or none
    ///
    /// `Open` and the queue wait for it. If it fails or takes too long, the connection is given up.
    pub fn greeting<F, R, M, E>(mut self, mut greeting: F) -> Self
    where
        F: FnMut(Attempt) -> R + MaybeSend + 'static,
        R: Future<Output = Result<M, E>> + MaybeSend + 'static,
        M: IntoIterator,
        M::Item: Into<Message>,
        E: Display,
    {
        self.policy.greets = true;
        self.functions.greeting.set(Box::new(move |attempt| {
            let answer = greeting(attempt);
            Box::pin(async move {
                let given = answer.await.map_err(|error| error.to_string())?;
                Ok(given.into_iter().map(Into::into).collect())
            })
        }));
        self
    }

    /// Find out that the server is gone; off by default
    pub fn heartbeat(mut self, heartbeat: Heartbeat) -> Self {
        self.policy.heartbeat = heartbeat.policy;
        self.functions.payload = heartbeat.payload;
        self.functions.is_alive = heartbeat.is_alive;
        self.functions.is_answer = heartbeat.is_answer;
        self
    }

    /// How many bytes may wait for a connection; 16 MiB by default
    pub fn max_queued_bytes(mut self, bytes: u64) -> Self {
        self.policy.limits.bytes = bytes;
        self
    }

    /// How many messages may wait for a connection; no limit by default
    pub fn max_queued_messages(mut self, messages: u64) -> Self {
        self.policy.limits.messages = messages;
        self
    }

    /// What becomes of a message that the queue has no room for; [`QueueOverflow::Error`] by default
    pub fn overflow(mut self, overflow: QueueOverflow) -> Self {
        self.policy.limits.overflow = overflow;
        self
    }

    /// An attempt that the return of the network or of the page brings forward is made at random within this time; 500 ms by default
    pub fn return_jitter(mut self, time: Duration) -> Self {
        self.policy.return_jitter = to_milliseconds(time);
        self
    }

    /// A page that is hidden for so long has no connection; no limit by default
    pub fn close_hidden_after(mut self, time: Duration) -> Self {
        self.policy.close_hidden_after = to_milliseconds(time);
        self
    }

    /// How many bytes the browser may hold before `send()` waits; 1 MiB by default
    ///
    /// Natively the bytes that the system has not taken yet; 128 KiB by default.
    pub fn high_water_mark(mut self, bytes: usize) -> Self {
        self.connection.high_water_mark = (bytes as u64).max(1);
        self
    }

    /// How many bytes may wait to be read, of all connections together; 16 MiB by default
    ///
    /// Each message counts 32 bytes more than it has. Of a text the UTF-16 code units count.
    pub fn receive_limit(mut self, bytes: usize) -> Self {
        self.connection.receive_limit = bytes;
        self
    }

    /// What becomes of a message above the receive limit; [`Overflow::Fail`] by default
    ///
    /// The connection that fails is followed by another.
    pub fn receive_overflow(mut self, overflow: Overflow) -> Self {
        self.connection.receive_overflow = overflow;
        self
    }

    /// Connect only when [`reconnect`](super::ReconnectingSender::reconnect) is called; messages wait until then
    pub fn start_closed(mut self, is_closed: bool) -> Self {
        self.starts_closed = is_closed;
        self
    }

    /// Start to connect, now; what goes wrong is told by events
    pub fn connect(self) -> ReconnectingWebSocket {
        let Self { mut policy, connection, target, starts_closed, functions, .. } = self;
        policy.ask_timeout = self.provider_timeout.map_or(policy.connect_timeout, to_milliseconds);
        let settings = Settings { policy, connection, target, starts_closed, functions };
        ReconnectingWebSocket::start(settings)
    }
}

impl Debug for ReconnectingBuilder {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReconnectingBuilder").field("policy", &self.policy).finish_non_exhaustive()
    }
}
