//! The download of the zip, and why it is blocked.

use design_core::Level;
use infra_templates::{zip, zip_name};
use leptos::prelude::*;

use crate::browser;
use crate::state::{Field, Panel, Store, Tr, Ui, flag, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon};
use crate::words;

/// Id of the sentence that says why the download is blocked.
pub(crate) const REASON: &str = "blocked";

#[component]
pub(crate) fn Download() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let blocked = Memo::new(move |_| store.errors.get() > 0);
    let files = Memo::new(move |_| store.paths.with(Vec::len));
    view! {
        <button
            type="button"
            class="primary"
            data-testid="download"
            aria-disabled=flag(blocked)
            aria-describedby=move || blocked.get().then_some(REASON)
            on:click=move |_| if blocked.get_untracked() { show_first_error(store, ui) } else { save(store, ui, tr) }
        >
            <Icon glyph=Glyph::Download />
            <span class="wide">{move || match files.get() {
                0 => words::LOADING_FILES.get(tr.lang()).to_owned(),
                count => words::download_zip(tr.lang(), count),
            }}</span>
            <span class="narrow" aria-hidden="true">"zip"</span>
        </button>
    }
}

/// Goes to the first thing that blocks the download.
pub(crate) fn show_first_error(store: Store, ui: Ui) {
    let first = store.issues.with_untracked(|issues| {
        let first = issues.iter().find(|issue| issue.level == Level::Error);
        first.map(|issue| Field::of_place(&issue.place))
    });
    match first {
        Some(Some(field)) => ui.jump(field),
        Some(None) => ui.panel.set(Panel::Issues),
        None => {}
    }
}

fn save(store: Store, ui: Ui, tr: Tr) {
    let Some(outcome) = store.outcome.get_untracked() else {
        ui.say(words::LOADING_FILES.get(tr.lang_untracked()).to_owned(), None);
        return;
    };
    let name = zip_name(&outcome.design);
    let lang = tr.lang_untracked();
    if browser::download::save(&name, "application/zip", &zip(&outcome.bundle)) {
        ui.say(words::saved(lang, &name), None);
    } else {
        ui.say(words::DOWNLOAD_FAILED.get(lang).to_owned(), None);
    }
}
