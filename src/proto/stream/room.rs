//! How much may wait: messages that nobody has read yet, and bytes that the socket has not sent yet.

/// Bytes of unread messages before the connection fails, if the application does not say otherwise
pub const RECEIVE_LIMIT: u32 = 16 << 20;

/// Bytes that the socket may hold while the next write is taken: enough for a fast connection to stay busy
pub const SEND_ROOM: u32 = 1 << 20;

/// Whether more has come in than may wait to be read, in bytes
pub fn is_too_much(unread: f64, receive_limit: f64) -> bool {
    unread > receive_limit
}

/// Whether the next write has to wait until the socket has sent some of what it holds, in bytes
pub fn is_full(buffered: f64) -> bool {
    buffered > f64::from(SEND_ROOM)
}
