//! The handle of one socket: a short method for each member of the class that needs a decision.
//!
//! No method holds the core while JavaScript runs that could come back here: it decides, lets go, then acts.
use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::host::{self, CAPABILITIES};
use super::values::MessageData;
use super::{exception, webidl};
use crate::proto::{CloseRequest, HostAction, Socket};

/// What decides for one instance of the class; the instance itself is passed in with each call
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct SocketHandle {
    pub(super) core: RefCell<Socket<MessageData>>,
}

impl SocketHandle {
    pub(super) fn new() -> Self {
        Self { core: RefCell::new(Socket::new(CAPABILITIES)) }
    }

    pub(super) fn observe(&self, socket: &JsValue) {
        let state = host::ready_state(socket);
        self.core.borrow_mut().observe(state);
    }

    // One at a time, and the core is free again before each: the host may run listeners of the page.
    fn perform(
        &self,
        socket: &JsValue,
        first: Option<HostAction<MessageData>>,
    ) -> Result<(), JsValue> {
        let mut action = first;
        while let Some(next) = action {
            match next {
                HostAction::Send(data) => host::try_send(socket, data.as_js())?,
                HostAction::Close(request) => match request.status() {
                    Some((code, reason)) => host::try_close(socket, Some(code.number()), reason)?,
                    None => host::try_close(socket, None, "")?,
                },
                HostAction::Fail => host::try_close(socket, None, "")?,
                HostAction::ReadBlob(..) => {}
            }
            action = self.core.borrow_mut().poll_action();
        }
        Ok(())
    }
}

#[wasm_bindgen]
impl SocketHandle {
    /// The value of `readyState`
    pub fn ready_state(&self, host_ready_state: u8) -> u8 {
        let mut core = self.core.borrow_mut();
        core.observe(host::ready_state_from(host_ready_state));
        core.ready_state().number()
    }

    /// The value of `bufferedAmount`, in bytes
    pub fn buffered_amount(&self, host_ready_state: u8, host_buffered_amount: f64) -> f64 {
        let mut core = self.core.borrow_mut();
        core.observe(host::ready_state_from(host_ready_state));
        core.buffered_amount(host_buffered_amount as u64).total() as f64
    }

    /// The value of `binaryType`
    pub fn binary_type(&self) -> String {
        self.core.borrow().binary_type().as_idl().into()
    }

    /// Set `binaryType`; a value that is none of the enum's is ignored
    pub fn set_binary_type(&self, socket: &JsValue, value: &JsValue) -> Result<(), JsValue> {
        let value = String::from(webidl::text(value)?);
        let accepted = self.core.borrow_mut().set_binary_type(&value);
        if let Some(binary_type) = accepted {
            host::set_binary_type(socket, binary_type.as_idl());
        }
        Ok(())
    }

    /// Whether a message can go to the host's `send` as it is: the ordinary case, asked before each message
    pub fn hands_over(&self, host_ready_state: u8) -> bool {
        let mut core = self.core.borrow_mut();
        core.observe(host::ready_state_from(host_ready_state));
        core.hands_over()
    }

    /// `send(data)` in every other case
    pub fn send(&self, socket: &JsValue, data: JsValue) -> Result<(), JsValue> {
        let data = webidl::message_data(data)?;
        self.observe(socket);
        let action = self.core.borrow_mut().send(data).map_err(exception::dom_exception)?;
        self.perform(socket, action)
    }

    /// `close(code, reason)`
    pub fn close(&self, socket: &JsValue, code: &JsValue, reason: &JsValue) -> Result<(), JsValue> {
        let code = webidl::optional_clamped_u16(code)?;
        let reason = webidl::optional_string(reason)?;
        let request = CloseRequest::new(code, reason).map_err(exception::dom_exception)?;
        self.observe(socket);
        let action = self.core.borrow_mut().close(request);
        self.perform(socket, action)
    }
}
