//! Focus and scrolling, once the page has been drawn.

use super::timer;
use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// A dialog is closed, and has given the focus back, by then.
const CLOSED_MILLIS: u32 = 400;

/// Focuses the element with this id and brings it to the middle, two frames from now: a panel that
/// was just switched on has to be laid out first.
pub(crate) fn field(id: String) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            let Some(element) = document().get_element_by_id(&id) else { return };
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            options.set_inline(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
            if let Some(element) = element.dyn_ref::<HtmlElement>() {
                let _ = element.focus();
            }
        });
    });
}

/// Brings the element with this id into view, after the next frame.
pub(crate) fn into_view(id: String) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            if let Some(element) = document().get_element_by_id(&id) {
                // A name stands for its whole column.
                let element = element.closest("th").ok().flatten().unwrap_or(element);
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                options.set_inline(ScrollLogicalPosition::Nearest);
                element.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    });
}

/// Focuses an element without moving the page, in the next frame.
pub(crate) fn quietly(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// Gives the focus to the heading of a panel where it went away with what had it: a button of the panel
/// before, or a dialog that is still closing.
pub(crate) fn regain(panel: &str) {
    let panel = panel.to_owned();
    let give = move || {
        let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        let heading = document().get_element_by_id(&panel).and_then(|panel| panel.query_selector("h1").ok().flatten());
        if let Some(heading) = heading.filter(|_| is_lost).and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
            heading.set_tab_index(-1);
            let _ = heading.focus();
        }
    };
    let later = give.clone();
    request_animation_frame(move || request_animation_frame(give));
    timer::after(CLOSED_MILLIS, later);
}

/// Focuses a part of a drawing without moving the page, in the next frame.
pub(crate) fn graphic(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            // Elements of SVG can be focused like any other, but are no HtmlElement.
            let _ = element.unchecked_ref::<HtmlElement>().focus();
        }
    });
}

/// Focuses the first element that matches inside the element with this id.
pub(crate) fn first_in(id: String, selector: &'static str) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id).and_then(|element| element.query_selector(selector).ok().flatten());
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// Moves the focus among the elements that match inside `id`, by `step` places, around the ends.
pub(crate) fn step_in(id: &str, selector: &str, step: i32) {
    let Some(list) = document().get_element_by_id(id).and_then(|element| element.query_selector_all(selector).ok()) else { return };
    let count = i32::try_from(list.length()).unwrap_or(0);
    let active = document().active_element();
    let at = (0..count).find(|index| {
        let node = u32::try_from(*index).ok().and_then(|index| list.item(index));
        node.as_ref() == active.as_ref().map(AsRef::<web_sys::Node>::as_ref)
    });
    let next = at.map_or(0, |at| at + step);
    let next = if count == 0 { return } else { next.rem_euclid(count) };
    if let Some(node) = u32::try_from(next).ok().and_then(|index| list.item(index))
        && let Some(element) = node.dyn_ref::<HtmlElement>()
    {
        let _ = element.focus();
    }
}

/// Is the focus inside the element with this id?
pub(crate) fn is_inside(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// Brings one row of a scrolling box into view, after the next frame, when it is not there already.
pub(crate) fn reveal_row(container: &'static str, selector: String) {
    request_animation_frame(move || {
        let Some(container) = document().get_element_by_id(container) else { return };
        let Some(row) = container.query_selector(&selector).ok().flatten() else { return };
        let (outer, inner) = (container.get_bounding_client_rect(), row.get_bounding_client_rect());
        if inner.top() < outer.top() + 8.0 || inner.bottom() > outer.bottom() - 8.0 {
            let middle = inner.top() - outer.top() - (outer.height() - inner.height()) / 2.0;
            container.set_scroll_top(container.scroll_top() + whole(middle));
        }
    });
}

/// Puts a scrolling box back to its start.
pub(crate) fn to_start(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        scroll_home(&element);
    }
}

fn scroll_home(element: &Element) {
    element.set_scroll_top(0);
    element.set_scroll_left(0);
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}

/// The `data-…` attribute of the focused element.
pub(crate) fn active_data(name: &str) -> Option<String> {
    document().active_element()?.get_attribute(&format!("data-{name}"))
}

/// The id of the focused element.
pub(crate) fn active_id() -> Option<String> {
    Some(document().active_element()?.id()).filter(|id| !id.is_empty())
}

/// Clicks the element with this id, such as a file input behind a menu item.
pub(crate) fn click(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Moves the focus to the same column of another row of a table, `step` visible rows away. The cells
/// of a column share a class that begins with `e`. False when the focus is not on a cell.
pub(crate) fn step_in_column(step: i32) -> bool {
    let try_step = || {
        let active = document().active_element()?;
        let cell = active.closest("td.cell").ok()??;
        let column = cell.class_name().split_whitespace().find(|class| class.starts_with('e')).map(str::to_owned)?;
        let list = cell.closest("table").ok()??.query_selector_all(&format!("td.{column} .field:not(:disabled)")).ok()?;
        let elements = (0..list.length()).filter_map(|index| list.item(index)?.dyn_into::<HtmlElement>().ok());
        let shown: Vec<HtmlElement> = elements.filter(|element| element.get_client_rects().length() > 0).collect();
        let at = i32::try_from(shown.iter().position(|element| **element == active)?).ok()?;
        let next = shown.get(usize::try_from(at + step).ok()?)?;
        next.focus().ok()
    };
    try_step().is_some()
}

/// Brings the element with this id into view when the focus is inside another, such as the note
/// under the row in which someone types.
pub(crate) fn beside_focus(id: String, focused: &str) {
    if is_inside(focused) {
        request_animation_frame(move || {
            if let Some(element) = document().get_element_by_id(&id) {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                element.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }
}
