//! The whole chat. It knows neither terminals nor pages.
use std::pin::pin;

use futures_util::future::{Either, select};
use futures_util::{Stream, StreamExt};
use websocket_wasm::{Event, ReconnectingWebSocket};

/// Take part until there is nothing more to say: `said` is what the user writes, and `show` shows a line
pub async fn chat(
    url: String,
    name: String,
    said: impl Stream<Item = String>,
    mut show: impl FnMut(String),
) {
    let mut said = pin!(said);
    let (sender, mut events) = ReconnectingWebSocket::connect(url).split();
    loop {
        match select(pin!(events.recv()), said.next()).await {
            Either::Left((Some(event), _)) => {
                if let Some(line) = line_of(event) {
                    show(line);
                }
            }
            // While the server is away, it waits in a queue.
            Either::Right((Some(text), _)) => {
                if let Err(error) = sender.send(format!("{name}: {text}")).await {
                    show(format!("* not sent: {error}"));
                }
            }
            Either::Right((None, _)) => break,
            Either::Left((None, _)) => return,
        }
    }
    // The user leaves: what was said is sent before that.
    if sender.drained(0).await.is_ok() {
        show(format!("* {}", sender.close().await));
    }
}

fn line_of(event: Event) -> Option<String> {
    Some(match event {
        Event::Message(message) => message.into_text().ok()?,
        Event::Open { .. } => "* here".into(),
        Event::Reconnecting { cause, .. } => format!("* away: {cause}"),
        Event::Undelivered(messages) => format!("* {} may be lost", messages.len()),
        Event::Closed(end) => format!("* {end}"),
        _ => return None,
    })
}
