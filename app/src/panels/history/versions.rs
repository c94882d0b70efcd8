//! Versions that are kept under a name in this browser: save, restore, compare, delete.

use design_core::Lang;
use design_core::history::{Deed, Doing};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::words;
use crate::browser::{clock, focus};
use crate::state::{Panel, ToastAction, Trouble, Version, use_keep, use_store, use_tr, use_ui};

const NAME: &str = "version-name";
const MAX_CHARS: usize = 80;

#[component]
pub(super) fn SavedVersions() -> impl IntoView {
    let (store, keep, ui, tr) = (use_store(), use_keep(), use_ui(), use_tr());
    let name = RwSignal::new(String::new());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let now = clock::millis_since_1970();
        let typed: String = name.get_untracked().trim().chars().take(MAX_CHARS).collect();
        let called = if typed.is_empty() { words::moment(now) } else { typed };
        if keep.save_present(&called) {
            name.set(String::new());
            ui.say(words::version_saved(tr.lang_untracked(), &called), None);
        } else {
            store.care.tell(Trouble::Full);
        }
    };
    let list = move || {
        let (versions, unreadable) = store.versions.list();
        let lang = tr.lang();
        let rows = if versions.is_empty() {
            view! { <p class="why">{tr.get(words::NO_VERSIONS)}</p> }.into_any()
        } else {
            view! { <ul class="versions-list" data-testid="versions">{versions.into_iter().map(|version| view! { <Row version lang /> }).collect_view()}</ul> }.into_any()
        };
        view! {
            {rows}
            {(unreadable > 0).then(|| view! { <p class="why">{words::unreadable_versions(lang, unreadable)}</p> })}
        }
    };
    view! {
        <h2>{tr.text(words::VERSIONS)}</h2>
        <form class="version-form" on:submit=save>
            <label for=NAME>{tr.text(words::NAME)}</label>
            <input type="text" id=NAME data-testid="version-name" autocomplete="off" maxlength=MAX_CHARS.to_string()
                prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) />
            <button type="submit" class="button" data-testid="save-version">{tr.text(words::SAVE_VERSION)}</button>
        </form>
        {list}
    }
}

#[component]
fn Row(version: Version, lang: Lang) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let called = words::version_name(lang, &version);
    let (key, at) = (version.key.clone(), version.at_millis);
    let restore = {
        let (called, draft, kept) = (called.clone(), version.draft.clone(), version.kept.clone());
        move |_| {
            if store.with_history(|_, present| *present.draft == draft && *present.kept == kept) {
                return ui.say(words::IS_PRESENT.get(tr.lang_untracked()).to_owned(), None);
            }
            store.replace(draft.clone(), kept.clone(), Deed::new(Doing::Restore, &called));
            ui.say(words::restored(tr.lang_untracked(), &called), Some(ToastAction::Undo));
        }
    };
    let compare = {
        let key = key.clone();
        move |_| {
            ui.compared_version.set(Some(key.clone()));
            ui.panel.set(Panel::Differences);
        }
    };
    let delete = {
        let called = called.clone();
        move |_| {
            store.versions.delete(&key);
            ui.say(words::deleted(tr.lang_untracked(), &called), Some(ToastAction::PutVersionBack));
            focus::quietly(NAME.to_owned());
        }
    };
    let label = move |word: design_core::Text| format!("{}: {called}", word.get(lang));
    view! {
        <li>
            <span class="version-name">{words::version_name(lang, &version)}</span>
            <small title=words::moment(at)>{words::ago(lang, at, clock::millis_since_1970())}</small>
            {(!version.kept.is_empty()).then(|| view! { <small data-testid="version-files">{words::with_files(lang, version.kept.len())}</small> })}
            <span class="version-tools">
                <button type="button" class="button" data-testid="restore-version" aria-label=label.clone()(words::RESTORE) on:click=restore>{words::RESTORE.get(lang)}</button>
                <button type="button" class="button" data-testid="compare-version" aria-label=label.clone()(words::COMPARE) on:click=compare>{words::COMPARE.get(lang)}</button>
                <button type="button" class="button" data-testid="delete-version" aria-label=label(words::DELETE) on:click=delete>{words::DELETE.get(lang)}</button>
            </span>
        </li>
    }
}
