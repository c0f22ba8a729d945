//! What a call costs the core, for callgrind: `instructions.mjs` runs one operation N times and 2 N times, and the
//! difference is what N of them cost.
//!
//! `instructions <operation> <rounds>`
use std::hint::black_box;

use websocket_wasm::proto::{
    CloseRequest, HostCapabilities, Message, MessageKind, ReadyState, Socket,
};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let operation = arguments.next().unwrap_or_default();
    let rounds = arguments.next().and_then(|rounds| rounds.parse().ok()).unwrap_or(0);
    let Some(run) = operation_named(&operation) else {
        // `cargo bench` runs every benchmark with arguments of its own.
        eprintln!("nothing is measured without callgrind: node benches/instructions.mjs");
        return;
    };
    let mut socket = open_socket();
    for _ in 0..rounds {
        run(&mut socket);
    }
}

type Operation = fn(&mut Socket<Bytes>);

fn operation_named(name: &str) -> Option<Operation> {
    let operation: Operation = match name {
        "nothing" => |_| {},
        "handover" => |socket| {
            black_box(black_box(&mut *socket).handover(black_box(ReadyState::Open)));
        },
        "send" => |socket| {
            let socket = black_box(socket);
            socket.observe(black_box(ReadyState::Open));
            let mut action = socket.send(black_box(Bytes(16))).ok().flatten();
            while let Some(next) = action {
                black_box(next);
                action = socket.poll_action();
            }
        },
        "ready state" => |socket| {
            black_box(black_box(&mut *socket).ready_state_with(black_box(ReadyState::Open)));
        },
        "buffered amount" => |socket| {
            black_box(black_box(&mut *socket).buffered_amount(black_box(16)).total());
        },
        "connect" => |_| drop(black_box(open_socket())),
        "connect and close" => |_| {
            let mut socket = black_box(open_socket());
            let request = CloseRequest::new(black_box(Some(1000)), "");
            let mut action = request.ok().and_then(|request| socket.close(request));
            while let Some(next) = action {
                black_box(next);
                action = socket.poll_action();
            }
            drop(black_box(socket));
        },
        _ => return None,
    };
    Some(operation)
}

fn open_socket() -> Socket<Bytes> {
    let mut socket = Socket::new(black_box(HostCapabilities { takes_blobs: true }));
    socket.observe(black_box(ReadyState::Open));
    socket
}

/// A message with this many bytes
struct Bytes(u64);

impl Message for Bytes {
    fn kind(&self) -> MessageKind {
        MessageKind::Buffer
    }

    fn byte_len(&self) -> u64 {
        self.0
    }
}
