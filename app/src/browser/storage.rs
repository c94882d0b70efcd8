//! Texts kept in this browser. Storage may be blocked or full: nothing here panics.

use design_core::place;
use leptos::ev;
use leptos::prelude::{window, window_event_listener};
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept under `key`; `Err` when storage is blocked.
pub(crate) fn load(key: &str) -> Result<Option<String>, ()> {
    storage().ok_or(())?.get_item(key).map_err(drop)
}

/// Keeps a text. False when storage is blocked or full.
pub(crate) fn save(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

/// Takes a text out.
pub(crate) fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Keys that begin so, sorted.
pub(crate) fn keys(beginning: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or_default()).filter_map(|index| storage.key(index).ok().flatten());
    let mut keys = Vec::new();
    all.filter(|key| key.starts_with(beginning)).for_each(|key| place(&mut keys, key));
    keys
}

/// Calls `changed` with the key that another page of this site has changed; `None`: all of them.
pub(crate) fn on_change(changed: impl Fn(Option<String>) + 'static) {
    let _ = window_event_listener(ev::storage, move |event| changed(event.key()));
}
