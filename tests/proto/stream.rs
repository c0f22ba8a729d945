//! What each event does to a `WebSocketStream`, in every state.
use websocket_wasm::proto::stream::room::{RECEIVE_LIMIT, SEND_ROOM, is_full, is_too_much};
use websocket_wasm::proto::stream::{Connection, Effects, Event};

use Event::*;

/// A connection to which these events have happened
fn after(events: &[Event]) -> Connection {
    let mut connection = Connection::default();
    for event in events {
        connection.handle(*event);
    }
    connection
}

fn effects_of(events: &[Event], last: Event) -> Effects {
    after(events).handle(last)
}

const OPENED: &[Event] = &[Opened];
const CLOSED_WHILE_OPEN: &[Event] = &[Opened, CloseCalled];
const CANCELLED: &[Event] = &[Opened, ReaderCancelled];
const WRITING: &[Event] = &[Opened, WriteStarted];
const WRITER_CLOSED: &[Event] = &[Opened, WriterClosed];
const WRITER_ABORTED: &[Event] = &[Opened, WriterAborted];
const PEER_CLOSING: &[Event] = &[Opened, PeerStartedClosing];
const FAILING: &[Event] = &[CloseCalled];

/// Every state there is
fn all_states() -> Vec<Connection> {
    (0..=u8::MAX).filter_map(Connection::from_number).collect()
}

#[test]
fn streams_are_made_when_the_connection_is_established_and_only_then() {
    assert_eq!(effects_of(&[], Opened), Effects::OPEN);
    for events in [OPENED, FAILING, CLOSED_WHILE_OPEN, &[SignalAborted], &[ClosedUncleanly]] {
        assert_eq!(effects_of(events, Opened), Effects::NONE, "{events:?}");
    }
}

#[test]
fn an_abort_matters_until_the_connection_is_established() {
    let rejected = Effects::REJECT_OPENED.and(Effects::SETTLE_CLOSED).and(Effects::CLOSE_SOCKET);
    assert_eq!(effects_of(&[], SignalAborted), rejected);
    assert_eq!(effects_of(FAILING, SignalAborted), rejected);
    for events in [OPENED, CLOSED_WHILE_OPEN, &[ClosedUncleanly], &[SignalAborted]] {
        assert_eq!(effects_of(events, SignalAborted), Effects::NONE, "{events:?}");
    }
}

#[test]
fn what_the_host_says_after_an_abort_is_for_nobody() {
    for &event in Event::ALL {
        assert_eq!(effects_of(&[SignalAborted], event), Effects::NONE, "{event:?}");
    }
}

#[test]
fn the_first_of_all_ways_to_close_closes_the_socket() {
    for event in [CloseCalled, ReaderCancelled, WriterClosed, WriterAborted] {
        assert_eq!(effects_of(OPENED, event), Effects::CLOSE_SOCKET, "{event:?}");
        for earlier in [CloseCalled, PeerStartedClosing, ClosedCleanly, ClosedUncleanly] {
            assert_eq!(
                effects_of(&[Opened, earlier], event),
                Effects::NONE,
                "{earlier:?}, {event:?}"
            );
        }
    }
    assert_eq!(effects_of(&[], CloseCalled), Effects::CLOSE_SOCKET);
    assert_eq!(effects_of(FAILING, CloseCalled), Effects::NONE);
}

#[test]
fn streams_that_are_not_there_yet_cannot_be_closed() {
    for event in [ReaderCancelled, WriterClosed, WriterAborted, WriteStarted] {
        let mut connection = Connection::default();
        assert_eq!(connection.handle(event), Effects::NONE);
        assert_eq!(connection, Connection::default(), "{event:?}");
    }
}

#[test]
fn messages_are_delivered_while_the_connection_is_open_and_the_readable_takes_them() {
    for (events, delivered) in [
        (OPENED, true),
        (WRITING, true),
        (&[], false),
        (FAILING, false),
        (CANCELLED, false),
        (CLOSED_WHILE_OPEN, false),
        (WRITER_CLOSED, false),
        (PEER_CLOSING, false),
        (&[Opened, ClosedCleanly], false),
    ] {
        let expected = if delivered { Effects::DELIVER } else { Effects::NONE };
        assert_eq!(effects_of(events, Received), expected, "{events:?}");
    }
}

#[test]
fn a_write_is_sent_while_the_connection_is_open_and_dropped_afterwards() {
    assert_eq!(effects_of(OPENED, WriteStarted), Effects::SEND);
    for events in [&[], FAILING, CLOSED_WHILE_OPEN, CANCELLED, PEER_CLOSING, WRITING] {
        assert_eq!(effects_of(events, WriteStarted), Effects::NONE, "{events:?}");
    }
}

#[test]
fn a_write_is_done_when_there_is_room_unless_the_peer_has_closed_meanwhile() {
    assert_eq!(effects_of(WRITING, WriteFinished), Effects::RESOLVE_WRITE);
    assert_eq!(
        effects_of(&[Opened, WriteStarted, CloseCalled], WriteFinished),
        Effects::RESOLVE_WRITE
    );
    assert_eq!(
        effects_of(&[Opened, WriteStarted, PeerStartedClosing], WriteFinished),
        Effects::NONE
    );
    assert_eq!(effects_of(OPENED, WriteFinished), Effects::NONE);
}

