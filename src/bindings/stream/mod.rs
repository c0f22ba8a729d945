//! The way into the policy of `WebSocketStream` for `class.js` beside this file: numbers only.
use wasm_bindgen::prelude::*;

/// What `class.js` calls
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct Streaming;

#[wasm_bindgen]
impl Streaming {
    /// Whether so many bytes may be buffered
    pub fn fits(bytes: f64, limit: f64) -> bool {
        bytes <= limit
    }
}
