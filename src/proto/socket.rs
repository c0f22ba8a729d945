//! The state of one connection, and every decision that changes it. What it answers without a change is in `socket/answers.rs`.
mod answers;

use super::boundary::{HostAction, HostCapabilities};
use super::close::CloseRequest;
use super::close_timer::CloseTimer;
use super::drain::shorter;
use super::exception::Exception;
use super::host_buffer::HostBuffer;
use super::inspection::Traffic;
use super::message::{BinaryType, Message, MessageKind};
use super::ready_state::{Ending, Input, Machine, ReadyState};
use super::send_queue::{SendQueue, Ticket};

/// One WebSocket, as the application sees it
///
/// The host is not listened to but looked at: whoever calls a command reports the host's ready state first
/// ([`observe`](Self::observe)), and whoever asks a question gives it along. So a socket costs nothing while messages come in.
///
/// After a command or a report, [`poll_action`](Self::poll_action) is drained until it returns `None`.
///
/// <https://websockets.spec.whatwg.org/#the-websocket-interface>
#[derive(Debug)]
pub struct Socket<M> {
    machine: Machine,
    binary_type: BinaryType,
    host: HostCapabilities,
    queue: SendQueue<M>,
    dropped: Traffic,
    /// The host has a connection that failed for the application
    is_abandoned: bool,
    /// `close()` was called while messages waited: it goes out after them
    pending_close: Option<CloseRequest>,
    buffer: HostBuffer,
    close_timeout: Option<u32>,
    /// Runs from `close()` to the end of the connection, if closing has a limit
    close_timer: Option<CloseTimer>,
    inspectors: u32,
    /// What had been dropped when the first of them was attached
    dropped_before: Traffic,
}

impl<M: Message> Socket<M> {
    /// A socket whose host is connecting
    pub fn new(host: HostCapabilities) -> Self {
        Self {
            machine: Machine::default(),
            binary_type: BinaryType::default(),
            host,
            queue: SendQueue::default(),
            dropped: Traffic::default(),
            is_abandoned: false,
            pending_close: None,
            buffer: HostBuffer::default(),
            close_timeout: None,
            close_timer: None,
            inspectors: 0,
            dropped_before: Traffic::default(),
        }
    }

    /// Send a message, of which [`intake`](Self::intake) has said what is needed
    ///
    /// While connecting: "InvalidStateError". After closing began the message is counted and dropped.
    /// Otherwise it is transmitted after all that were sent before. Returns `Err` iff nothing changed.
    ///
    /// <https://websockets.spec.whatwg.org/#dom-websocket-send>
    pub fn send(&mut self, message: M) -> Result<Option<HostAction<M>>, Exception> {
        match self.ready_state() {
            ReadyState::Connecting => Err(Exception::invalid_state(
                "send() needs an open connection. This one is still ",
                "CONNECTING",
                ".",
            )),
            ReadyState::Open => Ok(self.transmit(message)),
            ReadyState::Closing | ReadyState::Closed => {
                self.count_dropped(1, message.byte_len());
                Ok(None)
            }
        }
    }

    /// Close the connection, or stop it from being established
    ///
    /// Does nothing once closing began. The Close frame follows all messages sent before.
    ///
    /// <https://websockets.spec.whatwg.org/#dom-websocket-close>
    pub fn close(&mut self, request: CloseRequest) -> Option<HostAction<M>> {
        self.end(Input::Close, request)
    }

    /// The application's signal was aborted: close the connection, or, if that has begun, end it now
    pub fn abort(&mut self, request: CloseRequest) -> Option<HostAction<M>> {
        self.end(Input::Abort, request)
    }

    /// End the connection for the application now, whatever becomes of the host's
    pub fn give_up(&mut self) -> Option<HostAction<M>> {
        self.fail(Input::GiveUp)
    }

    /// Set how Binary messages are handed over, from the next one on; for a host that takes no Blobs
    pub fn set_binary_type(&mut self, binary_type: BinaryType) {
        self.binary_type = binary_type;
    }

    /// Give the host a message only while it holds fewer bytes than `high_water_mark`, or none; and let the
    /// connection fail if closing makes no progress for `close_timeout` milliseconds
    pub fn set_limits(&mut self, high_water_mark: u64, close_timeout: Option<u32>) {
        self.buffer.set_high_water_mark(high_water_mark);
        self.close_timeout = close_timeout;
    }

    /// One inspector more; whether it is the first, and counting starts
    pub fn start_inspection(&mut self) -> bool {
        self.inspectors += 1;
        let is_first = self.inspectors == 1;
        if is_first {
            self.dropped_before = self.dropped;
        }
        is_first
    }

    /// One inspector less; whether it was the last, and counting ends
    pub fn stop_inspection(&mut self) -> bool {
        let was_last = self.inspectors == 1;
        self.inspectors = self.inspectors.saturating_sub(1);
        was_last
    }

    /// The host's ready state is this now
    ///
    /// Never leads backwards: the host may still be open while this socket is closing.
    pub fn observe(&mut self, host: ReadyState) {
        if host.is_over() && (!self.queue.is_empty() || self.pending_close.is_some()) {
            self.drop_queue();
        }
        self.machine.take(Input::HostIs(host));
        if self.ready_state() == ReadyState::Closed {
            self.close_timer = None;
        }
    }

