//! A connection that comes back.
use std::future::{Future, pending};

use futures_util::{SinkExt, StreamExt};
use websocket_wasm::*;

use crate::common::*;
use crate::dropping::keeps_nothing;

/// Comes back soon
fn builder(path: &str) -> ReconnectingBuilder {
    ReconnectingWebSocket::builder(at(path)).first_delay(ms(50))
}

/// The next event that is no message
async fn news(socket: &mut ReconnectingWebSocket) -> Event {
    loop {
        let event = socket.recv().await.unwrap();
        if !matches!(event, Event::Message(_)) {
            return event;
        }
    }
}

async fn message(socket: &mut ReconnectingWebSocket) -> String {
    match socket.recv().await {
        Some(Event::Message(message)) => message.into_text().unwrap(),
        other => panic!("{other:?}"),
    }
}

async fn until_open(socket: &mut ReconnectingWebSocket) -> u32 {
    match news(socket).await {
        Event::Open { attempts, .. } => attempts,
        other => panic!("{other:?}"),
    }
}

/// The server drops all connections of a room, and is away for so long
async fn outage(name: &str, milliseconds: u32) {
    let mut socket = open(&format!("/outage?name={name}&for={milliseconds}")).await;
    while socket.recv().await.is_some() {}
}

#[sentence]
async fn connect_returns_at_once_and_messages_wait_for_the_connection() {
    let mut socket = builder("/echo").connect();
    assert_eq!(socket.ready_state(), ReadyState::Connecting);
    socket.send("first").await.unwrap();
    socket.send(b"second").await.unwrap();
    assert_eq!(socket.queued().messages, 2);
    assert_eq!(until_open(&mut socket).await, 0);
    assert_eq!(message(&mut socket).await, "first");
    assert_eq!(socket.recv().await, Some(Event::Message(b"second".into())));
    assert_eq!(socket.sender().url(), at("/echo"));
}

#[sentence]
async fn a_connection_that_the_server_closes_comes_back_with_code_and_reason_told() {
    // WebKit makes 1006 of 1012.
    let mut socket = builder("/close?after=1&code=3012&reason=restart").connect();
    for attempts in 0..3 {
        assert_eq!(until_open(&mut socket).await, attempts);
        socket.send("close").await.unwrap();
        let Event::Reconnecting { attempt, delay, cause } = news(&mut socket).await else {
            panic!("no event")
        };
        assert!(attempt == attempts + 1 && delay.is_some());
        let Cause::Closed(end) = cause else { panic!("{cause}") };
        assert_eq!((end.code.number(), &*end.reason), (3012, "restart"));
    }
}

#[sentence]
async fn what_is_sent_during_an_outage_arrives_once_and_in_order_and_one_connection_is_made() {
    let name = room("outage");
    let mut socket = builder(&format!("/room?name={name}")).max_delay(ms(200)).connect();
    until_open(&mut socket).await;
    outage(&name, 300).await;
    // The first attempt may have failed already.
    assert!(matches!(news(&mut socket).await, Event::Reconnecting { attempt: 1.., .. }));
    for number in 0..50 {
        socket.send(format!("line {number}")).await.unwrap();
    }
    for number in 0..50 {
        let text = loop {
            if let Some(Event::Message(message)) = socket.recv().await {
                break message.into_text().unwrap();
            }
        };
        assert_eq!(text, format!("{} line {number}", number + 1));
    }
    sleep(300).await;
    assert_eq!(members(&name).await, 1, "two reconnects for one loss");
    assert!(socket.try_recv().is_pending(), "nothing comes twice");
    assert_eq!(socket.undelivered(), Traffic::default());
}

#[sentence]
async fn it_comes_back_while_nobody_polls() {
    let name = room("nobody-polls");
    let socket = builder(&format!("/room?name={name}")).max_delay(ms(100)).connect();
    until_members(&name, 1).await;
    outage(&name, 100).await;
    until_members(&name, 1).await;
    // The server knows of the connection first.
    while socket.ready_state() != ReadyState::Open {
        sleep(10).await;
    }
}

