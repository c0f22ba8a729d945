//! Until there is a connection: TCP, TLS, and the handshake.
use std::io;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::http::header::SEC_WEBSOCKET_PROTOCOL;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use url::{Host, Url};

use super::counted::Counted;
use super::handshake::{Wish, shake_hands};
use super::{address, ports, tls};
use crate::client::error::Error;
use crate::client::native_options::{Given, NativeOptions, Transport};
use crate::client::options::Options;

/// A connection that is wanted
pub(in crate::client) struct Wanted {
    pub(super) url: Url,
    pub(super) runtime: Handle,
    pub(super) options: NativeOptions,
    protocols: Vec<String>,
    config: WebSocketConfig,
    /// How long connecting may take, unless the app has said so
    limit: Option<Duration>,
}

/// A connection that is established, with its subprotocol
pub(super) type Established = (WebSocketStream<Counted>, String);

/// Why there is none
pub(super) enum Failure {
    /// The server has acknowledged this, and none of the subprotocols that were requested
    Subprotocol(String),
    /// Nobody is told more than that
    Other,
}

/// A server that does not answer is given up after this time, if the app has chosen none
const LONGEST_HANDSHAKE: Duration = Duration::from_secs(60);
/// Of what the protocol reads at once
const READ_BUFFER: usize = 16 << 10;
/// A message may have as much, unless more may wait to be read
const LEAST_MESSAGE_LIMIT: usize = 64 << 20;

impl Wanted {
    pub(super) fn new(url: &str, options: &Options) -> Result<Self, Error> {
        let url = address::checked(url)?;
        let native = options.native.clone();
        if let Some(argument) = native.refused {
            return Err(argument.into());
        }
        let Ok(runtime) = Handle::try_current() else { return Err(Error::Unsupported) };
        if url.scheme() == "wss" && native.stream.is_none() {
            tls::check(&native)?;
        }
        let largest = options.receive_limit.max(LEAST_MESSAGE_LIMIT);
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER)
            .max_message_size(Some(native.max_message_size.unwrap_or(largest)))
            .max_frame_size(Some(native.max_frame_size.unwrap_or(largest)));
        let protocols = options.protocols.clone();
        let limit = options.connect_timeout.is_none().then_some(LONGEST_HANDSHAKE);
        Ok(Self { url, runtime, options: native, protocols, config, limit })
    }

    /// Connect
    pub(super) async fn establish(self) -> Result<Established, Failure> {
        match self.limit {
            Some(limit) => timeout(limit, self.negotiate()).await.unwrap_or(Err(Failure::Other)),
            None => self.negotiate().await,
        }
    }

    async fn negotiate(self) -> Result<Established, Failure> {
        let request = self.request().ok_or(Failure::Other)?;
        let transport = self.transport().await.map_err(|_| Failure::Other)?;
        let mut stream = Counted::new(transport);
        let wish = Wish {
            protocols: &self.protocols,
            may_lack_protocol: self.options.may_lack_subprotocol,
        };
        let answer = shake_hands(&mut stream, request, wish).await?;
        let config = Some(self.config);
        let limits = [self.config.max_message_size, self.config.max_frame_size];
        stream.begin(answer.rest, limits.into_iter().flatten().min().unwrap_or(usize::MAX));
        let opened = WebSocketStream::from_raw_socket(stream, Role::Client, config).await;
        Ok((opened, answer.protocol))
    }

    fn request(&self) -> Option<Request> {
        let mut url = self.url.clone();
        // As in browsers: who wants them sent sets a header.
        url.set_username("").and_then(|()| url.set_password(None)).ok()?;
        let mut request = url.as_str().into_client_request().ok()?;
        let headers = request.headers_mut();
        headers.extend(self.options.headers.clone());
        if !self.protocols.is_empty() {
            let protocols = HeaderValue::try_from(self.protocols.join(", ")).ok()?;
            headers.insert(SEC_WEBSOCKET_PROTOCOL, protocols);
        }
        Some(request)
    }

    async fn transport(&self) -> io::Result<Box<dyn Transport>> {
        if let Some(stream) = self.options.stream.as_ref().and_then(Given::take) {
            return Ok(stream);
        }
        let port = self.url.port_or_known_default().unwrap_or_default();
        if !self.options.may_use_any_port && ports::is_blocked(port) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let stream = match self.url.host() {
            Some(Host::Domain(name)) => TcpStream::connect((name, port)).await,
            Some(Host::Ipv4(address)) => TcpStream::connect((address, port)).await,
            Some(Host::Ipv6(address)) => TcpStream::connect((address, port)).await,
            None => Err(io::ErrorKind::InvalidInput.into()),
        }?;
        stream.set_nodelay(true)?;
        if self.url.scheme() == "ws" {
            return Ok(Box::new(stream));
        }
        tls::secure(stream, &self.url, &self.options).await
    }
}
