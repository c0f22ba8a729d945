//! The clients, behind one trait: each as its documentation uses it.
mod ewebsock;
mod ours;
mod reqwest_websocket;
mod tokio_tungstenite;

pub use ewebsock::Ewebsock;
pub use ours::Ours;
pub use reqwest_websocket::ReqwestWebsocket;
pub use tokio_tungstenite::{Fed, TokioTungstenite};

/// A message that the app has made and gives away
#[derive(Clone)]
pub enum Payload {
    Text(String),
    Binary(Vec<u8>),
}

/// A connection, used by one task
pub trait Client: Sized + Send + 'static {
    /// What is received, as the client gives it: no copy more
    type Received: AsRef<[u8]> + Send;

    fn connect(url: &str) -> impl Future<Output = Self> + Send;

    /// Send a message; it may wait to be flushed
    fn send(&mut self, message: Payload) -> impl Future<Output = ()> + Send;

    /// Have all sent that was not
    fn flush(&mut self) -> impl Future<Output = ()> + Send {
        async {}
    }

    fn recv(&mut self) -> impl Future<Output = Self::Received> + Send;

    /// Close; whether the end was clean
    fn close(self) -> impl Future<Output = bool> + Send;
}

/// Call a function of one type parameter with the client of this name
macro_rules! with_client {
    ($name:expr, $function:ident ( $($argument:expr),* )) => {
        match $name {
            "ours" => $function::<crate::clients::Ours>($($argument),*),
            "tokio-tungstenite" => $function::<crate::clients::TokioTungstenite>($($argument),*),
            "fed" => $function::<crate::clients::Fed>($($argument),*),
            "reqwest-websocket" => $function::<crate::clients::ReqwestWebsocket>($($argument),*),
            "ewebsock" => $function::<crate::clients::Ewebsock>($($argument),*),
            name => panic!("no client is called {name}"),
        }
    };
}
pub(crate) use with_client;
