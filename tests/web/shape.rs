//! The class and its members as WebIDL shapes them (WPT idlharness, constants).
use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;
use web_sys::{EventTarget, WebSocket};
use websocket_wasm::web_socket_class;

use crate::page::{outcome, run, run_on, text, text_on, texts, texts_on};
use crate::server::connect;

// Each own property of an object, in the order of their names: accessors, value, flags.
const OWN_PROPERTIES: &str = "(object) => Reflect.ownKeys(object).map((key) => {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    const { get, set, value } = descriptor;
    const words = [String(key)];
    if (get) words.push(get.name, `(${get.length})`);
    if (set) words.push(set.name, `(${set.length})`);
    if (typeof value === 'function') words.push(`${value.name}(${value.length})`);
    else if (typeof value === 'object') words.push('object');
    else if (!get) words.push(`= ${value}`);
    words.push(...['writable', 'enumerable', 'configurable'].filter((flag) => descriptor[flag]));
    return words.join(' ');
}).sort()";

fn own_properties(object: &str) -> Vec<String> {
    texts(&format!("({OWN_PROPERTIES})({object})"))
}

#[wasm_bindgen_test]
fn the_constructor_has_the_properties_that_webidl_gives_it() {
    assert_eq!(
        own_properties("WebSocket"),
        [
            "CLOSED = 3 enumerable",
            "CLOSING = 2 enumerable",
            "CONNECTING = 0 enumerable",
            "OPEN = 1 enumerable",
            "length = 1 configurable",
            "name = WebSocket configurable",
            "prototype object",
        ]
    );
}

#[wasm_bindgen_test]
fn the_prototype_has_the_properties_that_webidl_gives_it() {
    assert_eq!(
        own_properties("WebSocket.prototype"),
        [
            "CLOSED = 3 enumerable",
            "CLOSING = 2 enumerable",
            "CONNECTING = 0 enumerable",
            "OPEN = 1 enumerable",
            "Symbol(Symbol.toStringTag) = WebSocket configurable",
            "binaryType get binaryType (0) set binaryType (1) enumerable configurable",
            "bufferedAmount get bufferedAmount (0) enumerable configurable",
            "close close(0) writable enumerable configurable",
            "constructor WebSocket(1) writable configurable",
            "extensions get extensions (0) enumerable configurable",
            "onclose get onclose (0) set onclose (1) enumerable configurable",
            "onerror get onerror (0) set onerror (1) enumerable configurable",
            "onmessage get onmessage (0) set onmessage (1) enumerable configurable",
            "onopen get onopen (0) set onopen (1) enumerable configurable",
            "protocol get protocol (0) enumerable configurable",
            "readyState get readyState (0) enumerable configurable",
            "send send(1) writable enumerable configurable",
            "url get url (0) enumerable configurable",
        ]
    );
}

#[wasm_bindgen_test]
fn the_class_hangs_directly_below_event_target() {
    for relation in [
        "Object.getPrototypeOf(WebSocket) === EventTarget",
        "Object.getPrototypeOf(WebSocket.prototype) === EventTarget.prototype",
        "WebSocket.prototype.constructor === WebSocket",
    ] {
        assert_eq!(run(relation).unwrap(), true, "{relation}");
    }
}

#[wasm_bindgen_test]
fn the_class_cannot_be_called_without_new_or_without_an_argument() {
    for expression in ["WebSocket(echo)", "WebSocket.call({}, echo)", "new WebSocket()"] {
        assert_eq!(outcome(run(expression)), "TypeError", "{expression}");
    }
}

#[wasm_bindgen_test]
fn constants_and_read_only_attributes_refuse_to_be_assigned() {
    let socket = connect("/echo");
    for assignment in [
        "WebSocket.OPEN = 5",
        "WebSocket.prototype.CLOSED = 5",
        "socket.CONNECTING = 5",
        "socket.url = 'ws://127.0.0.1/'",
        "socket.readyState = 1",
        "socket.bufferedAmount = 1",
        "socket.extensions = ''",
        "socket.protocol = ''",
    ] {
        assert_eq!(outcome(run_on(&socket, assignment)), "TypeError", "{assignment}");
    }
    assert_eq!(run_on(&socket, "socket.CONNECTING").unwrap(), 0);
}

