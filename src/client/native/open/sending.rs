//! How messages leave.
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_sink::Sink;
use tokio::runtime::Handle;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Error;

use super::super::link::Link;
use super::super::queued::Queued;
use super::{Arrival, CLOSING_LIMIT, Open};

impl Open {
    /// Somebody sends: what is to be sent is transmitted at once, in this thread; whether the task has something to do
    pub(in super::super) fn send(&mut self, link: &Link) -> bool {
        // A transport of the app may need the runtime.
        if self.left.is_some() || self.closed.is_some() || Handle::try_current().is_err() {
            return true;
        }
        let waker = self.waker.clone();
        if let Err(error) = self.poll_outgoing(link, &mut Context::from_waker(&waker)) {
            self.left = Some(Arrival::Error(error));
            return true;
        }
        // Somebody waits for it.
        self.has_transmitted && link.state().due.is_some()
    }

    /// Give the protocol what is to be sent, as far as it takes it, and have it transmitted
    pub(super) fn poll_outgoing(&mut self, link: &Link, cx: &mut Context<'_>) -> Result<(), Error> {
        while let Poll::Ready(ready) = Pin::new(&mut self.socket).poll_ready(cx) {
            ready?;
            let mut state = link.state();
            let queued = state.outgoing.pop_front();
            let queued = queued.or_else(|| state.closing.take().map(Queued::Frame));
            drop(state);
            let Some(queued) = queued else { break };
            if self.closed.is_some() {
                // The server reads nothing after its Close frame.
                continue;
            }
            self.is_flushed = false;
            if let Some(queued) = self.start_send(queued, cx)? {
                link.state().outgoing.push_front(queued);
                break;
            }
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

    /// Give a message to the protocol, or past it to the transport; it comes back if that has others to write
    fn start_send(
        &mut self,
        queued: Queued,
        cx: &mut Context<'_>,
    ) -> Result<Option<Queued>, Error> {
        let length = queued.len() as u64;
        match queued {
            Queued::Frame(frame) => {
                if !frame.is_close() {
                    self.flight.add(length);
                }
                Pin::new(&mut self.socket).start_send(frame)?;
            }
            Queued::Masked(message) => {
                match Pin::new(&mut self.socket).poll_flush(cx) {
                    Poll::Pending => return Ok(Some(Queued::Masked(message))),
                    Poll::Ready(flushed) => flushed?,
                }
                self.flight.add(length);
                self.socket.get_mut().start_send(message);
            }
        }
        Ok(None)
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
