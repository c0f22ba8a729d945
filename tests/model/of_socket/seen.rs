//! What can be seen of a socket, for the core and the model alike.
use websocket_wasm::proto::{BinaryType, ReadyState, Room};

use super::log::Figures;

/// What the core should ask of the host
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Send { id: usize, is_kept: bool },
    ReadBlob { id: usize },
    AwaitRoom,
    Close { code: Option<u16>, reason: String },
    Fail,
    Abandon,
}

/// Everything that can be seen of a socket
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    pub(crate) ready_state: u8,
    pub(crate) binary_type: BinaryType,
    pub(crate) buffered_amount: u64,
    pub(crate) queued: (u64, u64),
    /// Whether a message may go to the host as it is, and then whether it is counted
    pub(crate) handover: Option<bool>,
    pub(crate) is_abandoned: bool,
    pub(crate) hides_messages: bool,
    /// What becomes of a wait for no more than 9 bytes
    pub(crate) room: Room,
    pub(crate) figures: Option<Figures>,
}

/// The number of a ready state, as the IDL has it
pub(crate) fn number(state: ReadyState) -> u8 {
    match state {
        ReadyState::Connecting => 0,
        ReadyState::Open => 1,
        ReadyState::Closing => 2,
        ReadyState::Closed => 3,
    }
}
