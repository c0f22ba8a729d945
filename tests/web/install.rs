//! `install` and `uninstall`: which class the global names, and by what kind of property.
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::*;
use web_sys::WebSocket;
use websocket_wasm::{install, uninstall, web_socket_class};

use crate::recorder::Recorder;
use crate::server::{opened, url};

fn ours() -> JsValue {
    web_socket_class().into()
}

fn global() -> JsValue {
    Reflect::get(&js_sys::global(), &NAME.into()).unwrap()
}

fn set_global(value: &JsValue) {
    Reflect::set(&js_sys::global(), &NAME.into(), value).unwrap();
}

fn define_global(descriptor: &JsValue) {
    let descriptor = descriptor.unchecked_ref();
    assert!(Reflect::define_property(&js_sys::global(), &NAME.into(), descriptor).unwrap());
}

// The flags of the global's property that are set, in a fixed order.
fn flags() -> Vec<&'static str> {
    let descriptor = Reflect::get_own_property_descriptor(&js_sys::global(), &NAME.into()).unwrap();
    let is_set = |flag: &&str| Reflect::get(&descriptor, &(*flag).into()).unwrap() == true;
    ["writable", "enumerable", "configurable"].into_iter().filter(is_set).collect()
}

#[wasm_bindgen_test]
fn the_class_is_the_same_at_every_call() {
    assert_eq!(web_socket_class(), web_socket_class());
    assert_eq!(install().unwrap(), web_socket_class());
    assert_eq!(install().unwrap(), web_socket_class());
}

#[wasm_bindgen_test]
fn install_puts_the_class_on_the_global_like_any_other_interface() {
    install().unwrap();
    assert_eq!(global(), ours());
    assert_eq!(flags(), ["writable", "configurable"]);
}

#[wasm_bindgen_test]
fn uninstall_puts_back_and_returns_what_was_there() {
    uninstall().unwrap();
    let host = global();
    let before = flags();
    assert_ne!(host, ours());
    install().unwrap();
    assert_eq!(uninstall().unwrap(), host);
    assert_eq!((global(), flags()), (host.clone(), before));
    // Without an install before it, it only tells which class is the host's.
    assert_eq!(uninstall().unwrap(), host);
    assert_eq!(global(), host);
}

#[wasm_bindgen_test]
fn install_twice_and_uninstall_once_is_uninstalled() {
    uninstall().unwrap();
    let host = global();
    install().unwrap();
    install().unwrap();
    assert_eq!(uninstall().unwrap(), host);
    assert_eq!(global(), host);
}

#[wasm_bindgen_test]
fn uninstall_puts_back_a_class_of_the_pages_own_with_its_kind_of_property() {
    uninstall().unwrap();
    let original = Reflect::get_own_property_descriptor(&js_sys::global(), &NAME.into()).unwrap();
    define_global(
        &js_sys::eval("({ value: class PagesOwn {}, enumerable: true, writable: false })").unwrap(),
    );
    let pages_own = global();
    install().unwrap();
    let installed = (global(), flags());
    let returned = uninstall().unwrap();
    let uninstalled = (global(), flags());
    define_global(&original);
    assert_eq!(installed, (ours(), vec!["writable", "configurable"]));
    assert_eq!(returned, pages_own);
    assert_eq!(uninstalled, (pages_own, vec!["enumerable", "configurable"]));
}

#[wasm_bindgen_test]
fn a_class_that_was_set_after_install_stays() {
    uninstall().unwrap();
    let host = global();
    install().unwrap();
    let newer = js_sys::eval("(class Newer {})").unwrap();
    set_global(&newer);
    assert_eq!(uninstall().unwrap(), host);
    assert_eq!(global(), newer);
    set_global(&install().unwrap());
    uninstall().unwrap();
    set_global(&host);
}

#[wasm_bindgen_test]
async fn an_instance_goes_on_after_uninstall() {
    let (socket, log) = opened("/echo").await;
    let host = uninstall().unwrap();
    assert_eq!(global(), host);
    socket.send_with_str("hello").unwrap();
    log.until("message").await;
    socket.close_with_code(1000).unwrap();
    assert_eq!(socket.ready_state(), WebSocket::CLOSING);
    assert_eq!(log.until("close").await, ["open 1", "message 1 hello", "close 3 1000 clean"]);
}

#[wasm_bindgen_test]
async fn the_class_works_without_being_installed() {
    uninstall().unwrap();
    let arguments = Array::of1(&url("/send?text=hello").into());
    let socket = Reflect::construct(&web_socket_class(), &arguments).unwrap();
    let log = Recorder::of(socket.unchecked_ref());
    assert_eq!(log.until("message").await, ["open 1", "message 1 hello"]);
}

#[wasm_bindgen_test]
async fn a_class_installed_again_does_not_wrap_itself() {
    for _ in 0..3 {
        install().unwrap();
        let (_socket, log) = opened("/send?text=hello").await;
        assert_eq!(log.until("message").await, ["open 1", "message 1 hello"]);
        uninstall().unwrap();
    }
}

#[wasm_bindgen_test]
fn a_socket_of_the_host_is_no_instance_of_ours() {
    uninstall().unwrap();
    let native = WebSocket::new(&url("/echo")).unwrap();
    install().unwrap();
    assert!(!native.is_instance_of::<WebSocket>());
    native.close().unwrap();
}

const NAME: &str = "WebSocket";