    /// The host's own buffered amount is this now, in bytes
    pub fn observe_buffer(&mut self, in_host: u64) {
        self.buffer.observe(in_host);
    }

    /// The host opened a connection for which subprotocols were requested; whether the server
    /// acknowledged one
    ///
    /// If it did not, the connection fails, though some hosts open it.
    ///
    /// <https://websockets.spec.whatwg.org/#concept-websocket-establish>
    pub fn handle_subprotocol(&mut self, is_acknowledged: bool) -> Option<HostAction<M>> {
        if is_acknowledged { None } else { self.fail(Input::NotAcknowledged) }
    }

    /// The bytes of a Blob were read: it can be sent in its turn
    ///
    /// `None` if they could not be read. The message is lost, so the connection fails: the host would close it cleanly.
    pub fn handle_blob_read(
        &mut self,
        ticket: Ticket,
        message: Option<M>,
    ) -> Option<HostAction<M>> {
        if let Some(message) = message {
            self.queue.fill(ticket, message);
            return self.poll_action();
        }
        if self.queue.is_empty() { None } else { self.fail(Input::MessageLost) }
    }

    /// What the host should do next: the message whose turn it is, then the Close frame
    pub fn poll_action(&mut self) -> Option<HostAction<M>> {
        if self.queue.is_ready() && !self.buffer.has_room() {
            return self.buffer.await_room().then_some(HostAction::AwaitRoom);
        }
        if let Some((message, byte_len)) = self.queue.pop() {
            return Some(self.hand_over(message, byte_len));
        }
        if !self.queue.is_empty() {
            return None;
        }
        self.pending_close.take().map(HostAction::Close)
    }

    /// The host and its buffer were observed at this time, in milliseconds: what to do next
    pub fn look(&mut self, time: f64) -> Option<HostAction<M>> {
        let left = self.queue.byte_len() + self.buffer.byte_len();
        let is_over = self.close_timer.as_mut().is_some_and(|timer| timer.look(time, left));
        if is_over { self.fail(Input::ClosingStuck) } else { self.poll_action() }
    }

    /// When to look again, in milliseconds from `time` on; asked after each look
    ///
    /// For the queue, for those who wait until no more than `below` bytes are buffered, and for the time that closing
    /// has. `None` if nobody waits, or if only the end of the connection can end the wait.
    pub fn next_look(&mut self, time: f64, below: Option<u64>) -> Option<f64> {
        let buffered = self.buffered_amount(self.buffer.byte_len()).total();
        let rest = self.close_timer.map(|timer| timer.rest(time));
        // While closing has a limit, its progress has to be seen.
        let is_left = rest.is_some() && buffered > self.dropped.bytes;
        let below = below.filter(|_| self.dropped.bytes == 0);
        let below = below.or(is_left.then_some(self.dropped.bytes));
        let delay = self.buffer.next_look(time, buffered, below, self.queue.is_ready());
        let Some(rest) = rest else { return delay };
        Some(shorter(delay.unwrap_or(rest), rest))
    }

    fn transmit(&mut self, message: M) -> Option<HostAction<M>> {
        if message.kind() == MessageKind::Blob && !self.host.takes_blobs {
            let ticket = self.queue.reserve(message.byte_len());
            return Some(HostAction::ReadBlob(ticket, message));
        }
        if self.queue.is_empty() && self.buffer.has_room() {
            let byte_len = if self.buffer.is_limited() { message.byte_len() } else { 0 };
            return Some(self.hand_over(message, byte_len));
        }
        self.queue.push(message);
        self.poll_action()
    }

    fn hand_over(&mut self, message: M, byte_len: u64) -> HostAction<M> {
        self.buffer.add(byte_len);
        HostAction::Send(message)
    }

    fn fail(&mut self, input: Input) -> Option<HostAction<M>> {
        self.end(input, CloseRequest::default())
    }

    fn end(&mut self, input: Input, request: CloseRequest) -> Option<HostAction<M>> {
        match self.machine.take(input)? {
            Ending::Fail => Some(HostAction::Fail),
            Ending::Close => self.start_closing(request),
            Ending::Abandon => self.abandon(),
        }
    }

    fn start_closing(&mut self, request: CloseRequest) -> Option<HostAction<M>> {
        self.pending_close = Some(request);
        self.close_timer = self.close_timeout.map(CloseTimer::new);
        if self.close_timer.is_some() {
            // A look starts the timer.
            self.buffer.await_room();
            return Some(HostAction::AwaitRoom);
        }
        self.poll_action()
    }

    fn abandon(&mut self) -> Option<HostAction<M>> {
        self.drop_queue();
        self.is_abandoned = true;
        self.close_timer = None;
        Some(HostAction::Abandon)
    }

    // bufferedAmount never shrinks because of closing: what waits is never sent, and stays counted.
    fn drop_queue(&mut self) {
        self.count_dropped(self.queue.len() as u64, self.queue.byte_len());
        self.queue.clear();
        self.pending_close = None;
    }

    fn count_dropped(&mut self, messages: u64, byte_len: u64) {
        self.dropped.messages += messages;
        self.dropped.bytes += byte_len;
    }
}
