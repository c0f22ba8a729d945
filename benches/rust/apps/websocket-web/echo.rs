//! Asks an echo server.
use futures_util::{SinkExt, StreamExt};
use wasm_bindgen::prelude::*;
use websocket_web::{Msg, WebSocket};

/// Returns what comes back
#[wasm_bindgen]
pub async fn echo(url: String, text: String) -> Result<String, JsError> {
    let mut socket = WebSocket::connect(url).await?;
    socket.send(text).await?;
    let answer = socket.next().await.ok_or(JsError::new("no answer"))??;
    socket.close();
    match answer {
        Msg::Text(text) => Ok(text),
        Msg::Binary(_) => Err(JsError::new("no text")),
    }
}
