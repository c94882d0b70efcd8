//! Reads a price list that the user picks, piece by piece, so that the page stays alive while hundreds
//! of megabytes pass.

use design_core::Edit;
use design_core::cost::import::Importer;
use leptos::ev::Event;
use leptos::prelude::*;

use super::words;
use crate::browser::open::{Piece, picked_in_pieces};
use crate::state::{ToastAction, use_store, use_tr, use_ui};

#[component]
pub(super) fn Import() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let progress = RwSignal::new(None::<u32>);
    let problems = RwSignal::new(Vec::new());
    let read = move |event: &Event| {
        let mut importer = Some(Importer::new());
        picked_in_pieces(event, move |piece| match piece {
            Piece::Bytes { bytes, percent } => {
                if let Some(importer) = importer.as_mut() {
                    importer.feed(bytes);
                }
                progress.set(Some(percent));
            }
            Piece::End { name } => {
                progress.set(None);
                let Some(found) = importer.take().map(Importer::finish) else { return };
                let said = words::imported(tr.lang_untracked(), name, &found.offer, found.rows, found.prices.len());
                let took = !found.prices.is_empty();
                problems.set(found.problems);
                if took {
                    store.apply(Edit::SetPrices(found.prices));
                }
                ui.say(said, took.then_some(ToastAction::Undo));
            }
            Piece::Refused => {
                progress.set(None);
                ui.say(words::REFUSED.get(tr.lang_untracked()).to_owned(), None);
            }
        });
    };
    view! {
        <p>
            <label class="button">
                <input type="file" class="hidden-text" data-testid="price-list" accept=".csv,.json,text/csv,application/json" on:change=move |event| read(&event) />
                {tr.text(words::IMPORT)}
            </label>
            " " <span role="status">{move || progress.get().map(|percent| words::reading(tr.lang(), percent))}</span>
        </p>
        {move || problems.get().into_iter().map(|problem| view! { <p class="note notice">{move || tr.words(&problem)}</p> }).collect_view()}
    }
}
