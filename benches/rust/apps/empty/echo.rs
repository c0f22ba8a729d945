//! No socket: what the other apps weigh without their client.
use wasm_bindgen::prelude::*;

/// Returns the text
#[wasm_bindgen]
pub async fn echo(url: String, text: String) -> Result<String, JsError> {
    if url.is_empty() { Err(JsError::new("no URL")) } else { Ok(text) }
}
