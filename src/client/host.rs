//! What the driver needs of a socket of the platform.
use super::data::Data;
use super::driver::Driver;
use super::error::Error;
use super::message::Message;
use super::options::Options;
use super::reconnecting::place::Place;
use super::threads::{MaybeSync, Turn, Weak};
use crate::proto::{CloseRequest, ReadyState};

/// The socket of this target
#[cfg(target_arch = "wasm32")]
pub(super) type Platform = super::browser::Browser;
/// The socket of this target
#[cfg(all(feature = "native", not(any(target_family = "wasm", test))))]
pub(super) type Platform = super::native::Native;
/// The socket of this target: there is none
#[cfg(not(any(target_arch = "wasm32", feature = "native", test)))]
pub(super) type Platform = super::nowhere::Nowhere;
/// The socket of this crate's own tests
#[cfg(all(test, not(target_arch = "wasm32")))]
pub(super) type Platform = super::tests::fake::Fake;

/// A socket that transports messages, with a timer and a clock
///
/// It reports to the driver: `handle_open`, `handle_message`, `handle_error`, `handle_close`, `handle_timer`, until it is detached.
pub(super) trait Host: MaybeSync + Sized + 'static {
    /// Whether a reader can look itself for messages that were not reported yet
    const FETCHES: bool = false;
    /// A message as it waits to be read
    type Incoming: MaybeSync;
    /// A socket that nobody listens to yet
    type Made;
    /// What there is beside sockets
    type Place: Place;

    /// Start to connect
    fn connect(url: &str, options: &Options) -> Result<Self::Made, Error>;

    /// Listen to a socket; another thread reports in its turn
    fn attach(made: Self::Made, driver: Weak<Driver<Self>>, turn: &Turn) -> Self;

    /// The URL, serialised
    fn url(&self) -> String;

    /// The subprotocol, empty if there is none
    fn protocol(&self) -> String;

    /// How far the connection has come
    fn ready_state(&self) -> ReadyState;

    /// Bytes that were not transmitted yet
    fn buffered_amount(&self) -> u64;

    /// Send a message on an open connection
    fn send(&self, data: Data<'_>) -> Result<(), Error>;

    /// Start the closing handshake, or stop connecting
    fn close(&self, request: &CloseRequest);

    /// A message as the application reads it
    fn decode(incoming: Self::Incoming) -> Result<Message, Error>;

    /// Report at once the messages that are there; a reader calls it, without the connection's turn
    fn fetch(&self, _driver: &Driver<Self>) {}

    /// Whether the page is prerendered: until it is activated, the browser connects to nothing
    fn is_prerendered(&self) -> bool;

    /// A time in milliseconds that does not go back
    fn now(&self) -> f64;

    /// Report `handle_timer` after so many milliseconds, and not at the time that was set before
    fn set_timer(&self, delay: Option<f64>);

    /// Report no more messages
    fn ignore_messages(&self);

    /// Report nothing more
    fn detach(&self);
}
