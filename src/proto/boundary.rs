//! What crosses the edge of the core: what it asks of the host, and what the host reports.
use super::close::CloseRequest;
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
    /// The `close` event has the code [`CloseCode::ABNORMAL`]. For the host there still is a connection. Whatever it
    /// reports from now on is hidden from the application: [`Socket::is_abandoned`].
    ///
    /// [`CloseCode::ABNORMAL`]: super::CloseCode::ABNORMAL
    /// [`Socket::is_abandoned`]: super::Socket::is_abandoned
    Abandon,
}

numbered! {
    /// What a command answers: it is refused, or what the host has to do first
    pub enum Answer {
        /// An exception is to be thrown
        Refused = 0,
        /// There is nothing to do
        Nothing = 1,
        /// [`HostAction::Send`]
        Send = 2,
        /// [`HostAction::ReadBlob`]
        ReadBlob = 3,
        /// [`HostAction::AwaitRoom`]
        AwaitRoom = 4,
        /// [`HostAction::Close`]
        Close = 5,
        /// [`HostAction::Fail`]
        Fail = 6,
        /// [`HostAction::Abandon`]
        Abandon = 7,
    }
}

numbered! {
    /// The texts that a script can read
    pub enum Text {
        /// The name of the exception of a command that was refused
        ExceptionName = 0,
        /// Its message
        ExceptionMessage = 1,
        /// The reason of [`HostAction::Close`]
        Reason = 2,
    }
}

numbered! {
    /// Who has a message sent, and what is to be told afterwards
    pub enum Handover {
        /// The core, once it is asked: [`Socket::send`](super::Socket::send)
        ByTheCore = 0,
        /// Whoever asks may hand it to the host as it is, and the core need not know
        AsItIs = 1,
        /// The same, but an inspector is attached, and counts it
        Counted = 2,
    }
}

numbered! {
    /// What the core needs of a message before [`Socket::send`](super::Socket::send) takes it
    ///
    /// Asked first, so that a message that cannot be measured or copied is refused before anything has changed.
    pub enum Intake {
        /// Nothing: it goes to the host at once, or is refused
        AsItIs = 0,
        /// Its length, for the account
        Measured = 1,
        /// Its length, and a copy of its bytes as they are now: it waits, and the application may change its memory
        Copied = 2,
    }
}

numbered! {
    /// What becomes of a wait for room in the buffer
    pub enum Room {
        /// It goes on
        NotYet = 0,
        /// There is room
        Enough = 1,
        /// The connection has ended, and bytes were not transmitted
        Never = 2,
    }
}

/// What a host can and cannot do
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostCapabilities {
    /// Whether its `send` takes a Blob
    pub takes_blobs: bool,
}
