//! Asks an echo server, with nothing between the app and the browser's socket.
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, WebSocket};

/// Returns what comes back
#[wasm_bindgen]
pub async fn echo(url: String, text: String) -> Result<String, JsValue> {
    let socket = WebSocket::new(&url)?;
    let opened = Promise::new(&mut |resolve: Function, reject: Function| {
        socket.set_onopen(Some(&resolve));
        socket.set_onerror(Some(&reject));
    });
    JsFuture::from(opened).await?;
    let answered = Promise::new(&mut |resolve: Function, reject: Function| {
        socket.set_onmessage(Some(&resolve));
        socket.set_onclose(Some(&reject));
    });
    socket.send_with_str(&text)?;
    let event: MessageEvent = JsFuture::from(answered).await?.unchecked_into();
    socket.close()?;
    event.data().as_string().ok_or(JsValue::from("no text"))
}
