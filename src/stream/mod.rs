//! The way into the policy of `WebSocketStream` for the scripts beside this file: numbers only.
use crate::proto::stream::{Connection, Event, room};

/// The state after an event in the low 8 bits, and above them what has to be done: the bits of an
/// [`Effects`](crate::proto::stream::Effects)
///
/// 0 is the state of a new connection. Numbers that stand for nothing change nothing.
#[unsafe(no_mangle)]
extern "C" fn next_state(state: u32, event: u32) -> u32 {
    let (Some(mut connection), Some(event)) =
        (Connection::from_number(state as u8), Event::from_number(event as u8))
    else {
        return state;
    };
    let effects = connection.handle(event);
    u32::from(connection.number()) | effects.above_state()
}

/// `receiveLimit` if none is given, in bytes
#[unsafe(no_mangle)]
extern "C" fn receive_limit() -> u32 {
    room::RECEIVE_LIMIT
}

/// What the socket may hold while the next write is taken, in bytes
#[unsafe(no_mangle)]
extern "C" fn send_room() -> u32 {
    room::SEND_ROOM
}

/// Whether more has come in than may wait to be read
#[unsafe(no_mangle)]
extern "C" fn is_too_much(unread: f64, receive_limit: f64) -> bool {
    room::is_too_much(unread, receive_limit)
}

/// Whether the next write has to wait
#[unsafe(no_mangle)]
extern "C" fn is_full(buffered: f64) -> bool {
    room::is_full(buffered)
}
