//! The state machine of a `WebSocketStream`. Rule of this file: all transitions are here, and nothing else assigns the state.
//!
//! `docs/transitions.md` is a table of them, made by calling [`Connection::handle`].
use super::effects::Effects;

/// What has become of the connection and of its two streams
///
/// Small enough to be a [number](Self::number), which its owner keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connection {
    phase: Phase,
    readable: Readable,
    writable: Writable,
}

numbered! {
    /// The ready state, and whether the connection was ever established
    #[derive(Default)]
    pub enum Phase {
        /// The handshake is under way
        #[default]
        Connecting = 0,
        /// Closed before it was established
        Failing = 1,
        /// Messages can be exchanged
        Open = 2,
        /// The closing handshake has been started from this side
        Closing = 3,
        /// It has been started by the peer, who takes nothing any more
        PeerClosing = 4,
        /// Nothing happens any more
        Ended = 5,
    }
}

numbered! {
    /// What has become of the readable
    #[derive(Default)]
    pub enum Readable {
        /// It takes messages
        #[default]
        Live = 0,
        /// It was cancelled, or has ended with the connection
        Done = 1,
    }
}

numbered! {
    /// What has become of the writable
    #[derive(Default)]
    pub enum Writable {
        /// It takes the next write
        #[default]
        Idle = 0,
        /// A write is not done
        Writing = 1,
        /// Its writer's `close()` waits for the end of the connection
        Closing = 2,
        /// It was aborted, or has ended with the connection
        Done = 3,
    }
}

numbered! {
    /// What happens to a connection
    pub enum Event {
        /// The connection is established
        Opened = 0,
        /// The constructor's signal was aborted
        SignalAborted = 1,
        /// `close()` was called, with arguments that are allowed
        CloseCalled = 2,
        /// The readable was cancelled
        ReaderCancelled = 3,
        /// The writable was closed
        WriterClosed = 4,
        /// The writable was aborted, and no write is under way any more
        WriterAborted = 5,
        /// The writable has been given a chunk that can be sent
        WriteStarted = 6,
        /// There is room for the next one
        WriteFinished = 7,
        /// A message has come in
        Received = 8,
        /// More has come in than may wait to be read
        Overflowed = 9,
        /// The peer has started the closing handshake
        PeerStartedClosing = 10,
        /// The connection is closed, after a closing handshake
        ClosedCleanly = 11,
        /// The connection is closed without one, or was never established
        ClosedUncleanly = 12,
        /// The writable is to be aborted: a write that waits for room does not wait any longer
        WriterAborting = 13,
    }
}

impl Connection {
    /// What an event does: what has to be done now, in the order of [`Effects`]
    ///
    /// An event that cannot happen, or comes too late to matter, changes nothing.
    pub fn handle(&mut self, event: Event) -> Effects {
        match event {
            Event::Opened => self.open(),
            Event::SignalAborted => self.abort_handshake(),
            Event::CloseCalled => self.close(),
            Event::ReaderCancelled => self.cancel(),
            Event::WriterClosed => self.end_writing(Writable::Closing),
            Event::WriterAborted => self.end_writing(Writable::Done),
            Event::WriteStarted => self.start_write(),
            Event::WriteFinished => self.finish_write(),
            Event::Received => self.receive(),
            Event::Overflowed => self.overflow(),
            Event::PeerStartedClosing => self.follow_peer(),
            Event::ClosedCleanly => self.end(true),
            Event::ClosedUncleanly => self.end(false),
            Event::WriterAborting => self.stop_waiting(),
        }
    }

    fn open(&mut self) -> Effects {
        if self.phase != Phase::Connecting {
            return Effects::NONE;
        }
        self.phase = Phase::Open;
        Effects::OPEN
    }

    fn abort_handshake(&mut self) -> Effects {
        if !self.is_in_handshake() {
            return Effects::NONE;
        }
        self.end(false).and(Effects::CLOSE_SOCKET)
    }

    fn close(&mut self) -> Effects {
        self.phase = match self.phase {
            Phase::Connecting => Phase::Failing,
            Phase::Open => Phase::Closing,
            Phase::Failing | Phase::Closing | Phase::PeerClosing | Phase::Ended => {
                return Effects::NONE;
            }
        };
        Effects::CLOSE_SOCKET
    }

