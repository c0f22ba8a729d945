//! The way into the policy of `ReconnectingWebSocket` for `class.js` beside this file: numbers only.
use wasm_bindgen::prelude::*;

/// What `class.js` calls
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct Reconnecting;

#[wasm_bindgen]
impl Reconnecting {
    /// The delay before an attempt, in milliseconds
    pub fn delay(first: f64, growth: f64, attempt: u32, random: f64) -> f64 {
        first * growth.powi(attempt as i32) * random
    }
}
