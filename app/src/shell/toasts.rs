//! Short messages above the footer, and the live region that reads them out.

use design_core::{Issue, Level, Words};
use leptos::prelude::*;

use crate::browser::update;
use crate::state::{Store, Toast, ToastAction, Ui, use_store, use_tr, use_ui};
use crate::widgets::{Glyph, Icon};
use crate::words;

#[component]
pub(crate) fn Toasts(
    /// Does the browser keep the design?
    kept: RwSignal<Option<bool>>,
) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    // An error appears beside the field, which whoever does not see it has to be told.
    Effect::new(move |before: Option<Vec<Words>>| {
        let errors = |issues: &Vec<Issue>| {
            issues.iter().filter(|issue| issue.level == Level::Error).map(|issue| issue.what.clone()).collect::<Vec<_>>()
        };
        let now = store.issues.with(errors);
        let new = before.and_then(|before| now.iter().find(|what| !before.contains(what)));
        if let Some(what) = new {
            let lang = tr.lang_untracked();
            ui.announcement.set(format!("{}: {}", words::ERROR.get(lang), what.get(lang)));
        }
        now
    });
    view! {
        <div class="toasts" role="region" aria-label=tr.text(words::MESSAGES)>
            <UpdateNotice kept />
            <For each=move || ui.toasts.get() key=|toast| toast.id let:toast>
                <ToastLine toast />
            </For>
            <div class="hidden-text" aria-live="polite" data-testid="announcement">{move || ui.announcement.get()}</div>
        </div>
    }
}

/// That a newer version is ready. It stays until it is closed, and nothing reloads by itself.
#[component]
fn UpdateNotice(kept: RwSignal<Option<bool>>) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let is_ready = RwSignal::new(false);
    let text = move || if kept.get() == Some(false) { words::UPDATE_UNSAVED } else { words::UPDATE_READY };
    update::on_ready(move || {
        is_ready.set(true);
        ui.announcement.set(tr.get(text()).to_owned());
    });
    move || {
        is_ready.get().then(|| {
            view! {
                <div class="toast" data-testid="update">
                    <span>{move || tr.get(text())}</span>
                    <button type="button" class="link" on:click=|_| update::switch()>{tr.text(words::RELOAD)}</button>
                    <button type="button" class="icon-button quiet" aria-label=tr.text(words::CLOSE) on:click=move |_| is_ready.set(false)>
                        <Icon glyph=Glyph::Close />
                    </button>
                </div>
            }
        })
    }
}

#[component]
fn ToastLine(toast: Toast) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let Toast { id, text, action, .. } = toast;
    view! {
        <div class="toast" data-testid="toast">
            <span>{text}</span>
            {action.map(|action| {
                let (word, run): (_, fn(Store, Ui)) = match action {
                    ToastAction::Undo => (words::UNDO, |store, _| store.undo()),
                    ToastAction::PutVersionBack => (words::UNDO, |store, _| store.versions.put_back()),
                    ToastAction::Reload => (words::RELOAD, |_, _| drop(location().reload())),
                    ToastAction::NextSteps => (words::NEXT_STEPS, |_, ui| ui.show_next_steps()),
                };
                view! { <button type="button" class="link" on:click=move |_| { ui.dismiss(id); run(store, ui); }>{tr.text(word)}</button> }
            })}
            <button type="button" class="icon-button quiet" aria-label=tr.text(words::CLOSE) on:click=move |_| ui.dismiss(id)>
                <Icon glyph=Glyph::Close />
            </button>
        </div>
    }
}
