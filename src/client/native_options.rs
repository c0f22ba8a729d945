//! What only servers and desktops can choose for a connection.
use std::fmt::{self, Debug, Formatter};
#[cfg(feature = "rustls")]
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
#[cfg(feature = "rustls")]
use tokio_rustls::rustls::ClientConfig;
use tokio_tungstenite::tungstenite::http::header::{CONNECTION, HOST, UPGRADE};
use tokio_tungstenite::tungstenite::http::{HeaderMap, HeaderName, HeaderValue};

use super::builder::{Builder, Connect};
use super::close_rule::CloseRule;
use super::error::InvalidArgument;
use super::reconnecting::ReconnectingBuilder;
use super::threads::Rc;

/// What only servers and desktops can choose for a connection
#[derive(Clone, Debug, Default)]
#[cfg_attr(test, allow(dead_code))] // the tests have a host of their own
pub(super) struct NativeOptions {
    pub(super) headers: HeaderMap,
    #[cfg(feature = "rustls")]
    pub(super) tls: Option<Arc<ClientConfig>>,
    pub(super) ping_interval: Option<Duration>,
    pub(super) max_message_size: Option<usize>,
    pub(super) max_frame_size: Option<usize>,
    pub(super) stream: Option<Given>,
    /// What browsers refuse
    pub(super) may_lack_subprotocol: bool,
    pub(super) may_use_any_port: bool,
    /// What is not allowed
    pub(super) refused: Option<InvalidArgument>,
}

/// What a connection runs over
pub(super) trait Transport: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Transport for T {}

/// A stream that the app has connected; the first who takes it has it
#[derive(Clone)]
pub(super) struct Given(Rc<Mutex<Option<Box<dyn Transport>>>>);

impl Given {
    #[cfg_attr(test, allow(dead_code))]
    pub(super) fn take(&self) -> Option<Box<dyn Transport>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Debug for Given {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Given").finish_non_exhaustive()
    }
}

impl NativeOptions {
    fn add_header(&mut self, name: &str, value: &str) {
        let header = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
        let header = header.filter(|(name, _)| !is_of_the_handshake(name));
        let Some((name, mut value)) = header else {
            let text = "cannot be set: it is no header, or one of the handshake, or its value has characters that it must not have.";
            let argument = InvalidArgument::new(["The header ", name, " ", text].concat());
            self.refused.get_or_insert(argument);
            return;
        };
        // It may be a secret, and is not for logs.
        value.set_sensitive(true);
        self.headers.append(name, value);
    }
}

fn is_of_the_handshake(name: &HeaderName) -> bool {
    [CONNECTION, HOST, UPGRADE].contains(name) || name.as_str().starts_with("sec-websocket-")
}

/// The same for a connection and for one that comes back
macro_rules! native_methods {
    ($builder:ty, $options:ident) => {
        /// What browsers do not let an app choose
        #[cfg_attr(docsrs, doc(cfg(all(feature = "native", not(target_family = "wasm")))))]
        impl $builder {
            /// Send this header with the request; natively only
            ///
            /// Those of the handshake cannot be set. Subprotocols have a method of their own.
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.$options.native.add_header(name, value);
                self
            }

            /// Whom to trust, and with what certificate of the app; natively only
            #[cfg(feature = "rustls")]
            #[cfg_attr(docsrs, doc(cfg(feature = "rustls")))]
            pub fn tls_config(mut self, config: Arc<ClientConfig>) -> Self {
                self.$options.native.tls = Some(config);
                self
            }

            /// Send a Ping after so much silence, and give the connection up after as much again; natively only
            ///
            /// The Ping waits behind what is being sent: a server that reads slowly needs longer to answer.
            pub fn ping_interval(mut self, time: Duration) -> Self {
                self.$options.native.ping_interval = Some(time.max(Duration::from_millis(1)));
                self
            }

            /// Lose the connection over a larger message; by default one larger than 64 MiB, or than the receive limit if that is
            /// more; natively only
            pub fn max_message_size(mut self, bytes: usize) -> Self {
                self.$options.native.max_message_size = Some(bytes);
                self
            }

            /// The same for a frame; by default as for a message; natively only
            pub fn max_frame_size(mut self, bytes: usize) -> Self {
                self.$options.native.max_frame_size = Some(bytes);
                self
            }

            /// Close with any code that a Close frame may have, as 1001 or 1011; browsers refuse it; natively only
            pub fn allow_any_close_code(mut self) -> Self {
                self.$options.close_rule = CloseRule::AnyOfFrames;
                self
            }

            /// Be open though the server has acknowledged none of the subprotocols; browsers refuse it; natively only
            ///
            /// `protocol()` is empty then. One that was not requested is refused all the same.
            pub fn allow_missing_subprotocol(mut self) -> Self {
                self.$options.native.may_lack_subprotocol = true;
                self
            }

            /// Connect to the ports of other protocols, too; browsers refuse it; natively only
            pub fn allow_any_port(mut self) -> Self {
                self.$options.native.may_use_any_port = true;
                self
            }
        }
    };
}

native_methods!(Builder, options);
native_methods!(ReconnectingBuilder, connection);

#[cfg_attr(docsrs, doc(cfg(all(feature = "native", not(target_family = "wasm")))))]
impl Builder {
    /// Start the handshake on a stream that is there already, as one through a proxy, or of a test; natively only
    ///
    /// The URL says what the handshake asks for. No TLS is added, and no port is refused.
    pub fn connect_over<S>(mut self, stream: S) -> Connect
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        self.options.native.stream = Some(Given(Rc::new(Mutex::new(Some(Box::new(stream))))));
        self.connect()
    }
}
