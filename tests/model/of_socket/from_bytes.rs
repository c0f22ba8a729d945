//! A program for any bytes, so that libFuzzer can change a program by changing a byte.
use websocket_wasm::proto::{BinaryType, MessageKind, ReadyState};

use super::program::{Program, Step};

const KINDS: [MessageKind; 3] = [MessageKind::Text, MessageKind::Buffer, MessageKind::Blob];
const CODES: [u16; 8] = [0, 999, 1000, 1001, 2999, 3000, 4999, 5000];
/// JavaScript's largest integer
const LONGEST: u64 = 1 << 53;
/// The limit is 123 bytes
const LONGEST_REASON: u64 = 130;

pub(crate) fn program(bytes: &[u8]) -> Program {
    let mut bytes = Bytes(bytes);
    let [host_takes_blobs, has_mark, has_timeout, drains] = [(); 4].map(|()| bytes.flag());
    let high_water_mark = has_mark.then(|| length(&mut bytes));
    let close_timeout = has_timeout.then(|| milliseconds(&mut bytes));
    let mut steps = vec![];
    while !bytes.0.is_empty() {
        steps.push(step(&mut bytes));
    }
    Program { host_takes_blobs, high_water_mark, close_timeout, drains, steps }
}

fn step(bytes: &mut Bytes<'_>) -> Step {
    match bytes.up_to(12) {
        0 => Step::Send { kind: bytes.choose(&KINDS), bytes: length(bytes) },
        1 => Step::Close { code: code(bytes), reason: reason(bytes) },
        2 => Step::SetBinaryType(bytes.choose(BinaryType::ALL)),
        3 => Step::HostIs(bytes.choose(ReadyState::ALL)),
        4 => Step::HostTransmits(length(bytes)),
        5 => Step::BlobIsRead { which: usize::from(bytes.next()), succeeds: bytes.flag() },
        6 => Step::Poll,
        7 => Step::StartInspection,
        8 => Step::StopInspection,
        9 => Step::HostOpensAfterRequest { is_acknowledged: bytes.flag() },
        10 => {
            let below = bytes.flag().then(|| length(bytes));
            Step::Look { below, after: milliseconds(bytes) }
        }
        11 => Step::GiveUp,
        _ => Step::Abort,
    }
}

// Half of them have fewer than 256 bytes, so that some are alike.
fn length(bytes: &mut Bytes<'_>) -> u64 {
    if bytes.flag() { bytes.next().into() } else { bytes.up_to(LONGEST) }
}

fn milliseconds(bytes: &mut Bytes<'_>) -> u32 {
    1 + bytes.up_to(999) as u32
}

fn code(bytes: &mut Bytes<'_>) -> Option<u16> {
    match bytes.up_to(2) {
        0 => None,
        1 => Some(bytes.choose(&CODES)),
        _ => Some(bytes.up_to(u16::MAX.into()) as u16),
    }
}

fn reason(bytes: &mut Bytes<'_>) -> String {
    let letter = bytes.choose(&["x", "é", "🌍"]);
    letter.repeat(bytes.up_to(LONGEST_REASON) as usize)
}

/// Bytes to read choices off, and zeros after their end
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn flag(&mut self) -> bool {
        self.next() & 1 == 1
    }

    /// A number of as many bytes as the largest one takes
    fn up_to(&mut self, largest: u64) -> u64 {
        let length = largest.ilog2() / u8::BITS + 1;
        let number = (0..length).fold(0, |number, _| number << u8::BITS | u64::from(self.next()));
        number % (largest + 1)
    }

    fn choose<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.up_to(all.len() as u64 - 1) as usize]
    }
}
