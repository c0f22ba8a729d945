//! Which codes an app may close with.
use super::error::InvalidArgument;
use crate::proto::CloseRequest;

/// Which codes an app may close with
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum CloseRule {
    /// Those that browsers allow
    #[default]
    OfBrowsers,
    /// All that a Close frame may have
    #[cfg(all(feature = "native", not(target_family = "wasm")))]
    AnyOfFrames,
}

impl CloseRule {
    /// What closing with this code and reason asks for
    #[inline]
    pub(super) fn check(self, code: u16, reason: &str) -> Result<CloseRequest, InvalidArgument> {
        Ok(match self {
            Self::OfBrowsers => CloseRequest::new(Some(code), reason)?,
            #[cfg(all(feature = "native", not(target_family = "wasm")))]
            Self::AnyOfFrames => CloseRequest::of_frame(code, reason)?,
        })
    }
}
