//! The server of `servers`: sockets that are connected to it, and what it saw of them.
use js_sys::Math;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, WebSocket};
use websocket_wasm::install;

use crate::recorder::Recorder;

/// The URL of a behaviour of the server, such as `/echo` (behaviours.mjs has them all)
pub(crate) fn url(target: &str) -> String {
    let server = env!(
        "WS_TEST_SERVER",
        "the URL of servers/server.mjs, while the tests are compiled: run npm test"
    );
    format!("{server}{target}")
}

/// A socket that is connecting, and will be until this task ends
pub(crate) fn connect(target: &str) -> WebSocket {
    construct(&url(target)).unwrap()
}

/// `new WebSocket(url)`, where that is our class: another test may have uninstalled it
pub(crate) fn construct(url: &str) -> Result<WebSocket, JsValue> {
    install().unwrap();
    WebSocket::new(url)
}

/// `new WebSocket(url, protocol)`, likewise
pub(crate) fn construct_with(url: &str, protocol: &str) -> Result<WebSocket, JsValue> {
    install().unwrap();
    WebSocket::new_with_str(url, protocol)
}

/// The same, with its events written down
pub(crate) fn recorded(target: &str) -> (WebSocket, Recorder) {
    let socket = connect(target);
    let recorder = Recorder::of(&socket);
    (socket, recorder)
}

/// The same, once it is open
pub(crate) async fn opened(target: &str) -> (WebSocket, Recorder) {
    let (socket, recorder) = recorded(target);
    assert_eq!(recorder.until("open").await.first().map(String::as_str), Some("open 1"));
    (socket, recorder)
}

/// A socket to an echoing server, in that state
pub(crate) async fn in_state(ready_state: u16) -> WebSocket {
    let (socket, recorder) = recorded("/echo");
    if ready_state >= WebSocket::OPEN {
        recorder.until("open").await;
    }
    if ready_state >= WebSocket::CLOSING {
        socket.close().unwrap();
    }
    if ready_state == WebSocket::CLOSED {
        recorder.until("close").await;
    }
    assert_eq!(socket.ready_state(), ready_state);
    socket
}

/// The states of a socket, in their order
pub(crate) const READY_STATES: [u16; 4] =
    [WebSocket::CONNECTING, WebSocket::OPEN, WebSocket::CLOSING, WebSocket::CLOSED];

/// A connection that the server writes a report about
pub(crate) struct Watched {
    id: String,
}

/// What the server saw of a connection; `reports.mjs` writes it
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    pub(crate) requested_protocols: Option<String>,
    pub(crate) messages: u32,
    pub(crate) bytes: u32,
    pub(crate) close_code: Option<u16>,
    pub(crate) close_reason: String,
    pub(crate) close_body_hex: Option<String>,
}

impl Watched {
    pub(crate) fn new() -> Self {
        Self { id: format!("web-{}", Math::random()) }
    }

    /// The target, with the id that the server knows this connection by
    pub(crate) fn target(&self, target: &str) -> String {
        format!("{target}{}id={}", if target.contains('?') { '&' } else { '?' }, self.id)
    }

    /// What the server has seen once the connection has ended
    pub(crate) async fn report(&self) -> Report {
        let url = url(&format!("/report?wait&id={}", self.id)).replacen("ws", "http", 1);
        let response = JsFuture::from(web_sys::window().unwrap().fetch_with_str(&url));
        let response: Response = response.await.unwrap().unchecked_into();
        let report = JsFuture::from(response.json().unwrap()).await.unwrap();
        serde_wasm_bindgen::from_value(report).unwrap()
    }
}
