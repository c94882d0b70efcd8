//! What is said when the design is not kept: another window changed it, or the storage refuses.

use leptos::prelude::*;

use super::words;
use crate::shell::design_file;
use crate::state::{Keeper, Kept, use_store, use_tr, use_ui};

#[component]
pub(super) fn Keeping() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let keeper: Keeper = expect_context();
    let save_file = move || {
        view! {
            <button type="button" class="button" data-testid="keeping-file" on:click=move |_| design_file::save(store, ui, tr)>
                {tr.text(crate::words::SAVE_DESIGN)}
            </button>
        }
    };
    move || {
        match keeper.state.get() {
        Kept::NotTried | Kept::Yes => None,
        Kept::No => Some(
            view! {
                <div class="greeting failing" role="alert" data-testid="not-kept">
                    <p>{tr.text(words::NOT_KEPT)}</p>
                    {save_file()}
                </div>
            }
            .into_any(),
        ),
        Kept::Elsewhere => Some(
            view! {
                <div class="greeting failing" role="alert" data-testid="elsewhere">
                    <p>{tr.text(words::ELSEWHERE)}</p>
                    <button type="button" class="button accent" data-testid="take-theirs" on:click=move |_| keeper.take_theirs()>{tr.text(words::TAKE_THEIRS)}</button>
                    <button type="button" class="button" data-testid="take-over" on:click=move |_| keeper.take_over()>{tr.text(words::TAKE_OVER)}</button>
                    {save_file()}
                </div>
            }
            .into_any(),
        ),
    }
    }
}
