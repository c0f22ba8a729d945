//! What crosses the boundary besides numbers: texts, piece by piece, and the exception that a check has ended with.
use alloc::boxed::Box;
use alloc::string::String;
use core::{mem, ptr};

use super::address::{self, Address};
use crate::proto::{Answer, CloseRequest, Exception, SocketUrl, Text, check_subprotocol};

/// One for each class that the scripts make; they give its address to the functions that take or leave a text
pub(crate) struct Context {
    /// Written by the scripts
    incoming: [u8; Self::INCOMING_BYTES],
    /// A URL of which more pieces come
    url: Option<SocketUrl>,
    exception: Option<Exception>,
    /// Accepted, and not asked for yet
    close: CloseRequest,
    /// A reason, for the scripts to read
    reason: String,
}

impl Context {
    /// The most that a piece of a text may have, in bytes: 1,000 code units of 3 bytes
    const INCOMING_BYTES: usize = 3000;

    /// Let the scripts read a reason: [`Text::Reason`]
    pub(crate) fn put(context: Address, reason: &str) {
        with(context, |context| context.reason = reason.into());
    }

    /// Keep a request until [`take`](Self::take); returns the scripts' answer for "accepted"
    pub(crate) fn keep(context: Address, request: CloseRequest) -> u32 {
        with(context, |context| context.close = request);
        1
    }

    /// The request that was kept last
    pub(crate) fn take(context: Address) -> CloseRequest {
        with(context, |context| mem::take(&mut context.close))
    }

    /// Run `read` on the text that the scripts have written, of this length in bytes
    pub(crate) fn with_text<R>(context: Address, length: usize, read: impl FnOnce(&str) -> R) -> R {
        with(context, |context| read(text_of(&context.incoming, length)))
    }

    /// What a check has returned; if it has refused, 0 ([`Answer::Refused`]), and the exception is left for the scripts
    pub(crate) fn accept(context: Address, result: Result<u32, Exception>) -> u32 {
        result.unwrap_or_else(|exception| {
            with(context, |context| context.exception = Some(exception));
            Answer::Refused.number().into()
        })
    }
}

fn with<R>(context: Address, act: impl FnOnce(&mut Context) -> R) -> R {
    // SAFETY: the scripts have it from `websocket_wasm_context`, and it is never taken back. Nothing that is called here
    // comes back here with the same context.
    act(unsafe { address::borrow(context) })
}

fn text_of(bytes: &[u8], length: usize) -> &str {
    // SAFETY: text.js has written so many bytes there, and they are UTF-8.
    unsafe { str::from_utf8_unchecked(bytes.get(..length).unwrap_or_default()) }
}

/// A context, for as long as the wasm lives
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_context() -> Address {
    address::lend(Box::new(Context {
        incoming: [0; Context::INCOMING_BYTES],
        url: None,
        exception: None,
        close: CloseRequest::default(),
        reason: String::new(),
    }))
}

/// The address to which a piece of a text is written
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_incoming(context: Address) -> Address {
    with(context, |context| ptr::from_ref(&context.incoming).expose_provenance())
}

/// The address of a text, by the number of a [`Text`]
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_text(context: Address, index: u32) -> Address {
    with(context, |context| context.outgoing(index).as_ptr().expose_provenance())
}

/// The length of that text, in bytes
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_text_length(context: Address, index: u32) -> usize {
    with(context, |context| context.outgoing(index).len())
}

impl Context {
    fn outgoing(&self, index: u32) -> &str {
        match (Text::from_number(index as u8), &self.exception) {
            (Some(Text::ExceptionName), Some(exception)) => exception.name(),
            (Some(Text::ExceptionMessage), Some(exception)) => exception.message(),
            _ => &self.reason,
        }
    }
}

/// What to throw for a URL that could not be parsed, or for its beginning
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_refuse_url(context: Address, length: usize) {
    let exception = Context::with_text(context, length, SocketUrl::unparsable);
    Context::accept(context, Err(exception));
}

/// Check the next piece of a serialised URL: 0 if it is refused, and otherwise how many of the URL's first characters
/// have to be "ws" instead
///
/// <https://websockets.spec.whatwg.org/#dom-websocket-websocket>
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_check_url(
    context: Address,
    length: usize,
    is_first: u32,
    is_last: u32,
) -> u32 {
    let checked = with(context, |context| {
        let piece = text_of(&context.incoming, length);
        let url = match context.url {
            Some(url) if is_first == 0 => url.check_more(piece, is_last != 0),
            _ => SocketUrl::from_start(piece, is_last != 0),
        }?;
        context.url = Some(url);
        Ok(url.scheme_len() as u32)
    });
    Context::accept(context, checked)
}

/// Check the next piece of a subprotocol; with the last one, whether the whole stands earlier in the list
#[unsafe(no_mangle)]
extern "C" fn websocket_wasm_check_protocol(
    context: Address,
    length: usize,
    is_repeated: u32,
) -> u32 {
    let checked =
        Context::with_text(context, length, |piece| check_subprotocol(piece, is_repeated != 0));
    Context::accept(context, checked.map(|()| 1))
}
