//! wss: TLS by rustls, if that is among the features.
use std::io;

use tokio::net::TcpStream;
use url::Url;

use crate::client::error::Error;
use crate::client::native_options::{NativeOptions, Transport};

#[cfg(not(feature = "rustls"))]
pub(super) fn check(_: &NativeOptions) -> Result<(), Error> {
    Err(Error::Host("wss needs the feature rustls-native-roots or rustls-webpki-roots".into()))
}

#[cfg(not(feature = "rustls"))]
pub(super) async fn secure(
    _: TcpStream,
    _: &Url,
    _: &NativeOptions,
) -> io::Result<Box<dyn Transport>> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(feature = "rustls")]
pub(super) use with_rustls::{check, secure};

#[cfg(feature = "rustls")]
mod with_rustls {
    use std::sync::{Arc, OnceLock};

    use tokio_rustls::TlsConnector;
    use tokio_rustls::rustls::crypto::ring;
    use tokio_rustls::rustls::pki_types::ServerName;
    use tokio_rustls::rustls::{ClientConfig, RootCertStore};

    use super::{Error, NativeOptions, TcpStream, Transport, Url, io};

    /// Whether it is known whom to trust
    pub(in super::super) fn check(options: &NativeOptions) -> Result<(), Error> {
        let has_roots = cfg!(any(feature = "rustls-native-roots", feature = "rustls-webpki-roots"));
        if has_roots || options.tls.is_some() {
            return Ok(());
        }
        let text = "wss needs a TLS configuration, or a feature that says whom to trust";
        Err(Error::Host(text.into()))
    }

    /// TLS over a connection
    pub(in super::super) async fn secure(
        stream: TcpStream,
        url: &Url,
        options: &NativeOptions,
    ) -> io::Result<Box<dyn Transport>> {
        let config = match &options.tls {
            Some(config) => Arc::clone(config),
            None => usual()?,
        };
        // An IPv6 address has brackets in a URL.
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let name = ServerName::try_from(host).map_err(io::Error::other)?;
        Ok(Box::new(TlsConnector::from(config).connect(name, stream).await?))
    }

    /// The configuration of those who have none of their own
    fn usual() -> io::Result<Arc<ClientConfig>> {
        static USUAL: OnceLock<Arc<ClientConfig>> = OnceLock::new();
        if let Some(config) = USUAL.get() {
            return Ok(Arc::clone(config));
        }
        let builder = ClientConfig::builder_with_provider(ring::default_provider().into());
        let builder = builder.with_safe_default_protocol_versions().map_err(io::Error::other)?;
        let mut config = builder.with_root_certificates(roots()).with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::clone(USUAL.get_or_init(|| config.into())))
    }

    #[allow(unused_mut)] // without a feature that has some
    fn roots() -> RootCertStore {
        let mut roots = RootCertStore::empty();
        #[cfg(feature = "rustls-native-roots")]
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        #[cfg(feature = "rustls-webpki-roots")]
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        roots
    }
}
