//! Asks an echo server.
use wasm_bindgen::prelude::*;
use websocket_wasm::WebSocket;

/// Returns what comes back
#[wasm_bindgen]
pub async fn echo(url: String, text: String) -> Result<String, JsError> {
    let mut socket = WebSocket::connect(url).await?;
    socket.send(text).await?;
    let answer = socket.recv().await.ok_or(JsError::new("no answer"))??;
    socket.close();
    answer.into_text().map_err(|_| JsError::new("no text"))
}
