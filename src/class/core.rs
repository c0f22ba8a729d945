//! The way into the core for the scripts: numbers only, and texts by way of a [`Context`].
//!
//! The wasm imports nothing. So no JavaScript runs, and none throws, while a core is borrowed or a frame of Rust is on
//! the stack: the scripts ask, and act when the call has returned. The functions are plain exports of numbers, so that
//! nothing here depends on how a release of wasm-bindgen passes its types.
use alloc::boxed::Box;

use crate::boundary::address::{self, Address};
use crate::boundary::context::Context;
use crate::proto::{
    BinaryType, CloseRequest, HostCapabilities, MessageKind, ReadyState, Socket, Ticket, ValueKind,
};

use super::instance::{Instance, Payload, ask, run, with, with_socket};

/// A core: for one socket, or for all sockets that have nothing to remember
///
/// A socket that shares a core only asks, by the functions that change nothing: [`ask`].
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_acquire(takes_blobs: u32) -> Address {
    let host = HostCapabilities { takes_blobs: takes_blobs != 0 };
    address::lend(Box::new(Instance::new(host)))
}

/// The instance is gone
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_release(core: Address) {
    // SAFETY: from `websocket_wasm_acquire`, and given back once.
    drop(unsafe { address::take_back::<Instance>(core) });
}

/// Two options of the constructor: bytes and milliseconds, or infinity for no limit
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_set_limits(core: Address, high_water_mark: f64, close_timeout: f64) {
    let timeout = close_timeout.is_finite().then_some(close_timeout as u32);
    with_socket(core, |socket| socket.set_limits(high_water_mark as u64, timeout));
}

/// The host's ready state is this now, and its buffered amount in bytes
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_observe(core: Address, host_ready_state: u32, in_host: f64) {
    with_socket(core, |socket| {
        socket.observe(ready_state_from(host_ready_state));
        socket.observe_buffer(in_host as u64);
    });
}

/// The value of `readyState`
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_ready_state(core: Address, host_ready_state: u32) -> u8 {
    ask(core, |socket| socket.ready_state_with(ready_state_from(host_ready_state)).number())
}

/// The value of `bufferedAmount`, in bytes
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_buffered_amount(core: Address, in_host: f64) -> f64 {
    ask(core, |socket| socket.buffered_amount(in_host as u64).total() as f64)
}

/// In how many milliseconds to look again, 0 for never; `below` is negative if only the queue may wait
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_next_look(core: Address, time: f64, below: f64) -> f64 {
    let below = (below >= 0.0).then_some(below as u64);
    with_socket(core, |socket| socket.next_look(time, below)).unwrap_or_default()
}

/// The number of the value of `binaryType`, the index in the IDL's enum; `host` is that of the host's
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_binary_type(core: Address, host: u32) -> u8 {
    ask(core, |socket| socket.binary_type(binary_type_from(host)).number())
}

/// Set `binaryType` by the same number, for a host that has none
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_set_binary_type(core: Address, number: u32) {
    with_socket(core, |socket| socket.set_binary_type(binary_type_from(number)));
}

/// Who sends the next message, as the number of a [`Handover`](crate::proto::Handover); asked before each
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_handover(core: Address, host_ready_state: u32) -> u8 {
    ask(core, |socket| socket.handover(ready_state_from(host_ready_state)).number())
}

/// What the core has to know of a message before it is sent, as the number of an [`Intake`](crate::proto::Intake)
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_intake(core: Address, kind: u32) -> u8 {
    with_socket(core, |socket| socket.intake(kind_from(kind)).number())
}

/// `send()` of data that the scripts keep under this key, for as long as it is in the queue
///
/// Commands return the number of an [`Answer`](crate::proto::Answer), as [`websocket_wasm_poll_action`] does.
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_send(
    context: Address,
    core: Address,
    kind: u32,
    byte_len: f64,
    key: u32,
) -> u32 {
    let payload = Payload { key, kind: kind_from(kind), byte_len: byte_len as u64 };
    let sent = with(core, |instance| {
        let action = instance.socket.send(payload)?;
        Ok(instance.number_of(context, action))
    });
    Context::accept(context, sent)
}

/// The bytes of a Blob were read and are kept under its key, or could not be read
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_handle_blob_read(
    context: Address,
    core: Address,
    ticket: u32,
    key: u32,
    is_read: u32,
) -> u32 {
    let payload = (is_read != 0).then_some(Payload { key, kind: MessageKind::Buffer, byte_len: 0 });
    run(context, core, |socket| socket.handle_blob_read(Ticket(ticket), payload))
}

