//! Dialogs over the page. The browser keeps the focus inside and gives it back afterwards.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// Is the dialog with this id open now? Its `close` event comes a moment later, when it may have been
/// opened again.
pub(crate) fn is_open(id: &str) -> bool {
    document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()).is_some_and(|dialog| dialog.open())
}

/// Opens or closes the dialog with this id. False when it is not in the page yet.
pub(crate) fn set_open(id: &str, open: bool) -> bool {
    let Some(dialog) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) else {
        return !open;
    };
    match (open, dialog.open()) {
        (true, false) => return dialog.show_modal().is_ok(),
        (false, true) => dialog.close(),
        (true, true) | (false, false) => {}
    }
    true
}
