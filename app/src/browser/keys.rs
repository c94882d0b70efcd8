//! Keys that work on the whole page, and what the focus is on when they are pressed.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::{WindowListenerHandle, document, window_event_listener};

/// A key with what is held down beside it. Command on a Mac counts as Ctrl.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chord {
    ctrl: bool,
    /// Only asked with Ctrl: a sign such as `?` needs Shift on some keyboards and not on others.
    shift: bool,
    /// Small letters.
    key: &'static str,
}

impl Chord {
    pub(crate) const fn plain(key: &'static str) -> Self {
        Self { ctrl: false, shift: false, key }
    }

    pub(crate) const fn ctrl(key: &'static str) -> Self {
        Self { ctrl: true, shift: false, key }
    }

    pub(crate) const fn ctrl_shift(key: &'static str) -> Self {
        Self { ctrl: true, shift: true, key }
    }

    /// As written on a keyboard.
    pub(crate) fn shown(&self) -> String {
        let held = match (self.ctrl, self.shift) {
            (true, true) => "Ctrl+Shift+",
            (true, false) => "Ctrl+",
            (false, _) => "",
        };
        format!("{held}{}", self.key.to_uppercase())
    }

    fn is(&self, event: &KeyboardEvent) -> bool {
        let ctrl = event.ctrl_key() || event.meta_key();
        self.ctrl == ctrl && (!ctrl || self.shift == event.shift_key()) && event.key().eq_ignore_ascii_case(self.key)
    }
}

/// Runs what belongs to a pressed key. `keys` are those that mean something; a key without Ctrl is only
/// taken where nobody types and while `single` allows it, and undo is the browser's own in a text
/// input that is no field of the design.
pub(crate) fn shortcuts(keys: Vec<Chord>, single: impl Fn() -> bool + 'static, run: impl Fn(&Chord) + 'static) {
    let _ = window_event_listener(ev::keydown, move |event| {
        if event.alt_key() || event.is_composing() {
            return;
        }
        let Some(chord) = keys.iter().find(|chord| chord.is(&event)) else { return };
        let is_undo = matches!(chord.key, "z" | "y");
        if (is_undo && in_foreign_text()) || (!chord.ctrl && (in_text() || !single())) {
            return;
        }
        event.prevent_default();
        run(chord);
    });
}

/// Calls `leave` when the page is put away, the last moment at which it may save.
pub(crate) fn leaving(leave: impl Fn() + 'static) {
    let _ = window_event_listener(ev::pagehide, move |_| leave());
}

/// Has the browser ask before the page is left, until the handle is removed. It shows its own words.
pub(crate) fn ask_before_leaving() -> WindowListenerHandle {
    window_event_listener(ev::beforeunload, |event| event.prevent_default())
}

fn in_foreign_text() -> bool {
    document()
        .active_element()
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA") && !element.class_list().contains("field"))
}

fn in_text() -> bool {
    document().active_element().is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}
