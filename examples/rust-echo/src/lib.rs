//! Asks an echo server from Rust.
use wasm_bindgen::prelude::*;
use websocket_wasm::{Error, WebSocket};

/// Sends a text and returns what comes back, or why nothing did
#[wasm_bindgen]
pub async fn echo(url: String, text: String) -> Result<String, Error> {
    let mut socket = WebSocket::connect(url).await?;
    socket.send(&text).await?;
    let answer = match socket.recv().await {
        Some(message) => message?.into_text().unwrap_or_default(),
        None => String::new(),
    };
    let end = socket.close_with(1000, "thank you")?.await;
    Ok(format!("{answer} ({end})"))
}
