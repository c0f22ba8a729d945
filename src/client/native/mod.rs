//! tokio-tungstenite as the host: a task for each connection, which works while nobody polls.
//!
//! ```text
//!  the driver      Link                    Task
//!
//!  send(), close() ->  what is to be sent  ->  poll_outgoing: to the protocol, and flushed
//!  ready_state()   <-  how far it is       <-  connect, poll_incoming, poll_limits
//!  handle_…()      <---------------------------  reports, in the connection's turn
//!  fetch()         -------------------------->  gather, in the reader's thread, if no other thread works on it
//! ```
//!
//! What a browser refuses is refused here, too, so that what works in a native test works in the page.
mod address;
mod closed_by;
mod connect;
mod counted;
mod handshake;
mod keepalive;
mod link;
mod open;
mod place;
mod ports;
mod task;
mod tls;

use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use self::connect::Wanted;
use self::link::Link;
pub(super) use self::place::Surroundings;
use super::data::{Content, Data};
use super::driver::Driver;
use super::error::Error;
use super::host::Host;
use super::message::Message;
use super::options::Options;
use super::threads::{Rc, Turn, Weak};
use crate::proto::{CloseRequest, ReadyState};

/// Run a task beside the connections; outside of a runtime it is dropped
#[cfg(feature = "remote")]
pub(super) fn spawn(task: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(task);
    }
}

/// A connection, whose task ends when it is closed
pub(super) struct Native(Rc<Link>);

impl Host for Native {
    const FETCHES: bool = true;
    type Incoming = Message;
    type Made = Wanted;
    type Place = Surroundings;

    fn connect(url: &str, options: &Options) -> Result<Wanted, Error> {
        Wanted::new(url, options)
    }

    fn attach(wanted: Wanted, driver: Weak<Driver<Self>>, turn: &Turn) -> Self {
        let link = Rc::new(Link::new(wanted.url.as_str()));
        let runtime = wanted.runtime.clone();
        runtime.spawn(task::run(wanted, Rc::clone(&link), driver, turn.clone()));
        Self(link)
    }

    fn url(&self) -> String {
        self.0.url.clone()
    }

    fn protocol(&self) -> String {
        self.0.state().protocol.clone()
    }

    fn ready_state(&self) -> ReadyState {
        self.0.state().ready_state
    }

    fn buffered_amount(&self) -> u64 {
        self.0.state().buffered
    }

    fn send(&self, data: Data<'_>) -> Result<(), Error> {
        // What the app gave away is not copied.
        self.0.send(match data.0 {
            Content::Text(text) => Frame::text(text.into_owned()),
            Content::Binary(bytes) => Frame::binary(bytes.into_owned()),
        });
        Ok(())
    }

    fn close(&self, request: &CloseRequest) {
        self.0.close(request.code().map(|code| CloseFrame {
            code: code.number().into(),
            reason: request.reason().into(),
        }));
    }

    fn decode(incoming: Message) -> Result<Message, Error> {
        Ok(incoming)
    }

    fn fetch(&self, driver: &Driver<Self>) {
        self.0.try_with_open(|open| open.fetch(&self.0, driver));
    }

    fn is_prerendered(&self) -> bool {
        false
    }

    fn now(&self) -> f64 {
        place::now()
    }

    fn set_timer(&self, delay: Option<f64>) {
        self.0.set_timer(delay);
    }

    fn ignore_messages(&self) {
        self.0.state().hears_messages = false;
    }

    fn detach(&self) {
        self.0.detach();
    }
}
