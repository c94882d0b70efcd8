//! What is printed: pages that exist only while the browser prints.

use leptos::ev::Custom;
use leptos::prelude::{document, window, window_event_listener};

/// Class of what is printed, and of the root while it is.
const PAPER: &str = "paper-stack";

/// Asks `pages` for what is to be printed, however printing was begun; `None` prints the page as it stands. `done` follows.
pub(crate) fn on_print(pages: impl Fn() -> Option<String> + 'static, done: impl Fn() + 'static) {
    let _ = window_event_listener(Custom::<web_sys::Event>::new("beforeprint"), move |_| {
        take_away();
        if let Some(pages) = pages() {
            put(&pages);
        }
    });
    let _ = window_event_listener(Custom::<web_sys::Event>::new("afterprint"), move |_| {
        take_away();
        done();
    });
}

/// Opens the browser's own dialog.
pub(crate) fn print() {
    let _ = window().print();
}

fn put(html: &str) {
    let (Ok(stack), Some(body), Some(root)) = (document().create_element("div"), document().body(), document().document_element()) else {
        return;
    };
    stack.set_class_name(PAPER);
    stack.set_inner_html(html);
    if body.append_child(&stack).is_ok() {
        let _ = root.class_list().add_1("on-paper");
    }
}

fn take_away() {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().remove_1("on-paper");
    }
    if let Ok(Some(stack)) = document().query_selector(&format!(".{PAPER}")) {
        stack.remove();
    }
}
