//! An inspector's figures, as the core has them.
use super::instance::with_socket;
use crate::boundary::address::Address;

/// An inspector is attached; whether it is the first, so that listeners are needed
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_start_inspection(core: Address) -> bool {
    with_socket(core, |socket| socket.start_inspection())
}

/// An inspector is detached; whether it was the last, so that listeners are not needed any more
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_stop_inspection(core: Address) -> bool {
    with_socket(core, |socket| socket.stop_inspection())
}

/// One of the figures at this moment: messages and bytes that are queued and that were dropped
///
/// inspector.js counts what passes between the host and the page, and observes the host first.
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_inspected(core: Address, index: u32) -> f64 {
    with_socket(core, |socket| {
        let traffic = if index < 2 { socket.queued() } else { socket.dropped_since_inspection() };
        if index.is_multiple_of(2) { traffic.messages } else { traffic.bytes }
    }) as f64
}
