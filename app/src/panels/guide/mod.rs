//! How to find things and how to begin: the palette, the sheet of keys, the panel to start from and
//! links. It knows the ways to everything, and nothing of values. This code arrives after the first
//! paint.

mod bring;
mod bring_words;
mod next;
mod palette;
mod place;
mod presets;
mod reader;
mod share;
mod sheet;
mod start;
mod words;

use leptos::prelude::*;

use crate::browser::{dialog, timer};
use crate::state::{Overlay, use_tr, use_ui};
use crate::widgets::{Glyph, Icon};
use bring::Bring;
use palette::Palette;
use share::{Arrival, Share};
use sheet::Sheet;
use start::Start;

#[component]
pub(crate) fn Guide() -> impl IntoView {
    view! {
        <Start />
        <Palette />
        <Sheet />
        <Share />
        <Arrival />
        <Bring />
    }
}

/// A dialog over the page. What it shows is made each time it opens.
#[component]
fn Over(
    overlay: Overlay,
    /// Id of the dialog; its heading has the same with `-title`.
    id: &'static str,
    title: design_core::Text,
    children: ChildrenFn,
) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let open = Memo::new(move |_| ui.overlay.get() == Some(overlay));
    // A press before this module was there may open the dialog before the page holds it.
    let again = RwSignal::new(());
    Effect::new(move |_| {
        again.track();
        // Not the memo: what asks again for a dialog that the browser has just closed finds no change in that.
        if !dialog::set_open(id, ui.overlay.get() == Some(overlay)) {
            timer::after(50, move || {
                again.try_set(());
            });
        }
    });
    let children = StoredValue::new(children);
    view! {
        <dialog
            id=id
            class="over"
            aria-labelledby=format!("{id}-title")
            on:close=move |_| if open.get_untracked() && !dialog::is_open(id) { ui.overlay.set(None) }
            // A press beside the sheet hits the dialog itself.
            on:click=move |event| if event.target() == event.current_target() { ui.overlay.set(None) }
        >
            {move || open.get().then(|| view! {
                <div class="over-sheet">
                    <div class="over-head">
                        <h2 id=format!("{id}-title")>{tr.text(title)}</h2>
                        <button type="button" class="icon-button quiet" aria-label=tr.text(crate::words::CLOSE) on:click=move |_| ui.overlay.set(None)>
                            <Icon glyph=Glyph::Close />
                        </button>
                    </div>
                    {children.with_value(|children| children())}
                </div>
            })}
        </dialog>
    }
}
