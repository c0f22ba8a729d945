//! The start of a frame: RFC 6455, section 5.2.

/// The header of a frame, but for the key of its mask
pub(super) struct Header {
    pub(super) first: u8,
    pub(super) is_masked: bool,
    pub(super) size: usize,
    pub(super) length: u64,
}

impl Header {
    /// `None` if it has not come completely
    #[inline]
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let [first, second, rest @ ..] = bytes else { return None };
        let (length, size) = match second & 0x7f {
            126 => (u16::from_be_bytes(*rest.first_chunk()?).into(), 4),
            127 => (u64::from_be_bytes(*rest.first_chunk()?), 10),
            length => (length.into(), 2),
        };
        Some(Self { first: *first, is_masked: second & 0x80 != 0, size, length })
    }
}
