//! Halves for other threads, and the task beside the connection.
use super::fake::{self, FakeSocket};
use super::tasks::Task;
use super::{open, open_with};
use crate::client::remote::Pump;
use crate::client::{Error, Message, RemoteReceiver, RemoteSender, WebSocket};
use std::rc::Rc;
use std::task::Poll;

type Parts = (Task<Pump>, RemoteSender, RemoteReceiver, Rc<FakeSocket>);

fn remote((socket, host): (WebSocket, Rc<FakeSocket>)) -> Parts {
    let (pump, sender, receiver) = Pump::new(socket, 2);
    let mut pump = Task::new(pump);
    assert!(pump.poll().is_pending());
    (pump, sender, receiver, host)
}

fn send(sender: &mut RemoteSender, text: &str) -> Poll<Result<(), Error>> {
    Task::new(Box::pin(sender.send(text))).poll()
}

fn next(receiver: &mut RemoteReceiver) -> Poll<Option<Result<Message, Error>>> {
    Task::new(Box::pin(receiver.recv())).poll()
}

#[test]
fn messages_go_and_come_through_the_task() {
    let (mut pump, mut sender, mut receiver, host) = remote(open());
    assert_eq!(send(&mut sender, "out"), Poll::Ready(Ok(())));
    assert!(host.sent.borrow().is_empty());
    assert!(pump.poll().is_pending());
    assert_eq!(*host.sent.borrow(), ["out".into()]);
    host.message("in");
    assert!(next(&mut receiver).is_pending());
    assert!(pump.poll().is_pending());
    assert_eq!(next(&mut receiver), Poll::Ready(Some(Ok("in".into()))));
}

#[test]
fn what_does_not_fit_into_the_channel_waits_on_both_sides() {
    let (mut pump, mut sender, mut receiver, host) = remote(open());
    let accepted = (0..9).take_while(|_| send(&mut sender, "out").is_ready()).count();
    assert_eq!(accepted, 3);
    for _ in 0..9 {
        host.message("in");
    }
    assert!(pump.poll().is_pending());
    let mut received = 0;
    while received < 9 {
        while next(&mut receiver).is_ready() {
            received += 1;
        }
        assert!(pump.poll().is_pending());
    }
    assert_eq!(received, 9);
}

#[test]
fn a_close_goes_out_after_all_that_was_sent_before() {
    let (mut pump, mut sender, mut receiver, host) =
        remote(open_with(|builder| builder.high_water_mark(1)));
    host.buffer(9);
    assert!(send(&mut sender, "last").is_ready());
    sender.close_with(3000, "done").unwrap();
    assert!(pump.poll().is_pending());
    assert!(host.closes.borrow().is_empty());
    host.buffer(0);
    fake::wait(200.0);
    assert!(pump.poll().is_pending());
    assert_eq!(*host.sent.borrow(), ["last".into()]);
    fake::wait(200.0);
    host.buffer(0);
    assert!(pump.poll().is_pending());
    fake::wait(200.0);
    assert!(pump.poll().is_pending());
    assert_eq!(*host.closes.borrow(), [(Some(3000), "done".into())]);
    host.end(3000, "done", true);
    assert!(pump.poll().is_pending());
    assert_eq!(next(&mut receiver), Poll::Ready(None));
    assert_eq!(send(&mut sender, "late"), Poll::Ready(Err(Error::Closing)));
}

#[test]
fn the_task_ends_when_nobody_has_a_half_and_closes_the_connection() {
    let (mut pump, mut sender, receiver, host) = remote(open());
    assert!(send(&mut sender, "last").is_ready());
    drop(sender);
    assert!(pump.poll().is_pending());
    drop(receiver);
    assert!(pump.poll().is_ready());
    drop(pump);
    assert_eq!(*host.sent.borrow(), ["last".into()]);
    assert_eq!(host.closes.borrow().len(), 1);
    assert!(!host.is_held());
}

#[test]
fn a_lost_connection_is_an_error_and_then_the_end() {
    let (mut pump, _sender, mut receiver, host) = remote(open());
    host.message("in");
    host.end(1006, "", false);
    assert!(pump.poll().is_pending());
    assert_eq!(next(&mut receiver), Poll::Ready(Some(Ok("in".into()))));
    assert!(matches!(next(&mut receiver), Poll::Ready(Some(Err(Error::Closed(_))))));
    assert!(pump.poll().is_pending());
    assert_eq!(next(&mut receiver), Poll::Ready(None));
}
