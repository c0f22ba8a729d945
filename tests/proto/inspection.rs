//! What an inspector counts, and from when.
use websocket_wasm::proto::Traffic;

use crate::recording_host::{World, blob, text};

#[test]
fn counting_starts_when_the_inspector_is_attached() {
    let mut world = World::open();
    world.close(None, "").unwrap();
    world.send(text("unseen")).unwrap();
    assert!(world.socket.start_inspection());
    world.send(text("seen")).unwrap();
    world.send(text("")).unwrap();
    assert_eq!(world.socket.dropped_since_inspection(), Traffic { messages: 2, bytes: 4 });
}

#[test]
fn what_waits_is_counted_as_dropped_when_the_connection_fails() {
    let mut world = World::open_without_blobs();
    world.socket.start_inspection();
    world.send(blob("blob")).unwrap();
    world.send(text("after")).unwrap();
    assert_eq!(world.socket.queued(), Traffic { messages: 2, bytes: 9 });
    world.blob_is_read(0, None);
    world.send(text("late")).unwrap();
    assert_eq!(world.socket.dropped_since_inspection(), Traffic { messages: 3, bytes: 13 });
    assert_eq!(world.socket.queued(), Traffic::default());
}

#[test]
fn the_last_inspector_to_go_ends_the_inspection() {
    let mut world = World::open();
    assert!(world.socket.start_inspection());
    assert!(!world.socket.start_inspection());
    assert!(!world.socket.stop_inspection());
    assert!(world.socket.is_inspected());
    assert!(world.socket.stop_inspection());
    assert!(!world.socket.is_inspected());
    assert!(!world.socket.stop_inspection());
}
