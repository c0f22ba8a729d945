//! The chat in a terminal: `terminal [URL] [NAME]`; the end of the input leaves it.
use std::{env, io, thread};

use futures_channel::mpsc::unbounded;
use rust_everywhere::chat::chat;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut args = env::args().skip(1);
    let url = args.next().unwrap_or_else(|| "ws://127.0.0.1:8081/room".into());
    let name = args.next().unwrap_or_else(|| "terminal".into());
    let (sender, said) = unbounded();
    // Reading a terminal blocks.
    thread::spawn(move || {
        for line in io::stdin().lines().map_while(Result::ok) {
            let _ = sender.unbounded_send(line);
        }
    });
    chat(url, name, said, |line| println!("{line}")).await;
}
