//! A chat in Yew: one task reads, a click sends, and the connection closes when the component is gone.
use wasm_bindgen_futures::spawn_local;
use websocket_wasm::{Message, Sender, WebSocket};
use yew::prelude::*;

/// The server of the examples, or another one for a build
const URL: &str = match option_env!("WS_URL") {
    Some(url) => url,
    None => "ws://127.0.0.1:8081/",
};

enum Event {
    Connected(Sender),
    Message(Message),
    Ended(String),
    Send,
}

struct Chat {
    sender: Option<Sender>,
    lines: Vec<String>,
}

impl Component for Chat {
    type Message = Event;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        spawn_local(async move {
            let socket = match WebSocket::connect(URL).await {
                Ok(socket) => socket,
                Err(error) => return link.send_message(Event::Ended(error.to_string())),
            };
            let (sender, mut receiver) = socket.split();
            let closed = sender.closed();
            link.send_message(Event::Connected(sender));
            while let Some(Ok(message)) = receiver.recv().await {
                link.send_message(Event::Message(message));
            }
            link.send_message(Event::Ended(closed.await.to_string()));
        });
        Self { sender: None, lines: Vec::new() }
    }

    fn update(&mut self, _: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Connected(sender) => {
                self.lines.push(format!("connected to {}", sender.url()));
                self.sender = Some(sender);
            }
            Event::Message(message) => self.lines.push(message.into_text().unwrap_or_default()),
            Event::Ended(text) => self.lines.push(text),
            Event::Send => {
                if let Some(Err(error)) =
                    self.sender.as_ref().map(|sender| sender.try_send("hello"))
                {
                    self.lines.push(error.to_string());
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <>
                <button onclick={ctx.link().callback(|_| Event::Send)}>{ "Say hello" }</button>
                <ul>{ for self.lines.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            </>
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some(sender) = &self.sender {
            drop(sender.close());
        }
    }
}

fn main() {
    yew::Renderer::<Chat>::new().render();
}
