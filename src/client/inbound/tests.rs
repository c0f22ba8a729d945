//! Bytes that are cut anywhere, beside what has been put together.
use proptest::prelude::*;

use super::*;

const LARGEST: usize = 3 * LARGE;

/// A frame as a server sends it
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let length = payload.len();
    let mut frame = vec![first];
    match u8::try_from(length).ok().filter(|length| *length < 126) {
        Some(length) => frame.push(length),
        None => match u16::try_from(length) {
            Ok(length) => frame.extend([&[126], &length.to_be_bytes()[..]].concat()),
            Err(_) => frame.extend([&[127], &(length as u64).to_be_bytes()[..]].concat()),
        },
    }
    frame.extend_from_slice(payload);
    frame
}

fn next_piece(bytes: &mut &[u8], length: usize, most: usize) -> Vec<u8> {
    let length = length.min(bytes.len()).min(most);
    bytes.split_off(..length).unwrap().to_vec()
}

/// What comes out if the bytes come in such pieces: messages, and the frames that the protocol gets, in their order
fn read(bytes: &[u8], pieces: &[usize], room: usize) -> Vec<Result<Message, Vec<u8>>> {
    let mut inbound = Inbound::new();
    inbound.begin(Vec::new(), LARGEST);
    let mut out = Vec::new();
    let mut bytes = bytes;
    let mut pieces = pieces.iter().cycle();
    let mut next = |most: usize| next_piece(&mut bytes, *pieces.next().unwrap(), most);
    let mut protocols = Vec::new();
    loop {
        let mut room = Room(room);
        let mut messages = Vec::new();
        let stop = match inbound.is_protocols() {
            true => Stop::Protocol,
            false if inbound.partial().is_some() => Stop::Incomplete,
            false => inbound.take_kept(&mut messages, &mut room),
        };
        let had_messages = !messages.is_empty();
        out.extend(messages.drain(..).map(Ok));
        let piece = match stop {
            Stop::Protocol => {
                if let Some(given) = inbound.give(5) {
                    protocols.extend_from_slice(given);
                } else if inbound.owed() == 0 {
                    let piece = next(usize::MAX);
                    inbound.keep().extend_from_slice(&piece);
                    if piece.is_empty() {
                        return out;
                    }
                } else {
                    let piece = next(usize::try_from(inbound.owed()).unwrap_or(usize::MAX));
                    if piece.is_empty() {
                        out.push(Err(protocols));
                        return out;
                    }
                    inbound.less_owed(piece.len());
                    protocols.extend(piece);
                }
                if inbound.owed() == 0 {
                    out.push(Err(mem::take(&mut protocols)));
                }
                continue;
            }
            Stop::Incomplete if inbound.partial().is_some() => next(READ),
            Stop::Incomplete => next(inbound.most_to_read()),
            Stop::NoText => panic!("texts are texts"),
        };
        let is_over = piece.is_empty() && stop == Stop::Incomplete && !had_messages;
        if let Some(partial) = inbound.partial() {
            partial.bytes.extend(piece);
            inbound.take_partial(&mut messages, &mut room);
        } else if !piece.is_empty() {
            let read = [inbound.kept(), &piece].concat();
            inbound.take_read(&read, &mut messages, &mut room);
        }
        out.extend(messages.into_iter().map(Ok));
        if is_over {
            return out;
        }
    }
}

const READ: usize = READ_AT_ONCE;

fn frames() -> impl Strategy<Value = (Vec<u8>, Result<Message, Vec<u8>>)> {
    let length = prop_oneof![0..200_usize, 0..LARGEST + 9, Just(0xffff), Just(0x10000)];
    (length, 0..6_u8).prop_map(|(length, kind)| {
        let payload = vec![b'a' + kind; length];
        let bytes = match kind {
            0 | 1 => frame(FINAL | TEXT, &payload),
            2 | 3 => frame(FINAL | BINARY, &payload),
            4 => frame(FINAL | 9, payload.get(..length.min(125)).unwrap_or_default()),
            _ => {
                let (start, end) = payload.split_at(length / 2);
                [frame(TEXT, start), frame(FINAL, end)].concat()
            }
        };
        let out = match kind {
            _ if length > LARGEST => Err(bytes.clone()),
            0 | 1 => Ok(Message::Text(String::from_utf8(payload).unwrap())),
            2 | 3 => Ok(Message::Binary(payload)),
            _ => Err(bytes.clone()),
        };
        (bytes, out)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn usual_messages_and_frames_of_the_protocol_come_in_their_order_however_they_are_cut(
        frames in prop::collection::vec(frames(), 1..9),
        pieces in prop::collection::vec(prop_oneof![1..20_usize, 1..READ], 1..9),
        room in prop_oneof![Just(1_usize), Just(READ)],
    ) {
        let (bytes, expected): (Vec<_>, Vec<_>) = frames.into_iter().unzip();
        let mut merged: Vec<Result<Message, Vec<u8>>> = Vec::new();
        // Parts of a message are frames of their own.
        for one in read(&bytes.concat(), &pieces, room) {
            match (merged.last_mut(), one) {
                (Some(Err(before)), Err(bytes)) => before.extend(bytes),
                (_, one) => merged.push(one),
            }
        }
        let mut wanted: Vec<Result<Message, Vec<u8>>> = Vec::new();
        for one in expected {
            match (wanted.last_mut(), one) {
                (Some(Err(before)), Err(bytes)) => before.extend(bytes),
                (_, one) => wanted.push(one),
            }
        }
        prop_assert!(merged == wanted);
    }
}

#[test]
fn all_that_follows_a_close_frame_is_the_protocols() {
    let bytes = [frame(FINAL | BINARY, b"a"), frame(FINAL | CLOSE, b""), frame(FINAL | TEXT, b"b")];
    let after = [bytes[1].clone(), bytes[2].clone()].concat();
    let message = Ok(Message::Binary(b"a".to_vec()));
    assert_eq!(read(&bytes.concat(), &[3], READ), [message, Err(after)]);
}

#[test]
fn what_is_masked_or_has_reserved_bits_is_the_protocols_and_no_text_is_found() {
    for first in [FINAL | TEXT | 0x40, FINAL | 3, TEXT, FINAL] {
        let mut inbound = Inbound::new();
        inbound.begin(frame(first, b"abc"), LARGEST);
        let stop = inbound.take_kept(&mut Vec::new(), &mut Room(READ));
        assert_eq!(stop, Stop::Protocol, "{first:x}");
    }
    let mut inbound = Inbound::new();
    inbound.begin(vec![FINAL | TEXT, 0x81, 0, 0, 0, 0, b'a'], LARGEST);
    assert_eq!(inbound.take_kept(&mut Vec::new(), &mut Room(READ)), Stop::Protocol);
    let mut inbound = Inbound::new();
    inbound.begin(frame(FINAL | TEXT, b"\xff"), LARGEST);
    assert_eq!(inbound.take_kept(&mut Vec::new(), &mut Room(READ)), Stop::NoText);
}

#[test]
fn what_a_server_announces_is_not_reserved_before_it_comes() {
    let mut inbound = Inbound::new();
    inbound.begin(Vec::new(), usize::MAX);
    let announced = [&[FIRST_OF_BINARY, 127], &(u64::MAX >> 1).to_be_bytes()[..]].concat();
    let stop = inbound.take_read(&announced, &mut Vec::new(), &mut Room(READ));
    assert_eq!(stop, Stop::Incomplete);
    let partial = inbound.partial().unwrap();
    assert!(partial.bytes.capacity() <= MOST_RESERVED);
}
