//! The page the tests run in: its scripts, its tasks, and bytes as people read them.
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use websocket_wasm::install;

use crate::server::url;

/// Run a JavaScript expression in strict mode: for what Rust cannot say
///
/// There, `WebSocket` is our class and `echo` the URL of a server that echoes.
pub(crate) fn run(expression: &str) -> Result<JsValue, JsValue> {
    run_on(&JsValue::UNDEFINED, expression)
}

/// The same about a value: `socket`, or `it` where it is something else
pub(crate) fn run_on(value: &JsValue, expression: &str) -> Result<JsValue, JsValue> {
    install().unwrap();
    let body = format!("'use strict'; const it = socket; return ({expression});");
    let echo = url("/echo").into();
    Function::new_with_args("socket, echo", &body).call2(&JsValue::UNDEFINED, value, &echo)
}

/// The string that a JavaScript expression evaluates to
pub(crate) fn text(expression: &str) -> String {
    text_on(&JsValue::UNDEFINED, expression)
}

/// The same about a value, see [`run_on`]
pub(crate) fn text_on(value: &JsValue, expression: &str) -> String {
    let text = run_on(value, expression).unwrap();
    text.as_string().unwrap_or_else(|| panic!("{expression} is no string: {text:?}"))
}

/// The strings in the array that a JavaScript expression evaluates to
pub(crate) fn texts(expression: &str) -> Vec<String> {
    texts_on(&JsValue::UNDEFINED, expression)
}

/// The same about a value, see [`run_on`]
pub(crate) fn texts_on(value: &JsValue, expression: &str) -> Vec<String> {
    serde_wasm_bindgen::from_value(run_on(value, expression).unwrap()).unwrap()
}

/// What each of these JavaScript expressions about a value evaluates to, in a row, see [`run_on`]
pub(crate) fn words_on(value: &JsValue, expressions: &str) -> String {
    text_on(value, &format!("[{expressions}].map(String).join(' ')"))
}

/// How a call ended: `returned`, or what it threw, as `TypeError` or `DOMException SyntaxError`
pub(crate) fn outcome<T>(result: Result<T, JsValue>) -> String {
    let Err(error) = result else { return "returned".to_owned() };
    let name_of = |value: &JsValue| {
        let name = Reflect::get(value, &"name".into()).unwrap();
        name.as_string().unwrap_or_else(|| panic!("no error was thrown, but {error:?}"))
    };
    let class = name_of(&Reflect::get(&error, &"constructor".into()).unwrap());
    let name = name_of(&error);
    if name == class { name } else { format!("{class} {name}") }
}

/// Whether the browser is one of WebKit's: for the few things that it does in its own way, and we cannot change
pub(crate) fn is_webkit() -> bool {
    text("navigator.vendor").starts_with("Apple")
}

/// The next microtask: still the same task
pub(crate) async fn microtask() {
    JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await.unwrap();
}

/// A later task
pub(crate) async fn task() {
    let timeout = Promise::new(&mut |resolve, _| {
        set_timeout(&resolve, 0);
    });
    JsFuture::from(timeout).await.unwrap();
}

/// Call this after a time
pub(crate) fn set_timeout(callback: &Function, milliseconds: i32) -> i32 {
    let window = web_sys::window().unwrap();
    window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, milliseconds).unwrap()
}

/// Do not call it
pub(crate) fn clear_timeout(timer: i32) {
    web_sys::window().unwrap().clear_timeout_with_handle(timer);
}

/// Two digits a byte
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
