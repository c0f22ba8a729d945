//! The half that receives.
use std::fmt::{self, Debug, Formatter};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::{FusedStream, Stream};

use super::error::Error;
use super::handle::{Lease, OneThread};
use super::host::{Host, Platform};
#[cfg(target_arch = "wasm32")]
use super::js_message::JsMessages;
use super::message::Message;
use crate::proto::Traffic;

/// Receives the messages of a connection: a `Stream` of them
///
/// Messages that were not read yet stay in the browser, out of the app's memory. They come in their order, also those
/// that had arrived before the end. Then, if the connection was lost, comes [`Error::Closed`], once, and then `None`. If it
/// ended cleanly, `None` comes at once, whatever the code: [`closed`](super::Sender::closed) tells.
///
/// Dropped, what still arrives costs nothing; senders go on.
pub struct Receiver(OneThread<Lease>);

impl Receiver {
    pub(super) fn new(lease: Lease) -> Self {
        Self(OneThread(lease))
    }

    /// The next message, or the error, or `None` at the end
    ///
    /// Dropped before it is ready, it has taken no message.
    pub fn recv(&mut self) -> impl Future<Output = Option<Result<Message, Error>>> {
        poll_fn(|cx| self.poll(Some(cx.waker())))
    }

    /// The same without waiting: `Pending` if there is nothing now; for game loops
    pub fn try_recv(&mut self) -> Poll<Option<Result<Message, Error>>> {
        self.poll(None)
    }

    /// What has arrived and was not read yet; of a text the UTF-16 code units count as bytes
    pub fn unread(&self) -> Traffic {
        self.0.unread()
    }

    /// What was dropped before it was read, with [`Overflow::DropOldest`](super::Overflow::DropOldest)
    pub fn dropped(&self) -> Traffic {
        self.0.dropped()
    }

    /// The same messages, not copied into the app's memory
    #[cfg(target_arch = "wasm32")]
    pub fn into_js_messages(self) -> JsMessages {
        JsMessages::new(self)
    }

    pub(super) fn poll_incoming(
        &self,
        waker: Option<&Waker>,
    ) -> Poll<Option<Result<<Platform as Host>::Incoming, Error>>> {
        self.0.poll_incoming(waker)
    }

    pub(super) fn is_over(&self) -> bool {
        self.0.is_over()
    }

    fn poll(&self, waker: Option<&Waker>) -> Poll<Option<Result<Message, Error>>> {
        let decode = |incoming: Result<_, Error>| incoming.and_then(Platform::decode);
        self.poll_incoming(waker).map(|incoming| incoming.map(decode))
    }
}

impl Stream for Receiver {
    type Item = Result<Message, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(Some(cx.waker()))
    }
}

impl FusedStream for Receiver {
    fn is_terminated(&self) -> bool {
        self.is_over()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.0.stop_reading();
    }
}

impl Debug for Receiver {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("unread", &self.unread()).finish_non_exhaustive()
    }
}
