//! A connection as a stream of bytes.
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_sink::Sink;

use super::message::Message;
use super::web_socket::WebSocket;

/// The bytes of all Binary messages in a row: `AsyncRead` and `AsyncWrite`, of futures-io or tokio
///
/// A write is a Binary message of at most 64 KiB, sent when there is room. A Text message is an error (`InvalidData`), as a
/// peer that sends one means something else. A lost connection is an error, a clean end is the end of the file.
#[derive(Debug)]
pub struct IoStream {
    socket: WebSocket,
    /// The message that is being read
    message: Vec<u8>,
    /// How much of it was read
    position: usize,
}

impl IoStream {
    /// The most that one message takes
    const LARGEST_MESSAGE: usize = 1 << 16;

    pub(super) fn new(socket: WebSocket) -> Self {
        Self { socket, message: Vec::new(), position: 0 }
    }

    /// The connection; what was received and not read of a message is lost
    pub fn into_inner(self) -> WebSocket {
        self.socket
    }

    fn poll_fill(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        // Empty messages hold no byte, and are not the end.
        while self.position >= self.message.len() {
            match ready!(Pin::new(&mut self.socket).poll_next(cx)).transpose()? {
                None => return Poll::Ready(Ok(&[])),
                Some(Message::Binary(bytes)) => (self.message, self.position) = (bytes, 0),
                Some(Message::Text(_)) => {
                    let error = "a Text message has arrived, but bytes are read";
                    return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, error)));
                }
            }
        }
        Poll::Ready(Ok(self.message.get(self.position..).unwrap_or_default()))
    }

    fn advance(&mut self, count: usize) {
        self.position = self.position.saturating_add(count);
        if self.position >= self.message.len() {
            (self.message, self.position) = (Vec::new(), 0);
        }
    }

    fn poll_send(&mut self, bytes: &[u8], cx: &Context<'_>) -> Poll<io::Result<usize>> {
        if bytes.is_empty() {
            return Poll::Ready(Ok(0));
        }
        let bytes = bytes.get(..Self::LARGEST_MESSAGE).unwrap_or(bytes);
        ready!(self.socket.sender.poll_send(bytes.into(), cx))?;
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_close(cx).map_err(io::Error::from)
    }
}

#[cfg(feature = "io")]
impl futures_io::AsyncRead for IoStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let count = io::Read::read(&mut ready!(self.poll_fill(cx))?, to)?;
        self.advance(count);
        Poll::Ready(Ok(count))
    }
}

#[cfg(feature = "io")]
impl futures_io::AsyncBufRead for IoStream {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        self.get_mut().poll_fill(cx)
    }

    fn consume(mut self: Pin<&mut Self>, count: usize) {
        self.advance(count);
    }
}

#[cfg(feature = "io")]
impl futures_io::AsyncWrite for IoStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_send(bytes, cx)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_end(cx)
    }
}

#[cfg(feature = "tokio-io")]
impl tokio::io::AsyncRead for IoStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut tokio::io::ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let bytes = ready!(self.poll_fill(cx))?;
        let count = bytes.len().min(to.remaining());
        to.put_slice(bytes.get(..count).unwrap_or_default());
        self.advance(count);
        Poll::Ready(Ok(()))
    }
}

#[cfg(feature = "tokio-io")]
impl tokio::io::AsyncBufRead for IoStream {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        self.get_mut().poll_fill(cx)
    }

    fn consume(mut self: Pin<&mut Self>, count: usize) {
        self.advance(count);
    }
}

#[cfg(feature = "tokio-io")]
impl tokio::io::AsyncWrite for IoStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_send(bytes, cx)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_end(cx)
    }
}
