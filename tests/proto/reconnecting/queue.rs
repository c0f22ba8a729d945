//! What waits, what is dropped, and what is reported.
use websocket_wasm::proto::Traffic;
use websocket_wasm::proto::reconnecting::{Keys, Overflow, Reconnector, Sent, SentKind, Standing};

use super::world::{World, policy, with_limits};

fn queued(key: u64) -> Sent {
    Sent::Queued { key, dropped: Keys::default() }
}

fn keys(first: u64, end: u64) -> Keys {
    Keys { first, end }
}

#[test]
fn one_that_takes_the_place_of_others_is_told_from_one_that_does_not() {
    assert_eq!(queued(3).kind(), SentKind::Queued);
    let dropped = Sent::Queued { key: 3, dropped: keys(1, 2) };
    assert_eq!(dropped.kind(), SentKind::QueuedForOthers);
}

#[test]
fn what_is_told_and_handed_over_depends_on_the_state() {
    let mut world = World::connecting(policy());
    assert_eq!(world.reconnector.standing(), Standing::ActiveUntil);
    world.opens();
    assert_eq!(world.reconnector.standing(), Standing::Direct);
    world.close();
    assert_eq!(world.reconnector.standing(), Standing::Closing);
    world.ends();
    assert_eq!(world.reconnector.standing(), Standing::Idle);
}

#[test]
fn a_look_at_what_was_handed_over_comes_after_the_interval() {
    let mut world = World::open(policy());
    world.now = 500.0;
    world.send(1);
    assert_eq!(world.reconnector.deadline(), 500.0 + Reconnector::LOOK_INTERVAL);
}

#[test]
fn what_waits_goes_out_before_open_is_fired() {
    let mut world = World::connecting(policy());
    assert_eq!(world.send(1), queued(1));
    assert_eq!(world.send(2), queued(2));
    world.opens();
    assert_eq!(world.take_log(), ["send 1", "send 2", "open"]);
    assert_eq!(world.send(3), Sent::HandedOver { key: 3 });
}

#[test]
fn a_message_waits_while_the_server_closes() {
    let mut world = World::open(policy());
    assert_eq!(world.reconnector.send(1, false, 0.0), queued(1));
    world.ends();
    assert_eq!(world.take_log(), ["close", "reconnecting 1 in 100, Closed"]);
    assert_eq!(world.reconnector.queued(), Traffic { messages: 1, bytes: 1 });
}

#[test]
fn the_queue_is_full_by_bytes_and_by_messages() {
    for (bytes, messages, fits, is_full_with) in
        [(10, 9, vec![4, 6], 1), (10, 9, vec![10], 1), (10, 2, vec![1, 0], 0), (0, 9, vec![0], 1)]
    {
        let mut world = World::connecting(with_limits(bytes, messages, Overflow::Error));
        for (key, byte_len) in (1..).zip(fits) {
            assert_eq!(world.send(byte_len), queued(key));
        }
        let before = world.reconnector.queued();
        assert_eq!(world.send(is_full_with), Sent::Refused);
        assert_eq!(world.reconnector.queued(), before);
    }
}

#[test]
fn the_oldest_go_as_many_as_it_takes() {
    let mut world = World::connecting(with_limits(10, 3, Overflow::DropOldest));
    for (key, byte_len) in [(1, 2), (2, 3), (3, 4)] {
        assert_eq!(world.send(byte_len), queued(key));
    }
    assert_eq!(world.send(1), Sent::Queued { key: 4, dropped: keys(1, 2) });
    assert_eq!(world.send(8), Sent::Queued { key: 5, dropped: keys(2, 4) });
    assert_eq!(world.reconnector.queued(), Traffic { messages: 2, bytes: 9 });
    assert_eq!(world.reconnector.take_overflow(), Traffic { messages: 3, bytes: 9 });
    assert_eq!(world.reconnector.take_overflow(), Traffic::default());
}

#[test]
fn one_that_has_no_room_even_alone_takes_no_other_with_it() {
    let mut world = World::connecting(with_limits(10, 3, Overflow::DropOldest));
    world.send(2);
    assert_eq!(world.send(11), Sent::DroppedNewest);
    assert_eq!(world.reconnector.queued(), Traffic { messages: 1, bytes: 2 });
    assert_eq!(world.reconnector.take_overflow(), Traffic { messages: 1, bytes: 11 });
}

