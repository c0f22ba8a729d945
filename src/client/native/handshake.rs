//! The opening handshake, with an answer that is judged as browsers do: RFC 6455, section 4.1.
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::ready;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_tungstenite::tungstenite::handshake::client::{Request, Response, generate_request};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::handshake::machine::TryParse;
use tokio_tungstenite::tungstenite::http::header::{
    CONNECTION, HeaderMap, HeaderName, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_EXTENSIONS,
    SEC_WEBSOCKET_PROTOCOL, UPGRADE,
};
use tokio_tungstenite::tungstenite::http::{HeaderValue, StatusCode};

use super::connect::Failure;
use super::counted::Counted;

/// What the server has answered
pub(super) struct Answer {
    /// Empty if there is none
    pub(super) protocol: String,
    /// Of the connection, and already read
    pub(super) rest: Vec<u8>,
}

/// What is asked for beside a connection
pub(super) struct Wish<'a> {
    pub(super) protocols: &'a [String],
    /// Whether the server may acknowledge none of them
    pub(super) may_lack_protocol: bool,
}

/// The head of an answer may be so long, as in Chromium
const LONGEST_HEAD: usize = 256 << 10;
const READ_AT_ONCE: usize = 4 << 10;

/// Ask for a connection over a stream
pub(super) async fn shake_hands(
    stream: &mut Counted,
    request: Request,
    wish: Wish<'_>,
) -> Result<Answer, Failure> {
    let (request, key) = generate_request(request).map_err(|_| Failure::Other)?;
    write_all(stream, &request).await.map_err(|_| Failure::Other)?;
    let (response, rest) = read_response(stream).await.map_err(|_| Failure::Other)?;
    if !is_switched(&response, &derive_accept_key(key.as_bytes())) {
        return Err(Failure::Other);
    }
    let protocol = acknowledged(response.headers(), &wish)?;
    Ok(Answer { protocol, rest })
}

async fn write_all(stream: &mut Counted, mut bytes: &[u8]) -> io::Result<()> {
    poll_fn(|cx| {
        while !bytes.is_empty() {
            let count = ready!(Pin::new(&mut *stream).poll_write(cx, bytes))?;
            if count == 0 {
                return Err(io::ErrorKind::WriteZero.into()).into();
            }
            bytes = bytes.get(count..).unwrap_or_default();
        }
        Pin::new(&mut *stream).poll_flush(cx)
    })
    .await
}

/// The answer, and what has come after it
async fn read_response(stream: &mut Counted) -> io::Result<(Response, Vec<u8>)> {
    let mut received = Vec::new();
    loop {
        if received.len() > LONGEST_HEAD {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if read_some(stream, &mut received).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some((length, response)) =
            Response::try_parse(&received).map_err(io::Error::other)?
        {
            return Ok((response, received.split_off(length)));
        }
    }
}

async fn read_some(stream: &mut Counted, received: &mut Vec<u8>) -> io::Result<usize> {
    let mut space = [0; READ_AT_ONCE];
    let mut piece = ReadBuf::new(&mut space);
    poll_fn(|cx| Pin::new(&mut *stream).poll_read(cx, &mut piece)).await?;
    received.extend_from_slice(piece.filled());
    Ok(piece.filled().len())
}

/// Whether the server speaks WebSocket from now on, without an extension, since none was offered
fn is_switched(response: &Response, accept_key: &str) -> bool {
    let headers = response.headers();
    let is_websocket = |value: &HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"websocket");
    response.status() == StatusCode::SWITCHING_PROTOCOLS
        && only(headers, UPGRADE).is_some_and(is_websocket)
        && headers.get_all(CONNECTION).iter().any(has_upgrade)
        && only(headers, SEC_WEBSOCKET_ACCEPT).is_some_and(|key| key == accept_key)
        && !headers.contains_key(SEC_WEBSOCKET_EXTENSIONS)
}

/// Whether `Upgrade` is in a list, as in `keep-alive, Upgrade`
fn has_upgrade(value: &HeaderValue) -> bool {
    let mut tokens = value.as_bytes().split(|byte| *byte == b',');
    tokens.any(|token| token.trim_ascii().eq_ignore_ascii_case(b"upgrade"))
}

/// The subprotocol: one of those that were requested, once
fn acknowledged(headers: &HeaderMap, wish: &Wish<'_>) -> Result<String, Failure> {
    let offered = headers.get_all(SEC_WEBSOCKET_PROTOCOL).iter();
    let offered: Vec<_> = offered.map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    let protocol = offered.join(", ");
    let is_right = match &*offered {
        [] => wish.protocols.is_empty() || wish.may_lack_protocol,
        [_] => wish.protocols.contains(&protocol),
        _ => false,
    };
    match is_right {
        true => Ok(protocol),
        false if wish.protocols.is_empty() => Err(Failure::Other),
        false => Err(Failure::Subprotocol(protocol)),
    }
}

/// The value of a header that is there once
fn only(headers: &HeaderMap, name: HeaderName) -> Option<&HeaderValue> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none())
}
