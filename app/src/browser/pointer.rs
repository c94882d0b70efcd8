//! Where a box and a pointer are, in pixels of the window.

use leptos::ev::PointerEvent;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Width and height of the element with this id; `None` while it is not laid out.
pub(crate) fn size(id: &str) -> Option<(f64, f64)> {
    let place = document().get_element_by_id(id)?.get_bounding_client_rect();
    (place.width() > 0.0 && place.height() > 0.0).then(|| (place.width(), place.height()))
}

/// A point of the window in the coordinates of the element with this id.
pub(crate) fn within(id: &str, x: f64, y: f64) -> (f64, f64) {
    document().get_element_by_id(id).map_or((x, y), |element| {
        let place = element.get_bounding_client_rect();
        (x - place.left(), y - place.top())
    })
}

/// Did the pointer go down beside everything that can be pressed?
pub(crate) fn is_background(event: &PointerEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.closest("[role=button], button"), Ok(None)))
}

/// Keeps sending the pointer's moves to the element that listens, wherever it goes.
pub(crate) fn capture(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
