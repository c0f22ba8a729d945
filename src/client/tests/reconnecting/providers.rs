//! Futures of the app: where to connect, and how to greet.
use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn, ready};
use std::rc::Rc;
use std::task::Poll;

use super::*;
use crate::client::{Attempt, ReconnectingSender, Target};

/// Counts how many are there
struct Counted(Rc<Cell<i32>>);

impl Counted {
    fn new(count: &Rc<Cell<i32>>) -> Self {
        count.set(count.get() + 1);
        Self(Rc::clone(count))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

#[test]
fn the_url_and_the_subprotocols_are_asked_for_before_each_attempt() {
    let asked = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&asked);
    let builder = ReconnectingWebSocket::builder_with(move |attempt: Attempt| {
        let url = format!("ws://server/{}", attempt.number);
        log.borrow_mut().push(attempt);
        ready(Ok::<_, String>(Target::new(url).protocols(["a"])))
    });
    let mut socket = with_easy_delays(builder).connect();
    assert_eq!(FakeSocket::count(), 0);
    fake_place::run_tasks();
    let host = FakeSocket::latest();
    assert_eq!((&*host.url, &*host.protocols), ("ws://server/0", &["a".to_owned()][..]));
    host.open("a");
    host.end(1006, "", false);
    pass(500.0);
    assert_eq!(FakeSocket::latest().url, "ws://server/1");
    assert_eq!(events(&mut socket).len(), 2);
    let causes: Vec<_> = asked.borrow().iter().map(|attempt| attempt.cause.clone()).collect();
    assert_eq!(causes, [None, Some(Cause::Closed(lost()))]);
    assert_eq!(fake_place::count_tasks(), 0);
}

#[test]
fn a_provider_that_fails_is_asked_again_and_its_error_is_told() {
    let mut answers = vec![Ok("ws://server/"), Err("no token")];
    let builder = ReconnectingWebSocket::builder_with(move |_| ready(answers.pop().unwrap()));
    let mut socket = with_easy_delays(builder).connect();
    fake_place::run_tasks();
    let cause = Cause::Provider("no token".into());
    assert_eq!(events(&mut socket), [reconnecting(1, 500, cause)]);
    pass(500.0);
    FakeSocket::latest().open("");
    assert_eq!(events(&mut socket), [opened(1)]);
}

#[test]
fn a_provider_that_takes_too_long_is_dropped() {
    let count = Rc::new(Cell::new(0));
    let counter = Rc::clone(&count);
    let mut socket = ReconnectingWebSocket::builder_with(move |_| {
        let counted = Counted::new(&counter);
        async move {
            pending::<()>().await;
            drop(counted);
            Ok::<_, String>("ws://server/")
        }
    })
    .provider_timeout(ms(100))
    .connect();
    pass(50.0);
    assert_eq!(count.get(), 1);
    pass(50.0);
    assert_eq!(count.get(), 0);
    let told = events(&mut socket);
    assert!(matches!(&*told, [Event::Reconnecting { cause: Cause::Provider(_), .. }]), "{told:?}");
    socket.reconnect();
    pass(0.0);
    assert_eq!(count.get(), 1);
    drop(socket);
    assert_eq!(count.get(), 0);
    fake_place::run_tasks();
    assert_eq!(fake_place::count_tasks(), 0);
}

#[test]
fn each_connection_is_greeted_before_open_and_before_what_waits() {
    let mut socket = connect_with(|builder| {
        builder.greeting(|attempt| ready(Ok::<_, String>([format!("login {}", attempt.number)])))
    });
    socket.try_send("waits").unwrap();
    let host = FakeSocket::latest();
    host.open("");
    assert!(events(&mut socket).is_empty());
    fake_place::run_tasks();
    assert_eq!(*host.sent.borrow(), texts(&["login 0", "waits"]));
    assert_eq!(events(&mut socket), [opened(0)]);
    host.end(1006, "", false);
    // A greeting is no message of the app, and never undelivered.
    let undelivered = Event::Undelivered(texts(&["waits"]));
    assert_eq!(events(&mut socket), [undelivered, reconnecting(1, 500, Cause::Closed(lost()))]);
}

#[test]
fn a_greeting_that_fails_ends_the_connection() {
    let mut socket =
        connect_with(|builder| builder.greeting(|_| ready(Err::<Vec<Message>, _>("no password"))));
    let host = FakeSocket::latest();
    host.open("");
    fake_place::run_tasks();
    assert!(!host.is_held() && host.closes.borrow().len() == 1);
    let cause = Cause::Provider("no password".into());
    assert_eq!(events(&mut socket), [reconnecting(1, 500, cause)]);
}

#[test]
fn functions_may_call_anything_while_they_run() {
    let slot: Rc<RefCell<Option<ReconnectingSender>>> = Rc::default();
    let inner = Rc::clone(&slot);
    let at_delay = Rc::clone(&slot);
    let mut socket = ReconnectingWebSocket::builder_with(move |attempt: Attempt| {
        let inner = Rc::clone(&inner);
        async move {
            if attempt.number == 1 {
                // The logout of a user, as of the provider.
                inner.borrow().as_ref().map(ReconnectingSender::close);
            }
            poll_fn(|_| Poll::Ready(())).await;
            Ok::<_, String>("ws://server/")
        }
    })
    .delay(move |_, _| {
        at_delay.borrow().as_ref().map(|sender| sender.try_send("from the delay"));
        ms(5)
    })
    .connect();
    slot.replace(Some(socket.sender().clone()));
    fake_place::run_tasks();
    FakeSocket::latest().open("");
    FakeSocket::latest().end(1006, "", false);
    pass(5.0);
    pass(0.0);
    assert_eq!(
        events(&mut socket),
        [
            opened(0),
            reconnecting(1, 5, Cause::Closed(lost())),
            Event::Undelivered(texts(&["from the delay"])),
            Event::Closed(lost()),
        ]
    );
    slot.take();
    assert_eq!(fake_place::count_tasks(), 0);
}
