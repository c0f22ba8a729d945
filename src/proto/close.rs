//! Close codes and reasons: what an application may ask for, and what it is told in the end.
use super::exception::{Exception, decimal};
use alloc::string::String;

/// The arguments of `close()`, checked
///
/// <https://websockets.spec.whatwg.org/#dom-websocket-close>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CloseRequest {
    code: Option<CloseCode>,
    reason: CloseReason,
}

impl CloseRequest {
    /// Check the arguments of `close()`: the code first, then the reason ("" if none is given)
    ///
    /// A reason without a code goes out with code 1000, since a Close frame cannot carry a reason
    /// alone (as in `WebSocketStream`). Returns `Err` iff one of them is not allowed.
    pub fn new(code: Option<u16>, reason: &str) -> Result<Self, Exception> {
        Self::with_part_of_reason(code, reason, reason.len())
    }

    /// The same for a reason of which the caller may hold a part only: `byte_len` is how long it is
    ///
    /// So a reason that is too long need not be copied to be refused.
    pub fn with_part_of_reason(
        code: Option<u16>,
        reason: &str,
        byte_len: usize,
    ) -> Result<Self, Exception> {
        let mut code = code.map(CloseCode::for_close).transpose()?;
        let reason = CloseReason::with_part(reason, byte_len)?;
        if code.is_none() && !reason.as_str().is_empty() {
            code = Some(CloseCode::NORMAL);
        }
        Ok(Self { code, reason })
    }

    /// The same with any code that a Close frame may have, for peers that are no browsers
    #[cfg(feature = "native")]
    pub fn of_frame(code: u16, reason: &str) -> Result<Self, Exception> {
        let code = Some(CloseCode::of_frame(code)?);
        Ok(Self { code, reason: CloseReason::with_part(reason, reason.len())? })
    }

    /// The code in the Close frame, `None` for one without a body
    pub fn code(&self) -> Option<CloseCode> {
        self.code
    }

    /// The reason in the Close frame
    pub fn reason(&self) -> &str {
        self.reason.as_str()
    }
}

/// A close code that an application may send
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloseCode(u16);

impl CloseCode {
    /// The purpose of the connection is fulfilled
    pub const NORMAL: Self = Self(1000);
    /// There was no Close frame; never in one
    pub const ABNORMAL: u16 = 1006;
    /// The lowest code free for libraries and applications
    pub const FIRST_FREE: u16 = 3000;
    /// The highest code free for libraries and applications
    pub const LAST_FREE: u16 = 4999;

    /// Check the code given to `close()`: 1000, or 3000 to 4999
    pub fn for_close(code: u16) -> Result<Self, Exception> {
        if code == Self::NORMAL.0 || (Self::FIRST_FREE..=Self::LAST_FREE).contains(&code) {
            return Ok(Self(code));
        }
        Err(Exception::invalid_access(
            "The close code must be 1000 or between 3000 and 4999. ",
            &decimal(code.into()),
            " is neither.",
        ))
    }

    /// Check a code for a Close frame: RFC 6455, section 7.4, and the IANA registry
    #[cfg(feature = "native")]
    pub fn of_frame(code: u16) -> Result<Self, Exception> {
        if matches!(code, 1000..=1003 | 1007..=1014 | Self::FIRST_FREE..=Self::LAST_FREE) {
            return Ok(Self(code));
        }
        Err(Exception::invalid_access(
            "The close code must be one that a Close frame may have: 1000 to 1003, 1007 to 1014, or 3000 to 4999. ",
            &decimal(code.into()),
            " is none of them.",
        ))
    }

    /// The number in the Close frame
    pub fn number(self) -> u16 {
        self.0
    }
}

/// A close reason that fits into a Close frame
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CloseReason(String);

impl CloseReason {
    /// The room in a control frame (125 bytes) less the code: RFC 6455, sections 5.5 and 5.5.1
    pub const MAX_BYTES: usize = 123;

