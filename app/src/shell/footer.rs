//! The footer: what stands in the way of the download, versions, and the zip's checksum.

use leptos::prelude::*;

use super::download::{REASON, show_first_error, waiting};
use crate::state::{Panel, use_store, use_tr, use_ui};
use crate::words;

#[component]
pub(crate) fn Footer() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let digest = store.digest;
    let versions = Memo::new(move |_| store.outcome.with(|outcome| outcome.as_ref().and_then(|outcome| outcome.versions())));
    let state = move || {
        let errors = store.errors.get();
        if errors == 0 && store.packer.with(Option::is_none) {
            return view! { <span class="ready" id=REASON role="status">{tr.get(waiting(store))}</span> }.into_any();
        }
        if errors == 0 {
            return view! { <span class="ready" id=REASON><span aria-hidden="true">"✓ "</span>{tr.get(words::READY)}</span> }.into_any();
        }
        view! {
            <button type="button" class="link-error" id=REASON on:click=move |_| show_first_error(store, ui)>
                <b>{words::errors(tr.lang(), errors)}</b>
                <span>{tr.get(words::BLOCKED)}</span>
            </button>
        }
        .into_any()
    };
    let notices = move || {
        let notices = store.notices.get();
        (notices > 0).then(|| {
            view! {
                <button type="button" class="link-notice" on:click=move |_| ui.panel.set(Panel::Issues)>
                    {words::notices(tr.lang(), notices)}
                </button>
            }
        })
    };
    view! {
        <footer class="bar">
            {state}
            {notices}
            <span class="spacer"></span>
            <a class="licences" href="licences.txt" target="_blank" rel="noopener">{tr.text(words::LICENCES)}</a>
            <span class="versions" lang="en">
                {move || versions.get().map(|(terraform, provider)| format!("Terraform {terraform} · aws {provider}"))}
            </span>
            <span
                class="sha mono"
                data-testid="sha256"
                data-sha256=move || digest.get().unwrap_or_default()
                title=move || digest.get().unwrap_or_default()
            >
                {move || words::checksum(digest.get().as_deref(), store.is_stale.get())}
            </span>
        </footer>
    }
}
