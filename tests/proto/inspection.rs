//! What an inspector counts, and from when.
use websocket_wasm::proto::Traffic;

use crate::recording_host::{World, blob, text};

#[test]
fn counting_starts_when_the_inspector_is_attached() {
    let mut world = World::open();
    world.send(text("unseen")).unwrap();
    assert!(world.socket.start_inspection());
    world.send(text("seen")).unwrap();
    world.send(text("")).unwrap();
    let figures = world.socket.inspection().unwrap();
    assert_eq!(figures.sent, Traffic { messages: 2, bytes: 4 });
}

#[test]
fn dropped_and_waiting_messages_are_not_sent_ones() {
    let mut world = World::open_without_blobs();
    world.socket.start_inspection();
    world.send(blob("blob")).unwrap();
    world.send(text("after")).unwrap();
    assert_eq!(world.socket.queued(), Traffic { messages: 2, bytes: 9 });
    world.blob_is_read(0, None);
    world.send(text("late")).unwrap();
    let figures = world.socket.inspection().unwrap();
    assert_eq!(figures.sent, Traffic::default());
    assert_eq!(figures.dropped, Traffic { messages: 3, bytes: 13 });
    assert_eq!(world.socket.queued(), Traffic::default());
}

#[test]
fn the_last_inspector_to_go_takes_the_figures_along() {
    let mut world = World::open();
    assert!(world.socket.start_inspection());
    assert!(!world.socket.start_inspection());
    assert!(!world.socket.stop_inspection());
    assert!(world.socket.inspection().is_some());
    assert!(world.socket.stop_inspection());
    assert!(world.socket.inspection().is_none());
    assert!(!world.socket.stop_inspection());
}
