//! Servers that a test plays itself.
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use websocket_wasm::WebSocket;

use crate::common::*;

pub(crate) async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/", listener.local_addr().unwrap());
    (listener, url)
}

/// A connection that comes in, with its request
pub(crate) async fn accept(listener: &TcpListener) -> (TcpStream, String) {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        request.push(stream.read_u8().await.unwrap());
    }
    (stream, String::from_utf8(request).unwrap())
}

/// The answer that the request wants, with more headers
pub(crate) fn answer(request: &str, more: &str) -> String {
    format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {}\r\n{more}\r\n",
        accept_key(request)
    )
}

pub(crate) fn accept_key(request: &str) -> String {
    let key = request.lines().find_map(|line| line.strip_prefix("Sec-WebSocket-Key: "));
    derive_accept_key(key.unwrap().as_bytes())
}

/// What the tests' server has seen of the connection with this id, as JSON, once it has ended
pub(crate) async fn report(id: &str) -> String {
    let address = server().strip_prefix("ws://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET /report?id={id}&wait HTTP/1.0\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

/// A connection to the tests' server that it reports under the id
pub(crate) fn reported(path: &str, id: &str) -> websocket_wasm::Builder {
    WebSocket::builder(at(&format!("{path}?id={id}")))
}
