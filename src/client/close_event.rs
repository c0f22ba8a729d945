//! How a connection has ended.
use std::fmt::{self, Display, Formatter};

/// How a connection has ended
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CloseEvent {
    /// The code of the server's Close frame, or one that the browser has put in its place
    pub code: CloseCode,
    /// The reason in the server's Close frame
    pub reason: String,
    /// Whether both sides have closed: no message is missing
    pub was_clean: bool,
}

impl CloseEvent {
    pub(super) fn new(code: u16, reason: String, was_clean: bool) -> Self {
        Self { code: CloseCode(code), reason, was_clean }
    }

    /// The end of a connection that was given up on this side
    pub(super) fn given_up() -> Self {
        Self::new(CloseCode::ABNORMAL.0, String::new(), false)
    }
}

impl Display for CloseEvent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.was_clean { "closed with " } else { "lost with " })?;
        self.code.fmt(f)?;
        if self.reason.is_empty() {
            return Ok(());
        }
        f.write_str(": ")?;
        f.write_str(&self.reason)
    }
}

/// A close code, with the names of the IANA registry
///
/// An application sends 1000, or 3000 to 4999; the others are only received, or made up by the browser.
///
/// <https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CloseCode(u16);

macro_rules! close_codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal $meaning:literal,)+) => {
        impl CloseCode {
            $($(#[doc = $doc])+ pub const $name: Self = Self($number);)+

            /// What the registry calls it, `None` for codes that are free or not assigned
            pub fn meaning(self) -> Option<&'static str> {
                match self.0 {
                    $($number => Some($meaning),)+
                    _ => None,
                }
            }
        }
    };
}

close_codes! {
    /// The purpose of the connection is fulfilled
    NORMAL = 1000 "normal closure",
    /// The server goes down, or the page was left
    GOING_AWAY = 1001 "going away",
    /// The other side broke the protocol
    PROTOCOL_ERROR = 1002 "protocol error",
    /// The other side cannot take this kind of data
    UNSUPPORTED_DATA = 1003 "unsupported data",
    /// There was a Close frame without a code; never in one
    NO_STATUS = 1005 "no status",
    /// There was no Close frame; never in one
    ABNORMAL = 1006 "abnormal closure",
    /// A message did not hold what its kind says, as a text that is not UTF-8
    INVALID_DATA = 1007 "invalid frame payload data",
    /// A message broke a rule of the application
    POLICY_VIOLATION = 1008 "policy violation",
    /// A message was too large
    MESSAGE_TOO_BIG = 1009 "message too big",
    /// The server did not agree to an extension that the client needs
    MANDATORY_EXTENSION = 1010 "mandatory extension",
    /// The server failed
    INTERNAL_ERROR = 1011 "internal error",
    /// The server restarts
    SERVICE_RESTART = 1012 "service restart",
    /// The server has too much to do: come back later
    TRY_AGAIN_LATER = 1013 "try again later",
    /// The server is a gateway, and what is behind it failed
    BAD_GATEWAY = 1014 "bad gateway",
    /// TLS could not be established; never in a Close frame
    TLS_HANDSHAKE = 1015 "TLS handshake",
}

impl CloseCode {
    /// The number in the Close frame
    pub fn number(self) -> u16 {
        self.0
    }
}

impl Display for CloseCode {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&decimal(self.0.into()))?;
        let Some(meaning) = self.meaning() else { return Ok(()) };
        f.write_str(" (")?;
        f.write_str(meaning)?;
        f.write_str(")")
    }
}

/// A number in decimal digits: the `fmt` of an integer would bring 1 kB to an app that has no other use for it
pub(super) fn decimal(number: u64) -> String {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let mut digits = if number < 10 { String::new() } else { decimal(number / 10) };
    digits.push_str(DIGITS[(number % 10) as usize]);
    digits
}

impl From<u16> for CloseCode {
    fn from(number: u16) -> Self {
        Self(number)
    }
}

impl From<CloseCode> for u16 {
    fn from(code: CloseCode) -> Self {
        code.0
    }
}

impl PartialEq<u16> for CloseCode {
    fn eq(&self, number: &u16) -> bool {
        self.0 == *number
    }
}
