//! The history with its steps and saved versions, and what stands in the way of keeping the design. It
//! draws and keeps what the core recorded. This code arrives after the first paint.

mod keeper;
mod notices;
mod steps;
mod versions;
mod words;

use leptos::prelude::*;

use crate::state::{Panel, use_store, use_tr, use_ui};
use notices::Notices;
use steps::Steps;
use versions::SavedVersions;

#[component]
pub(crate) fn History() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    keeper::begin(use_store());
    let is_shown = Memo::new(move |_| ui.shown.get() == Panel::History);
    view! {
        <Notices />
        <section class="panel" id="panel-history" aria-labelledby="history-title" hidden=move || !is_shown.get()>
            <div class="tools"><h1 id="history-title">{tr.text(crate::words::HISTORY)}</h1></div>
            <div class="review">
                {move || is_shown.get().then(|| view! {
                    <p class="lead">{tr.text(words::LEAD)}</p>
                    <SavedVersions />
                    <Steps />
                })}
            </div>
        </section>
    }
}
