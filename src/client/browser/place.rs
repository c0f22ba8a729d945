//! The browser beside its sockets: one closure for the timer and for events of the network and of the page.
use std::cell::{Cell, OnceCell, RefCell};
use std::panic::AssertUnwindSafe;
use std::rc::Weak;

use wasm_bindgen::prelude::*;

use super::LONGEST_TIMER_MS;
use super::sys::{self, Event, GLOBAL, Global};
use crate::client::reconnecting::place::{Change, Listen, Place, Task};

/// A page, a worker, or Node
#[derive(Default)]
pub(crate) struct Surroundings {
    /// For the timer, which passes nothing, and for events
    listener: OnceCell<Closure<dyn Fn(JsValue)>>,
    timer: RefCell<Option<JsValue>>,
    is_watched: Cell<bool>,
}

const OF_THE_GLOBAL: [&str; 3] = ["online", "offline", "pageshow"];
/// Chromium does not fire `visibilitychange` for a frozen page that stays hidden.
const OF_THE_DOCUMENT: [&str; 3] = ["visibilitychange", "prerenderingchange", "resume"];

impl Place for Surroundings {
    fn find() -> Option<Self> {
        Some(Self::default())
    }

    fn listen(&self, listener: Weak<dyn Listen>) {
        let listener = AssertUnwindSafe(listener);
        let closure = Closure::new(move |event: JsValue| {
            if let Some(listener) = listener.upgrade() {
                report(&*listener, event);
            }
        });
        // Once only.
        let _ = self.listener.set(closure);
    }

    fn now(&self) -> f64 {
        sys::now()
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }

    fn set_timer(&self, delay: Option<f64>) {
        let timer = self.listener.get().zip(delay).map(|(listener, delay)| {
            sys::set_timeout(listener.as_ref(), delay.ceil().min(LONGEST_TIMER_MS))
        });
        if let Some(before) = self.timer.replace(timer) {
            sys::clear_timeout(&before);
        }
    }

    fn is_online(&self) -> bool {
        GLOBAL.with(|global| global.navigator().and_then(|navigator| navigator.on_line()))
            != Some(false)
    }

    fn is_hidden(&self) -> bool {
        let state = GLOBAL.with(|global| global.document().and_then(|page| page.visibility()));
        state.as_deref() == Some("hidden")
    }

    fn is_prerendered(&self) -> bool {
        GLOBAL.with(|global| global.document().and_then(|page| page.prerendering())) == Some(true)
    }

    fn watch(&self, is_watched: bool) {
        let Some(listener) = self.listener.get() else { return };
        if self.is_watched.replace(is_watched) == is_watched {
            return;
        }
        GLOBAL.with(|global| {
            let page = global.document();
            let page = page.as_ref().map(|page| page.unchecked_ref::<Global>());
            for (source, types) in [(Some(global), OF_THE_GLOBAL), (page, OF_THE_DOCUMENT)] {
                for name in types {
                    set_listener(source, name, listener.as_ref(), is_watched);
                }
            }
        });
    }

    fn spawn(&self, task: Task) {
        wasm_bindgen_futures::spawn_local(task);
    }
}

/// A global of Node may have no events
fn set_listener(source: Option<&Global>, name: &str, listener: &JsValue, is_watched: bool) {
    let Some(source) = source else { return };
    let _ =
        if is_watched { source.listen(name, listener) } else { source.unlisten(name, listener) };
}

fn report(listener: &dyn Listen, event: JsValue) {
    if event.is_undefined() {
        return listener.handle_timer();
    }
    let event: Event = event.unchecked_into();
    match &*event.event_type() {
        "online" => listener.handle_change(Change::Online),
        "offline" => listener.handle_change(Change::Offline),
        "visibilitychange" => listener.handle_change(Change::Visibility),
        "prerenderingchange" => listener.handle_change(Change::Activated),
        "resume" => listener.handle_change(Change::Restored),
        "pageshow" if event.is_persisted() == Some(true) => {
            listener.handle_change(Change::Restored);
        }
        _ => {}
    }
}
