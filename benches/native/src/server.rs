//! The server: tokio-tungstenite, in a process of its own with one thread.
//!
//! | path | does |
//! |---|---|
//! | `/echo` | sends every message back |
//! | `/sink` | after a text with a number: reads so many messages, and answers with a text |
//! | `/source` | after a text with a number, and a message: sends the message so often |
use std::io::Read;

use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

type Socket = WebSocketStream<TcpStream>;

/// Serve until nobody holds the input open any more
pub fn run() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        // More than one may connect at a time: 10,000 do.
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        println!("ws://{}", listener.local_addr().expect("an address"));
        tokio::select! {
            () = accept(listener) => {}
            _ = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())) => {}
        }
        std::process::exit(0);
    });
}

async fn accept(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(async move {
            stream.set_nodelay(true).expect("an option of TCP");
            let mut path = String::new();
            #[allow(clippy::result_large_err)] // its type is given
            let note = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
                path = request.uri().path().to_owned();
                Ok(response)
            };
            let config = WebSocketConfig::default().read_buffer_size(READ_BUFFER);
            let accepted =
                tokio_tungstenite::accept_hdr_async_with_config(stream, note, Some(config)).await;
            let Ok(mut socket) = accepted else { return };
            // Whoever leaves ends it.
            let _ = match path.as_str() {
                "/sink" => sink(&mut socket).await,
                "/source" => source(&mut socket).await,
                _ => echo(&mut socket).await,
            };
        });
    }
}

/// 10,000 connections have one each
const READ_BUFFER: usize = 16 << 10;

async fn echo(socket: &mut Socket) -> Option<()> {
    loop {
        let message = next(socket).await?;
        socket.send(message).await.ok()?;
    }
}

async fn sink(socket: &mut Socket) -> Option<()> {
    loop {
        for _ in 0..count(socket).await? {
            next(socket).await?;
        }
        socket.send(Message::text("done")).await.ok()?;
    }
}

async fn source(socket: &mut Socket) -> Option<()> {
    loop {
        let count = count(socket).await?;
        let message = next(socket).await?;
        for _ in 0..count {
            socket.feed(message.clone()).await.ok()?;
        }
        socket.flush().await.ok()?;
    }
}

async fn count(socket: &mut Socket) -> Option<usize> {
    next(socket).await?.to_text().ok()?.parse().ok()
}

/// The next message; `None` at the end
async fn next(socket: &mut Socket) -> Option<Message> {
    loop {
        match socket.next().await?.ok()? {
            message @ (Message::Text(_) | Message::Binary(_)) => return Some(message),
            _ => {}
        }
    }
}
