//! Keys that work on the whole page, and what the focus is on when they are pressed.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::{document, window_event_listener};

/// Calls `on_undo(redo)` for Ctrl+Z, Shift+Ctrl+Z and Ctrl+Y (Command on a Mac), except in a text
/// input that is no field of the design: there the browser's own undo is meant.
pub(crate) fn undo_keys(on_undo: impl Fn(bool) + 'static) {
    let _ = window_event_listener(ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || in_foreign_text() {
            return;
        }
        let redo = match event.key().to_ascii_lowercase().as_str() {
            "z" => event.shift_key(),
            "y" if !event.shift_key() => true,
            _ => return,
        };
        event.prevent_default();
        on_undo(redo);
    });
}

/// Calls `open` for Ctrl+K or Command+K.
pub(crate) fn search_key(open: impl Fn() + 'static) {
    let _ = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key() && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            open();
        }
    });
}

/// Calls `leave` when the page is put away, the last moment at which it may save.
pub(crate) fn leaving(leave: impl Fn() + 'static) {
    let _ = window_event_listener(ev::pagehide, move |_| leave());
}

fn in_foreign_text() -> bool {
    document()
        .active_element()
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA") && !element.class_list().contains("field"))
}
