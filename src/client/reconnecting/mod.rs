//! `ReconnectingWebSocket` for Rust, on the policy of the class for JavaScript.
//!
//! ```text
//!  the app              handles                      client                        below
//!
//!  send(), close() ->  ReconnectingSender     ->  tell, then drain: does       ->  Reconnector: when to connect
//!  recv()          ->  Events, Messages       <-  what the policy decides      ->  Driver: one connection after the other
//!  futures         ->  Question               <-  asked where to connect       ->  Place: timer, network, page
//! ```
mod builder;
mod client;
mod closed;
mod error;
mod event;
mod events;
mod heartbeat;
mod inbox;
mod lease;
mod loopback;
pub(super) mod place;
mod question;
mod sender;
mod settings;
mod web_socket;

pub use builder::ReconnectingBuilder;
pub use closed::ClosedForGood;
pub use error::{QueueError, QueueLimit};
pub use event::{Cause, Event};
pub use events::{Events, Messages};
pub use heartbeat::Heartbeat;
pub use sender::ReconnectingSender;
pub use settings::{Attempt, Target};
pub use web_socket::ReconnectingWebSocket;

pub use crate::proto::reconnecting::Overflow as QueueOverflow;
