//! Programs that libFuzzer makes up, compared step by step as in `tests/model`.
#![no_main]

#[path = "../../tests/model/close_frame.rs"]
mod close_frame;
#[path = "../../tests/model/compare.rs"]
mod compare;
#[path = "../../tests/model/log.rs"]
mod log;
#[path = "../../tests/model/model.rs"]
mod model;
#[path = "../../tests/model/program.rs"]
mod program;

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::{Corpus, fuzz_target};
use websocket_wasm::proto::{BinaryType, MessageKind, ReadyState};

use program::{Program, Step};

const KINDS: [MessageKind; 3] = [MessageKind::Text, MessageKind::Buffer, MessageKind::Blob];
const CODES: [u16; 8] = [0, 999, 1000, 1001, 2999, 3000, 4999, 5000];

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(program) = program(&mut Unstructured::new(bytes)) else { return Corpus::Reject };
    if let Err(difference) = compare::compare(&program) {
        panic!("{difference}\nin {program:#?}");
    }
    Corpus::Keep
});

fn program(bytes: &mut Unstructured) -> Result<Program> {
    let [host_takes_blobs, has_mark, drains] = bytes.arbitrary()?;
    let high_water_mark = if has_mark { Some(length(bytes)?) } else { None };
    let close_timeout = if bytes.arbitrary()? { Some(bytes.int_in_range(0..=1000)?) } else { None };
    let mut steps = vec![];
    while !bytes.is_empty() {
        steps.push(step(bytes)?);
    }
    Ok(Program { host_takes_blobs, high_water_mark, close_timeout, drains, steps })
}

fn step(bytes: &mut Unstructured) -> Result<Step> {
    Ok(match bytes.int_in_range(0..=11)? {
        0 => Step::Send { kind: *bytes.choose(&KINDS)?, bytes: length(bytes)? },
        1 => Step::Close { code: code(bytes)?, reason: reason(bytes)? },
        2 => Step::SetBinaryType(*bytes.choose(BinaryType::ALL)?),
        3 => Step::HostIs(*bytes.choose(ReadyState::ALL)?),
        4 => Step::HostTransmits(length(bytes)?),
        5 => Step::BlobIsRead {
            which: bytes.arbitrary::<u8>()?.into(),
            succeeds: bytes.arbitrary()?,
        },
        6 => Step::Poll,
        7 => Step::StartInspection,
        8 => Step::StopInspection,
        9 => Step::HostOpensAfterRequest { is_acknowledged: bytes.arbitrary()? },
        10 => {
            let below = if bytes.arbitrary()? { Some(length(bytes)?) } else { None };
            Step::Look { below, after: bytes.int_in_range(1..=1000)? }
        }
        _ => [Step::GiveUp, Step::Abort][usize::from(bytes.arbitrary::<bool>()?)].clone(),
    })
}

fn length(bytes: &mut Unstructured) -> Result<u64> {
    if bytes.arbitrary()? {
        Ok(bytes.arbitrary::<u8>()?.into())
    } else {
        bytes.int_in_range(0..=1 << 53)
    }
}

fn code(bytes: &mut Unstructured) -> Result<Option<u16>> {
    Ok(match bytes.int_in_range(0..=2)? {
        0 => None,
        1 => Some(*bytes.choose(&CODES)?),
        _ => Some(bytes.arbitrary()?),
    })
}

// Filled up, so that the limit of 123 bytes is in reach of a few.
fn reason(bytes: &mut Unstructured) -> Result<String> {
    let filling = "x".repeat(bytes.int_in_range(0..=130)?);
    Ok(filling + bytes.arbitrary::<&str>()?)
}
