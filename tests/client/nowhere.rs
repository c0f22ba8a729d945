//! The client on a target without sockets: apps compile, and each connection fails with an error that says so.
#![cfg(not(any(target_arch = "wasm32", feature = "native")))]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use websocket_wasm::{
    Cause, Closed, ClosedForGood, Connect, Error, Event, Events, Messages, QueueError, ReadyState,
    Receiver, ReconnectingSender, ReconnectingWebSocket, Sender, WebSocket,
};

fn is_for_any_thread<T: Send + Sync + 'static>() {}

#[test]
fn each_connection_fails_at_once() {
    let connect = pin!(WebSocket::connect("wss://example.com/"));
    let polled = connect.poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(polled, Poll::Ready(Err(Error::Unsupported))));
}

#[test]
fn arguments_are_checked_all_the_same() {
    let connect = pin!(WebSocket::builder("wss://example.com/").protocols(["a b"]).connect());
    let polled = connect.poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(polled, Poll::Ready(Err(Error::InvalidArgument(_)))));
}

#[test]
fn one_that_comes_back_gives_up_at_once() {
    let mut socket = ReconnectingWebSocket::connect("wss://example.com/");
    let told = QueueError::Closed(Error::Unsupported);
    assert_eq!(socket.try_send("hello"), Err(told));
    let cause = Cause::Failed(Error::Unsupported);
    let last = Event::GaveUp { attempts: 0, cause };
    assert_eq!(socket.try_recv(), Poll::Ready(Some(last)));
    assert_eq!(socket.try_recv(), Poll::Ready(None));
    assert_eq!(socket.ready_state(), ReadyState::Closed);
    socket.reconnect();
    let closed = pin!(socket.close());
    assert!(closed.poll(&mut Context::from_waker(Waker::noop())).is_ready());
}

#[test]
fn all_types_are_send_and_sync() {
    is_for_any_thread::<(WebSocket, Connect, Sender, Receiver, Closed, Error)>();
    is_for_any_thread::<(ReconnectingWebSocket, ReconnectingSender, Events, Messages)>();
    is_for_any_thread::<ClosedForGood>();
}
