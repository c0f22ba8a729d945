//! The standard's steps, naively: nothing that happened is ever forgotten, and each figure is counted anew from it.
//!
//! Written from the standard, not from the core, and sharing nothing with it. <https://websockets.spec.whatwg.org/>

use websocket_wasm::proto::{BinaryType, Room};

use super::log::{Logged, figures};
use super::seen::{Asked, Seen};

/// One WebSocket object
pub(crate) struct Model {
    host_takes_blobs: bool,
    high_water_mark: Option<u64>,
    close_timeout: Option<u32>,
    /// What the host says that it holds
    in_host: u64,
    /// The host was asked to look, and nobody has told it to stop
    awaits_room: bool,
    ready_state: u8,
    binary_type: BinaryType,
    accepted: Vec<Accepted>,
    /// Since `close()`: what was left at each look, by time
    close_looks: Vec<(f64, u64)>,
    is_close_limited: bool,
    /// `close()` was called, and its Close frame has not gone out
    close: Option<(Option<u16>, String)>,
    is_abandoned: bool,
    log: Vec<Logged>,
    inspectors: u32,
    /// How much was in the log when the first inspector came
    log_before: Option<usize>,
}

/// A message that `send()` took
struct Accepted {
    id: usize,
    bytes: u64,
    is_kept: bool,
    fate: Fate,
}

#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Reading,
    Waiting,
    HandedOver,
    Dropped,
}

impl Model {
    pub(crate) fn new(
        host_takes_blobs: bool,
        high_water_mark: Option<u64>,
        close_timeout: Option<u32>,
    ) -> Self {
        Self {
            host_takes_blobs,
            high_water_mark,
            close_timeout,
            in_host: 0,
            awaits_room: false,
            ready_state: 0,
            binary_type: BinaryType::Blob,
            accepted: vec![],
            close_looks: vec![],
            is_close_limited: false,
            close: None,
            is_abandoned: false,
            log: vec![],
            inspectors: 0,
            log_before: None,
        }
    }

