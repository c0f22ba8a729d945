//! What a page calls: its script has the form and the list.
use futures_channel::mpsc::{UnboundedSender, unbounded};
use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::chat::chat;

/// A chat that runs; `free()` leaves it
#[wasm_bindgen]
pub struct Chat(UnboundedSender<String>);

#[wasm_bindgen]
impl Chat {
    /// Begin; `show` is called with each line
    #[wasm_bindgen(constructor)]
    pub fn new(url: String, name: String, show: Function) -> Self {
        let (sender, said) = unbounded();
        spawn_local(chat(url, name, said, move |line| {
            // An error of the page is its own affair.
            let _ = show.call1(&JsValue::UNDEFINED, &line.into());
        }));
        Self(sender)
    }

    pub fn say(&self, text: String) {
        // After the end, nobody listens.
        let _ = self.0.unbounded_send(text);
    }
}