#[wasm_bindgen_test]
fn an_instance_has_no_properties_of_its_own_and_takes_those_of_the_page() {
    let socket = connect("/echo");
    assert_eq!(texts_on(&socket, "Reflect.ownKeys(socket)"), [""; 0]);
    assert_eq!(run_on(&socket, "(socket.timeout = 5, socket.timeout)").unwrap(), 5);
    assert_eq!(texts_on(&socket, "Reflect.ownKeys(socket)"), ["timeout"]);
}

#[wasm_bindgen_test]
fn an_instance_is_a_websocket_and_an_event_target() {
    let socket = connect("/echo");
    assert!(socket.is_instance_of::<WebSocket>());
    assert!(socket.is_instance_of::<EventTarget>());
    let prototype = Object::get_prototype_of(&socket);
    assert_eq!(*prototype, Reflect::get(&web_socket_class(), &"prototype".into()).unwrap());
    assert_eq!(text_on(&socket, "Object.prototype.toString.call(socket)"), "[object WebSocket]");
}

#[wasm_bindgen_test]
fn every_member_refuses_a_receiver_that_is_no_instance() {
    // Every getter, setter and method, called on every receiver: those that threw no TypeError.
    let lenient = texts(
        "(() => {
            const { prototype } = WebSocket;
            const heir = Object.create(prototype);
            const receivers = { prototype, heir, target: new EventTarget(), undefined, null: null };
            const descriptors = Object.getOwnPropertyDescriptors(prototype);
            const lenient = [];
            for (const [member, descriptor] of Object.entries(descriptors)) {
                if (member === 'constructor') continue;
                for (const part of ['get', 'set', 'value']) {
                    if (typeof descriptor[part] !== 'function') continue;
                    for (const [receiver, value] of Object.entries(receivers)) {
                        try {
                            descriptor[part].call(value, '');
                            lenient.push(`${member} ${part} ${receiver}`);
                        } catch (error) {
                            if (!(error instanceof TypeError)) lenient.push(`${member} ${error}`);
                        }
                    }
                }
            }
            return lenient;
        })()",
    );
    assert_eq!(lenient, [""; 0]);
}

#[wasm_bindgen_test]
fn a_socket_cannot_be_cloned() {
    let socket = connect("/echo");
    let cloned = run_on(&socket, "structuredClone(socket)");
    assert_eq!(outcome(cloned), "DOMException DataCloneError");
}

#[wasm_bindgen_test]
fn a_subclass_has_its_own_members_and_ours() {
    assert_eq!(
        texts(
            "(() => {
                class Chat extends WebSocket {
                    greeting = 'hello';
                    #secret = 'whisper';
                    constructor(url) { super(url, 'chat'); }
                    secret() { return this.#secret; }
                    get readyState() { return `own ${super.readyState}`; }
                }
                const chat = new Chat(echo);
                const { name } = chat.constructor;
                const is = [Chat, WebSocket, EventTarget].map((type) => chat instanceof type);
                const texts = [name, String(is), chat.greeting, chat.secret(), chat.readyState];
                chat.close();
                return [...texts, chat.readyState];
            })()"
        ),
        ["Chat", "true,true,true", "hello", "whisper", "own 0", "own 2"]
    );
}

#[wasm_bindgen_test]
fn new_target_decides_about_the_prototype() {
    for (new_target, prototype) in [
        ("class Other {}", "Other"),
        ("Object.assign(function () {}, { prototype: Array.prototype })", "Array"),
        ("Object.assign(function () {}, { prototype: null })", "WebSocket"),
    ] {
        let script = format!(
            "(() => {{
                const socket = Reflect.construct(WebSocket, [echo], {new_target});
                const readyState = Reflect.get(WebSocket.prototype, 'readyState', socket);
                return `${{Object.getPrototypeOf(socket).constructor.name}} ${{readyState}}`;
            }})()"
        );
        assert_eq!(text(&script), format!("{prototype} 0"), "{new_target}");
    }
}
