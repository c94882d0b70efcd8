//! Texts kept in this browser. Storage may be blocked or full: nothing here panics.

use leptos::prelude::window;
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
