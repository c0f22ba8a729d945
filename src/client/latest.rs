//! The end of what a native connection has read: a Close frame as it came.

/// The last bytes that were read: as many as a Close frame may have
#[derive(Default)]
pub(in crate::client) struct Latest(Vec<u8>);

/// Two bytes of a header, and as much as a control frame may carry
const LONGEST_CLOSE: usize = 127;
/// A Close frame that is whole
const CLOSE: u8 = 0x88;

impl Latest {
    /// These were read
    pub(in crate::client) fn add(&mut self, bytes: &[u8]) {
        let newest = bytes.last_chunk::<LONGEST_CLOSE>().map_or(bytes, |chunk| chunk);
        let kept = LONGEST_CLOSE.saturating_sub(newest.len());
        let excess = self.0.len().saturating_sub(kept);
        self.0.drain(..excess);
        self.0.extend_from_slice(newest);
    }

    /// The code and the reason of the Close frame that it ends with
    ///
    /// What could be the start of one is also in messages and in reasons: the shortest with a text in it counts.
    pub(in crate::client) fn closing(&self) -> Option<(u16, &str)> {
        (0..self.0.len()).rev().find_map(|start| match self.0.get(start..)? {
            [CLOSE, length, high, low, reason @ ..] if reason.len() + 2 == usize::from(*length) => {
                let reason = std::str::from_utf8(reason).ok()?;
                Some((u16::from_be_bytes([*high, *low]), reason))
            }
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_frame_is_found_at_the_end_however_it_was_read() {
        let frames = [&[b'x'; 300][..], b"\x88\x05\x0f\xa0bye"].concat();
        for size in [1, 2, 5, 126, 127, 128, 307] {
            let mut latest = Latest::default();
            frames.chunks(size).for_each(|piece| latest.add(piece));
            assert_eq!(latest.closing(), Some((4000, "bye")), "{size}");
            assert!(latest.0.len() <= LONGEST_CLOSE);
        }
        let mut latest = Latest::default();
        latest.add(b"\x88\x00");
        assert_eq!(latest.closing(), None);
    }
}