    /// `send()`, or the name of its exception
    pub(crate) fn send(
        &mut self,
        id: usize,
        is_blob: bool,
        bytes: u64,
    ) -> Result<Option<Asked>, &'static str> {
        if self.ready_state == 0 {
            return Err("InvalidStateError");
        }
        if self.ready_state > 1 {
            self.accepted.push(Accepted { id, bytes, is_kept: false, fate: Fate::Dropped });
            self.log.push(Logged::Dropped(bytes));
            return Ok(None);
        }
        if is_blob && !self.host_takes_blobs {
            self.accepted.push(Accepted { id, bytes, is_kept: false, fate: Fate::Reading });
            return Ok(Some(Asked::ReadBlob { id }));
        }
        let must_wait = self.queued().0 > 0 || !self.has_room();
        self.accepted.push(Accepted { id, bytes, is_kept: must_wait, fate: Fate::Waiting });
        Ok(self.poll())
    }

    /// `close()` with what its checks let through
    pub(crate) fn close(&mut self, code: Option<u16>, reason: String) -> Option<Asked> {
        let before = self.ready_state;
        self.ready_state = before.max(2);
        if before == 0 {
            return Some(Asked::Fail);
        }
        if before == 1 {
            self.close = Some((code, reason));
            self.is_close_limited = self.close_timeout.is_some();
            if self.is_close_limited {
                self.awaits_room = true;
                return Some(Asked::AwaitRoom);
            }
            return self.poll();
        }
        None
    }

    pub(crate) fn set_binary_type(&mut self, binary_type: BinaryType) {
        self.binary_type = binary_type;
    }

    pub(crate) fn host_is(&mut self, ready_state: u8) {
        if ready_state >= 2 {
            self.drop_all();
        }
        self.ready_state = self.ready_state.max(ready_state);
    }

    pub(crate) fn host_holds(&mut self, bytes: u64) {
        self.in_host = bytes;
    }

    /// The host was looked at.
    pub(crate) fn look(&mut self, time: f64) -> Option<Asked> {
        if self.is_closing_limited() {
            self.close_looks.push((time, self.queued().1 + self.in_host));
            // Since when there was never less left than before.
            let least = self.close_looks.iter().map(|look| look.1).min();
            let since = self.close_looks.iter().find(|look| Some(look.1) == least).unwrap().0;
            if since < time && time - since >= f64::from(self.close_timeout.unwrap()) {
                return self.give_up();
            }
        }
        self.poll()
    }

    /// Whether the host is to be looked at again: somebody waits for what can come about
    pub(crate) fn is_next_look(&mut self, below: Option<u64>) -> bool {
        let dropped = self.with_fate(Fate::Dropped).1;
        self.awaits_room = self.first_waits();
        self.awaits_room || (below.is_some() && dropped == 0) || self.is_closing_limited()
    }

    /// The connection is ended whatever the host does.
    pub(crate) fn give_up(&mut self) -> Option<Asked> {
        if self.ready_state == 3 { None } else { self.host_opens_after_request(false) }
    }

    /// The signal is aborted.
    pub(crate) fn abort(&mut self) -> Option<Asked> {
        if self.ready_state == 2 { self.give_up() } else { self.close(None, String::new()) }
    }

    fn is_closing_limited(&self) -> bool {
        self.is_close_limited && self.ready_state != 3
    }

    /// A connection without one of the requested subprotocols has failed, whatever the host thinks of it.
    pub(crate) fn host_opens_after_request(&mut self, is_acknowledged: bool) -> Option<Asked> {
        if is_acknowledged {
            return None;
        }
        self.drop_all();
        self.ready_state = 3;
        self.is_abandoned = true;
        Some(Asked::Abandon)
    }

    pub(crate) fn blob_is_read(&mut self, id: usize, succeeds: bool) -> Option<Asked> {
        let index = self.accepted.iter().position(|message| message.id == id).unwrap();
        let is_wanted = self.accepted[index].fate == Fate::Reading;
        if is_wanted && !succeeds {
            // The message is lost, so the connection fails.
            return self.host_opens_after_request(false);
        }
        if is_wanted {
            self.accepted[index].fate = Fate::Waiting;
        }
        if succeeds { self.poll() } else { None }
    }

    /// What is next for the host: the first message that has not gone, then the Close frame
    pub(crate) fn poll(&mut self) -> Option<Asked> {
        if self.first_waits() && !self.has_room() {
            let is_asked = self.awaits_room;
            self.awaits_room = true;
            return if is_asked { None } else { Some(Asked::AwaitRoom) };
        }
        let Some(first) = self.accepted.iter_mut().find(|message| is_here(message)) else {
            return self.close.take().map(|(code, reason)| Asked::Close { code, reason });
        };
        if first.fate == Fate::Reading {
            return None;
        }
        first.fate = Fate::HandedOver;
        self.in_host += first.bytes;
        Some(Asked::Send { id: first.id, is_kept: first.is_kept })
    }

    /// Whether it is the first
    pub(crate) fn start_inspection(&mut self) -> bool {
        self.inspectors += 1;
        self.log_before.get_or_insert(self.log.len());
        self.inspectors == 1
    }

    /// Whether it was the last
    pub(crate) fn stop_inspection(&mut self) -> bool {
        let was_last = self.inspectors == 1;
        self.inspectors = self.inspectors.saturating_sub(1);
        self.log_before = self.log_before.filter(|_| !was_last);
        was_last
    }

    /// What there is to see while the host's own buffered amount is `in_host`
    pub(crate) fn seen(&self, in_host: u64) -> Seen {
        let queued = self.queued();
        let dropped = self.with_fate(Fate::Dropped).1;
        Seen {
            ready_state: self.ready_state,
            binary_type: self.binary_type,
            buffered_amount: queued.1 + in_host + dropped,
            queued,
            handover: (self.ready_state == 1
                && queued.0 == 0
                && self.host_takes_blobs
                && self.high_water_mark.is_none())
            .then_some(self.inspectors > 0),
            is_abandoned: self.is_abandoned,
            hides_messages: self.close.is_some(),
            room: self.room(queued.1 + in_host + dropped, dropped),
            figures: self.log_before.map(|before| figures(&self.log[before..])),
        }
    }

    fn room(&self, buffered: u64, dropped: u64) -> Room {
        match (self.ready_state, buffered, dropped) {
            (3, 0, _) | (0..=2, 0..=9, 0) => Room::Enough,
            (3, ..) => Room::Never,
            _ => Room::NotYet,
        }
    }

    fn first_waits(&self) -> bool {
        let first = self.accepted.iter().find(|message| is_here(message));
        first.is_some_and(|first| first.fate == Fate::Waiting)
    }

    /// A mark of 0 lets one message at a time through, as a mark of 1 does.
    fn has_room(&self) -> bool {
        self.in_host == 0 || self.high_water_mark.is_none_or(|mark| self.in_host < mark)
    }

    fn queued(&self) -> (u64, u64) {
        let [waiting, reading] = [Fate::Waiting, Fate::Reading].map(|fate| self.with_fate(fate));
        (waiting.0 + reading.0, waiting.1 + reading.1)
    }

    fn with_fate(&self, fate: Fate) -> (u64, u64) {
        let with_fate = || self.accepted.iter().filter(|message| message.fate == fate);
        (with_fate().count() as u64, with_fate().map(|message| message.bytes).sum())
    }

    // Nothing goes out any more: what waits stays counted, and the Close frame has become pointless.
    fn drop_all(&mut self) {
        for message in &mut self.accepted {
            if matches!(message.fate, Fate::Reading | Fate::Waiting) {
                message.fate = Fate::Dropped;
                self.log.push(Logged::Dropped(message.bytes));
            }
        }
        self.close = None;
    }
}

fn is_here(message: &Accepted) -> bool {
    matches!(message.fate, Fate::Reading | Fate::Waiting)
}