#[sentence]
async fn a_provider_is_asked_before_each_attempt_and_may_take_its_time() {
    let provider = async |attempt: Attempt| {
        sleep(10).await;
        match attempt.number {
            1 => Err("no token"),
            number => Ok(Target::new(at(&format!("/protocol?answer=v{number}&greet")))
                .protocols([format!("v{number}")])),
        }
    };
    let builder = ReconnectingWebSocket::builder_with(provider).first_delay(ms(20));
    let mut socket = builder.stable_time(ms(60_000)).connect();
    let Event::Open { protocol, .. } = news(&mut socket).await else { panic!("no event") };
    assert_eq!(protocol, "v0");
    assert_eq!(message(&mut socket).await, "hello");
    socket.reconnect();
    let Event::Open { protocol, .. } = news(&mut socket).await else { panic!("no event") };
    assert_eq!(protocol, "v0", "the attempts count from 0 again");
}

#[sentence]
async fn a_provider_that_fails_is_asked_again() {
    let mut answers = vec![Ok(at("/echo")), Err("no token")];
    let provider = move |_| std::future::ready(answers.pop().unwrap());
    let mut socket = ReconnectingWebSocket::builder_with(provider).first_delay(ms(20)).connect();
    let Event::Reconnecting { cause, .. } = news(&mut socket).await else { panic!("no event") };
    assert_eq!(cause, Cause::Provider("no token".into()));
    assert_eq!(until_open(&mut socket).await, 1);
}

#[sentence]
async fn each_connection_is_greeted_before_what_waits() {
    let greeting = async |_| Ok::<_, String>(["login"]);
    let mut socket = builder("/echo").greeting(greeting).connect();
    socket.send("waits").await.unwrap();
    until_open(&mut socket).await;
    assert_eq!(message(&mut socket).await, "login");
    assert_eq!(message(&mut socket).await, "waits");
}

#[sentence]
async fn a_server_that_answers_no_heartbeat_is_given_up_and_one_that_does_is_not() {
    let heartbeat = |timeout| {
        let probe = Heartbeat::new().interval(ms(100)).timeout(ms(timeout)).payload(|| "ping");
        probe.is_answer(|message| message.as_text() == Some("ping"))
    };
    let mut silent = builder("/slow").heartbeat(heartbeat(100)).connect();
    until_open(&mut silent).await;
    let Event::Reconnecting { cause, .. } = news(&mut silent).await else { panic!("no event") };
    assert_eq!(cause, Cause::Heartbeat);
    drop(silent);

    // A busy machine answers late. It is watched for longer than the timeout.
    let mut alive = builder("/echo").heartbeat(heartbeat(600)).connect();
    until_open(&mut alive).await;
    sleep(1200).await;
    assert!(alive.try_recv().is_pending(), "answers are kept from the app");
    assert_eq!(alive.ready_state(), ReadyState::Open);
}

#[sentence]
async fn a_server_that_refuses_is_given_up_after_as_many_attempts_as_there_may_be() {
    let mut socket = ReconnectingWebSocket::builder(refusing()).max_attempts(0).connect();
    let cause = Cause::Failed(Error::Connect(ConnectError::Failed));
    assert_eq!(news(&mut socket).await, Event::GaveUp { attempts: 0, cause });
    assert_eq!(socket.recv().await, None);
}

#[sentence]
async fn a_url_that_is_not_allowed_is_given_up_at_once_with_the_rule() {
    let mut socket = ReconnectingWebSocket::connect("ftp://h/");
    let Event::GaveUp { cause, .. } = news(&mut socket).await else { panic!("no event") };
    assert_eq!(
        cause.to_string(),
        "The URL ftp://h/ is not valid, or not one of ws, wss, http or https, or it has a fragment."
    );
}

