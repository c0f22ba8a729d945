//! Messages that have to wait, on a host that takes no Blobs: their order, their bytes, and the Close frame after them.
use websocket_wasm::proto::ReadyState;

use crate::recording_host::{World, blob, text};

#[test]
fn a_blob_is_read_first_and_what_follows_waits_for_it() {
    let mut world = World::open_without_blobs();
    world.send(text("before")).unwrap();
    world.send(blob("blob")).unwrap();
    world.send(text("after")).unwrap();
    assert_eq!(world.asked, ["send before", "read blob"]);
    world.blob_is_read(0, Some("read"));
    assert_eq!(world.asked, ["send before", "read blob", "send read", "send kept after"]);
}

#[test]
fn blobs_that_are_read_out_of_order_go_out_in_order() {
    let mut world = World::open_without_blobs();
    for data in [blob("1"), text("2"), blob("3"), blob("4"), text("5")] {
        world.send(data).unwrap();
    }
    world.blob_is_read(2, Some("four"));
    world.blob_is_read(1, Some("three"));
    assert_eq!(world.asked, ["read 1", "read 3", "read 4"]);
    world.blob_is_read(0, Some("one"));
    assert_eq!(
        world.asked[3..],
        ["send one", "send kept 2", "send three", "send four", "send kept 5"]
    );
}

#[test]
fn what_waits_is_counted_until_the_host_counts_it() {
    let mut world = World::open_without_blobs();
    world.send(blob("four")).unwrap();
    world.send(text("five!")).unwrap();
    assert_eq!(world.buffered_amount(0), 9);
    world.blob_is_read(0, Some("four"));
    assert_eq!(world.buffered_amount(9), 9);
    assert_eq!(world.buffered_amount(0), 0);
}

#[test]
fn close_waits_for_the_queue_and_nothing_sent_after_it_goes_out() {
    let mut world = World::open_without_blobs();
    world.send(blob("blob")).unwrap();
    world.close(Some(3000), "bye").unwrap();
    assert_eq!(world.ready_state(), ReadyState::Closing);
    world.send(text("dropped")).unwrap();
    assert_eq!(world.buffered_amount(0), 11);
    world.blob_is_read(0, Some("read"));
    assert_eq!(world.asked, ["read blob", "send read", "close 3000 \"bye\""]);
    assert_eq!(world.buffered_amount(0), 7);
}

#[test]
fn a_connection_that_ends_takes_the_queue_with_it_and_keeps_it_counted() {
    for state in [ReadyState::Closing, ReadyState::Closed] {
        let mut world = World::open_without_blobs();
        world.send(blob("blob")).unwrap();
        world.send(text("after")).unwrap();
        world.close(None, "").unwrap();
        world.host_state = state;
        assert_eq!(world.ready_state(), state);
        world.blob_is_read(0, Some("blob"));
        assert_eq!(world.asked, ["read blob"], "{state:?}");
        assert_eq!(world.buffered_amount(0), 9);
    }
}

#[test]
fn a_blob_that_cannot_be_read_fails_the_connection() {
    let mut world = World::open_without_blobs();
    world.send(blob("blob")).unwrap();
    world.send(text("after")).unwrap();
    world.blob_is_read(0, None);
    // Not a closing handshake: that would look as if everything had been sent.
    assert_eq!(world.asked, ["read blob", "abandon"]);
    assert_eq!(world.ready_state(), ReadyState::Closed);
    assert_eq!(world.buffered_amount(0), 9);
}

#[test]
fn a_blob_that_cannot_be_read_fails_a_connection_that_is_to_be_closed_after_it() {
    let mut world = World::open_without_blobs();
    world.send(blob("blob")).unwrap();
    world.close(Some(1000), "").unwrap();
    world.blob_is_read(0, None);
    assert_eq!(world.asked, ["read blob", "abandon"]);
    assert_eq!(world.ready_state(), ReadyState::Closed);
}
