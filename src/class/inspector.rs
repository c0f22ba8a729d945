//! An inspector's figures, as the core has them.
use super::instance::with;
use crate::boundary::address::Address;
use crate::proto::Socket;

/// An inspector is attached; whether it is the first, so that listeners are needed
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_start_inspection(core: Address) -> bool {
    with(core, |instance| instance.socket.start_inspection())
}

/// An inspector is detached; whether it was the last, so that listeners are not needed any more
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_stop_inspection(core: Address) -> bool {
    with(core, |instance| instance.socket.stop_inspection())
}

/// One of the figures at this moment: messages and bytes that were sent, are queued and were dropped
///
/// What the host reports is counted by inspector.js.
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_inspected(core: Address, index: u32) -> f64 {
    with(core, |instance| inspected(&instance.socket, index)).unwrap_or_default() as f64
}

fn inspected<M: crate::proto::Message>(socket: &Socket<M>, index: u32) -> Option<u64> {
    let inspection = socket.inspection()?;
    let traffic = match index / 2 {
        0 => inspection.sent,
        1 => socket.queued(),
        _ => inspection.dropped,
    };
    Some(if index.is_multiple_of(2) { traffic.messages } else { traffic.bytes })
}
