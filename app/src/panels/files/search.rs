//! Search across all files: a box, and what it found instead of the tree.

use leptos::prelude::*;

use crate::browser::focus;
use crate::state::{Reveal, SEARCH_BOX, use_store, use_tr, use_ui};
use crate::text::search::{Hit, find};
use crate::widgets::{Glyph, Icon};
use crate::words;

#[component]
pub(super) fn SearchBox() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    view! {
        <div class="find search-box">
            <Icon glyph=Glyph::Search />
            <input
                type="search"
                id=SEARCH_BOX
                data-testid=SEARCH_BOX
                autocomplete="off"
                spellcheck="false"
                aria-label=tr.text(words::SEARCH_FILES)
                placeholder=tr.text(words::SEARCH_FILES)
                prop:value=move || ui.search.get()
                on:input=move |event| ui.search.set(event_target_value(&event))
            />
            <kbd aria-hidden="true">"Ctrl ⇧ F"</kbd>
        </div>
    }
}

#[component]
pub(super) fn Results() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let found = Memo::new(move |_| {
        let query = ui.search.get();
        store.with_files(|files| find(files.iter().copied(), &query))
    });
    let status = move || found.with(|(hits, more)| words::hits(tr.lang(), hits.len(), *more));
    let list = move || found.get().0.into_iter().map(|hit| view! { <Result hit /> }).collect_view();
    view! {
        <p class="result-count" role="status">{status}</p>
        <ul class="results" data-testid="search-results">{list}</ul>
        {move || found.with(|(hits, _)| hits.is_empty()).then(|| {
            let clear = move || {
                ui.search.set(String::new());
                focus::quietly(SEARCH_BOX.to_owned());
            };
            view! { <p class="result-none"><button type="button" class="button" data-testid="empty-next" on:click=move |_| clear()>{tr.text(words::CLEAR_SEARCH)}</button></p> }
        })}
    }
}

#[component]
fn Result(hit: Hit) -> impl IntoView {
    let ui = use_ui();
    let Hit { path, line, around: [before, mark, after] } = hit;
    let place = line.map(|line| view! { <span class="result-place mono">{path.clone()}":"{line + 1}</span> });
    view! {
        <li>
            <button type="button" on:click=move |_| ui.open(&path, line.map(|line| Reveal { line, marked: true }))>
                {place}
                <span class="result-text mono">{before}<mark>{mark}</mark>{after}</span>
            </button>
        </li>
    }
}
