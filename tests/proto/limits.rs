//! The high-water mark, and the time that closing may take.
use websocket_wasm::proto::{Handover, ReadyState, Room};

use crate::recording_host::{World, blob, text};

fn limited(mut world: World, high_water_mark: u64) -> World {
    world.socket.set_limits(high_water_mark, None);
    world
}

#[test]
fn the_host_is_given_messages_until_it_holds_as_much_as_the_mark_says() {
    let mut world = limited(World::open(), 8);
    for data in ["1234", "567", "larger than the mark", "waits", "too"] {
        world.send(text(data)).unwrap();
    }
    let sent = ["send 1234", "send 567", "send larger than the mark"];
    assert_eq!(world.asked[..3], sent);
    assert_eq!(world.asked[3..], ["await room"]);
    assert_eq!((world.socket.queued().messages, world.socket.queued().bytes), (2, 8));
    assert_eq!(world.buffered_amount(27), 35);
}

#[test]
fn what_waits_goes_as_soon_as_the_host_holds_less_than_the_mark() {
    // What the host holds when it is looked at, and how many of the three are given to it
    for (in_host, given) in [(9, 0), (8, 0), (7, 1), (4, 2), (0, 3)] {
        let mut world = limited(World::open(), 8);
        for data in ["12345678", "a", "bbb", "cccc"] {
            world.send(text(data)).unwrap();
        }
        world.look(in_host);
        let expected = ["send kept a", "send kept bbb", "send kept cccc"];
        assert_eq!(world.asked[2..], expected[..given], "{in_host} bytes in the host");
    }
}

#[test]
fn a_mark_of_nothing_has_the_host_hold_one_message_at_a_time() {
    let mut world = limited(World::open(), 0);
    world.send(text("1")).unwrap();
    world.send(text("2")).unwrap();
    assert_eq!(world.asked, ["send 1", "await room"]);
    world.look(0);
    assert_eq!(world.asked[2..], ["send kept 2"]);
}

#[test]
fn room_that_is_there_when_the_next_message_comes_is_used_at_once_and_in_order() {
    let mut world = limited(World::open(), 4);
    world.send(text("1234")).unwrap();
    world.send(text("5")).unwrap();
    world.in_host = 0;
    world.send(text("6")).unwrap();
    assert_eq!(world.asked, ["send 1234", "await room", "send kept 5", "send kept 6"]);
}

#[test]
fn looks_are_asked_for_once_until_nothing_waits_any_more() {
    let mut world = limited(World::open(), 4);
    for _ in 0..3 {
        world.send(text("1234")).unwrap();
    }
    assert_eq!(world.asked, ["send 1234", "await room"]);
    assert!(world.socket.next_look(0.0, None).is_some());
    world.look(0);
    assert!(world.socket.next_look(1.0, None).is_some());
    world.look(0);
    assert_eq!(world.socket.next_look(2.0, None), None);
    assert_eq!(world.asked[2..], ["send kept 1234", "send kept 1234"]);
    world.send(text("1")).unwrap();
    assert_eq!(world.asked[4..], ["await room"]);
}

#[test]
fn with_a_mark_every_message_is_the_core_s() {
    let mut world = World::open();
    world.ready_state();
    assert_eq!(world.handover(), Handover::AsItIs);
    world.socket.set_limits(u64::MAX, Some(1));
    assert_eq!(world.handover(), Handover::AsItIs);
    world.socket.set_limits(1 << 20, None);
    assert_eq!(world.handover(), Handover::ByTheCore);
}

#[test]
fn blobs_that_have_to_be_read_keep_their_place_beside_the_mark() {
    let mut world = limited(World::open_without_blobs(), 4);
    world.send(blob("blob")).unwrap();
    world.send(text("after")).unwrap();
    world.blob_is_read(0, Some("read"));
    assert_eq!(world.asked, ["read blob", "send read", "await room"]);
    world.look(0);
    assert_eq!(world.asked[3..], ["send kept after"]);
}

#[test]
fn close_follows_what_waits_for_room() {
    let mut world = limited(World::open(), 4);
    world.send(text("1234")).unwrap();
    world.send(text("5")).unwrap();
    world.close(Some(1000), "").unwrap();
    world.send(text("too late")).unwrap();
    assert_eq!(world.ready_state(), ReadyState::Closing);
    assert_eq!(world.asked, ["send 1234", "await room"]);
    world.look(3);
    assert_eq!(world.asked[2..], ["send kept 5", "close 1000 \"\""]);
}

#[test]
fn close_needs_no_room_where_nothing_waits() {
    let mut world = limited(World::open(), 4);
    world.send(text("1234")).unwrap();
    world.close(None, "").unwrap();
    assert_eq!(world.asked, ["send 1234", "close"]);
}

#[test]
fn a_connection_that_ends_drops_what_waits_for_room() {
    let mut world = limited(World::open(), 4);
    world.send(text("1234")).unwrap();
    world.send(text("56")).unwrap();
    world.host_state = ReadyState::Closed;
    world.look(4);
    assert_eq!(world.asked, ["send 1234", "await room"]);
    assert_eq!(world.socket.next_look(0.0, None), None);
    assert_eq!(world.buffered_amount(4), 6);
}

#[test]
fn nothing_is_looked_for_beside_what_closing_has_dropped() {
    let mut world = World::open();
    world.close(None, "").unwrap();
    world.send(text("dropped")).unwrap();
    for below in [0, 6, 7, 10] {
        assert_eq!(world.socket.next_look(0.0, Some(below)), None, "{below}");
    }
}

