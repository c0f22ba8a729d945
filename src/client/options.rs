//! What can be chosen for a connection.
use super::close_rule::CloseRule;
#[cfg(all(feature = "native", not(target_family = "wasm")))]
use super::native_options::NativeOptions;
use crate::proto::Overflow;
use crate::proto::stream::room::RECEIVE_LIMIT;
#[cfg(not(all(feature = "native", not(target_family = "wasm"))))]
use crate::proto::stream::room::SEND_ROOM;

/// The high-water mark natively: the system holds megabytes behind it, and what waits here should stay in the processor's cache
#[cfg(all(feature = "native", not(target_family = "wasm")))]
const SEND_ROOM: u32 = 128 << 10;

/// What can be chosen for a connection
#[derive(Clone, Debug)]
pub(super) struct Options {
    pub(super) protocols: Vec<String>,
    /// In milliseconds, as the close timeout
    pub(super) connect_timeout: Option<f64>,
    pub(super) close_timeout: Option<u32>,
    pub(super) high_water_mark: u64,
    pub(super) receive_limit: usize,
    pub(super) receive_overflow: Overflow,
    pub(super) close_rule: CloseRule,
    #[cfg(all(feature = "native", not(target_family = "wasm")))]
    pub(super) native: NativeOptions,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            protocols: Vec::new(),
            connect_timeout: None,
            close_timeout: None,
            high_water_mark: SEND_ROOM.into(),
            receive_limit: RECEIVE_LIMIT as usize,
            receive_overflow: Overflow::Fail,
            close_rule: CloseRule::default(),
            #[cfg(all(feature = "native", not(target_family = "wasm")))]
            native: NativeOptions::default(),
        }
    }
}

impl Options {
    /// Whether the server has acknowledged a subprotocol that was requested, if one was
    #[inline]
    pub(super) fn is_acknowledged(&self, protocol: &str) -> bool {
        #[cfg(all(feature = "native", not(target_family = "wasm")))]
        if self.native.may_lack_subprotocol && protocol.is_empty() {
            return true;
        }
        let requested = &self.protocols;
        requested.is_empty() || requested.iter().any(|request| request == protocol)
    }
}