    fn cancel(&mut self) -> Effects {
        if !self.has_streams() {
            return Effects::NONE;
        }
        self.readable = Readable::Done;
        self.close()
    }

    fn end_writing(&mut self, writable: Writable) -> Effects {
        if !self.has_streams() || self.writable != Writable::Idle {
            return Effects::NONE;
        }
        self.writable = writable;
        self.close()
    }

    fn start_write(&mut self) -> Effects {
        // Once closing has begun, a message is dropped without a word.
        if self.phase != Phase::Open || self.writable != Writable::Idle {
            return Effects::NONE;
        }
        self.writable = Writable::Writing;
        Effects::SEND
    }

    fn finish_write(&mut self) -> Effects {
        // What a host still held when its peer closed is thrown away, which looks as if it had been sent.
        if self.writable == Writable::Writing && self.phase != Phase::PeerClosing {
            self.writable = Writable::Idle;
            return Effects::RESOLVE_WRITE;
        }
        Effects::NONE
    }

    fn stop_waiting(&mut self) -> Effects {
        if self.writable != Writable::Writing {
            return Effects::NONE;
        }
        self.writable = Writable::Idle;
        Effects::REJECT_WRITE
    }

    fn receive(&self) -> Effects {
        let is_wanted = self.phase == Phase::Open && self.readable == Readable::Live;
        Effects::NONE.and_if(is_wanted, Effects::DELIVER)
    }

    fn overflow(&mut self) -> Effects {
        if self.receive() == Effects::NONE {
            return Effects::NONE;
        }
        self.end(false).and(Effects::CLOSE_SOCKET)
    }

    fn follow_peer(&mut self) -> Effects {
        if self.phase == Phase::Open {
            self.phase = Phase::PeerClosing;
        }
        Effects::NONE
    }

    fn end(&mut self, is_clean: bool) -> Effects {
        if self.phase == Phase::Ended {
            return Effects::NONE;
        }
        let is_clean = is_clean && !self.is_in_handshake();
        let is_writing = self.writable == Writable::Writing;
        // Our own Close frame goes out after all that was written. The peer's may overtake it, and still ends the
        // streams in order.
        let is_sent = is_clean && is_writing && self.phase == Phase::Closing;
        let is_complete = is_clean && (!is_writing || is_sent);
        let effects = self
            .ends_of_streams()
            .and_if(is_sent, Effects::RESOLVE_WRITE)
            .and(Effects::SETTLE_CLOSED)
            .and_if(is_clean, Effects::CLEAN)
            .and_if(is_complete, Effects::COMPLETE);
        *self = Self { phase: Phase::Ended, readable: Readable::Done, writable: Writable::Done };
        effects
    }

    fn ends_of_streams(&self) -> Effects {
        if self.is_in_handshake() {
            return Effects::REJECT_OPENED;
        }
        let ends_writable = matches!(self.writable, Writable::Idle | Writable::Writing);
        Effects::NONE
            .and_if(self.readable == Readable::Live, Effects::END_READABLE)
            .and_if(ends_writable, Effects::END_WRITABLE)
            .and_if(self.writable == Writable::Closing, Effects::SETTLE_WRITER_CLOSE)
    }

    fn is_in_handshake(&self) -> bool {
        matches!(self.phase, Phase::Connecting | Phase::Failing)
    }

    fn has_streams(&self) -> bool {
        matches!(self.phase, Phase::Open | Phase::Closing | Phase::PeerClosing)
    }
}

impl Connection {
    /// This state as a number below 64
    pub fn number(self) -> u8 {
        self.phase.number() | self.readable.number() << 3 | self.writable.number() << 4
    }

    /// The state with this number; `None` if there is none
    pub fn from_number(number: u8) -> Option<Self> {
        Some(Self {
            phase: Phase::from_number(number & 7)?,
            readable: Readable::from_number(number >> 3 & 1)?,
            writable: Writable::from_number(number >> 4)?,
        })
    }

    /// How far the connection has come
    pub fn phase(self) -> Phase {
        self.phase
    }

    /// What has become of the readable
    pub fn readable(self) -> Readable {
        self.readable
    }

    /// What has become of the writable
    pub fn writable(self) -> Writable {
        self.writable
    }
}
