//! Errors of the core as JavaScript throws them.
use wasm_bindgen::JsValue;

use super::host;
use crate::proto::Exception;

/// The `DOMException` to throw
#[allow(clippy::needless_pass_by_value)] // the form that map_err takes
pub(super) fn dom_exception(exception: Exception) -> JsValue {
    host::dom_exception(exception.name(), exception.message())
}
