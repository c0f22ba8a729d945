//! The way into the core for `class.js`: a short method for each member of the class that needs a decision.
//!
//! No method holds the core while JavaScript runs that could come back here: it decides, lets go, then acts.
use alloc::boxed::Box;
use core::ptr;

use wasm_bindgen::prelude::*;

use super::events;
use super::host;
use super::text;
use super::values::{MessageData, read_blob, string_at};
use crate::proto::{
    CloseCode, CloseRequest, CloseSummary, Exception, HostAction, HostCapabilities, Socket,
    SocketUrl, Subprotocols, Ticket,
};

#[wasm_bindgen(module = "/src/bindings/drained.js")]
extern "C" {
    /// Looks at the host's buffer until the queue is empty: `Core::look`, then `Core::next_look`
    #[wasm_bindgen(js_name = awaitRoom)]
    fn await_room(socket: &JsValue);
}

/// The core of one instance of the class, for as long as the instance lives: its address
pub(super) type Handle = usize;

/// Run `decide` on the core behind a handle; it must not run any code of the page
pub(super) fn with_core<R>(
    handle: Handle,
    decide: impl FnOnce(&mut Socket<MessageData>) -> R,
) -> R {
    // SAFETY: a handle comes from `acquire`, is in a private field of its instance, and is released when
    // that is gone. No other reference exists: what `decide` calls never comes back here.
    decide(unsafe { &mut *ptr::with_exposed_provenance_mut(handle) })
}

/// The same, after a look at the host
pub(super) fn with_observed<R>(
    handle: Handle,
    socket: &JsValue,
    decide: impl FnOnce(&mut Socket<MessageData>) -> R,
) -> R {
    let host = host::ready_state(socket);
    if with_core(handle, |core| core.has_high_water_mark()) {
        observe_buffer(handle, socket);
    }
    with_core(handle, |core| {
        core.observe(host);
        decide(core)
    })
}

fn observe_buffer(handle: Handle, socket: &JsValue) {
    let in_host = host::buffered_amount(socket);
    with_core(handle, |core| core.observe_buffer(in_host as u64));
}

/// Check the constructor's arguments: 0 where they are refused, or how many of the URL's first characters
/// have to be "ws" instead
///
/// `url` is serialised, or where it could not be parsed, as it was given.
///
/// <https://websockets.spec.whatwg.org/#dom-websocket-websocket>
#[wasm_bindgen(skip_typescript)]
pub fn core_check(
    url: &JsValue,
    is_parsed: bool,
    protocols: &JsValue,
    protocol_count: u32,
) -> usize {
    let url = &text::read(url);
    let url = if is_parsed { SocketUrl::from_href(url) } else { Err(SocketUrl::unparsable(url)) };
    let checked = url.and_then(|url| {
        check_protocols(protocols, protocol_count)?;
        Ok(url.scheme_len())
    });
    checked.unwrap_or_else(|exception| {
        host::refuse(&exception);
        0
    })
}

/// A core for a host socket that is connecting
#[wasm_bindgen(skip_typescript)]
pub fn core_acquire(takes_blobs: bool) -> Handle {
    let host = HostCapabilities { takes_blobs };
    Box::into_raw(Box::new(Socket::<MessageData>::new(host))).expose_provenance()
}

/// Two options of the constructor: bytes and milliseconds, or infinity for no limit
#[wasm_bindgen(skip_typescript)]
pub fn core_set_limits(handle: Handle, high_water_mark: f64, close_timeout: f64) {
    let timeout = close_timeout.is_finite().then_some(close_timeout as u32);
    with_core(handle, |core| core.set_limits(high_water_mark as u64, timeout));
}

/// The instance is gone
#[wasm_bindgen(skip_typescript)]
pub fn core_release(handle: Handle) {
    // SAFETY: the only handle, and it is given back once.
    drop(unsafe { Box::<Socket<MessageData>>::from_raw(ptr::with_exposed_provenance_mut(handle)) });
}

/// The value of `readyState`
#[wasm_bindgen(skip_typescript)]
pub fn core_ready_state(handle: Handle, host_ready_state: u8) -> u8 {
    with_core(handle, |core| {
        core.observe(host::ready_state_from(host_ready_state));
        core.ready_state().number()
    })
}

/// The value of `bufferedAmount`, in bytes
#[wasm_bindgen(skip_typescript)]
pub fn core_buffered_amount(handle: Handle, host_buffered_amount: f64) -> f64 {
    with_core(handle, |core| core.buffered_amount(host_buffered_amount as u64).total() as f64)
}

/// Give the host what it has room for
#[wasm_bindgen(skip_typescript)]
pub fn core_look(handle: Handle, socket: &JsValue) -> bool {
    observe_buffer(handle, socket);
    let action = with_observed(handle, socket, Socket::poll_action);
    perform(handle, socket, action)
}

/// In how many milliseconds to look again, 0 for never; `below` is negative where only the queue may wait
#[wasm_bindgen(skip_typescript)]
pub fn core_next_look(handle: Handle, time: f64, below: f64) -> f64 {
    let below = (below >= 0.0).then_some(below as u64);
    with_core(handle, |core| core.next_look(time, below)).unwrap_or_default()
}

/// Whether `binaryType` is "arraybuffer"
#[wasm_bindgen(skip_typescript)]
pub fn core_binary_type(handle: Handle) -> u8 {
    with_core(handle, |core| core.binary_type() as u8)
}

