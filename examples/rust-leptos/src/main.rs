//! A chat in Leptos: one task reads into a signal, a click sends, and the connection closes when the component is gone.
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use websocket_wasm::{Sender, WebSocket};

/// The server of the examples, or another one for a build
const URL: &str = match option_env!("WS_URL") {
    Some(url) => url,
    None => "ws://127.0.0.1:8081/",
};

#[component]
fn Chat() -> impl IntoView {
    let (lines, set_lines) = signal(Vec::<String>::new());
    let sender = StoredValue::new(None::<Sender>);
    let show = move |line: String| {
        // The component may be gone.
        let _ = set_lines.try_update(|lines| lines.push(line));
    };
    spawn_local(async move {
        let socket = match WebSocket::connect(URL).await {
            Ok(socket) => socket,
            Err(error) => return show(error.to_string()),
        };
        show(format!("connected to {}", socket.url()));
        let (half, mut receiver) = socket.split();
        let closed = half.closed();
        if sender.try_set_value(Some(half)).is_some() {
            return;
        }
        while let Some(Ok(message)) = receiver.recv().await {
            show(message.into_text().unwrap_or_default());
        }
        show(closed.await.to_string());
    });
    let say_hello = move |_| {
        sender.with_value(|sender| {
            if let Some(Err(error)) = sender.as_ref().map(|sender| sender.try_send("hello")) {
                show(error.to_string());
            }
        });
    };
    on_cleanup(move || {
        sender.try_with_value(|sender| sender.as_ref().map(|sender| drop(sender.close())));
    });
    view! {
        <button on:click=say_hello>"Say hello"</button>
        <ul>{move || lines.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
    }
}

fn main() {
    leptos::mount::mount_to_body(Chat);
}
