//! The model of one socket, and programs that are run on it and on the core. libFuzzer's target is made of the same files.
pub(crate) mod compare;
pub(crate) mod from_bytes;
pub(crate) mod program;
pub(crate) mod seen;

mod close_frame;
mod log;
mod model;
