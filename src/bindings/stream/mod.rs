//! The way into the policy of `WebSocketStream` for the scripts beside this file: numbers only.
use wasm_bindgen::prelude::*;

use crate::proto::stream::{Connection, Event, room};

/// What `connection.js` calls
///
/// A connection is the number of its state, which the script keeps: nothing has to be released.
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct Streaming;

#[wasm_bindgen]
impl Streaming {
    /// The state after an event in the low 8 bits, and above them what has to be done: the bits of an
    /// [`Effects`](crate::proto::stream::Effects)
    ///
    /// 0 is the state of a new connection. Numbers that stand for nothing change nothing.
    pub fn next_state(state: u8, event: u8) -> u32 {
        let (Some(mut connection), Some(event)) =
            (Connection::from_number(state), Event::from_number(event))
        else {
            return state.into();
        };
        let effects = connection.handle(event);
        u32::from(connection.number()) | u32::from(effects.bits()) << 8
    }

    /// `receiveLimit` where none is given, in bytes
    pub fn receive_limit() -> u32 {
        room::RECEIVE_LIMIT
    }

    /// What the socket may hold while the next write is taken, in bytes
    pub fn send_room() -> u32 {
        room::SEND_ROOM
    }

    /// Whether more has come in than may wait to be read
    pub fn is_too_much(unread: f64, receive_limit: f64) -> bool {
        room::is_too_much(unread, receive_limit)
    }

    /// Whether the next write has to wait
    pub fn is_full(buffered: f64) -> bool {
        room::is_full(buffered)
    }
}
