//! Asks an echo server.
use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite_wasm::{Message, connect};
use wasm_bindgen::prelude::*;

/// Returns what comes back
#[wasm_bindgen]
pub async fn echo(url: String, text: String) -> Result<String, JsError> {
    let mut socket = connect(url).await?;
    socket.send(Message::text(text)).await?;
    let answer = socket.next().await.ok_or(JsError::new("no answer"))??;
    socket.close().await?;
    match answer {
        Message::Text(text) => Ok(text.as_str().to_owned()),
        _ => Err(JsError::new("no text")),
    }
}
