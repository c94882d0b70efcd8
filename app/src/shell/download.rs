//! The download of the zip, and why it is blocked.

use design_core::{Level, Text};
use infra_templates::Package;
use leptos::prelude::*;

use crate::browser;
use crate::state::{Field, Panel, Store, ToastAction, Tr, Ui, flag, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon};
use crate::words;

/// Id of the sentence that says why the download is blocked.
pub(crate) const REASON: &str = "blocked";

#[component]
pub(crate) fn Download() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let blocked = Memo::new(move |_| store.errors.get() > 0 || store.packer.with(Option::is_none));
    let files = Memo::new(move |_| store.paths.with(Vec::len));
    view! {
        <button
            type="button"
            class="primary"
            data-testid="download"
            aria-disabled=flag(blocked)
            aria-describedby=move || blocked.get().then_some(REASON)
            on:click=move |_| press(store, ui, tr, Package::Zip)
        >
            <Icon glyph=Glyph::Download />
            <span class="wide">{move || if store.packer.with(Option::is_some) {
                words::download_zip(tr.lang(), files.get())
            } else {
                words::LOADING_FILES.get(tr.lang()).to_owned()
            }}</span>
            <span class="narrow" aria-hidden="true">"zip"</span>
        </button>
    }
}

/// Saves the files in one form, or goes to what stands in the way.
pub(crate) fn press(store: Store, ui: Ui, tr: Tr, package: Package) {
    if store.errors.get_untracked() > 0 {
        show_first_error(store, ui);
    } else {
        save(store, ui, tr, package);
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

/// Why there is no zip yet: its reports need the evaluator, which arrives after the first paint.
pub(crate) fn waiting(store: Store) -> Text {
    match store.evaluator.get() {
        Some(false) => words::NO_EVALUATOR,
        Some(true) | None => words::EVALUATOR_ON_ITS_WAY,
    }
}

fn save(store: Store, ui: Ui, tr: Tr, package: Package) {
    let lang = tr.lang_untracked();
    let Some((name, bytes)) = store.packer.get_untracked().and_then(|packer| packer.run(package)) else {
        let action = (store.evaluator.get_untracked() == Some(false)).then_some(ToastAction::Reload);
        ui.say(untrack(|| waiting(store)).get(lang).to_owned(), action);
        return;
    };
    if browser::download::save(&name, package.media_type(), &bytes) {
        let kept = store.kept_paths().len();
        let said = if kept == 0 { words::saved(lang, &name) } else { words::saved_with_kept(lang, &name, kept) };
        ui.say(said, Some(ToastAction::NextSteps));
    } else {
        ui.say(words::DOWNLOAD_FAILED.get(lang).to_owned(), None);
    }
}