#[sentence]
async fn close_has_a_code_and_a_reason_and_no_attempt_follows() {
    let mut socket = builder("/echo").connect();
    until_open(&mut socket).await;
    let end = socket.close_with(3000, "bye").unwrap().await;
    assert_eq!((end.code.number(), &*end.reason, end.was_clean), (3000, "bye", true));
    assert_eq!(socket.recv().await, Some(Event::Closed(end)));
    assert_eq!(socket.recv().await, None);
    assert!(matches!(socket.send("late").await, Err(Error::Closed(_))));
    socket.reconnect();
    assert_eq!(until_open(&mut socket).await, 0);
}

#[sentence]
async fn a_queue_that_is_full_makes_send_wait_and_try_send_say_the_rule() {
    let socket = builder("/echo").max_queued_messages(1).connect();
    socket.try_send("first").unwrap();
    let Err(QueueError::Limit(limit)) = socket.try_send("second") else { panic!("sent") };
    assert_eq!((limit.byte_len, limit.max_messages), (6, 1));
    socket.send("second").await.unwrap();
    let messages: Vec<_> =
        socket.messages().take(2).map(|message| message.unwrap()).collect().await;
    assert_eq!(messages, [Message::from("first"), Message::from("second")]);
}

#[sentence]
async fn messages_are_a_stream_and_a_sink_like_those_of_a_plain_socket() {
    let mut messages = builder("/echo").connect().messages();
    SinkExt::send(&mut messages, "hello".into()).await.unwrap();
    assert_eq!(messages.next().await, Some(Ok("hello".into())));
    SinkExt::close(&mut messages).await.unwrap();
    assert_eq!(messages.next().await, None);
}

#[sentence]
async fn send_waits_while_the_browser_holds_too_much() {
    let socket = builder("/slow?for=300").high_water_mark(1 << 18).connect();
    let (sender, mut events) = socket.split();
    assert!(matches!(events.recv().await, Some(Event::Open { .. })));
    drop(events);
    let chunk = vec![1; 1 << 16];
    let mut most = 0;
    for _ in 0..200 {
        sender.send(&*chunk).await.unwrap();
        most = most.max(sender.buffered_amount());
    }
    assert!(most <= (1 << 18) + (1 << 16), "{most} bytes");
    sender.drained(0).await.unwrap();
    assert_eq!(sender.buffered_amount(), 0);
}

async fn leaves_nothing<R: Future<Output = ()>>(phase: &str, act: impl Fn(String) -> R) {
    let name = room(phase);
    let url = at(&format!("/room?name={name}"));
    keeps_nothing(40, || act(url.clone())).await;
    until_members(&name, 0).await;
}

#[sentence]
async fn dropped_in_any_phase_it_leaves_nothing() {
    leaves_nothing("reconnecting-connecting", async |url| {
        drop(ReconnectingWebSocket::connect(url));
        sleep(0).await;
    })
    .await;
    leaves_nothing("reconnecting-open", async |url| {
        let mut socket = ReconnectingWebSocket::connect(url);
        until_open(&mut socket).await;
        socket.send("unread").await.unwrap();
    })
    .await;
    leaves_nothing("reconnecting-closing", async |url| {
        let mut socket = ReconnectingWebSocket::connect(url);
        until_open(&mut socket).await;
        drop(socket.close());
    })
    .await;
    leaves_nothing("reconnecting-asking", async |_| {
        let provider = |_| pending::<Result<String, String>>();
        let socket = ReconnectingWebSocket::builder_with(provider).connect();
        sleep(0).await;
        drop(socket);
        sleep(0).await;
    })
    .await;
    keeps_nothing(20, async || {
        let mut socket = ReconnectingWebSocket::connect(refusing());
        assert!(matches!(news(&mut socket).await, Event::Reconnecting { .. }));
    })
    .await;
}
