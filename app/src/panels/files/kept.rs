//! Says of the open file that it is the user's own, and gives its place back to the generated one.

use design_core::history::{Deed, Doing};
use leptos::prelude::*;

use crate::state::{ToastAction, use_store, use_tr, use_ui};
use crate::words;

#[component]
pub(super) fn KeptNote() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let is_kept = Memo::new(move |_| ui.open_file.with(|path| store.kept_paths().contains(path)));
    let give_back = move |_| {
        let (path, mut kept) = (ui.open_file.get_untracked(), store.kept_sums());
        kept.remove(&path);
        store.put_kept(kept, Deed::new(Doing::GiveBack, &path));
        ui.say(words::given_back(tr.lang_untracked(), &path), Some(ToastAction::Undo));
    };
    view! {
        <Show when=move || is_kept.get()>
            <div class="stale kept-note" data-testid="kept-note">
                <p><b>{tr.text(words::KEPT_FILE)}</b> " " {tr.text(words::KEPT_FILE_HELP)}</p>
                <button type="button" class="button" data-testid="take-generated" on:click=give_back>{tr.text(words::TAKE_GENERATED)}</button>
            </div>
        </Show>
    }
}
