//! Programs: what a page, the host and an inspector may do to one socket, in any order.
use websocket_wasm::proto::{BinaryType, Intake, Message, MessageKind, ReadyState};

/// A socket and what is done to it
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) host_takes_blobs: bool,
    pub(crate) high_water_mark: Option<u64>,
    pub(crate) close_timeout: Option<u32>,
    /// Whether `poll_action` is drained after each step, as callers do. If it is not, something has called back
    /// from inside an action.
    pub(crate) drains: bool,
    pub(crate) steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Send {
        kind: MessageKind,
        bytes: u64,
    },
    Close {
        code: Option<u16>,
        reason: String,
    },
    SetBinaryType(BinaryType),
    HostIs(ReadyState),
    /// The host has opened a connection for which subprotocols were requested; happens once at most
    HostOpensAfterRequest {
        is_acknowledged: bool,
    },
    /// The host has transmitted this many bytes of what it was given
    HostTransmits(u64),
    /// One of the Blobs that the host was asked to read, whichever this number comes to, was read or could not be
    BlobIsRead {
        which: usize,
        succeeds: bool,
    },
    Poll,
    /// The host is looked at so many milliseconds later, since somebody waits for it, or for no more than `below` bytes
    Look {
        below: Option<u64>,
        after: u32,
    },
    GiveUp,
    Abort,
    StartInspection,
    StopInspection,
}

/// A message that knows which call of `send` it came from
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Data {
    pub(crate) id: usize,
    pub(crate) kind: MessageKind,
    pub(crate) bytes: u64,
    /// What the core has asked for
    pub(crate) intake: Intake,
}

impl Message for Data {
    fn kind(&self) -> MessageKind {
        self.kind
    }

    fn byte_len(&self) -> u64 {
        assert_ne!(self.intake, Intake::AsItIs, "the length of {self:?} is not known");
        self.bytes
    }
}
