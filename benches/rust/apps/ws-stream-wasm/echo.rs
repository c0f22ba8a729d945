//! Asks an echo server.
use futures_util::{SinkExt, StreamExt};
use wasm_bindgen::prelude::*;
use ws_stream_wasm::{WsMessage, WsMeta};

/// Returns what comes back
#[wasm_bindgen]
pub async fn echo(url: String, text: String) -> Result<String, JsError> {
    let (_meta, mut socket) = WsMeta::connect(url, None).await?;
    socket.send(WsMessage::Text(text)).await?;
    let answer = socket.next().await.ok_or(JsError::new("no answer"))?;
    socket.close().await?;
    match answer {
        WsMessage::Text(text) => Ok(text),
        WsMessage::Binary(_) => Err(JsError::new("no text")),
    }
}
