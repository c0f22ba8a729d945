//! Dropped in every phase: the server has no connection left, and the page or the runtime nothing of it. `npm run leaks:rust` does it 10,000 times.
use std::future::Future;

use websocket_wasm::WebSocket;

use crate::common::*;

pub(crate) fn count() -> usize {
    // Natively, what is left behind is seen by the server alone.
    let usual = if cfg!(target_arch = "wasm32") { 150 } else { 30 };
    option_env!("WS_LEAK_COUNT").and_then(|count| count.parse().ok()).unwrap_or(usual)
}

#[sentence]
async fn a_dropped_connect_leaves_nothing() {
    leaves_nothing("connect", async |url| {
        let connect = WebSocket::builder(url).connect_timeout(ms(60_000)).connect();
        sleep(0).await;
        drop(connect);
    })
    .await;
}

#[sentence]
async fn a_dropped_socket_leaves_nothing_whether_its_halves_were_split_or_not() {
    leaves_nothing("open", async |url| drop(WebSocket::connect(url).await)).await;
    leaves_nothing("halves", async |url| {
        let (sender, receiver) = WebSocket::connect(url).await.unwrap().split();
        let clone = sender.clone();
        clone.send("unread").await.unwrap();
        drop(sender);
        drop(receiver);
    })
    .await;
}

#[sentence]
async fn a_socket_that_is_dropped_while_it_closes_leaves_nothing() {
    leaves_nothing("closing", async |url| {
        let socket = WebSocket::builder(url).close_timeout(ms(60_000)).await.unwrap();
        socket.close();
    })
    .await;
    leaves_nothing("closed", async |url| {
        WebSocket::connect(url).await.unwrap().close().await;
    })
    .await;
}

#[sentence]
async fn a_connection_that_never_was_leaves_nothing() {
    keeps_nothing(20, async || drop(WebSocket::connect(refusing()).await)).await;
}

#[sentence]
async fn a_url_that_is_refused_leaves_nothing() {
    keeps_nothing(count(), async || drop(WebSocket::connect("ftp://h/").await)).await;
}

async fn leaves_nothing<R: Future<Output = ()>>(phase: &str, act: impl Fn(String) -> R) {
    let room = room(phase);
    let url = at(&format!("/room?name={room}"));
    keeps_nothing(count(), || act(url.clone())).await;
    until_members(&room, 0).await;
}

/// Does something often, which must leave nothing behind
pub(crate) async fn keeps_nothing<R: Future<Output = ()>>(count: usize, act: impl Fn() -> R) {
    let footprint = Footprint::new();
    for _ in 0..count.min(5) {
        act().await;
    }
    sleep(20).await;
    let before = footprint.look();
    for _ in 0..count {
        act().await;
    }
    sleep(20).await;
    assert_eq!(footprint.look(), before);
}
