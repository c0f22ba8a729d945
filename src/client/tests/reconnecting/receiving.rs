//! Messages and events that wait to be read.
use super::*;
use crate::client::Overflow;
use crate::client::tests::tasks::Task;
use crate::proto::Mailbox;

const OVERHEAD: usize = Mailbox::<Message>::OVERHEAD as usize;

#[test]
fn messages_of_all_connections_come_in_their_order_among_the_events() {
    let mut socket = connect_with(|builder| builder);
    let host = FakeSocket::latest();
    host.open("");
    host.message("first");
    host.end(1006, "", false);
    let next = next_attempt();
    next.open("");
    next.message(b"second");
    assert_eq!(
        events(&mut socket),
        [
            opened(0),
            Event::Message("first".into()),
            reconnecting(1, 500, Cause::Closed(lost())),
            opened(1),
            Event::Message(b"second".into()),
        ]
    );
}

#[test]
fn more_than_may_wait_to_be_read_closes_the_connection_and_another_follows() {
    let limit = 2 * (OVERHEAD + 5);
    let (mut socket, host) = open_with(|builder| builder.receive_limit(limit));
    for text in ["11111", "22222", "33333", "44444"] {
        host.message(text);
    }
    assert_eq!(host.closes.borrow().len(), 1);
    host.end(1005, "", true);
    assert_eq!(
        events(&mut socket),
        [
            Event::Message("11111".into()),
            Event::Message("22222".into()),
            reconnecting(1, 500, Cause::ReceiveLimit { limit }),
        ]
    );
    let next = next_attempt();
    next.open("");
    next.message("55555");
    assert_eq!(events(&mut socket), [opened(1), Event::Message("55555".into())]);
}

#[test]
fn the_oldest_messages_may_make_room_and_events_stay() {
    let (mut socket, host) = open_with(|builder| {
        builder.receive_limit(OVERHEAD + 1).receive_overflow(Overflow::DropOldest)
    });
    host.message("1");
    host.end(1006, "", false);
    let next = next_attempt();
    next.open("");
    next.message("2");
    assert_eq!(
        events(&mut socket),
        [reconnecting(1, 500, Cause::Closed(lost())), opened(1), Event::Message("2".into())]
    );
}

#[test]
fn without_events_messages_cost_nothing_and_senders_go_on_over_connections() {
    let (socket, host) = open();
    let (sender, events) = socket.split();
    drop(events);
    assert!(!host.hears_messages.get());
    host.end(1006, "", false);
    sender.try_send("still").unwrap();
    let next = next_attempt();
    assert!(!next.hears_messages.get());
    next.open("");
    assert_eq!(*next.sent.borrow(), texts(&["still"]));
}

#[test]
fn a_message_wakes_the_reader_once() {
    let (socket, host) = open();
    let (_sender, mut events) = socket.split();
    let mut task = Task::new(events.recv()).pending();
    host.message("a");
    host.message("b");
    assert_eq!(task.times_woken(), 1);
    assert_eq!(task.poll(), Poll::Ready(Some(Event::Message("a".into()))));
}
