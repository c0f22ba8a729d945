//! Without atomics there is one thread: all types can be where `Send` is asked for.
#![cfg(not(target_feature = "atomics"))]

use wasm_bindgen_test::*;
use websocket_wasm::*;

use crate::common::*;

fn is_for_any_thread<T: Send + Sync + 'static>() {}

#[wasm_bindgen_test]
async fn all_types_and_their_futures_are_send_and_sync() {
    is_for_any_thread::<WebSocket>();
    is_for_any_thread::<Builder>();
    is_for_any_thread::<Connect>();
    is_for_any_thread::<Sender>();
    is_for_any_thread::<Receiver>();
    is_for_any_thread::<JsMessages>();
    is_for_any_thread::<JsMessage>();
    is_for_any_thread::<Closed>();
    is_for_any_thread::<Error>();
    is_for_any_thread::<ReconnectingWebSocket>();
    is_for_any_thread::<ReconnectingSender>();
    is_for_any_thread::<Events>();
    is_for_any_thread::<Messages>();
    is_for_any_thread::<ClosedForGood>();

    let boxed: Box<dyn Future<Output = ()> + Send> = Box::new(async {
        let mut socket = WebSocket::connect(at("/echo")).await.unwrap();
        socket.send("hello").await.unwrap();
        assert_eq!(socket.recv().await, Some(Ok("hello".into())));
        socket.drained(0).await.unwrap();
        socket.close().await;
    });
    Box::into_pin(boxed).await;

    let boxed: Box<dyn Future<Output = ()> + Send> = Box::new(async {
        let mut socket = ReconnectingWebSocket::connect(at("/echo"));
        socket.send("hello").await.unwrap();
        assert!(matches!(socket.recv().await, Some(Event::Open { .. })));
        socket.drained(0).await.unwrap();
        socket.close().await;
    });
    Box::into_pin(boxed).await;
}
