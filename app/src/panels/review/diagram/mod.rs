//! The architecture as a live diagram: views, environments, comparison, selection, exports. Where
//! things lie and what they say comes from the core; this draws it and follows the user's hand.

mod bar;
mod card;
mod export;
mod inspector;
mod paper;
mod sheet;
mod stage;
mod table;
mod words;

use design_core::drawing::Atlas;
use leptos::prelude::*;

use super::Reviewed;
use crate::state::{Panel, Shared, use_tr, use_ui};
use bar::Bar;
use inspector::Inspector;
use sheet::Sheet;
use stage::Stage;
use table::Table;

#[component]
pub(super) fn Diagram(reviewed: RwSignal<Option<Shared<Reviewed>>>, atlas: StoredValue<Atlas, LocalStorage>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let is_shown = Memo::new(move |_| ui.shown.get() == Panel::Diagram);
    let sheet = Sheet::new(reviewed, is_shown, atlas);
    paper::watch(sheet, is_shown);
    view! {
        <section class="panel diagram" id="panel-diagram" aria-labelledby="diagram-title" hidden=move || !is_shown.get()>
            <Bar sheet />
            {move || {
                if !is_shown.get() {
                    return ().into_any();
                }
                if sheet.drawing.with(Option::is_none) {
                    return view! { <p class="empty">{tr.text(crate::words::LOADING_FILES)}</p> }.into_any();
                }
                if sheet.as_table.get() { view! { <Table sheet /> }.into_any() } else { view! { <Stage sheet /> }.into_any() }
            }}
            <Inspector sheet />
        </section>
    }
}
