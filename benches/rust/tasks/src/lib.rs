//! What every contender does, over a trait that each implements with its client.
use std::future::Future;

pub use wasm_bindgen;
pub use wasm_bindgen_futures;

/// A client as the samples use it; whatever goes wrong panics, since the sample is worth nothing then
pub trait Client: Sized {
    /// An open connection
    fn connect(url: &str) -> impl Future<Output = Self>;

    /// Send a text, when there is room if the client waits for it
    fn send_text(&mut self, text: &str) -> impl Future<Output = ()>;

    /// The same with bytes
    fn send_bytes(&mut self, bytes: &[u8]) -> impl Future<Output = ()>;

    /// Read so many messages, each into a `String` or a `Vec`; their bytes together
    fn receive(&mut self, count: usize) -> impl Future<Output = usize>;

    /// Close, and wait for the end if the client can
    fn close(self) -> impl Future<Output = ()>;
}

/// What is sent
pub enum Payload {
    /// A text of so many bytes
    Text(String),
    /// So many bytes
    Binary(Vec<u8>),
}

impl Payload {
    /// Of the kind `text` or `binary`
    pub fn new(kind: &str, bytes: usize) -> Self {
        if kind == "text" { Self::Text("x".repeat(bytes)) } else { Self::Binary(vec![b'x'; bytes]) }
    }
}

/// Send it so many times
pub async fn send<C: Client>(client: &mut C, payload: &Payload, times: usize) {
    for _ in 0..times {
        match payload {
            Payload::Text(text) => client.send_text(text).await,
            Payload::Binary(bytes) => client.send_bytes(bytes).await,
        }
    }
}

/// The exports of an app, for this client
#[macro_export]
macro_rules! app {
    ($client:ty) => {
        use $crate::wasm_bindgen::prelude::*;

        thread_local! {
            static CLIENT: std::cell::RefCell<Option<$client>> = const { std::cell::RefCell::new(None) };
        }

        fn take() -> $client {
            CLIENT.take().expect("prepare() comes first")
        }

        /// Opens the connection of a sample
        #[wasm_bindgen]
        pub async fn prepare(url: String) {
            let client = <$client as $crate::Client>::connect(&url).await;
            CLIENT.set(Some(client));
        }

        /// Has the server send, and reads so many messages; their bytes together
        #[wasm_bindgen]
        pub async fn receive(count: usize) -> f64 {
            let mut client = take();
            $crate::Client::send_text(&mut client, "start").await;
            let bytes = $crate::Client::receive(&mut client, count).await;
            CLIENT.set(Some(client));
            bytes as f64
        }

        /// Has the server send, and does not read
        #[wasm_bindgen]
        pub async fn start() {
            let mut client = take();
            $crate::Client::send_text(&mut client, "start").await;
            CLIENT.set(Some(client));
        }

        /// Reads so many messages; their bytes together
        #[wasm_bindgen]
        pub async fn read(count: usize) -> f64 {
            let mut client = take();
            let bytes = $crate::Client::receive(&mut client, count).await;
            CLIENT.set(Some(client));
            bytes as f64
        }

        /// Sends bursts, each when the server has all of the one before
        #[wasm_bindgen]
        pub async fn send(kind: String, bytes: usize, count: usize, burst: usize) {
            let mut client = take();
            let payload = $crate::Payload::new(&kind, bytes);
            for _ in 0..count / burst {
                $crate::send(&mut client, &payload, burst).await;
                $crate::Client::receive(&mut client, 1).await;
            }
            CLIENT.set(Some(client));
        }

        /// Sends a text and waits for its echo, so many times; the bytes of the echoes
        #[wasm_bindgen]
        pub async fn round_trip(bytes: usize, count: usize) -> f64 {
            let mut client = take();
            let payload = $crate::Payload::new("text", bytes);
            let mut all = 0;
            for _ in 0..count {
                $crate::send(&mut client, &payload, 1).await;
                all += $crate::Client::receive(&mut client, 1).await;
            }
            CLIENT.set(Some(client));
            all as f64
        }

        /// Closes the connection of the sample
        #[wasm_bindgen]
        pub async fn finish() {
            $crate::Client::close(take()).await;
        }

        /// Opens a connection and closes it
        #[wasm_bindgen]
        pub async fn open_close(url: String) {
            $crate::Client::close(<$client as $crate::Client>::connect(&url).await).await;
        }

        /// Opens a connection and drops it
        #[wasm_bindgen]
        pub async fn open_drop(url: String) {
            drop(<$client as $crate::Client>::connect(&url).await);
        }
    };
}
