//! How messages leave.
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_sink::Sink;
use tokio::runtime::Handle;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::{Error, Message as Frame};

use super::super::link::Link;
use super::{Arrival, CLOSING_LIMIT, Open};
use crate::client::masked::Masked;

/// A message of so many bytes is written without waiting for others
pub(in super::super) const LARGE: usize = 16 << 10;

impl Open {
    /// Somebody sends: what is to be sent is transmitted at once, in this thread; whether the task has something to do
    pub(in super::super) fn send(&mut self, link: &Link) -> bool {
        // A transport of the app may need the runtime.
        if self.left.is_some() || self.closed.is_some() || Handle::try_current().is_err() {
            return true;
        }
        let waker = self.waker.clone();
        if let Err(error) = self.poll_outgoing(link, true, &mut Context::from_waker(&waker)) {
            self.left = Some(Arrival::Error(error));
            return true;
        }
        // Somebody waits for it.
        self.has_transmitted && link.state().due.is_some()
    }

    /// Give the protocol what is to be sent, as far as it takes it, and have it transmitted
    ///
    /// The thread that sends gives it all: it has the message in its cache, and the memory of the message is free at once.
    pub(super) fn poll_outgoing(
        &mut self,
        link: &Link,
        gives_all: bool,
        cx: &mut Context<'_>,
    ) -> Result<(), Error> {
        loop {
            match Pin::new(&mut self.socket).poll_ready(cx) {
                Poll::Ready(ready) => ready?,
                Poll::Pending if gives_all => {}
                Poll::Pending => break,
            }
            let mut state = link.state();
            let frame = state.outgoing.pop_front().or_else(|| state.closing.take());
            drop(state);
            let Some(frame) = frame else { break };
            if self.closed.is_some() {
                // The server reads nothing after its Close frame.
                continue;
            }
            self.start_send(frame, cx)?;
        }
        if self.is_flushed {
            return Ok(());
        }
        let polled = Pin::new(&mut self.socket).poll_flush(cx);
        let written = self.socket.get_ref().written();
        let transmitted = match polled {
            Poll::Pending => self.flight.look(written),
            Poll::Ready(flushed) => {
                flushed?;
                self.is_flushed = true;
                self.flight.land(written)
            }
        };
        self.note_transmitted(link, transmitted);
        Ok(())
    }

    /// Give a message to the protocol; a large one past it to the transport, if that has no others to write
    fn start_send(&mut self, frame: Frame, cx: &mut Context<'_>) -> Result<(), Error> {
        let length = frame.len();
        let passes = matches!(frame, Frame::Text(_) | Frame::Binary(_)) && length >= LARGE;
        let is_idle = passes && self.poll_idle(cx)?;
        self.is_flushed = false;
        if !frame.is_close() {
            self.flight.add(length as u64);
        }
        if !is_idle {
            return Pin::new(&mut self.socket).start_send(frame);
        }
        let is_text = frame.is_text();
        // Nobody else has the bytes, so that they are not copied.
        let message = Masked::new(is_text, frame.into_data().into());
        self.socket.get_mut().start_send(message);
        Ok(())
    }

    /// Whether all that was sent is transmitted, also by the protocol itself
    fn poll_idle(&mut self, cx: &mut Context<'_>) -> Result<bool, Error> {
        match Pin::new(&mut self.socket).poll_flush(cx) {
            Poll::Ready(flushed) => flushed.map(|()| true),
            Poll::Pending => Ok(false),
        }
    }

    fn note_transmitted(&mut self, link: &Link, bytes: u64) {
        if bytes == 0 {
            return;
        }
        let mut state = link.state();
        state.buffered = state.buffered.saturating_sub(bytes);
        drop(state);
        if let Some(limit) = self.limit.as_mut().filter(|_| self.closed.is_none()) {
            limit.as_mut().reset(Instant::now() + CLOSING_LIMIT);
        }
        self.has_transmitted = true;
    }
}
