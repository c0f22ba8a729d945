//! wss, over rustls, with the certificate of the tests' server, which nobody has signed.
use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use websocket_wasm::rustls::crypto::ring::default_provider;
use websocket_wasm::rustls::pki_types::CertificateDer;
use websocket_wasm::rustls::pki_types::pem::PemObject;
use websocket_wasm::rustls::{ClientConfig, RootCertStore};
use websocket_wasm::*;

use super::peer::listen;
use crate::common::*;

const FAILED: Error = Error::Connect(ConnectError::Failed);

/// Trusts the tests' server, or nobody
fn trusting(server: Option<&Server>) -> Arc<ClientConfig> {
    trusting_all(server.map(|server| server.certificate.clone().into()))
}

/// Trusts the certificate in a file, in PEM
pub(super) fn trusting_file(path: &str) -> Arc<ClientConfig> {
    trusting_all(Some(CertificateDer::from_pem_file(path).unwrap()))
}

fn trusting_all(certificate: Option<CertificateDer<'_>>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    if let Some(certificate) = certificate {
        roots.add(certificate).unwrap();
    }
    let builder = ClientConfig::builder_with_provider(default_provider().into());
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    builder.with_root_certificates(roots).with_no_client_auth().into()
}

fn trusted(path: &str) -> Builder {
    let server = shared_server();
    let url = format!("{}{path}", server.secure_url);
    WebSocket::builder(url).tls_config(trusting(Some(server)))
}

#[sentence]
async fn messages_and_the_end_go_over_tls() {
    let mut socket = trusted("/echo").await.unwrap();
    assert!(socket.url().starts_with("wss://127.0.0.1:"), "{}", socket.url());
    let large = vec![7; 1 << 20];
    socket.send("h\u{e9}llo").await.unwrap();
    socket.send(&large).await.unwrap();
    assert_eq!(text(&mut socket).await, "h\u{e9}llo");
    assert_eq!(socket.recv().await.unwrap().unwrap().into_bytes(), large);
    socket.drained(0).await.unwrap();
    let end = socket.close_with(3000, "bye").unwrap().await;
    assert_eq!((end.code.number(), &*end.reason, end.was_clean), (3000, "bye", true));
    let https = shared_server().secure_url.replace("wss:", "https:");
    let builder = WebSocket::builder(https + "/echo").tls_config(trusting(Some(shared_server())));
    assert!(builder.await.unwrap().url().starts_with("wss:"));
}

#[sentence]
async fn the_close_frame_of_a_server_and_its_loss_are_told_apart_over_tls() {
    let mut closed = trusted("/close?code=4001&reason=over").await.unwrap();
    assert_eq!(closed.recv().await, None);
    assert_eq!(closed.closed().await.code.number(), 4001);
    let mut lost = trusted("/drop?after=1").await.unwrap();
    lost.send("go").await.unwrap();
    let Some(Err(Error::Closed(end))) = lost.recv().await else { panic!("no error") };
    assert_eq!((end.code, end.was_clean), (CloseCode::ABNORMAL, false));
}

#[sentence]
async fn a_certificate_that_nobody_trusts_is_refused_with_what_a_browser_tells() {
    let url = format!("{}/echo", shared_server().secure_url);
    let stranger = WebSocket::builder(&url).tls_config(trusting(None)).connect();
    assert_eq!(stranger.await.unwrap_err(), FAILED);
    // The authorities of the system have not signed it either. Without any, an error says that they are missing.
    let usual = WebSocket::connect(&url).await.unwrap_err();
    if cfg!(any(feature = "rustls-native-roots", feature = "rustls-webpki-roots")) {
        assert_eq!(usual, FAILED);
    } else {
        assert!(matches!(usual, Error::Host(_)), "{usual:?}");
    }
}

#[sentence]
async fn one_that_comes_back_tries_again_and_says_that_it_has_failed() {
    let url = format!("{}/echo", shared_server().secure_url);
    let builder = ReconnectingWebSocket::builder(url).tls_config(trusting(None));
    let mut socket = builder.first_delay(ms(1)).max_attempts(2).connect();
    loop {
        match socket.recv().await {
            Some(Event::Reconnecting { cause, .. }) => assert_eq!(cause, Cause::Failed(FAILED)),
            Some(Event::GaveUp { attempts, cause }) => {
                assert_eq!((attempts, cause), (2, Cause::Failed(FAILED)));
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(socket.closed().await.code, CloseCode::ABNORMAL);
}

#[sentence]
async fn a_certificate_of_another_host_is_refused() {
    // An address of this machine that is not in the certificate, in front of the same server
    let Ok(listener) = TcpListener::bind("127.0.0.2:0").await else { return };
    let url = format!("wss://{}/echo", listener.local_addr().unwrap());
    let server = shared_server();
    let connect = WebSocket::builder(url).tls_config(trusting(Some(server))).connect();
    let (mut stream, _) = listener.accept().await.unwrap();
    let address = server.secure_url.strip_prefix("wss://").unwrap();
    let mut behind = TcpStream::connect(address).await.unwrap();
    spawn(async move {
        let _ = copy_bidirectional(&mut stream, &mut behind).await;
    });
    assert_eq!(connect.await.unwrap_err(), FAILED);
}

#[sentence]
async fn a_server_without_tls_is_refused_and_one_that_says_nothing_times_out() {
    let plain = shared_server().url.replace("ws:", "wss:") + "/echo";
    let builder = WebSocket::builder(plain).tls_config(trusting(Some(shared_server())));
    assert_eq!(builder.await.unwrap_err(), FAILED);
    let (_listener, url) = listen().await;
    let builder = WebSocket::builder(url.replace("ws:", "wss:"));
    let builder = builder.tls_config(trusting(None)).connect_timeout(ms(50));
    assert_eq!(builder.await.unwrap_err(), Error::Connect(ConnectError::TimedOut));
}
