//! A chat in Dioxus: a task of the component reads into a signal and ends with the component, which closes the connection.
use dioxus::prelude::*;
use websocket_wasm::{Sender, WebSocket};

/// The server of the examples, or another one for a build
const URL: &str = match option_env!("WS_URL") {
    Some(url) => url,
    None => "ws://127.0.0.1:8081/",
};

fn main() {
    dioxus::launch(Chat);
}

#[component]
fn Chat() -> Element {
    let mut lines = use_signal(Vec::<String>::new);
    let mut sender = use_signal(|| None::<Sender>);
    use_future(move || async move {
        let mut socket = match WebSocket::connect(URL).await {
            Ok(socket) => socket,
            Err(error) => return lines.push(error.to_string()),
        };
        lines.push(format!("connected to {}", socket.url()));
        sender.set(Some(socket.sender().clone()));
        while let Some(Ok(message)) = socket.recv().await {
            lines.push(message.into_text().unwrap_or_default());
        }
        lines.push(socket.closed().await.to_string());
    });
    let say_hello = move |_| {
        if let Some(Err(error)) = sender.read().as_ref().map(|sender| sender.try_send("hello")) {
            lines.push(error.to_string());
        }
    };
    rsx! {
        button { onclick: say_hello, "Say hello" }
        ul {
            for line in lines.read().iter() {
                li { "{line}" }
            }
        }
    }
}
