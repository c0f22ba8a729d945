//! A message of a native connection as a frame, masked where it is.
//!
//! The protocol copies a message to its buffer and masks it there. A large one is masked in its own memory instead, in the thread that
//! sends it, which has it in its cache.
use std::hash::{BuildHasher, RandomState};
use std::io::IoSlice;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// A message as a frame, of which a part may have been written
pub(in crate::client) struct Masked {
    header: [u8; LONGEST_HEADER],
    header_length: usize,
    payload: Vec<u8>,
    written: usize,
}

/// What a key is made with: secret, and of the system's randomness
static SECRET: LazyLock<RandomState> = LazyLock::new(RandomState::new);
static COUNT: AtomicU64 = AtomicU64::new(0);

const LONGEST_HEADER: usize = 14;
const FINAL_TEXT: u8 = 0x81;
const FINAL_BINARY: u8 = 0x82;
const IS_MASKED: u8 = 0x80;

impl Masked {
    pub(in crate::client) fn new(is_text: bool, payload: Vec<u8>) -> Self {
        let number = SECRET.hash_one(COUNT.fetch_add(1, Ordering::Relaxed));
        let [.., a, b, c, d] = number.to_be_bytes();
        Self::with_key(is_text, payload, [a, b, c, d])
    }

    /// What is still to be written
    pub(in crate::client) fn rest(&self) -> [IoSlice<'_>; 2] {
        let header = self.header.get(self.written.min(self.header_length)..self.header_length);
        let payload = self.payload.get(self.written.saturating_sub(self.header_length)..);
        [header, payload].map(|part| IoSlice::new(part.unwrap_or_default()))
    }

    /// So many bytes more are written; whether these are all
    pub(in crate::client) fn advance(&mut self, count: usize) -> bool {
        self.written = self.written.saturating_add(count);
        self.written >= self.header_length + self.payload.len()
    }

    fn with_key(is_text: bool, mut payload: Vec<u8>, key: [u8; 4]) -> Self {
        let first = if is_text { FINAL_TEXT } else { FINAL_BINARY };
        let length = payload.len();
        let [.., high, low] = length.to_be_bytes();
        let start = match length {
            0..126 => vec![first, IS_MASKED | low],
            126..=0xffff => vec![first, IS_MASKED | 126, high, low],
            _ => [&[first, IS_MASKED | 127], &(length as u64).to_be_bytes()[..]].concat(),
        };
        let mut header = [0; LONGEST_HEADER];
        let header_length = start.len() + key.len();
        header.iter_mut().zip(start.iter().chain(&key)).for_each(|(to, byte)| *to = *byte);
        mask(&mut payload, key);
        Self { header, header_length, payload, written: 0 }
    }
}

fn mask(bytes: &mut [u8], key: [u8; 4]) {
    let wide = u128::from_ne_bytes([key; 4].concat().try_into().unwrap_or_default());
    let (chunks, rest) = bytes.as_chunks_mut::<16>();
    for chunk in chunks {
        *chunk = (u128::from_ne_bytes(*chunk) ^ wide).to_ne_bytes();
    }
    rest.iter_mut().zip(key.iter().cycle()).for_each(|(byte, key)| *byte ^= key);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_the_message_with_its_mask_however_it_is_written() {
        let key = [1, 2, 3, 250];
        let headers: [(usize, &[u8]); 6] = [
            (0, &[0x82, 0x80]),
            (125, &[0x82, 0xfd]),
            (126, &[0x82, 0xfe, 0, 126]),
            (0xffff, &[0x82, 0xfe, 0xff, 0xff]),
            (0x10000, &[0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0]),
            (0x10003, &[0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 3]),
        ];
        for (length, header) in headers {
            let payload: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let masked = payload.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key);
            let expected: Vec<u8> = header.iter().chain(&key).copied().chain(masked).collect();
            for step in [14, 15, 70_000, 5, 1] {
                let mut frame = Masked::with_key(false, payload.clone(), key);
                let mut written = Vec::new();
                loop {
                    let rest = frame.rest().map(|part| part.to_vec()).concat();
                    let piece = rest.get(..step).unwrap_or(&rest);
                    written.extend_from_slice(piece);
                    if frame.advance(piece.len()) {
                        break;
                    }
                }
                assert!(written == expected, "{length} in steps of {step}");
                if length > 1000 {
                    break;
                }
            }
        }
    }

    #[test]
    fn texts_and_bytes_have_their_opcode_and_each_has_another_key() {
        let frames = [true, false].map(|is_text| Masked::new(is_text, vec![0; 8]));
        let [text, binary] = frames.map(|frame| (frame.header[0], frame.payload));
        assert_eq!((text.0, binary.0), (0x81, 0x82));
        assert_ne!(text.1, binary.1);
    }
}
