//! What a native connection has read: usual messages are taken out here, and every other frame is the protocol's.
//!
//! A usual message is one frame. Most are, and to take it out here takes one copy, no lock and no shared buffer. All that needs
//! judgement (control frames, parts of messages, what breaks the protocol or a limit) goes to tungstenite, byte for byte and frame by
//! frame, so that it stands at the border of two frames whenever a usual message is taken past it.
use std::mem;

use header::Header;

use super::message::Message;

/// What was read and not taken yet, and whose the next frame is
#[derive(Default)]
pub(in crate::client) struct Inbound {
    kept: Vec<u8>,
    /// The part of `kept` that was taken
    taken: usize,
    /// A large message that has come in part
    partial: Option<Partial>,
    /// Bytes of the present frame that the protocol is still to get
    owed: u64,
    /// The protocol has a part of a message, and gets the other parts
    is_fragmented: bool,
    /// Of a usual message
    largest: usize,
    /// The last message was large
    expects_large: bool,
}

/// A large message that has come in part: the rest is read to where it stays
pub(in crate::client) struct Partial {
    is_text: bool,
    length: usize,
    /// With room for the header of the next frame: it comes without a read of its own
    pub(in crate::client) bytes: Vec<u8>,
}

/// Why no further message is taken
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::client) enum Stop {
    /// The rest has not come yet
    Incomplete,
    /// The frame is the protocol's
    Protocol,
    /// A text is no text
    NoText,
}

/// How many bytes of messages are taken before no more are read
pub(in crate::client) struct Room(pub(in crate::client) usize);

/// A message of so many bytes is read to where it stays, if it has not come at once
const LARGE: usize = 8 << 10;
const LONGEST_HEADER: usize = 14;
/// What is reserved for a message whose bytes have not come: a server may announce any number of them
const MOST_RESERVED: usize = 1 << 20;
/// So many bytes are read at once
pub(in crate::client) const READ_AT_ONCE: usize = 64 << 10;
/// Beside the bytes of a message
const OF_EACH: usize = 128;
/// What an empty buffer may keep
const LEAST_KEPT: usize = 4 << 10;

const FINAL: u8 = 0x80;
const TEXT: u8 = 1;
const BINARY: u8 = 2;
const CLOSE: u8 = 8;
const FIRST_OF_TEXT: u8 = FINAL | TEXT;
const FIRST_OF_BINARY: u8 = FINAL | BINARY;

impl Inbound {
    /// Everything is the protocol's
    pub(in crate::client) fn new() -> Self {
        Self { owed: u64::MAX, ..Self::default() }
    }

    /// From here on there are frames; these bytes of them have come already
    pub(in crate::client) fn begin(&mut self, rest: Vec<u8>, largest: usize) {
        (self.kept, self.owed, self.largest) = (rest, 0, largest);
    }

    /// Whether the protocol gets what comes next
    pub(in crate::client) fn is_protocols(&self) -> bool {
        self.owed > 0 || self.is_fragmented
    }

    pub(in crate::client) fn partial(&mut self) -> Option<&mut Partial> {
        self.partial.as_mut()
    }

    /// What was read and not taken
    pub(in crate::client) fn kept(&self) -> &[u8] {
        self.kept.get(self.taken..).unwrap_or_default()
    }

    /// How many bytes are to be read after these: if a large message may come, only its header, so that the rest is read to where it stays
    pub(in crate::client) fn most_to_read(&self) -> usize {
        if self.expects_large { LONGEST_HEADER } else { READ_AT_ONCE }
    }

    /// Take the messages out of what was kept
    pub(in crate::client) fn take_kept(
        &mut self,
        messages: &mut Vec<Message>,
        room: &mut Room,
    ) -> Stop {
        let kept = mem::take(&mut self.kept);
        let bytes = kept.get(self.taken..).unwrap_or_default();
        let (rest, stop) = self.take(bytes, messages, room);
        self.taken = kept.len() - rest.len();
        self.kept = kept;
        self.tidy();
        stop
    }

    /// The same for what was read after it, with it at the front
    pub(in crate::client) fn take_read(
        &mut self,
        bytes: &[u8],
        messages: &mut Vec<Message>,
        room: &mut Room,
    ) -> Stop {
        let (rest, stop) = self.take(bytes, messages, room);
        self.kept.clear();
        self.kept.extend_from_slice(rest);
        self.taken = 0;
        self.tidy();
        stop
    }