#[test]
fn the_newest_goes_where_that_is_the_policy() {
    let mut world = World::connecting(with_limits(10, 9, Overflow::DropNewest));
    world.send(8);
    assert_eq!(world.send(3), Sent::DroppedNewest);
    assert_eq!(world.send(2), queued(2));
    assert_eq!(world.reconnector.take_overflow(), Traffic { messages: 1, bytes: 3 });
}

#[test]
fn limits_are_for_what_waits_only() {
    let mut world = World::open(with_limits(10, 1, Overflow::Error));
    for key in 1..=3 {
        assert_eq!(world.send(1_000), Sent::HandedOver { key });
    }
}

#[test]
fn what_was_handed_over_and_not_transmitted_is_reported_after_close() {
    let mut world = World::open(policy());
    for byte_len in [4, 3, 2] {
        world.send(byte_len);
    }
    // Three bytes of the nine are left: the last message, and one byte of that before it.
    assert_eq!(world.reconnector.handle_transmitted(3), keys(1, 2));
    world.ends();
    assert_eq!(
        world.take_log(),
        ["close", "undelivered 2..4+0..0: 2 of 5 B", "reconnecting 1 in 100, Closed"]
    );
    assert_eq!(world.reconnector.undelivered(), Traffic { messages: 2, bytes: 5 });
    assert_eq!(world.reconnector.buffered_amount(0), 0);
}

#[test]
fn what_a_connection_has_transmitted_is_known_by_the_bytes_left() {
    for (left, transmitted) in [(9, 0), (6, 0), (5, 1), (3, 1), (2, 2), (1, 2), (0, 3)] {
        let mut world = World::open(policy());
        for byte_len in [4, 3, 2] {
            world.send(byte_len);
        }
        let keys = world.reconnector.handle_transmitted(left);
        assert!(keys.iter().eq(1..=transmitted), "{left} bytes left");
    }
}

#[test]
fn an_empty_message_of_which_it_is_not_known_counts_as_transmitted() {
    let mut world = World::open(policy());
    for byte_len in [0, 5, 0] {
        world.send(byte_len);
    }
    assert_eq!(world.reconnector.handle_transmitted(5), keys(1, 2));
    assert_eq!(world.reconnector.handle_transmitted(0), keys(2, 4));
}

#[test]
fn what_is_left_is_looked_at_once_a_second_while_there_is_anything() {
    let mut world = World::open(policy());
    world.passes(2_000.0);
    assert_eq!(world.reconnector.deadline(), f64::INFINITY);
    world.send(5);
    assert_eq!(world.reconnector.deadline(), 3_000.0);
    world.passes(1_000.0);
    assert_eq!(world.reconnector.deadline(), 4_000.0);
    world.reconnector.handle_transmitted(0);
    world.passes(1_000.0);
    assert_eq!(world.reconnector.deadline(), f64::INFINITY);
}

#[test]
fn the_last_connection_takes_along_what_waits_and_its_bytes_stay_counted() {
    let mut world = World::open(policy());
    world.send(4);
    world.reconnector.send(2, false, 0.0);
    world.close();
    assert_eq!(world.send(3), Sent::DroppedAfterClose);
    assert_eq!(world.reconnector.buffered_amount(4), 9);
    world.ends();
    assert_eq!(world.take_log(), ["shut", "close", "undelivered 1..2+2..3: 2 of 6 B"]);
    assert_eq!(world.reconnector.buffered_amount(0), 9);
    world.connect();
    assert_eq!(world.reconnector.buffered_amount(0), 0);
}

#[test]
fn what_waits_without_anything_going_on_is_reported_by_close() {
    let mut world = World::new(policy());
    world.send(4);
    world.close();
    assert!(world.take_log().is_empty());
    world.time_comes();
    assert_eq!(world.take_log(), ["undelivered 0..0+1..2: 1 of 4 B"]);
    assert!(!world.reconnector.is_active());
}

#[test]
fn bytes_are_counted_wherever_they_are() {
    let mut world = World::connecting(policy());
    world.send(4);
    assert_eq!(world.reconnector.buffered_amount(0), 4);
    world.opens();
    world.send(3);
    assert_eq!(world.reconnector.buffered_amount(7), 7);
    assert_eq!(world.reconnector.buffered_amount(2), 2);
}

#[test]
fn a_message_does_not_overtake_one_that_waits() {
    let mut world = World::open(policy());
    assert_eq!(world.reconnector.send(1, false, 0.0), queued(1));
    assert_eq!(world.reconnector.send(1, true, 0.0), queued(2));
}
