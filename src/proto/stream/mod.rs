//! The decisions of a `WebSocketStream`: what each event does to the connection, its two promises and its two streams.
//!
//! <https://github.com/whatwg/websockets/pull/48>
pub mod connection;
pub mod effects;
pub mod room;

pub use connection::{Connection, Event, Phase, Readable, Writable};
pub use effects::Effects;
