//! The root element: its language, theme and title, and what the browser prefers.

use leptos::ev;
use leptos::prelude::{GetUntracked, ReadSignal, Set, document, signal, window, window_event_listener};

/// Does the browser's first language begin with this code?
pub(crate) fn prefers_language(code: &str) -> bool {
    window().navigator().language().is_some_and(|language| language.to_ascii_lowercase().starts_with(code))
}

/// Tells assistive technology and fonts which language the page has.
pub(crate) fn set_language(code: &str, title: &str) {
    set("lang", code);
    document().set_title(title);
}

/// `None` follows the system.
pub(crate) fn set_theme(theme: Option<&str>) {
    match (theme, document().document_element()) {
        (Some(theme), _) => set("data-theme", theme),
        (None, Some(root)) => drop(root.remove_attribute("data-theme")),
        (None, None) => {}
    }
}

fn set(attribute: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(attribute, value);
    }
}

/// Does the system ask for light on dark?
pub(crate) fn prefers_dark() -> bool {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|list| list.matches())
}

/// Follows whether the window is at most this wide.
pub(crate) fn narrower_than(pixels: u32) -> ReadSignal<bool> {
    let measure = move || window().match_media(&format!("(max-width: {pixels}px)")).ok().flatten().is_some_and(|list| list.matches());
    let (narrow, set_narrow) = signal(measure());
    let _ = window_event_listener(ev::resize, move |_| {
        let now = measure();
        if narrow.get_untracked() != now {
            set_narrow.set(now);
        }
    });
    narrow
}

/// Tells that the window has another size.
pub(crate) fn window_size() -> ReadSignal<u32> {
    let (size, set_size) = signal(0_u32);
    let _ = window_event_listener(ev::resize, move |_| set_size.set(size.get_untracked().wrapping_add(1)));
    size
}
