//! What the tests of the client have in common. `browser` and `native` have the same names: a sentence is for both.
#![allow(dead_code, unused_imports)] // each test program uses a part
use std::time::Duration;

use websocket_wasm::{Error, WebSocket};

#[cfg(target_arch = "wasm32")]
pub(crate) use self::browser::*;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use self::native::*;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;

/// A URL of the tests' server
pub(crate) fn at(path: &str) -> String {
    let server = server();
    format!("{server}{path}")
}

/// A URL at which the server refuses. Firefox holds back what it connects to a path at which it has failed before, for longer each
/// time, so that each is another one.
pub(crate) fn refusing() -> String {
    at(&format!("/nothing-{}", random()))
}

pub(crate) async fn open(path: &str) -> WebSocket {
    WebSocket::connect(at(path)).await.unwrap()
}

/// The next message, which has to be a text
pub(crate) async fn text(socket: &mut WebSocket) -> String {
    socket.recv().await.unwrap().unwrap().into_text().unwrap()
}

/// How the connection could not be made
pub(crate) async fn refused(url: &str) -> Error {
    WebSocket::connect(url).await.unwrap_err()
}

pub(crate) const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// The name of a room that no other run has: the server may serve several, and counts on
pub(crate) fn room(name: &str) -> String {
    format!("{name}-{}", random())
}

/// How many connections the server has in a room
pub(crate) async fn members(room: &str) -> usize {
    let mut socket = open(&format!("/members?name={room}")).await;
    socket.send("?").await.unwrap();
    text(&mut socket).await.parse().unwrap()
}

/// Waits until the server has so many connections in a room
pub(crate) async fn until_members(room: &str, count: usize) {
    for _ in 0..200 {
        if members(room).await == count {
            return;
        }
        sleep(25).await;
    }
    panic!("the server has {} connections instead of {count}", members(room).await);
}
