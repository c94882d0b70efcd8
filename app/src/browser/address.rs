//! The address of the page: what stands behind `#`, and how to take it away.

use leptos::ev;
use leptos::prelude::{window, window_event_listener};
use wasm_bindgen::JsValue;

/// The fragment from `#` on; empty where there is none.
pub(crate) fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The address without its fragment.
pub(crate) fn page() -> String {
    let href = window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Takes the fragment away, without a new entry in the browser's history.
pub(crate) fn clear_fragment() {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&page()));
    }
}

/// Calls `changed` when another fragment is put behind the address of the open page.
pub(crate) fn on_fragment(changed: impl Fn() + 'static) {
    let _ = window_event_listener(ev::hashchange, move |_| changed());
}
