//! What an app has chosen: numbers, and functions that are called when nothing is borrowed.
use std::time::Duration;

use super::event::Cause;
use crate::client::message::Message;
use crate::client::options::Options;
use crate::client::threads::{BoxFuture, RefCell, functions};
use crate::proto::reconnecting::Policy;

/// Where to connect
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    pub(super) url: String,
    pub(super) protocols: Vec<String>,
}

/// The attempt that a function is called for
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// Which it is in a row: 0 for the first connection, and for the first after `reconnect()`
    pub number: u32,
    /// Why it is made; `None` if there was no connection before
    pub cause: Option<Cause>,
}

/// What is asked for before or after an attempt: a value, or the text of an error
pub(super) type Answer<T> = BoxFuture<Result<T, String>>;

functions! {
    type Asked<T> = dyn (FnMut(Attempt) -> Answer<T>);
    type Decision = dyn (FnMut(&Cause, u32) -> bool);
    type Delay = dyn (FnMut(u32, &Cause) -> Duration);
    pub(super) type Payload = dyn (FnMut() -> Message);
    pub(super) type Judge = dyn (FnMut(&Message) -> bool);
}

/// A function of the app
pub(super) struct Function<F: ?Sized>(RefCell<Option<Box<F>>>);

/// All that an app has chosen
pub(in crate::client) struct Settings {
    pub(super) policy: Policy,
    /// Of each connection
    pub(super) connection: Options,
    pub(super) target: Target,
    pub(super) starts_closed: bool,
    pub(super) functions: Functions,
}

/// The functions of the app
#[derive(Default)]
pub(super) struct Functions {
    pub(super) provider: Function<Asked<Target>>,
    pub(super) greeting: Function<Asked<Vec<Message>>>,
    pub(super) should_reconnect: Function<Decision>,
    pub(super) delay: Function<Delay>,
    pub(super) payload: Function<Payload>,
    pub(super) is_alive: Function<Judge>,
    pub(super) is_answer: Function<Judge>,
}

impl Target {
    /// A URL without subprotocols
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), protocols: Vec::new() }
    }

    /// Request one of these subprotocols: without it there is no connection
    pub fn protocols<P: AsRef<str>>(mut self, protocols: impl IntoIterator<Item = P>) -> Self {
        self.protocols =
            protocols.into_iter().map(|protocol| protocol.as_ref().to_owned()).collect();
        self
    }
}

impl From<String> for Target {
    fn from(url: String) -> Self {
        Self::new(url)
    }
}

impl From<&str> for Target {
    fn from(url: &str) -> Self {
        Self::new(url)
    }
}

impl<F: ?Sized> Function<F> {
    pub(super) fn set(&mut self, function: Box<F>) {
        *self.0.get_mut() = Some(function);
    }

    pub(super) fn is_there(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// Call it, if there is one and it does not run already: it may call anything
    pub(super) fn call<T>(&self, call: impl FnOnce(&mut F) -> T) -> Option<T> {
        let mut function = self.0.take()?;
        let result = call(&mut function);
        self.0.replace(Some(function));
        Some(result)
    }
}

impl<F: ?Sized> Default for Function<F> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl Functions {
    /// Whether the app is asked about each message, for which it has to be decoded
    pub(super) fn judge(&self) -> bool {
        self.is_alive.is_there() || self.is_answer.is_there()
    }
}
