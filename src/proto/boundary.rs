//! What crosses the edge of the core: what it asks of the host, and what the host reports.
use super::close::{CloseRequest, CloseSummary};
use super::send_queue::Ticket;

/// Something the host should do, in the order the core returns it
///
/// The caller lets go of the core before it does any of this: the host may call back at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostAction<M> {
    /// Send this message; the host counts it in its own buffered amount from now on
    Send(M),
    /// Read this Blob for a host that takes none, then report [`Socket::handle_blob_read`]
    ///
    /// [`Socket::handle_blob_read`]: super::Socket::handle_blob_read
    ReadBlob(Ticket, M),
    /// Look now and from time to time: observe the host and its buffer, do what [`Socket::look`] returns, and
    /// ask [`Socket::next_look`] when to look again
    ///
    /// [`Socket::look`]: super::Socket::look
    /// [`Socket::next_look`]: super::Socket::next_look
    AwaitRoom,
    /// Start the closing handshake; nothing is sent after it
    Close(CloseRequest),
    /// Fail the connection, which is not yet established
    Fail,
    /// Close the host socket, then fire `error` and `close` in its stead, in this task
    ///
    /// The `close` event tells [`CloseSummary::failed`]. For the host there still is a connection. Whatever it
    /// reports from now on is hidden from the application: [`Socket::is_abandoned`].
    ///
    /// [`Socket::is_abandoned`]: super::Socket::is_abandoned
    Abandon,
}

/// Who has a message sent, and what is to be told afterwards
///
/// Values are known to `class.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handover {
    /// The core, once it is asked: [`Socket::send`](super::Socket::send)
    ByTheCore,
    /// Whoever asks may hand it to the host as it is, and the core need not know
    AsItIs,
    /// The same, but an inspector is attached: [`Socket::count_sent`](super::Socket::count_sent)
    Counted,
}

/// What the core needs of a message before [`Socket::send`](super::Socket::send) takes it
///
/// Asked first, so that a message that cannot be measured or copied is refused before anything has changed. The values
/// are known to the scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    /// Nothing: it goes to the host at once, or is refused
    AsItIs = 0,
    /// Its length, for the account
    Measured = 1,
    /// Its length, and a copy of its bytes as they are now: it waits, and the application may change its memory
    Copied = 2,
}

/// What becomes of a wait for room in the buffer
///
/// Values are known to `drained.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// It goes on
    NotYet,
    /// There is room
    Enough,
    /// The connection has ended, and bytes were not transmitted
    Never,
}

/// Something the host reports while an inspector is attached
#[derive(Clone, Debug, PartialEq)]
pub enum HostEvent {
    /// The connection is established, at this time in milliseconds since the epoch
    Opened(f64),
    /// A message with this many bytes has been received
    Message(u64),
    /// The connection is closed
    Closed(CloseSummary),
}

/// What a host can and cannot do
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostCapabilities {
    /// Whether its `send` takes a Blob
    pub takes_blobs: bool,
}