#[test]
fn a_closing_handshake_of_ours_comes_after_all_that_was_written() {
    let streams = Effects::END_READABLE.and(Effects::END_WRITABLE).and(Effects::SETTLE_CLOSED);
    let resolved = Effects::RESOLVE_WRITE.and(Effects::CLEAN).and(Effects::COMPLETE);
    let ours = &[Opened, WriteStarted, CloseCalled];
    assert_eq!(effects_of(ours, ClosedCleanly), streams.and(resolved));
    assert_eq!(effects_of(ours, ClosedUncleanly), streams);
    let theirs = &[Opened, WriteStarted, PeerStartedClosing, CloseCalled];
    assert_eq!(effects_of(theirs, ClosedCleanly), streams.and(Effects::CLEAN));
}

#[test]
fn one_write_can_follow_another() {
    assert_eq!(effects_of(&[Opened, WriteStarted, WriteFinished], WriteStarted), Effects::SEND);
}

#[test]
fn a_connection_that_fails_before_it_is_established_rejects_both_promises() {
    let both = Effects::REJECT_OPENED.and(Effects::SETTLE_CLOSED);
    for events in [&[], FAILING] {
        assert_eq!(effects_of(events, ClosedUncleanly), both, "{events:?}");
        assert_eq!(effects_of(events, ClosedCleanly), both, "clean, as a host may say: {events:?}");
    }
}

#[test]
fn every_end_ends_what_is_still_there() {
    let both = Effects::END_READABLE.and(Effects::END_WRITABLE);
    let rows = [
        (OPENED, both),
        (CLOSED_WHILE_OPEN, both),
        (PEER_CLOSING, both),
        (WRITING, both),
        (CANCELLED, Effects::END_WRITABLE),
        (WRITER_ABORTED, Effects::END_READABLE),
        (WRITER_CLOSED, Effects::END_READABLE.and(Effects::SETTLE_WRITER_CLOSE)),
        (&[Opened, ReaderCancelled, WriterAborted], Effects::NONE),
        (&[Opened, ReaderCancelled, WriterClosed], Effects::SETTLE_WRITER_CLOSE),
    ];
    for (events, ended) in rows {
        let ended = ended.and(Effects::SETTLE_CLOSED);
        assert_eq!(effects_of(events, ClosedUncleanly), ended, "{events:?}");
        let clean = effects_of(events, ClosedCleanly);
        let resolves = events != WRITING;
        assert_eq!(
            clean,
            ended.and(Effects::CLEAN).and_if(resolves, Effects::COMPLETE),
            "{events:?}"
        );
    }
}

#[test]
fn too_many_unread_messages_end_all_and_close_the_socket() {
    let ended = Effects::END_READABLE
        .and(Effects::END_WRITABLE)
        .and(Effects::SETTLE_CLOSED)
        .and(Effects::CLOSE_SOCKET);
    assert_eq!(effects_of(OPENED, Overflowed), ended);
    for events in [&[], CANCELLED, CLOSED_WHILE_OPEN, &[Opened, Overflowed]] {
        assert_eq!(effects_of(events, Overflowed), Effects::NONE, "{events:?}");
    }
}

#[test]
fn after_the_end_nothing_does_anything() {
    for end in [ClosedCleanly, ClosedUncleanly, Overflowed] {
        let ended = after(&[Opened, end]);
        for &event in Event::ALL {
            let mut connection = ended;
            assert_eq!(connection.handle(event), Effects::NONE, "{end:?}, {event:?}");
            assert_eq!(connection, ended, "{end:?}, {event:?}");
        }
    }
}

#[test]
fn every_state_is_a_number_and_every_number_of_none_is_refused() {
    let mut seen = 0;
    for number in 0..=u8::MAX {
        if let Some(state) = Connection::from_number(number) {
            assert_eq!(state.number(), number);
            seen += 1;
        }
    }
    // Phases, readables, writables.
    assert_eq!(seen, 6 * 2 * 4);
    assert_eq!(Connection::default().number(), 0);
}

#[test]
fn no_event_in_any_state_leads_out_of_the_states() {
    for state in all_states() {
        for &event in Event::ALL {
            let mut connection = state;
            connection.handle(event);
            assert_eq!(Connection::from_number(connection.number()), Some(connection));
        }
    }
}

#[test]
fn more_than_the_limit_is_too_much_and_the_limit_is_not() {
    let limit = f64::from(RECEIVE_LIMIT);
    for (unread, limit, too_much) in
        [(0.0, 0.0, false), (1.0, 0.0, true), (limit, limit, false), (limit + 1.0, limit, true)]
    {
        assert_eq!(is_too_much(unread, limit), too_much, "{unread} of {limit}");
    }
}

#[test]
fn a_socket_is_full_when_it_holds_more_than_its_room() {
    let room = f64::from(SEND_ROOM);
    assert!(!is_full(0.0));
    assert!(!is_full(room));
    assert!(is_full(room + 1.0));
}

#[test]
fn an_abort_ends_the_wait_for_room_and_then_closes() {
    let writing: &[Event] = &[Opened, WriteStarted];
    assert_eq!(effects_of(writing, WriterAborting), Effects::REJECT_WRITE);
    let aborting: &[Event] = &[Opened, WriteStarted, WriterAborting];
    assert_eq!(effects_of(aborting, WriterAborted), Effects::CLOSE_SOCKET);
    assert_eq!(effects_of(aborting, WriteFinished), Effects::NONE);
    assert_eq!(effects_of(OPENED, WriterAborting), Effects::NONE);
}