    /// Check the reason given to `close()`: at most 123 bytes of UTF-8
    fn with_part(part: &str, byte_len: usize) -> Result<Self, Exception> {
        if byte_len <= Self::MAX_BYTES {
            return Ok(Self(part.into()));
        }
        Err(Exception::syntax(
            "The close reason must be at most 123 bytes of UTF-8. This one has ",
            &decimal(byte_len),
            ".",
        ))
    }

    /// The text
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_1000_and_3000_to_4999_are_close_codes_of_an_application() {
        let boundaries = [
            (0, false),
            (1, false),
            (999, false),
            (1000, true),
            (1001, false),
            (1005, false),
            (1006, false),
            (1015, false),
            (2999, false),
            (3000, true),
            (3001, true),
            (4998, true),
            (4999, true),
            (5000, false),
            (65535, false),
        ];
        for (code, allowed) in boundaries {
            assert_eq!(CloseCode::for_close(code).is_ok(), allowed, "{code}");
        }
    }

    #[cfg(feature = "native")]
    #[test]
    fn a_peer_that_is_no_browser_has_all_codes_of_close_frames() {
        let boundaries = [
            (999, false),
            (1000, true),
            (1003, true),
            (1004, false),
            (1006, false),
            (1007, true),
            (1014, true),
            (1015, false),
            (2999, false),
            (3000, true),
            (4999, true),
            (5000, false),
        ];
        for (code, allowed) in boundaries {
            assert_eq!(CloseRequest::of_frame(code, "why").is_ok(), allowed, "{code}");
        }
        assert!(CloseRequest::of_frame(1001, &"x".repeat(124)).is_err());
    }

    #[test]
    fn a_refused_code_is_named_with_the_rule() {
        let exception = CloseCode::for_close(2999).unwrap_err();
        assert_eq!(exception.name(), "InvalidAccessError");
        assert_eq!(
            exception.message(),
            "The close code must be 1000 or between 3000 and 4999. 2999 is neither."
        );
    }

    #[test]
    fn a_reason_has_room_for_123_bytes_whatever_its_characters() {
        // One character of 1, 2, 3 and 4 bytes; `x` fills up to the exact length.
        for character in ["x", "é", "✓", "😀"] {
            for (length, allowed) in
                [(0, true), (122, true), (123, true), (124, false), (125, false)]
            {
                let count = length / character.len();
                let reason =
                    character.repeat(count) + &"x".repeat(length - count * character.len());
                assert_eq!(reason.len(), length);
                assert_eq!(
                    CloseRequest::new(None, &reason).is_ok(),
                    allowed,
                    "{length} bytes of {character}"
                );
            }
        }
    }

    #[test]
    fn a_refused_reason_is_told_its_length() {
        let exception = CloseRequest::new(None, &"é".repeat(62)).unwrap_err();
        assert_eq!(exception.name(), "SyntaxError");
        assert_eq!(
            exception.message(),
            "The close reason must be at most 123 bytes of UTF-8. This one has 124."
        );
    }

    #[test]
    fn a_reason_is_refused_by_its_length_whatever_part_of_it_is_there() {
        let refused = CloseRequest::with_part_of_reason(None, "x", 10_000_000).unwrap_err();
        assert!(refused.message().ends_with("This one has 10000000."));
        let request = CloseRequest::with_part_of_reason(None, "why", 3);
        assert_eq!(request, CloseRequest::new(None, "why"));
    }

    #[test]
    fn the_code_is_checked_before_the_reason() {
        let exception = CloseRequest::new(Some(1), &"x".repeat(124)).unwrap_err();
        assert_eq!(exception.name(), "InvalidAccessError");
    }

    #[test]
    fn a_close_frame_has_a_body_iff_a_code_or_a_reason_was_given() {
        let body = |code, reason: &str| {
            let request = CloseRequest::new(code, reason).unwrap();
            request.code().map(|code| (code.number(), request.reason().to_owned()))
        };
        assert_eq!(body(None, ""), None);
        assert_eq!(body(Some(3000), ""), Some((3000, String::new())));
        assert_eq!(body(Some(1000), "done"), Some((1000, "done".to_owned())));
        assert_eq!(body(None, "why"), Some((1000, "why".to_owned())));
    }
}