#[test]
fn room_is_what_is_left_of_the_limit_until_bytes_are_lost() {
    let mut world = World::open();
    world.ready_state();
    for (in_host, below, expected) in
        [(0, 0, Room::Enough), (5, 5, Room::Enough), (6, 5, Room::NotYet)]
    {
        assert_eq!(world.socket.room(in_host, below), expected, "{in_host} with {below}");
    }
    world.close(None, "").unwrap();
    assert_eq!(world.socket.room(5, 5), Room::Enough);
    world.send(text("lost")).unwrap();
    assert_eq!(world.socket.room(0, u64::MAX), Room::NotYet);
    world.host_state = ReadyState::Closed;
    world.ready_state();
    assert_eq!(world.socket.room(0, u64::MAX), Room::Never);
}

#[test]
fn a_connection_that_has_ended_has_room_iff_everything_was_transmitted() {
    for (in_host, expected) in [(0, Room::Enough), (1, Room::Never)] {
        let mut world = World::open();
        world.host_state = ReadyState::Closed;
        world.ready_state();
        assert_eq!(world.socket.room(in_host, u64::MAX), expected, "{in_host} bytes in the host");
    }
}

#[test]
fn messages_are_hidden_from_close_until_the_host_is_told() {
    let mut world = limited(World::open(), 4);
    world.send(text("1234")).unwrap();
    world.send(text("5")).unwrap();
    assert!(!world.socket.hides_messages());
    world.close(None, "").unwrap();
    assert!(world.socket.hides_messages());
    world.look(0);
    assert_eq!(world.asked.last().unwrap(), "close");
    assert!(!world.socket.hides_messages());
}

fn closing_with_a_limit(timeout: u32) -> World {
    let mut world = World::open();
    world.socket.set_limits(4, Some(timeout));
    world.send(text("1234")).unwrap();
    world.send(text("5")).unwrap();
    world.close(Some(3000), "bye").unwrap();
    assert_eq!(world.asked, ["send 1234", "await room", "await room"]);
    world
}

#[test]
fn closing_is_limited_from_the_call_on_though_messages_wait() {
    let mut world = closing_with_a_limit(500);
    world.look_at(100.0, 4);
    assert!(world.socket.next_look(599.0, None).is_some_and(|delay| delay <= 1.0));
    world.look_at(599.0, 4);
    assert_eq!(world.ready_state(), ReadyState::Closing);
    world.look_at(600.0, 4);
    assert_eq!(world.asked[3..], ["abandon"]);
    assert_eq!(world.ready_state(), ReadyState::Closed);
    assert_eq!(world.socket.next_look(600.0, None), None);
    assert_eq!(world.buffered_amount(4), 5);
}

#[test]
fn the_limit_of_closing_starts_again_whenever_bytes_were_transmitted() {
    let mut world = closing_with_a_limit(500);
    world.look_at(0.0, 4);
    world.look_at(499.0, 3);
    assert_eq!(world.asked[3..], ["send kept 5", "close 3000 \"bye\""]);
    // The host has the message now, and transmits it.
    world.look_at(998.0, 1);
    assert!(world.socket.next_look(998.0, None).is_some_and(|delay| delay <= 100.0));
    world.look_at(1497.0, 0);
    assert_eq!(world.ready_state(), ReadyState::Closing);
    // Nothing is left: only the peer's answer is missing.
    assert_eq!(world.socket.next_look(1500.0, None), Some(497.0));
    world.look_at(1997.0, 0);
    assert_eq!(world.asked[5..], ["abandon"]);
}

#[test]
fn a_host_that_has_closed_ends_the_limit_of_closing() {
    let mut world = closing_with_a_limit(500);
    world.look_at(0.0, 0);
    world.host_state = ReadyState::Closed;
    world.look_at(1e6, 0);
    assert_eq!(world.asked.last().unwrap(), "close 3000 \"bye\"");
    assert_eq!(world.socket.next_look(1e6, None), None);
    assert!(!world.socket.is_abandoned());
}

#[test]
fn an_abort_closes_what_is_open_and_ends_what_is_closing_already() {
    let mut world = limited(World::open(), 4);
    world.send(text("1234")).unwrap();
    world.send(text("5")).unwrap();
    world.abort();
    assert_eq!(world.ready_state(), ReadyState::Closing);
    assert_eq!(world.asked, ["send 1234", "await room"]);
    world.abort();
    assert_eq!(world.asked[2..], ["abandon"]);
    assert_eq!(world.ready_state(), ReadyState::Closed);
    world.abort();
    assert_eq!(world.asked.len(), 3);
    let mut world = World::connecting();
    world.abort();
    assert_eq!(world.asked, ["fail"]);
}

#[test]
fn a_connection_is_given_up_in_every_state_but_the_last() {
    for host_state in [ReadyState::Open, ReadyState::Closing] {
        let mut world = World::open();
        world.close(None, "").unwrap();
        world.host_state = host_state;
        world.give_up();
        assert_eq!(world.asked, ["close", "abandon"]);
        assert_eq!(world.ready_state(), ReadyState::Closed);
        assert!(world.socket.is_abandoned());
        world.give_up();
        assert_eq!(world.asked.len(), 2);
    }
    let mut world = World::open();
    world.host_state = ReadyState::Closed;
    world.give_up();
    assert_eq!(world.asked, [""; 0]);
}
