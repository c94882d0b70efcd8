//! What stands in the way of keeping the design: what, why, and what to do, until it is settled.

use design_core::DesignDraft;
use leptos::prelude::*;

use super::words;
use crate::browser::download;
use crate::state::{Trouble, use_keep, use_store, use_tr, use_ui};

#[component]
pub(super) fn Notices() -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let care = store.care;
    view! {
        <div class="cares" role="alert">
            {move || care.divided.get().then(|| view! { <Divided /> })}
            {move || {
                let lang = tr.lang();
                care.troubles.get().into_iter().map(|trouble| view! { <Notice trouble lang /> }).collect_view()
            }}
        </div>
    }
}

#[component]
fn Divided() -> impl IntoView {
    let (keep, tr) = (use_keep(), use_tr());
    view! {
        <div class="greeting care" data-testid="divided">
            <p>{tr.text(words::DIVIDED)}</p>
            <button type="button" class="button accent" data-testid="take-other" on:click=move |_| keep.take_other()>{tr.text(words::TAKE_OTHER)}</button>
            <button type="button" class="button" data-testid="keep-mine" on:click=move |_| keep.keep_mine()>{tr.text(words::KEEP_MINE)}</button>
        </div>
    }
}

#[component]
fn Notice(trouble: Trouble, lang: design_core::Lang) -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let said = words::trouble(lang, &trouble);
    let (word, name) = match trouble {
        Trouble::Unreadable { .. } => (words::SAVE_UNREADABLE, "sekkei-unreadable.json"),
        _ => (words::SAVE_DESIGN, "sekkei.json"),
    };
    let export = {
        let trouble = trouble.clone();
        move |_| {
            let text = match &trouble {
                Trouble::Unreadable { text, .. } => text.clone(),
                _ => store.with_draft_untracked(DesignDraft::to_json),
            };
            let lang = tr.lang_untracked();
            let saved = download::save(name, "application/json", text.as_bytes());
            ui.say(if saved { crate::words::saved(lang, name) } else { crate::words::DOWNLOAD_FAILED.get(lang).to_owned() }, None);
        }
    };
    view! {
        <div class="greeting care" data-testid="trouble">
            <p>{said}</p>
            <button type="button" class="button" data-testid="trouble-export" on:click=export>{word.get(lang)}</button>
            <button type="button" class="button" data-testid="trouble-close" on:click=move |_| store.care.settle(&trouble)>{crate::words::CLOSE.get(lang)}</button>
        </div>
    }
}
