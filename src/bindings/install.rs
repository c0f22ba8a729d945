//! Our class on the global, and the host's back again.
use std::cell::RefCell;

use js_sys::{Function, Object, Reflect, global};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::class::web_socket_class;

thread_local! {
    static REPLACED: RefCell<Option<Replaced>> = const { RefCell::new(None) };
}

/// What stood on the global before ours
struct Replaced {
    /// Undefined where there was no such property
    descriptor: JsValue,
    class: JsValue,
}

fn name() -> JsValue {
    "WebSocket".into()
}

/// Put the class on the global as `WebSocket`
///
/// Does nothing where it is there already. Fails iff the page has made the property unchangeable.
#[wasm_bindgen(skip_typescript)]
pub fn install() -> Result<Function, JsValue> {
    let class = web_socket_class();
    let current = Reflect::get(&global(), &name())?;
    if Object::is(&current, &class) {
        return Ok(class);
    }
    let replaced = Replaced {
        descriptor: Reflect::get_own_property_descriptor(&global(), &name())?,
        class: current,
    };
    let descriptor = Object::new();
    for (key, value) in
        [("value", class.as_ref()), ("writable", &JsValue::TRUE), ("configurable", &JsValue::TRUE)]
    {
        Reflect::set(&descriptor, &key.into(), value)?;
    }
    if !Reflect::define_property(&global(), &name(), &descriptor)? {
        return Err(js_sys::TypeError::new(
            "globalThis.WebSocket cannot be replaced: the page has fixed it.",
        )
        .into());
    }
    REPLACED.set(Some(replaced));
    Ok(class)
}

/// Put back what was on the global before [`install`], with its own descriptor, and return it
///
/// A class that someone else has put there since stays. Without an earlier `install` nothing changes.
#[wasm_bindgen(skip_typescript)]
pub fn uninstall() -> Result<JsValue, JsValue> {
    let current = Reflect::get(&global(), &name())?;
    let Some(replaced) = REPLACED.take() else { return Ok(current) };
    if Object::is(&current, &web_socket_class()) {
        match replaced.descriptor.dyn_ref::<Object>() {
            Some(descriptor) => Reflect::define_property(&global(), &name(), descriptor)?,
            None => Reflect::delete_property(&global().into(), &name())?,
        };
    }
    Ok(replaced.class)
}
