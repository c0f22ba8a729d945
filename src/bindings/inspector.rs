//! An inspector's figures, as the core has them.
use alloc::string::String;

use super::address::Address;
use super::context::Context;
use super::core::with;
use crate::proto::{CloseSummary, HostEvent, Inspection, Socket};

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

/// `open` was fired, at this time in milliseconds since the epoch
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_handle_open(core: Address, time: f64) {
    with(core, |instance| instance.socket.handle_event(HostEvent::Opened(time)));
}

/// `message` was fired with this many bytes
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_handle_message(core: Address, byte_len: f64) {
    with(core, |instance| instance.socket.handle_event(HostEvent::Message(byte_len as u64)));
}

/// `close` was fired
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_handle_close(
    context: Address,
    core: Address,
    code: u32,
    length: usize,
    was_clean: u32,
) {
    let reason = Context::with_text(context, length, |reason| String::from(reason));
    let summary = CloseSummary { code: code as u16, reason, was_clean: was_clean != 0 };
    with(core, |instance| instance.socket.handle_event(HostEvent::Closed(summary)));
}

/// One of the figures at this moment: messages and bytes that were sent, received, are queued and were dropped; when
/// the connection was established; the code with which it ended, and whether by a closing handshake
///
/// NaN for an event that has not happened yet.
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_inspected(core: Address, index: u32) -> f64 {
    with(core, |instance| inspected(&instance.socket, index))
}

/// Let the scripts read the reason with which the connection ended: text 2 of the context
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_put_close_reason(context: Address, core: Address) {
    with(core, |instance| {
        let close = instance.socket.inspection().and_then(|inspection| inspection.close.as_ref());
        Context::put(context, close.map_or("", |close| &close.reason));
    });
}

fn inspected<M: crate::proto::Message>(socket: &Socket<M>, index: u32) -> f64 {
    let queued = socket.queued();
    let Some(Inspection { sent, received, dropped, open_since, close }) = socket.inspection()
    else {
        return f64::NAN;
    };
    let traffic = match index / 2 {
        0 => *sent,
        1 => *received,
        2 => queued,
        3 => *dropped,
        4 if index == 8 => return open_since.unwrap_or(f64::NAN),
        _ => {
            let Some(close) = close else { return f64::NAN };
            return if index == 9 { close.code.into() } else { close.was_clean.into() };
        }
    };
    (if index.is_multiple_of(2) { traffic.messages } else { traffic.bytes }) as f64
}
