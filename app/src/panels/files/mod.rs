//! The files of the design: an open one with its colours, the whole tree, and search across all. It
//! shows a bundle as it is and changes nothing.

mod code;
mod head;
mod kept;
pub(crate) mod search;
mod tree;

use infra_templates::Bundle;
use leptos::prelude::*;

use crate::state::{Panel, use_store, use_tr, use_ui};
use crate::words;
use code::Code;
use head::Head;
use kept::KeptNote;
use search::{Results, SearchBox};
use tree::Tree;

#[component]
pub(crate) fn Files() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    // Here, so that what makes the files is no part of the first load.
    Effect::new(move |_| store.put_renderer(Bundle::render_with));
    let searching = Memo::new(move |_| ui.search.with(|query| !query.trim().is_empty()));
    let banner = move || {
        store.is_stale.get().then(|| {
            let fallback = store.outcome.with(|outcome| outcome.as_ref().is_none_or(|outcome| outcome.is_fallback));
            view! {
                <p class="stale" data-testid="stale-banner">
                    {move || tr.get(if fallback { words::FALLBACK_FILES } else { words::STALE_FILES })}
                </p>
            }
        })
    };
    view! {
        <section id="panel-files" class="files" aria-label=tr.text(words::FILES)>
            <h1 class="hidden-text" hidden=move || ui.shown.get() != Panel::Files>{tr.text(words::FILES)}</h1>
            <Head />
            {banner}
            <KeptNote />
            <Code />
            <div class="browse">
                <SearchBox />
                <Show when=move || searching.get() fallback=|| view! { <Tree /> }>
                    <Results />
                </Show>
            </div>
        </section>
    }
}
