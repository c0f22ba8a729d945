//! What may happen in a script.
use proptest::prelude::*;

#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Open,
    Message,
    StartClosing,
    Error,
    End(bool),
    Transmit,
    Wait(u32),
    Online(bool),
    Hidden(bool),
    TrySend(usize),
    Send(usize),
    PollSend,
    DropSend,
    Read,
    Reconnect,
    Close,
    DropEvents,
    DropSender,
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => Just(Step::Open),
        3 => Just(Step::Message),
        1 => Just(Step::StartClosing),
        1 => Just(Step::Error),
        5 => any::<bool>().prop_map(Step::End),
        4 => Just(Step::Transmit),
        6 => (0..3000_u32).prop_map(Step::Wait),
        1 => any::<bool>().prop_map(Step::Online),
        1 => any::<bool>().prop_map(Step::Hidden),
        6 => (4..60_usize).prop_map(Step::TrySend),
        4 => (4..60_usize).prop_map(Step::Send),
        4 => Just(Step::PollSend),
        1 => Just(Step::DropSend),
        6 => Just(Step::Read),
        1 => Just(Step::Reconnect),
        1 => Just(Step::Close),
        1 => Just(Step::DropEvents),
        1 => Just(Step::DropSender),
    ]
}
