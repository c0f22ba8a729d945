//! Making a connection.
use std::fmt::{self, Debug, Formatter};
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use super::driver::Driver;
use super::error::{Error, InvalidArgument};
use super::handle::{Lease, OneThread};
use super::host::Platform;
use super::options::Options;
use super::receiver::Receiver;
use super::sender::Sender;
use super::threads::{Rc, Turn};
use super::web_socket::WebSocket;
use crate::proto::{Overflow, check_subprotocol};

/// Options for a connection, which [`connect`](Self::connect) or `.await` establishes
///
/// ```no_run
/// # use std::time::Duration;
/// # use websocket_wasm::{Error, WebSocket};
/// # async fn f() -> Result<(), Error> {
/// let socket = WebSocket::builder("wss://example.com/chat")
///     .protocols(["chat.v2", "chat.v1"])
///     .connect_timeout(Duration::from_secs(10))
///     .await?;
/// # Ok(()) }
/// ```
#[must_use = "options do nothing until they are awaited, or connect() is called"]
#[derive(Clone, Debug)]
pub struct Builder {
    url: String,
    pub(super) options: Options,
    /// What is not allowed
    refused: Option<InvalidArgument>,
}

impl Builder {
    pub(super) fn new(url: String) -> Self {
        Self { url, options: Options::default(), refused: None }
    }

    /// Request one of these subprotocols: without it there is no connection
    ///
    /// Some browsers open the connection though the server has acknowledged none; here it fails in all of them.
    pub fn protocols<P: AsRef<str>>(mut self, protocols: impl IntoIterator<Item = P>) -> Self {
        self.options.protocols =
            protocols.into_iter().map(|protocol| protocol.as_ref().to_owned()).collect();
        // Here and not in `connect`, so that an app that requests none does not have the code for it.
        self.refused = check(&self.options.protocols).err();
        self
    }

    /// Give up if there is no connection after this time; without it, the browser decides
    ///
    /// In a prerendered page the time begins when the page is activated, as the browser connects then.
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.options.connect_timeout = Some(to_millis(time).into());
        self
    }

    /// Give up if closing makes no progress for this time; without it, the browser decides
    ///
    /// It counts from `close()`, and again whenever the browser has sent some of what it holds.
    pub fn close_timeout(mut self, time: Duration) -> Self {
        self.options.close_timeout = Some(to_millis(time));
        self
    }

    /// How many bytes the browser may hold before `send()` waits; 1 MiB by default
    ///
    /// Natively the bytes that the system has not taken yet; 128 KiB by default.
    pub fn high_water_mark(mut self, bytes: usize) -> Self {
        self.options.high_water_mark = (bytes as u64).max(1);
        self
    }

    /// How many bytes may wait to be read; 16 MiB by default
    ///
    /// Browsers cannot make a server wait. Each message counts 32 bytes more than it has, since empty ones take memory, too.
    /// Of a text the UTF-16 code units count.
    pub fn receive_limit(mut self, bytes: usize) -> Self {
        self.options.receive_limit = bytes;
        self
    }

    /// What becomes of a message above the receive limit; [`Overflow::Fail`] by default
    pub fn receive_overflow(mut self, overflow: Overflow) -> Self {
        self.options.receive_overflow = overflow;
        self
    }

    /// Start to connect, now
    ///
    /// The handshake runs while the app does other things. What is not allowed is the future's error.
    pub fn connect(self) -> Connect {
        let Self { url, options, refused } = self;
        Connect::new(match refused {
            None => Driver::connect(&url, options, None, Turn::default()),
            Some(argument) => Err(argument.into()),
        })
    }

    /// The same with a socket that JavaScript has made, in any state; nobody else may listen to it, or use it
    ///
    /// The URL of the builder has no meaning. The subprotocols are those that were requested when the socket was made.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn adopt(self, socket: &wasm_bindgen::JsValue) -> Connect {
        let made = super::browser::made_of(socket);
        Connect::new(made.map(|made| Driver::adopt(made, self.options, None, Turn::default())))
    }
}

impl IntoFuture for Builder {
    type Output = Result<WebSocket, Error>;
    type IntoFuture = Connect;

    fn into_future(self) -> Connect {
        self.connect()
    }
}

/// Subprotocols are tokens, and none is there twice
pub(super) fn check(protocols: &[String]) -> Result<(), InvalidArgument> {
    for (index, protocol) in protocols.iter().enumerate() {
        let is_repeated = protocols.iter().take(index).any(|earlier| earlier == protocol);
        check_subprotocol(protocol, is_repeated)?;
    }
    Ok(())
}

/// Whole milliseconds, never less than the time
pub(super) fn to_millis(time: Duration) -> u32 {
    let part = u64::from(time.subsec_nanos().div_ceil(1_000_000));
    let whole = time.as_secs().saturating_mul(1000).saturating_add(part);
    u32::try_from(whole).unwrap_or(u32::MAX)
}

/// A connection that is being established: a future of the [`WebSocket`]
///
/// Dropped, the connection is given up.
#[must_use = "a connection that nobody waits for is given up"]
pub struct Connect(Attempt);

enum Attempt {
    Refused(Error),
    Started(OneThread<Lease>),
    Over,
}

impl Connect {
    fn new(driver: Result<Rc<Driver<Platform>>, Error>) -> Self {
        Self(match driver {
            Ok(driver) => Attempt::Started(OneThread(Lease::new(driver))),
            Err(error) => Attempt::Refused(error),
        })
    }

    fn finish(&mut self) -> Result<WebSocket, Error> {
        match std::mem::replace(&mut self.0, Attempt::Over) {
            Attempt::Refused(error) => Err(error),
            Attempt::Started(OneThread(lease)) => {
                Ok(WebSocket { receiver: Receiver::new(lease.clone()), sender: Sender::new(lease) })
            }
            Attempt::Over => Err(Error::Closing),
        }
    }
}

impl Future for Connect {
    type Output = Result<WebSocket, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        if let Attempt::Started(lease) = &this.0 {
            match lease.poll_established(cx.waker()) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(())) => {}
                Poll::Ready(Err(error)) => this.0 = Attempt::Refused(error),
            }
        }
        Poll::Ready(this.finish())
    }
}

impl Debug for Connect {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connect").finish_non_exhaustive()
    }
}
