//! A transport that counts what is written to it, and carries usual messages past the protocol.
use std::cell::Cell;
use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio_tungstenite::tungstenite::Error;

use super::open::Arrival;
use crate::client::inbound::{Inbound, READ_AT_ONCE, Room, Stop};
use crate::client::latest::Latest;
use crate::client::masked::Masked;
use crate::client::message::Message;
use crate::client::native_options::Transport;

/// A transport that counts what is written to it, and takes usual messages out of what it reads
pub(super) struct Counted {
    transport: Box<dyn Transport>,
    written: u64,
    /// A message that passes the protocol by, before all that the protocol writes
    outgoing: Option<Masked>,
    inbound: Inbound,
    /// Of what the protocol has read
    latest: Latest,
}

thread_local! {
    /// What a thread reads to: a connection keeps only what is not complete
    static SPACE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

impl Counted {
    pub(super) fn new(transport: Box<dyn Transport>) -> Self {
        let (inbound, latest) = (Inbound::new(), Latest::default());
        Self { transport, written: 0, outgoing: None, inbound, latest }
    }

    /// From here on there are frames; these bytes of them have come already, and usual messages have at most `largest`
    pub(super) fn begin(&mut self, rest: Vec<u8>, largest: usize) {
        self.inbound.begin(rest, largest);
    }

    pub(super) fn written(&self) -> u64 {
        self.written
    }

    pub(super) fn latest(&self) -> &Latest {
        &self.latest
    }

    /// Transmit a message next; the protocol and the one before have written all
    pub(super) fn start_send(&mut self, message: Masked) {
        self.outgoing = Some(message);
    }

    /// Write the message that passes the protocol by
    fn poll_outgoing(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(message) = &mut self.outgoing {
            let transport = Pin::new(&mut *self.transport);
            let count = ready!(transport.poll_write_vectored(cx, &message.rest()))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.written = self.written.saturating_add(count as u64);
            if message.advance(count) {
                self.outgoing = None;
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Take the usual messages that are there; `None` if the protocol is to read a frame
    pub(super) fn take_messages(
        &mut self,
        messages: &mut Vec<Message>,
        room: &mut Room,
        cx: &mut Context<'_>,
    ) -> Option<Arrival> {
        if self.inbound.is_protocols() {
            return None;
        }
        let mut stop = match self.inbound.partial() {
            Some(_) => Stop::Incomplete,
            None => self.inbound.take_kept(messages, room),
        };
        loop {
            match stop {
                Stop::Protocol => return None,
                Stop::NoText => return Some(Arrival::Error(Error::Utf8("no UTF-8".into()))),
                Stop::Incomplete if room.0 == 0 => return Some(Arrival::Enough),
                Stop::Incomplete => {}
            }
            let read = match self.inbound.partial() {
                Some(_) => self.poll_partial(messages, room, cx),
                None => self.poll_space(messages, room, cx),
            };
            stop = match read {
                Poll::Ready(Ok(Some(stop))) => stop,
                Poll::Ready(Ok(None)) => return Some(Arrival::End),
                Poll::Ready(Err(error)) => return Some(Arrival::Error(error.into())),
                Poll::Pending => return Some(Arrival::Nothing),
            };
        }
    }

    /// Read a large message to where it stays; `None` at the end
    fn poll_partial(
        &mut self,
        messages: &mut Vec<Message>,
        room: &mut Room,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<Option<Stop>>> {
        let Some(partial) = self.inbound.partial() else { return Poll::Ready(Ok(None)) };
        if ready!(poll_append(&mut self.transport, &mut partial.bytes, cx))? == 0 {
            return Poll::Ready(Ok(None));
        }
        Poll::Ready(Ok(Some(self.inbound.take_partial(messages, room))))
    }

    /// Read what there is, and take the messages out of it; `None` at the end
    fn poll_space(
        &mut self,
        messages: &mut Vec<Message>,
        room: &mut Room,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<Option<Stop>>> {
        // Taken out: a transport of the app may read in here, too.
        let mut space = SPACE.take();
        space.resize(READ_AT_ONCE, 0);
        let polled = self.poll_read_to(&mut space, cx);
        let stop = polled.map_ok(|length| {
            let read = space.get(..length?)?;
            Some(self.inbound.take_read(read, messages, room))
        });
        SPACE.set(space);
        stop
    }

    /// What was kept, and what is read after it; its length, or `None` at the end
    fn poll_read_to(
        &mut self,
        space: &mut [u8],
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<Option<usize>>> {
        let kept = self.inbound.kept();
        let most = space.len().min(kept.len() + self.inbound.most_to_read());
        let mut read = ReadBuf::new(space.get_mut(..most).unwrap_or_default());
        // Less than a large message, and its header.
        read.put_slice(kept.get(..most).unwrap_or(kept));
        let before = read.filled().len();
        ready!(Pin::new(&mut *self.transport).poll_read(cx, &mut read))?;
        let length = read.filled().len();
        Poll::Ready(Ok((length > before).then_some(length)))
    }

    /// Give the protocol what was kept, or keep more until there is the header of a frame
    fn poll_given(&mut self, to: &mut ReadBuf<'_>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            if let Some(bytes) = self.inbound.give(to.remaining()) {
                to.put_slice(bytes);
                return Poll::Ready(Ok(()));
            }
            let owed = self.inbound.owed();
            if owed > 0 {
                return self.poll_owed(owed, to, cx);
            }
            if ready!(poll_append(&mut self.transport, self.inbound.keep(), cx))? == 0 {
                self.inbound.end();
            }
        }
    }

    /// Let the protocol read the rest of a frame, and not more
    fn poll_owed(
        &mut self,
        owed: u64,
        to: &mut ReadBuf<'_>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        let most = usize::try_from(owed).unwrap_or(usize::MAX);
        let space = to.initialize_unfilled_to(to.remaining().min(most));
        let mut part = ReadBuf::new(space);
        ready!(Pin::new(&mut *self.transport).poll_read(cx, &mut part))?;
        let count = part.filled().len();
        to.advance(count);
        self.inbound.less_owed(count);
        Poll::Ready(Ok(()))
    }
}

/// Read to the end of a buffer that has room; how many bytes
fn poll_append(
    transport: &mut Box<dyn Transport>,
    to: &mut Vec<u8>,
    cx: &mut Context<'_>,
) -> Poll<io::Result<usize>> {
    pin!(transport.read_buf(to)).poll(cx)
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = to.filled().len();
        let polled = this.poll_given(to, cx);
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
        ready!(self.poll_outgoing(cx))?;
        let polled = Pin::new(&mut *self.transport).poll_write(cx, bytes);
        if let Poll::Ready(Ok(count)) = polled {
            self.written = self.written.saturating_add(count as u64);
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_outgoing(cx))?;
        Pin::new(&mut *self.transport).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.transport).poll_shutdown(cx)
    }
}
