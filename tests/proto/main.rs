//! The core as a whole, against a host that only records: one sentence a test.
mod close;
mod drain;
mod inspection;
mod limits;
mod ready_state;
mod reconnecting;
mod recording_host;
mod script_numbers;
mod send;
mod send_queue;
mod shared;
mod stream;
mod subprotocol;
mod tables;
mod transition_tables;
