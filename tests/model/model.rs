//! The standard's steps, naively: nothing that happened is ever forgotten, and each figure is counted anew from it.
//!
//! Written from the standard, not from the core, and sharing nothing with it. <https://websockets.spec.whatwg.org/>

/// What the core should ask of the host
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Send { id: usize, is_kept: bool },
    ReadBlob { id: usize },
    Close { code: Option<u16>, reason: String },
    Fail,
    Abandon,
}

/// Everything that can be seen of a socket
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    pub(crate) ready_state: u8,
    pub(crate) binary_type: &'static str,
    pub(crate) buffered_amount: u64,
    pub(crate) queued: (u64, u64),
    /// Whether a message may go to the host as it is, and then whether it is counted
    pub(crate) handover: Option<bool>,
    pub(crate) is_abandoned: bool,
    pub(crate) figures: Option<Figures>,
}

/// What an inspector shows; pairs are messages and bytes
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Figures {
    pub(crate) sent: (u64, u64),
    pub(crate) received: (u64, u64),
    pub(crate) dropped: (u64, u64),
    pub(crate) open_since: Option<f64>,
    pub(crate) close: Option<(u16, String, bool)>,
}

/// One WebSocket object
pub(crate) struct Model {
    host_takes_blobs: bool,
    ready_state: u8,
    binary_type: &'static str,
    accepted: Vec<Accepted>,
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

enum Logged {
    HandedOver(u64),
    Dropped(u64),
    Opened(f64),
    Received(u64),
    Closed(u16, String, bool),
}

/// The checks of `close()`: what its Close frame holds, or the name of the exception
pub(crate) fn close_frame(
    code: Option<u16>,
    reason: &str,
) -> Result<(Option<u16>, String), &'static str> {
    if !matches!(code, None | Some(1000) | Some(3000..=4999)) {
        return Err("InvalidAccessError");
    }
    if utf8_length(reason) > 123 {
        return Err("SyntaxError");
    }
    // A reason alone does not fit into a Close frame.
    let code = if code.is_none() && !reason.is_empty() { Some(1000) } else { code };
    Ok((code, reason.to_owned()))
}

fn utf8_length(text: &str) -> u64 {
    let length = |character: char| match character as u32 {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x10000 => 3,
        _ => 4,
    };
    text.chars().map(length).sum()
}

impl Model {
    pub(crate) fn new(host_takes_blobs: bool) -> Self {
        Self {
            host_takes_blobs,
            ready_state: 0,
            binary_type: "blob",
            accepted: vec![],
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
        let must_wait = self.queued().0 > 0;
        self.accepted.push(Accepted { id, bytes, is_kept: must_wait, fate: Fate::Waiting });
        // What makes the first one go takes the others along.
        Ok(if must_wait { None } else { self.poll() })
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
            return self.poll();
        }
        None
    }

    pub(crate) fn set_binary_type(&mut self, value: &str) {
        for known in ["blob", "arraybuffer"] {
            if value == known {
                self.binary_type = known;
            }
        }
    }

    pub(crate) fn host_is(&mut self, ready_state: u8) {
        if ready_state >= 2 {
            self.drop_all();
        }
        self.ready_state = self.ready_state.max(ready_state);
    }

    /// A connection without one of the requested subprotocols has failed, whatever the host thinks of it.
    pub(crate) fn host_opens_after_request(&mut self, is_acknowledged: bool) -> Option<Asked> {
        if is_acknowledged {
            return None;
        }
        self.drop_all();
        self.ready_state = 3;
        self.is_abandoned = true;
        self.host_closes(1006, String::new(), false);
        Some(Asked::Abandon)
    }

    pub(crate) fn blob_is_read(&mut self, id: usize, succeeds: bool) -> Option<Asked> {
        let index = self.accepted.iter().position(|message| message.id == id).unwrap();
        let is_wanted = self.accepted[index].fate == Fate::Reading;
        if is_wanted && !succeeds {
            // The message is lost, so the connection is failed.
            self.drop_all();
            self.ready_state = self.ready_state.max(2);
            return Some(Asked::Fail);
        }
        if is_wanted {
            self.accepted[index].fate = Fate::Waiting;
        }
        if succeeds { self.poll() } else { None }
    }

    /// What is next for the host: the first message that has not gone, then the Close frame
    pub(crate) fn poll(&mut self) -> Option<Asked> {
        let is_here =
            |message: &&mut Accepted| matches!(message.fate, Fate::Reading | Fate::Waiting);
        let Some(first) = self.accepted.iter_mut().find(is_here) else {
            return self.close.take().map(|(code, reason)| Asked::Close { code, reason });
        };
        if first.fate == Fate::Reading {
            return None;
        }
        first.fate = Fate::HandedOver;
        self.log.push(Logged::HandedOver(first.bytes));
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

    pub(crate) fn host_opens(&mut self, time: f64) {
        self.log.push(Logged::Opened(time));
    }

    pub(crate) fn host_receives(&mut self, bytes: u64) {
        self.log.push(Logged::Received(bytes));
    }

    pub(crate) fn host_closes(&mut self, code: u16, reason: String, was_clean: bool) {
        self.log.push(Logged::Closed(code, reason, was_clean));
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
            handover: (self.ready_state == 1 && queued.0 == 0 && self.host_takes_blobs)
                .then_some(self.inspectors > 0),
            is_abandoned: self.is_abandoned,
            figures: self.log_before.map(|before| figures(&self.log[before..])),
        }
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

fn figures(log: &[Logged]) -> Figures {
    let mut figures = Figures::default();
    for logged in log {
        match logged {
            Logged::HandedOver(bytes) => add(&mut figures.sent, *bytes),
            Logged::Dropped(bytes) => add(&mut figures.dropped, *bytes),
            Logged::Received(bytes) => add(&mut figures.received, *bytes),
            Logged::Opened(time) => figures.open_since = Some(*time),
            Logged::Closed(code, reason, was_clean) => {
                figures.close = Some((*code, reason.clone(), *was_clean));
            }
        }
    }
    figures
}

fn add(traffic: &mut (u64, u64), bytes: u64) {
    traffic.0 += 1;
    traffic.1 += bytes;
}