/// Whether no message waits, so that the scripts need not keep any
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_is_queue_empty(core: Address) -> bool {
    ask(core, |socket| socket.queued().messages == 0)
}

/// The host opened a connection for which subprotocols were requested
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_handle_subprotocol(
    context: Address,
    core: Address,
    is_acknowledged: u32,
) -> u32 {
    run(context, core, |socket| socket.handle_subprotocol(is_acknowledged != 0))
}

/// The host and its buffer were observed at this time, in milliseconds
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_look(context: Address, core: Address, time: f64) -> u32 {
    run(context, core, |socket| socket.look(time))
}

/// End the connection now, whatever becomes of the host's
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_give_up(context: Address, core: Address) -> u32 {
    run(context, core, Socket::give_up)
}

/// The signal of the constructor's options is aborted
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_abort(context: Address, core: Address) -> u32 {
    run(context, core, |socket| socket.abort(CloseRequest::default()))
}

/// What becomes of a wait for no more than `below` bytes, as the number of a [`Room`](crate::proto::Room)
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_room(core: Address, in_host: f64, below: f64) -> u8 {
    ask(core, |socket| socket.room(in_host as u64, below as u64).number())
}

/// Whether a message that the host fires comes after `close()` was called
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_hides_messages(core: Address) -> bool {
    ask(core, |socket| socket.hides_messages())
}

/// Whether `close()` without arguments goes to the host, and nothing else has to be done
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_closes_directly(core: Address) -> bool {
    ask(core, |socket| socket.closes_directly())
}

/// Whether nothing that the host reports is for the page
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_is_abandoned(core: Address) -> bool {
    ask(core, |socket| socket.is_abandoned())
}

/// The checks of `close(code, reason)`; of a reason that is too long, only a part need be in the context
///
/// `length` is how much of the reason is there, `byte_len` how long it is, both in bytes of UTF-8.
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_check_close(
    context: Address,
    has_code: u32,
    code: f64,
    length: usize,
    byte_len: f64,
) -> u32 {
    let code = (has_code != 0).then(|| clamp_u16(code));
    let checked = Context::with_text(context, length, |reason| {
        CloseRequest::with_part_of_reason(code, reason, byte_len as usize)
    });
    Context::accept(context, checked.map(|request| Context::keep(context, request)))
}

/// `close(code, reason)` with what [`websocket_wasm_check_close`] has accepted last
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_close(context: Address, core: Address) -> u32 {
    let request = Context::take(context);
    run(context, core, |socket| socket.close(request))
}

/// What the host has to do next, as the number of an [`Answer`](crate::proto::Answer)
///
/// What goes with it are [`websocket_wasm_figure`]: the key of the data to send; the key of the Blob to read and a ticket
/// for it; the code to close with, 0 for none (the reason is [`Text::Reason`](crate::proto::Text::Reason)); the code of the
/// `close` event of a connection that is abandoned.
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_poll_action(context: Address, core: Address) -> u32 {
    run(context, core, Socket::poll_action)
}

/// One of the figures of the latest action
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_figure(core: Address, index: usize) -> u32 {
    with(core, |instance| instance.figures.get(index).copied().unwrap_or_default())
}

/// `[Clamp] unsigned short`: to the nearest integer in range, ties to the even one, NaN to 0
///
/// <https://webidl.spec.whatwg.org/#abstract-opdef-converttoint>
fn clamp_u16(number: f64) -> u16 {
    // Beyond 2^52 a number has no fraction. `as` saturates and takes NaN to 0.
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    if number > 65535.0 { u16::MAX } else { (number + WHOLE - WHOLE) as u16 }
}

/// The ready state for a number that the host gave
fn ready_state_from(number: u32) -> ReadyState {
    ReadyState::from_number(number as u8).unwrap_or_default()
}

/// The binary type for a number: the index in the IDL's enum
fn binary_type_from(number: u32) -> BinaryType {
    BinaryType::from_number(number as u8).unwrap_or_default()
}

/// The kind of message for the number of a [`ValueKind`]
fn kind_from(number: u32) -> MessageKind {
    ValueKind::from_number(number as u8).map_or(MessageKind::Text, ValueKind::of_message)
}
