//! A transport that counts what is written to it, and knows the end of what was read.
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::client::latest::Latest;
use crate::client::native_options::Transport;

/// A transport that counts what is written to it, and knows the end of what was read
pub(super) struct Counted {
    transport: Box<dyn Transport>,
    written: u64,
    latest: Latest,
}

impl Counted {
    pub(super) fn new(transport: Box<dyn Transport>) -> Self {
        Self { transport, written: 0, latest: Latest::default() }
    }

    pub(super) fn written(&self) -> u64 {
        self.written
    }

    pub(super) fn latest(&self) -> &Latest {
        &self.latest
    }
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = to.filled().len();
        let polled = Pin::new(&mut *this.transport).poll_read(cx, to);
        this.latest.add(to.filled().get(before..).unwrap_or_default());
        polled
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
