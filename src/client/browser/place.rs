//! The browser beside its sockets: one closure for the timer and for events of the network and of the page.
use std::cell::{Cell, OnceCell, RefCell};
use std::panic::AssertUnwindSafe;
use std::rc::Weak;

use wasm_bindgen::prelude::*;

use super::{LONGEST_TIMER_MS, sys};
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
                report(&*listener, &event);
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
        sys::get(&sys::get(&js_sys::global(), "navigator"), "onLine").as_bool() != Some(false)
    }

    fn is_hidden(&self) -> bool {
        sys::get(&page(), "visibilityState").as_string().as_deref() == Some("hidden")
    }

    fn is_prerendered(&self) -> bool {
        is_prerendered()
    }

    fn holds_back(&self) -> bool {
        let navigator = sys::get(&js_sys::global(), "navigator");
        // Firefox. Other engines say "like Gecko".
        sys::get(&navigator, "userAgent").as_string().is_some_and(|agent| agent.contains("Gecko/"))
    }

    fn watch(&self, is_watched: bool) {
        let Some(listener) = self.listener.get() else { return };
        if self.is_watched.replace(is_watched) == is_watched {
            return;
        }
        let sources = [(js_sys::global().into(), OF_THE_GLOBAL), (page(), OF_THE_DOCUMENT)];
        for (source, types) in sources {
            // A worker has no page, and a global of Node may have no events.
            if sys::get(&source, "addEventListener").is_undefined() {
                continue;
            }
            let source: Source = source.unchecked_into();
            for name in types {
                set_listener(&source, name, listener.as_ref(), is_watched);
            }
        }
    }

    fn spawn(&self, task: Task) {
        wasm_bindgen_futures::spawn_local(task);
    }
}

fn set_listener(source: &Source, name: &str, listener: &JsValue, is_watched: bool) {
    let _ =
        if is_watched { source.listen(name, listener) } else { source.unlisten(name, listener) };
}

/// Whether nobody has seen the page yet
pub(super) fn is_prerendered() -> bool {
    sys::get(&page(), "prerendering").is_truthy()
}

/// The document, undefined if there is none
fn page() -> JsValue {
    sys::get(&js_sys::global(), "document")
}

fn report(listener: &dyn Listen, event: &JsValue) {
    if event.is_undefined() {
        return listener.handle_timer();
    }
    let change = match sys::get(event, "type").as_string().as_deref() {
        Some("online") => Change::Online,
        Some("offline") => Change::Offline,
        Some("visibilitychange") => Change::Visibility,
        Some("prerenderingchange") => Change::Activated,
        Some("resume") => Change::Restored,
        Some("pageshow") if sys::get(event, "persisted").is_truthy() => Change::Restored,
        _ => return,
    };
    listener.handle_change(change);
}

#[wasm_bindgen]
extern "C" {
    /// The global or the document
    type Source;

    #[wasm_bindgen(method, catch, js_name = addEventListener)]
    fn listen(this: &Source, event: &str, listener: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = removeEventListener)]
    fn unlisten(this: &Source, event: &str, listener: &JsValue) -> Result<(), JsValue>;
}
