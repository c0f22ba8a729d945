//! The way into the core for `class.js`: a short method for each member of the class that needs a decision.
//!
//! No method holds the core while JavaScript runs that could come back here: it decides, lets go, then acts.
use std::cell::RefCell;

use js_sys::Array;
use slab::Slab;
use wasm_bindgen::prelude::*;

use super::events;
use super::host;
use super::values::{MessageData, read_blob};
use super::{exception, webidl};
use crate::proto::{
    CloseRequest, CloseSummary, HostAction, HostCapabilities, Socket, Subprotocols, Ticket,
};

thread_local! {
    static SOCKETS: RefCell<Slab<Socket<MessageData>>> = const { RefCell::new(Slab::new()) };
}

/// The core of one instance of the class, for as long as the instance lives
pub(super) type Handle = usize;

/// Run `decide` on the core behind a handle; it must not run any code of the page
///
/// A handle is in a private field of its instance, and released when that is gone: it is never wrong.
pub(super) fn with_core<R>(
    handle: Handle,
    decide: impl FnOnce(&mut Socket<MessageData>) -> R,
) -> R {
    SOCKETS.with_borrow_mut(|sockets| decide(&mut sockets[handle]))
}

/// The same, after a look at the host
pub(super) fn with_observed<R>(
    handle: Handle,
    socket: &JsValue,
    decide: impl FnOnce(&mut Socket<MessageData>) -> R,
) -> R {
    let host = host::ready_state(socket);
    with_core(handle, |core| {
        core.observe(host);
        decide(core)
    })
}

/// What `class.js` calls; the instance itself, a host socket, is passed in where something is done to it
///
/// Functions of handles instead of exported objects: nothing here refers to an instance, and a call
/// costs a few nanoseconds.
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct Core;

#[wasm_bindgen]
impl Core {
    /// Convert and check the constructor's arguments, then connect a host socket that is an instance of `class`
    ///
    /// <https://websockets.spec.whatwg.org/#dom-websocket-websocket>
    pub fn connect(
        url: &JsValue,
        protocols: &JsValue,
        class: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let url = webidl::text(url)?;
        let protocols = webidl::protocols(protocols)?;
        let url = host::socket_url(&url).map_err(exception::dom_exception)?;
        check_protocols(&protocols)?;
        let socket = host::try_connect(url.as_str(), &protocols, class)?;
        if protocols.length() > 0 {
            events::watch_subprotocol(&socket, &protocols);
        }
        Ok(socket)
    }

    /// A core for a host socket that is connecting
    pub fn acquire(takes_blobs: bool) -> Handle {
        let host = HostCapabilities { takes_blobs };
        SOCKETS.with_borrow_mut(|sockets| sockets.insert(Socket::new(host)))
    }

    /// The instance is gone
    pub fn release(handle: Handle) {
        SOCKETS.with_borrow_mut(|sockets| sockets.try_remove(handle));
    }

    /// The value of `readyState`
    pub fn ready_state(handle: Handle, host_ready_state: u8) -> u8 {
        with_core(handle, |core| {
            core.observe(host::ready_state_from(host_ready_state));
            core.ready_state().number()
        })
    }

    /// The value of `bufferedAmount`, in bytes
    pub fn buffered_amount(handle: Handle, host_buffered_amount: f64) -> f64 {
        with_core(handle, |core| core.buffered_amount(host_buffered_amount as u64).total() as f64)
    }

    /// Whether `binaryType` is "arraybuffer"
    pub fn binary_type(handle: Handle) -> u8 {
        with_core(handle, |core| core.binary_type() as u8)
    }

    /// Set `binaryType`; a value that is none of the enum's is ignored
    pub fn set_binary_type(
        handle: Handle,
        socket: &JsValue,
        value: &JsValue,
    ) -> Result<(), JsValue> {
        let value = webidl::string(value)?;
        let accepted = with_core(handle, |core| core.set_binary_type(&value));
        if let Some(binary_type) = accepted {
            host::set_binary_type(socket, binary_type.as_idl());
        }
        Ok(())
    }

    /// Whether a message can go to the host's `send` as it is: the ordinary case, asked before each message
    pub fn hands_over(handle: Handle, host_ready_state: u8) -> bool {
        with_core(handle, |core| {
            core.observe(host::ready_state_from(host_ready_state));
            core.hands_over()
        })
    }

    /// `send(data)` in every other case
    pub fn send(handle: Handle, socket: &JsValue, data: JsValue) -> Result<(), JsValue> {
        let data = webidl::message_data(data)?;
        let action = with_observed(handle, socket, |core| core.send(data))
            .map_err(exception::dom_exception)?;
        perform(handle, socket, action)
    }

    /// The bytes of a Blob were read; undefined where they could not be
    pub fn handle_blob_read(
        handle: Handle,
        socket: &JsValue,
        ticket: u32,
        bytes: JsValue,
    ) -> Result<(), JsValue> {
        let message = (!bytes.is_undefined()).then(|| MessageData::buffer(bytes));
        let action =
            with_observed(handle, socket, |core| core.handle_blob_read(Ticket(ticket), message));
        perform(handle, socket, action)
    }

    /// The host opened a connection for which subprotocols were requested; whether it is one
    pub fn handle_subprotocol(
        handle: Handle,
        socket: &JsValue,
        requested: &Array,
        in_use: &JsValue,
    ) -> Result<bool, JsValue> {
        let is_acknowledged = (0..requested.length()).any(|index| requested.get(index) == *in_use);
        let action = with_core(handle, |core| core.handle_subprotocol(is_acknowledged));
        perform(handle, socket, action)?;
        Ok(is_acknowledged)
    }

    /// Whether nothing that the host reports is for the page
    pub fn is_abandoned(handle: Handle) -> bool {
        with_core(handle, |core| core.is_abandoned())
    }

    /// `close(code, reason)`
    pub fn close(
        handle: Handle,
        socket: &JsValue,
        code: &JsValue,
        reason: &JsValue,
    ) -> Result<(), JsValue> {
        let code = webidl::optional_clamped_u16(code)?;
        let reason = webidl::optional_string(reason)?;
        let request = CloseRequest::new(code, reason).map_err(exception::dom_exception)?;
        let action = with_observed(handle, socket, |core| core.close(request));
        perform(handle, socket, action)
    }
}

fn check_protocols(protocols: &Array) -> Result<(), JsValue> {
    let mut offered = Subprotocols::default();
    for index in 0..protocols.length() {
        // ToString has made strings of them.
        let protocol = protocols.get(index).as_string().unwrap_or_default();
        offered.offer(protocol).map_err(exception::dom_exception)?;
    }
    Ok(())
}

// One at a time, and the core is free again before each: the host may run listeners of the page.
fn perform(
    handle: Handle,
    socket: &JsValue,
    first: Option<HostAction<MessageData>>,
) -> Result<(), JsValue> {
    let mut action = first;
    while let Some(next) = action {
        match next {
            HostAction::Send(data) => host::try_send(socket, data.as_js())?,
            HostAction::Close(request) => host::close(socket, &request)?,
            HostAction::Fail => host::close(socket, &CloseRequest::default())?,
            HostAction::Abandon => {
                host::close(socket, &CloseRequest::default())?;
                events::fire_failed(socket, CloseSummary::failed().code);
            }
            HostAction::ReadBlob(Ticket(ticket), blob) => {
                read_blob(handle, socket, ticket, blob.as_js())
            }
        }
        action = with_core(handle, Socket::poll_action);
    }
    Ok(())
}
