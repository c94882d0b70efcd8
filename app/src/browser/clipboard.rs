//! Copies text to the clipboard.

use wasm_bindgen::JsValue;
use web_sys::js_sys::Reflect;

/// Copies `text` and tells `done` whether it worked. Pages without a secure context have no clipboard.
pub(crate) fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let navigator = leptos::prelude::window().navigator();
    let present = Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|clipboard| clipboard.is_object());
    if present {
        super::settle(&navigator.clipboard().write_text(text), move |result| done(result.is_ok()));
    } else {
        done(false);
    }
}