    /// Take the partial message if it is complete, and what has come with its end
    pub(in crate::client) fn take_partial(
        &mut self,
        messages: &mut Vec<Message>,
        room: &mut Room,
    ) -> Stop {
        let Some(mut partial) = self.partial.take() else { return Stop::Incomplete };
        if partial.bytes.len() < partial.length {
            self.partial = Some(partial);
            return Stop::Incomplete;
        }
        let next = partial.bytes.get(partial.length..).unwrap_or_default();
        self.kept.clear();
        self.kept.extend_from_slice(next);
        self.taken = 0;
        partial.bytes.truncate(partial.length);
        self.expects_large = true;
        room.less(partial.length);
        let message = match partial.is_text {
            true => String::from_utf8(partial.bytes).ok().map(Message::Text),
            false => Some(Message::Binary(partial.bytes)),
        };
        let Some(message) = message else { return Stop::NoText };
        messages.push(message);
        self.take_kept(messages, room)
    }

    /// Give the protocol the next bytes, at most so many, up to the end of a frame; `None` if they have to be read
    pub(in crate::client) fn give(&mut self, most: usize) -> Option<&[u8]> {
        if self.owed == 0 {
            let header = Header::parse(self.kept())?;
            self.note(&header);
        }
        let most = usize::try_from(self.owed).unwrap_or(usize::MAX).min(most);
        let start = self.taken;
        let end = self.kept.len().min(start.saturating_add(most));
        if start >= end {
            return None;
        }
        self.taken = end;
        self.less_owed(end - start);
        self.kept.get(start..end)
    }

    /// How many bytes the protocol may read by itself; 0 if they have to be kept first
    pub(in crate::client) fn owed(&self) -> u64 {
        self.owed
    }

    /// The protocol has got so many bytes
    pub(in crate::client) fn less_owed(&mut self, bytes: usize) {
        // Without end: after a Close frame no other matters.
        if self.owed != u64::MAX {
            self.owed = self.owed.saturating_sub(bytes as u64);
        }
    }

    /// Nothing comes after what is kept
    pub(in crate::client) fn end(&mut self) {
        self.owed = u64::MAX;
    }

    /// Keep what is read here
    pub(in crate::client) fn keep(&mut self) -> &mut Vec<u8> {
        self.kept.drain(..self.taken.min(self.kept.len()));
        self.taken = 0;
        self.kept.reserve(LEAST_KEPT);
        &mut self.kept
    }

    fn take<'a>(
        &mut self,
        mut bytes: &'a [u8],
        messages: &mut Vec<Message>,
        room: &mut Room,
    ) -> (&'a [u8], Stop) {
        let stop = loop {
            let Some(header) = Header::parse(bytes) else { break Stop::Incomplete };
            let Some(length) = self.length_of_usual(&header) else { break Stop::Protocol };
            let is_text = header.first & TEXT != 0;
            let came = bytes.get(header.size..).unwrap_or_default();
            let Some((payload, rest)) = came.split_at_checked(length) else {
                if length >= LARGE {
                    self.partial = Some(Partial::new(is_text, length, came));
                    bytes = &[];
                }
                break Stop::Incomplete;
            };
            let message = match is_text {
                true => str::from_utf8(payload).ok().map(|text| Message::Text(text.to_owned())),
                false => Some(Message::Binary(payload.to_vec())),
            };
            let Some(message) = message else { break Stop::NoText };
            messages.push(message);
            room.less(length);
            self.expects_large = false;
            bytes = rest;
        };
        (bytes, stop)
    }

    /// The length of a message that is taken here
    fn length_of_usual(&self, header: &Header) -> Option<usize> {
        let is_usual = matches!(header.first, FIRST_OF_TEXT | FIRST_OF_BINARY)
            && !header.is_masked
            && !self.is_protocols();
        let length = usize::try_from(header.length).ok().filter(|_| is_usual)?;
        (length <= self.largest).then_some(length)
    }

    /// The protocol gets this frame
    fn note(&mut self, header: &Header) {
        let is_final = header.first & FINAL != 0;
        match header.first & 0x0f {
            CLOSE => return self.end(),
            0..=2 => self.is_fragmented = !is_final,
            _ => {}
        }
        let mask = if header.is_masked { 4 } else { 0 };
        self.owed = (header.size + mask) as u64;
        self.owed = self.owed.saturating_add(header.length);
    }

    /// Who waits for the next message needs no memory
    fn tidy(&mut self) {
        if self.taken < self.kept.len() {
            return;
        }
        self.taken = 0;
        self.kept.clear();
        if self.kept.capacity() > LEAST_KEPT {
            self.kept = Vec::new();
        }
    }
}

impl Partial {
    fn new(is_text: bool, length: usize, came: &[u8]) -> Self {
        let expected = length.saturating_add(LONGEST_HEADER);
        let mut bytes = Vec::with_capacity(expected.min(MOST_RESERVED));
        bytes.extend_from_slice(came);
        Self { is_text, length, bytes }
    }
}

impl Room {
    pub(in crate::client) fn less(&mut self, length: usize) {
        self.0 = self.0.saturating_sub(length.saturating_add(OF_EACH));
    }
}

mod header;
#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used)]
mod tests;
