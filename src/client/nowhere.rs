//! A target without sockets of its own: every connection fails, so that an app compiles for a server, too.
use std::convert::Infallible;

use super::data::Data;
use super::driver::Driver;
use super::error::Error;
use super::host::Host;
use super::message::Message;
use super::options::Options;
use super::reconnecting::place::{Listen, Place, Task};
use super::threads::{Turn, Weak};
use crate::proto::{CloseRequest, ReadyState};

/// A socket that there cannot be
pub(super) struct Nowhere(Infallible);

impl Host for Nowhere {
    type Incoming = Message;
    type Made = Infallible;
    type Place = NoPlace;

    fn connect(_: &str, _: &Options) -> Result<Infallible, Error> {
        Err(Error::Unsupported)
    }

    fn attach(made: Infallible, _: Weak<Driver<Self>>, _: &Turn) -> Self {
        Self(made)
    }

    fn url(&self) -> String {
        match self.0 {}
    }

    fn protocol(&self) -> String {
        match self.0 {}
    }

    fn ready_state(&self) -> ReadyState {
        match self.0 {}
    }

    fn buffered_amount(&self) -> u64 {
        match self.0 {}
    }

    fn send(&self, _: Data<'_>) -> Result<(), Error> {
        match self.0 {}
    }

    fn close(&self, _: &CloseRequest) {
        match self.0 {}
    }

    fn decode(incoming: Message) -> Result<Message, Error> {
        Ok(incoming)
    }

    fn is_prerendered(&self) -> bool {
        match self.0 {}
    }

    fn now(&self) -> f64 {
        match self.0 {}
    }

    fn set_timer(&self, _: Option<f64>) {
        match self.0 {}
    }

    fn ignore_messages(&self) {
        match self.0 {}
    }

    fn detach(&self) {
        match self.0 {}
    }
}

/// A place that there cannot be
pub(super) struct NoPlace(Infallible);

impl Place for NoPlace {
    fn find() -> Option<Self> {
        None
    }

    fn listen(&self, _: Weak<dyn Listen>) {
        match self.0 {}
    }

    fn now(&self) -> f64 {
        match self.0 {}
    }

    fn random(&self) -> f64 {
        match self.0 {}
    }

    fn set_timer(&self, _: Option<f64>) {
        match self.0 {}
    }

    fn is_online(&self) -> bool {
        match self.0 {}
    }

    fn is_hidden(&self) -> bool {
        match self.0 {}
    }

    fn is_prerendered(&self) -> bool {
        match self.0 {}
    }

    fn holds_back(&self) -> bool {
        match self.0 {}
    }

    fn watch(&self, _: bool) {
        match self.0 {}
    }

    fn spawn(&self, _: Task) {
        match self.0 {}
    }
}
