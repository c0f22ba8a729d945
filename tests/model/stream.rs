//! The states of a `WebSocketStream` against a naive model: flags and lists instead of states, for events in any order.
use proptest::prelude::*;
use websocket_wasm::proto::stream::{Connection, Effects, Event};

use crate::config;

/// What a reader of the draft would write down, a flag for each thing
#[derive(Default)]
struct Model {
    is_established: bool,
    close_is_asked: bool,
    peer_closes: bool,
    is_over: bool,
    readable_is_gone: bool,
    writable_is_gone: bool,
    writer_waits: bool,
    writes: u32,
}

impl Model {
    fn handle(&mut self, event: Event) -> Vec<Effects> {
        if self.is_over {
            return vec![];
        }
        let is_open = self.is_established && !self.close_is_asked && !self.peer_closes;
        match event {
            Event::Opened if !self.is_established && !self.close_is_asked => {
                self.is_established = true;
                vec![Effects::OPEN]
            }
            Event::SignalAborted if !self.is_established => {
                let mut done = self.end(false);
                done.push(Effects::CLOSE_SOCKET);
                done
            }
            Event::CloseCalled => self.ask_to_close(),
            Event::ReaderCancelled if self.is_established => {
                self.readable_is_gone = true;
                self.ask_to_close()
            }
            Event::WriterClosed if self.takes_writes() => {
                self.writer_waits = true;
                self.writable_is_gone = true;
                self.ask_to_close()
            }
            Event::WriterAborted if self.takes_writes() => {
                self.writable_is_gone = true;
                self.ask_to_close()
            }
            Event::WriteStarted if is_open && self.takes_writes() => {
                self.writes = 1;
                vec![Effects::SEND]
            }
            Event::WriteFinished if self.writes == 1 && !self.peer_closes => {
                self.writes = 0;
                vec![Effects::RESOLVE_WRITE]
            }
            Event::WriterAborting if self.writes == 1 => {
                self.writes = 0;
                vec![Effects::REJECT_WRITE]
            }
            Event::Received if is_open && !self.readable_is_gone => vec![Effects::DELIVER],
            Event::Overflowed if is_open && !self.readable_is_gone => {
                let mut done = self.end(false);
                done.push(Effects::CLOSE_SOCKET);
                done
            }
            Event::PeerStartedClosing if is_open => {
                self.peer_closes = true;
                vec![]
            }
            Event::ClosedCleanly => self.end(true),
            Event::ClosedUncleanly => self.end(false),
            _ => vec![],
        }
    }

    fn takes_writes(&self) -> bool {
        self.is_established && !self.writable_is_gone && self.writes == 0
    }

    fn ask_to_close(&mut self) -> Vec<Effects> {
        if self.close_is_asked || self.peer_closes {
            return vec![];
        }
        self.close_is_asked = true;
        vec![Effects::CLOSE_SOCKET]
    }

    fn end(&mut self, is_clean: bool) -> Vec<Effects> {
        self.is_over = true;
        if !self.is_established {
            return vec![Effects::REJECT_OPENED, Effects::SETTLE_CLOSED];
        }
        let mut done = vec![Effects::SETTLE_CLOSED];
        if !self.readable_is_gone {
            done.push(Effects::END_READABLE);
        }
        if !self.writable_is_gone {
            done.push(Effects::END_WRITABLE);
        }
        if self.writer_waits {
            done.push(Effects::SETTLE_WRITER_CLOSE);
        }
        if is_clean {
            done.push(Effects::CLEAN);
        }
        let all_was_sent = self.writes == 0 || self.close_is_asked;
        if is_clean && all_was_sent {
            done.push(Effects::COMPLETE);
        }
        if is_clean && self.writes == 1 && self.close_is_asked {
            done.push(Effects::RESOLVE_WRITE);
        }
        done
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    proptest::sample::select(Event::ALL.to_vec())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_history_does_what_the_model_does(events in proptest::collection::vec(any_event(), 0..24)) {
        let mut connection = Connection::default();
        let mut model = Model::default();
        // Most histories would end before they begin.
        for event in [Event::Opened].into_iter().chain(events) {
            let expected = model.handle(event).into_iter().fold(Effects::NONE, Effects::and);
            prop_assert_eq!(connection.handle(event), expected, "{:?}", event);
        }
    }

    #[test]
    fn every_history_of_a_handshake_does_what_the_model_does(events in proptest::collection::vec(any_event(), 0..8)) {
        let mut connection = Connection::default();
        let mut model = Model::default();
        for event in events {
            let expected = model.handle(event).into_iter().fold(Effects::NONE, Effects::and);
            prop_assert_eq!(connection.handle(event), expected, "{:?}", event);
        }
    }

    #[test]
    fn closed_is_settled_once_in_every_history_that_ends(events in proptest::collection::vec(any_event(), 0..24)) {
        let mut connection = Connection::default();
        let settled = events
            .into_iter()
            .chain([Event::ClosedUncleanly])
            .filter(|event| connection.handle(*event).contains(Effects::SETTLE_CLOSED))
            .count();
        prop_assert_eq!(settled, 1);
    }
}
