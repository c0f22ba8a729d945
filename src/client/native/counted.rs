//! A transport that counts what is written to it.
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::client::native_options::Transport;

/// A transport that counts what is written to it
pub(super) struct Counted {
    transport: Box<dyn Transport>,
    written: u64,
}

impl Counted {
    pub(super) fn new(transport: Box<dyn Transport>) -> Self {
        Self { transport, written: 0 }
    }

    pub(super) fn written(&self) -> u64 {
        self.written
    }
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.transport).poll_read(cx, to)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut *self.transport).poll_write(cx, bytes);
        if let Poll::Ready(Ok(count)) = polled {
            self.written = self.written.saturating_add(count as u64);
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.transport).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.transport).poll_shutdown(cx)
    }
}
