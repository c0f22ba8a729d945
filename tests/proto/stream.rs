//! The states of a `WebSocketStream` as numbers, and its limits. The model has what each event does: tests/model/stream.rs.
use websocket_wasm::proto::stream::room::{RECEIVE_LIMIT, SEND_ROOM, is_full, is_too_much};
use websocket_wasm::proto::stream::{Connection, Event};

/// Every state there is
fn all_states() -> Vec<Connection> {
    (0..=u8::MAX).filter_map(Connection::from_number).collect()
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
fn the_limits_are_those_of_the_docs() {
    assert_eq!((RECEIVE_LIMIT, SEND_ROOM), (16_777_216, 1_048_576));
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