/// Set `binaryType`; whether it is one of the enum's values, and so for the host, too
#[wasm_bindgen(skip_typescript)]
pub fn core_set_binary_type(handle: Handle, value: &JsValue) -> bool {
    let value = text::read(value);
    with_core(handle, |core| core.set_binary_type(&value)).is_some()
}

/// Whether a message can go to the host's `send` as it is, asked before each: the number of a [`Handover`](crate::proto::Handover)
#[wasm_bindgen(skip_typescript)]
pub fn core_handover(handle: Handle, host_ready_state: u8) -> u8 {
    with_core(handle, |core| {
        core.observe(host::ready_state_from(host_ready_state));
        core.handover() as u8
    })
}

/// The host was handed a message with this many bytes
#[wasm_bindgen(skip_typescript)]
pub fn core_count_sent(handle: Handle, byte_len: f64) {
    with_core(handle, |core| core.count_sent(byte_len as u64));
}

/// `send(data)` in every other case
#[wasm_bindgen(skip_typescript)]
pub fn core_send(handle: Handle, socket: &JsValue, data: JsValue, kind: u8) -> bool {
    let data = MessageData::new(data, kind);
    match with_observed(handle, socket, |core| core.send(data)) {
        Ok(action) => perform(handle, socket, action),
        Err(exception) => host::refuse(&exception),
    }
}

/// The bytes of a Blob were read, or could not be
#[wasm_bindgen(skip_typescript)]
pub fn core_handle_blob_read(
    handle: Handle,
    socket: &JsValue,
    ticket: u32,
    bytes: JsValue,
    is_read: bool,
) -> bool {
    let message = is_read.then(|| MessageData::buffer(bytes));
    let action =
        with_observed(handle, socket, |core| core.handle_blob_read(Ticket(ticket), message));
    perform(handle, socket, action)
}

/// The host opened a connection for which subprotocols were requested
#[wasm_bindgen(skip_typescript)]
pub fn core_handle_subprotocol(handle: Handle, socket: &JsValue, is_acknowledged: bool) -> bool {
    let action = with_core(handle, |core| core.handle_subprotocol(is_acknowledged));
    perform(handle, socket, action)
}

/// The time is over that the host had for closing
#[wasm_bindgen(skip_typescript)]
pub fn core_handle_close_timeout(handle: Handle, socket: &JsValue) -> bool {
    let action = with_observed(handle, socket, Socket::handle_close_timeout);
    perform(handle, socket, action)
}

/// Whether nothing that the host reports is for the page
#[wasm_bindgen(skip_typescript)]
pub fn core_is_abandoned(handle: Handle) -> bool {
    with_core(handle, |core| core.is_abandoned())
}

/// The checks of `close(code, reason)`, without a socket
#[wasm_bindgen(skip_typescript)]
pub fn core_check_close(has_code: bool, code: f64, reason: &JsValue) -> bool {
    match CloseRequest::new(has_code.then(|| clamp_u16(code)), text::read(reason)) {
        Ok(_) => true,
        Err(exception) => host::refuse(&exception),
    }
}

/// `close(code, reason)`
#[wasm_bindgen(skip_typescript)]
pub fn core_close(
    handle: Handle,
    socket: &JsValue,
    has_code: bool,
    code: f64,
    reason: &JsValue,
) -> bool {
    match CloseRequest::new(has_code.then(|| clamp_u16(code)), text::read(reason)) {
        Ok(request) => {
            let action = with_observed(handle, socket, |core| core.close(request));
            perform(handle, socket, action)
        }
        Err(exception) => host::refuse(&exception),
    }
}

/// `[Clamp] unsigned short`: to the nearest integer in range, ties to the even one, NaN to 0
///
/// <https://webidl.spec.whatwg.org/#abstract-opdef-converttoint>
fn clamp_u16(number: f64) -> u16 {
    // Beyond 2^52 a number has no fraction. `as` saturates and takes NaN to 0.
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    if number > 65535.0 { u16::MAX } else { (number + WHOLE - WHOLE) as u16 }
}

fn check_protocols(protocols: &JsValue, count: u32) -> Result<(), Exception> {
    let mut offered = Subprotocols::default();
    (0..count).try_for_each(|index| offered.offer(&text::read(&string_at(protocols, index as i32))))
}

// One at a time, and the core is free again before each: the host may run listeners of the page.
fn perform(handle: Handle, socket: &JsValue, first: Option<HostAction<MessageData>>) -> bool {
    let mut action = first;
    while let Some(next) = action {
        let is_done = match next {
            HostAction::Send(data) => host::send(socket, data.as_js()),
            HostAction::AwaitRoom => {
                await_room(socket);
                true
            }
            HostAction::Close(request, timeout) => {
                if let Some(timeout) = timeout {
                    events::await_close(socket, timeout as i32);
                }
                host::close(socket, request.code().map(CloseCode::number), request.reason())
            }
            HostAction::Fail => host::close(socket, None, ""),
            HostAction::Abandon => {
                events::fire_failed(socket, CloseSummary::failed().code);
                host::close(socket, None, "")
            }
            HostAction::ReadBlob(Ticket(ticket), blob) => {
                read_blob(handle as i32, socket, ticket as i32, blob.as_js());
                true
            }
        };
        if !is_done {
            return false;
        }
        action = with_core(handle, Socket::poll_action);
    }
    true
}
