//! The core of one instance of the class, and the messages of which the scripts keep the data.
use crate::boundary::address::{self, Address};
use crate::boundary::context::Context;
use crate::proto::{
    Answer, CloseCode, HostAction, HostCapabilities, Message, MessageKind, Socket, Ticket,
};

/// The core of one instance of the class, for as long as the instance lives
pub(super) struct Instance {
    pub(super) socket: Socket<Payload>,
    /// Belong to the latest action
    pub(super) figures: [u32; 2],
}

/// A message whose data the scripts keep, under a key
#[derive(Clone, Debug)]
pub(super) struct Payload {
    pub(super) key: u32,
    pub(super) kind: MessageKind,
    pub(super) byte_len: u64,
}

impl Message for Payload {
    fn kind(&self) -> MessageKind {
        self.kind
    }

    fn byte_len(&self) -> u64 {
        self.byte_len
    }
}

impl Instance {
    pub(super) fn new(host: HostCapabilities) -> Self {
        Self { socket: Socket::new(host), figures: [0; 2] }
    }

    /// The number of an [`Answer`], with its figures kept and its text put into the context
    pub(super) fn number_of(
        &mut self,
        context: Address,
        action: Option<HostAction<Payload>>,
    ) -> u32 {
        let (answer, figures) = match action {
            None => (Answer::Nothing, [0; 2]),
            Some(HostAction::Send(payload)) => (Answer::Send, [payload.key, 0]),
            Some(HostAction::ReadBlob(Ticket(ticket), payload)) => {
                (Answer::ReadBlob, [payload.key, ticket])
            }
            Some(HostAction::AwaitRoom) => (Answer::AwaitRoom, [0; 2]),
            Some(HostAction::Close(request)) => {
                Context::put(context, request.reason());
                (Answer::Close, [request.code().map_or(0, CloseCode::number).into(), 0])
            }
            Some(HostAction::Fail) => (Answer::Fail, [0; 2]),
            Some(HostAction::Abandon) => (Answer::Abandon, [CloseCode::ABNORMAL.into(), 0]),
        };
        self.figures = figures;
        answer.number().into()
    }
}

/// Run `decide` on the core at an address
pub(super) fn with<R>(core: Address, decide: impl FnOnce(&mut Instance) -> R) -> R {
    // SAFETY: the address comes from `websocket_wasm_acquire`, is in a private field of its instance, and is released
    // when that is gone. No other reference exists: the wasm calls nothing outside, so nobody comes back here.
    decide(unsafe { address::borrow(core) })
}

/// Ask the socket at an address, which may be one that several share
pub(super) fn ask<R>(core: Address, question: impl FnOnce(&Socket<Payload>) -> R) -> R {
    with(core, |instance| question(&instance.socket))
}

/// As [`with`], for those who need no more than the socket
pub(super) fn with_socket<R>(core: Address, decide: impl FnOnce(&mut Socket<Payload>) -> R) -> R {
    with(core, |instance| decide(&mut instance.socket))
}

/// Run a command or report; returns what the host has to do first, as `websocket_wasm_poll_action` does
pub(super) fn run(
    context: Address,
    core: Address,
    decide: impl FnOnce(&mut Socket<Payload>) -> Option<HostAction<Payload>>,
) -> u32 {
    with(core, |instance| {
        let action = decide(&mut instance.socket);
        instance.number_of(context, action)
    })
}
