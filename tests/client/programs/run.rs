//! Runs a program. After each step it waits for the server, so that what it tells does not depend on time.
use websocket_wasm::*;

use super::program::{Ending, Program, Step, Target};
use crate::common::*;

/// In front of what asks the server for the acts of a step
const ASIDE: &str = "~";
const PLAY_LIMIT_MS: u64 = 20_000;

/// What the program has done, and what it was told
pub(super) async fn run(program: &Program) -> String {
    let mut told = Vec::new();
    let mut builder = WebSocket::builder(url(program)).protocols(&program.protocols);
    // Who waits for longer than that waits for ever.
    builder = builder.connect_timeout(ms(PLAY_LIMIT_MS)).close_timeout(ms(PLAY_LIMIT_MS));
    if let Some(limit) = program.receive_limit {
        builder = builder.receive_limit(limit).receive_overflow(Overflow::DropOldest);
    }
    match builder.await {
        Err(error) => told.push(failure(&error)),
        Ok(socket) => {
            told.push(format!("open {:?}", socket.protocol()));
            play(program, socket, &mut told).await;
        }
    }
    told.join("; ")
}

fn url(program: &Program) -> String {
    match &program.target {
        Target::Invalid(url) => (*url).into(),
        // Firefox holds back what it connects to a path at which it has failed.
        Target::Refused("nothing") => refusing(),
        Target::Refused(how) => at(&format!("/{how}?id={}", random())),
        Target::Play { protocol, at_close } => {
            let acts = program.steps.iter().enumerate().filter_map(|(index, step)| match step {
                Step::Act(act) => Some(format!(r#"{{"after":"{index}",{act}}}"#)),
                _ => None,
            });
            let script = format!("[{}]", acts.collect::<Vec<_>>().join(","));
            let mut path =
                format!("/play?aside={ASIDE}&script={}&id={}", encode(&script), random());
            for (name, value) in [("protocol", protocol), ("close", at_close)] {
                if let Some(value) = value {
                    path += &format!("&{name}={value}");
                }
            }
            at(&path)
        }
    }
}

async fn play(program: &Program, mut socket: WebSocket, told: &mut Vec<String>) {
    for (index, step) in program.steps.iter().enumerate() {
        match step {
            Step::Act(_) => {}
            Step::CloseWrongly(code, length) => {
                let refused = socket.close_with(*code, &"x".repeat(*length)).unwrap_err();
                told.push(refused.to_string());
            }
            Step::Send { size, is_text, tries } => {
                let message = message(*size, *is_text);
                let result = if *tries {
                    socket.try_send(&message).map_err(|error| error.to_string())
                } else {
                    socket.send(&message).await.map_err(|error| error.to_string())
                };
                told.push(format!("send {size}: {result:?}"));
            }
        }
        let asked = format!("{ASIDE}{index}");
        let result = socket.send(&asked).await;
        told.push(format!(
            "ask: {}",
            result.map_or_else(|error| error.to_string(), |()| "ok".into())
        ));
        if program.reads_late {
            if step.ends_connection() {
                break;
            }
            continue;
        }
        read_until(&mut socket, Some(&asked), told).await;
        if socket.ready_state() != ReadyState::Open {
            break;
        }
    }
    if program.reads_late {
        told.push(socket.closed().await.to_string());
        told.push(format!("unread: {}", socket.unread().messages));
        return read_until(&mut socket, None, told).await;
    }
    end(program, socket, told).await;
}

async fn end(program: &Program, mut socket: WebSocket, told: &mut Vec<String>) {
    match &program.ending {
        Ending::Drop => {
            let closed = socket.closed();
            drop(socket);
            told.push(format!("dropped: {}", closed.await));
        }
        Ending::Close => {
            told.push(socket.close().await.to_string());
            read_until(&mut socket, None, told).await;
        }
        Ending::CloseWith(code, reason) => {
            told.push(socket.close_with(*code, reason).unwrap().await.to_string());
            told.push(format!(
                "late: {:?}",
                socket.try_send("late").map_err(|error| error.to_string())
            ));
            read_until(&mut socket, None, told).await;
        }
        Ending::CloseUnread(code) => {
            let (sender, receiver) = socket.split();
            drop(receiver);
            told.push(sender.close_with(*code, "").unwrap().await.to_string());
        }
        Ending::CloseTwice(first, second) => {
            let closed = socket.close_with(*first, "first").unwrap();
            told.push(format!("closing: {:?}", socket.ready_state()));
            told.push(format!(
                "late: {:?}",
                socket.try_send("late").map_err(|error| error.to_string())
            ));
            told.push(socket.close_with(*second, "second").unwrap().await.to_string());
            told.push(closed.await.to_string());
            read_until(&mut socket, None, told).await;
        }
    }
}

/// Reads up to this text, or to the end
async fn read_until(socket: &mut WebSocket, last: Option<&str>, told: &mut Vec<String>) {
    loop {
        match socket.recv().await {
            Some(Ok(message)) if last.is_some() && message.as_text() == last => return,
            Some(Ok(message)) => told.push(shown(&message)),
            Some(Err(error)) => told.push(error.to_string()),
            None => {
                told.push(format!("over, {}, {:?}", socket.closed().await, socket.ready_state()));
                return;
            }
        }
    }
}

fn failure(error: &Error) -> String {
    format!("no connection: {error}")
}

/// A message of so many bytes
fn message(size: usize, is_text: bool) -> Message {
    let characters = ["a", "\u{e9}", "\u{20ac}", "\u{1f30d}"];
    let mut text = String::new();
    for character in characters.iter().cycle() {
        if text.len() + character.len() > size {
            break;
        }
        text += character;
    }
    text += &"x".repeat(size - text.len());
    if is_text { text.into() } else { text.into_bytes().into() }
}

/// Its kind, its length and a checksum
fn shown(message: &Message) -> String {
    let (kind, bytes) = match message {
        Message::Text(text) => ("text", text.as_bytes()),
        Message::Binary(bytes) => ("binary", &bytes[..]),
    };
    let sum = bytes
        .iter()
        .fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    format!("{kind} {} {sum:08x}", bytes.len())
}
