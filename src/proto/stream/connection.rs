//! All transitions of a `WebSocketStream`.
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

/// The ready state, and whether the connection was ever established
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// The handshake is under way
    #[default]
    Connecting,
    /// Closed before it was established
    Failing,
    /// Messages can be exchanged
    Open,
    /// The closing handshake has been started from this side
    Closing,
    /// It has been started by the peer, who takes nothing any more
    PeerClosing,
    /// Nothing happens any more
    Ended,
}

/// What has become of the readable
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Readable {
    /// It takes messages
    #[default]
    Live,
    /// It was cancelled, or has ended with the connection
    Done,
}

/// What has become of the writable
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writable {
    /// It takes the next write
    #[default]
    Idle,
    /// A write is not done
    Writing,
    /// Its writer's `close()` waits for the end of the connection
    Closing,
    /// It was aborted, or has ended with the connection
    Done,
}

/// What happens to a connection
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The connection is established
    Opened,
    /// The constructor's signal was aborted
    SignalAborted,
    /// `close()` was called, with arguments that are allowed
    CloseCalled,
    /// The readable was cancelled
    ReaderCancelled,
    /// The writable was closed
    WriterClosed,
    /// The writable was aborted, and no write is under way any more
    WriterAborted,
    /// The writable has been given a chunk that can be sent
    WriteStarted,
    /// There is room for the next one
    WriteFinished,
    /// A message has come in
    Received,
    /// More has come in than may wait to be read
    Overflowed,
    /// The peer has started the closing handshake
    PeerStartedClosing,
    /// The connection is closed, after a closing handshake
    ClosedCleanly,
    /// The connection is closed without one, or was never established
    ClosedUncleanly,
    /// The writable is to be aborted: a write that waits for room does not wait any longer
    WriterAborting,
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
        self.phase as u8 | (self.readable as u8) << 3 | (self.writable as u8) << 4
    }

    /// The state with this number; `None` where there is none
    pub fn from_number(number: u8) -> Option<Self> {
        let phase = match number & 7 {
            0 => Phase::Connecting,
            1 => Phase::Failing,
            2 => Phase::Open,
            3 => Phase::Closing,
            4 => Phase::PeerClosing,
            5 => Phase::Ended,
            _ => return None,
        };
        let writable = match number >> 4 {
            0 => Writable::Idle,
            1 => Writable::Writing,
            2 => Writable::Closing,
            3 => Writable::Done,
            _ => return None,
        };
        let readable = if number & 8 == 0 { Readable::Live } else { Readable::Done };
        Some(Self { phase, readable, writable })
    }
}

impl Event {
    /// The event with this number, in the order in which they are listed; `None` where there is none
    pub fn from_number(number: u8) -> Option<Self> {
        // The compiler makes nothing of this, and a table of an array.
        Some(match number {
            0 => Self::Opened,
            1 => Self::SignalAborted,
            2 => Self::CloseCalled,
            3 => Self::ReaderCancelled,
            4 => Self::WriterClosed,
            5 => Self::WriterAborted,
            6 => Self::WriteStarted,
            7 => Self::WriteFinished,
            8 => Self::Received,
            9 => Self::Overflowed,
            10 => Self::PeerStartedClosing,
            11 => Self::ClosedCleanly,
            12 => Self::ClosedUncleanly,
            13 => Self::WriterAborting,
            _ => return None,
        })
    }
}
