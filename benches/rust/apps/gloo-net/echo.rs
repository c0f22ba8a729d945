//! Asks an echo server.
use futures_util::{SinkExt, StreamExt};
use gloo_net::websocket::{Message, futures::WebSocket};
use wasm_bindgen::prelude::*;

/// Returns what comes back
#[wasm_bindgen]
pub async fn echo(url: String, text: String) -> Result<String, JsError> {
    let mut socket = WebSocket::open(&url)?;
    socket.send(Message::Text(text)).await?;
    let answer = socket.next().await.ok_or(JsError::new("no answer"))??;
    socket.close(None, None)?;
    match answer {
        Message::Text(text) => Ok(text),
        Message::Bytes(_) => Err(JsError::new("no text")),
    }
}
