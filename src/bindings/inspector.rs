//! What an inspector shows: the figures of the core.
use wasm_bindgen::prelude::*;

use super::core::{Handle, with_core};
use super::text;
use crate::proto::{CloseSummary, HostEvent, Inspection, Socket};

/// An inspector is attached; whether it is the first, so that listeners are needed
#[wasm_bindgen(skip_typescript)]
pub fn core_start_inspection(handle: Handle) -> bool {
    with_core(handle, Socket::start_inspection)
}

/// An inspector is detached; whether it was the last, so that listeners are not needed any more
#[wasm_bindgen(skip_typescript)]
pub fn core_stop_inspection(handle: Handle) -> bool {
    with_core(handle, Socket::stop_inspection)
}

/// `open` was fired, at this time in milliseconds since the epoch
#[wasm_bindgen(skip_typescript)]
pub fn core_handle_open(handle: Handle, time: f64) {
    with_core(handle, |core| core.handle_event(HostEvent::Opened(time)));
}

/// `message` was fired with this many bytes
#[wasm_bindgen(skip_typescript)]
pub fn core_handle_message(handle: Handle, byte_len: f64) {
    with_core(handle, |core| core.handle_event(HostEvent::Message(byte_len as u64)));
}

/// `close` was fired
#[wasm_bindgen(skip_typescript)]
pub fn core_handle_close(handle: Handle, code: u16, reason: &JsValue, was_clean: bool) {
    let summary = CloseSummary { code, reason: text::read(reason), was_clean };
    with_core(handle, |core| core.handle_event(HostEvent::Closed(summary)));
}

/// One of the figures at this moment: messages and bytes of what was sent, received, is queued and was dropped; when the
/// connection was established; with which code it ended, and whether by a closing handshake
///
/// NaN is what did not happen yet.
#[wasm_bindgen(skip_typescript)]
pub fn core_figure(handle: Handle, index: u32) -> f64 {
    with_core(handle, |core| {
        let queued = core.queued();
        let Some(Inspection { sent, received, dropped, open_since, close }) = core.inspection()
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
    })
}

/// The reason with which the connection ended
#[wasm_bindgen(skip_typescript)]
pub fn core_reason(handle: Handle) -> JsValue {
    with_core(handle, |core| {
        let close = core.inspection().and_then(|inspection| inspection.close.as_ref());
        text::write(close.map_or("", |close| &close.reason))
    })
}
