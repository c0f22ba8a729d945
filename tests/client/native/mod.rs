//! What only a native target has: threads and runtimes; in the files beside it, options, TLS, and servers that misbehave.
mod faults;
mod options;
mod peer;
mod real_server;
mod refused;
#[cfg(feature = "rustls")]
mod tls;

use std::sync::{Arc, Mutex};

use tokio::runtime::Handle;
use tokio::task::JoinSet;
use websocket_wasm::*;

use crate::common::*;
use crate::dropping::count;

#[sentence]
async fn all_types_and_their_futures_are_send_and_sync() {
    fn is_for_any_thread<T: Send + Sync + 'static>() {}
    is_for_any_thread::<(WebSocket, Builder, Connect, Sender, Receiver, Closed, Error)>();
    is_for_any_thread::<(ReconnectingWebSocket, ReconnectingSender, Events, Messages)>();
    is_for_any_thread::<ClosedForGood>();
}

#[test]
fn without_a_runtime_there_are_no_sockets() {
    let connect = std::pin::pin!(WebSocket::connect("ws://127.0.0.1:9/"));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(matches!(connect.poll(&mut cx), std::task::Poll::Ready(Err(Error::Unsupported))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn senders_in_many_threads_share_a_connection_and_nothing_is_lost() {
    let (sender, mut receiver) = open("/echo").await.split();
    let mut tasks = JoinSet::new();
    for task in 0..8 {
        let sender = sender.clone();
        tasks.spawn(async move {
            for number in 0..200 {
                sender.send(format!("{task} {number}")).await.unwrap();
            }
        });
    }
    let mut next = [0; 8];
    for _ in 0..1600 {
        let text = receiver.recv().await.unwrap().unwrap().into_text().unwrap();
        let (task, number) = text.split_once(' ').unwrap();
        let next = &mut next[task.parse::<usize>().unwrap()];
        assert_eq!(number.parse(), Ok(*next));
        *next += 1;
    }
    tasks.join_all().await;
    assert_eq!(sender.close_with(1000, "").unwrap().await.code, CloseCode::NORMAL);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_waits_for_room_in_another_thread_is_woken() {
    let builder = WebSocket::builder(at("/echo")).high_water_mark(1);
    let (sender, mut receiver) = builder.await.unwrap().split();
    let sending = tokio::spawn(async move {
        for _ in 0..2000 {
            sender.send(&[7; 100]).await.unwrap();
        }
        sender.drained(0).await.unwrap();
        sender
    });
    for _ in 0..2000 {
        assert_eq!(receiver.recv().await.unwrap().unwrap().len(), 100);
    }
    assert_eq!(sending.await.unwrap().buffered_amount(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_uses_a_connection_in_another_thread_while_it_opens_does_not_hide_that_it_has_opened() {
    for _ in 0..20 {
        let (sender, mut events) = ReconnectingWebSocket::connect(at("/echo")).split();
        let asked = sender.clone();
        // A thread of its own: the runtime's are free to open the connection.
        let asking = std::thread::spawn(move || {
            while asked.ready_state() == ReadyState::Connecting {
                std::thread::yield_now();
            }
        });
        sender.send("first").await.unwrap();
        let event = events.recv().await;
        assert!(matches!(event, Some(Event::Open { .. })), "{event:?}");
        assert_eq!(events.recv().await, Some(Event::Message("first".into())));
        asking.join().unwrap();
        sender.close().await;
    }
}

#[test]
fn a_runtime_that_is_shut_down_ends_its_connections() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let socket = runtime.block_on(open("/echo"));
    let closed = socket.closed();
    drop(runtime);
    let other = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(other.block_on(closed).code, CloseCode::ABNORMAL);
    assert_eq!(socket.ready_state(), ReadyState::Closed);
}

#[sentence]
async fn what_is_dropped_leaves_no_task_in_the_runtime() {
    let url = at("/echo");
    for _ in 0..count() {
        drop(WebSocket::connect(&url).await.unwrap());
        drop(ReconnectingWebSocket::connect(&url));
        let mut socket = ReconnectingWebSocket::connect(&url);
        assert!(matches!(socket.recv().await, Some(Event::Open { .. })));
    }
    let metrics = Handle::current().metrics();
    // Closing takes its time, at the most as long as a server that does not answer is waited for.
    while metrics.num_alive_tasks() > 0 {
        sleep(1).await;
    }
}

#[sentence]
async fn functions_of_the_app_run_in_any_thread() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    let refuse = move |cause: &Cause, attempt| {
        told.lock().unwrap().push((cause.to_string(), attempt));
        attempt < 2
    };
    let builder = ReconnectingWebSocket::builder(refusing()).first_delay(ms(1));
    let mut socket = builder.should_reconnect(refuse).connect();
    let last = loop {
        match socket.recv().await {
            Some(Event::GaveUp { attempts, .. }) => break attempts,
            Some(Event::Reconnecting { .. }) => {}
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(seen.lock().unwrap().len(), last as usize + 1);
}
