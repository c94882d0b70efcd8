//! Keeping the draft in this browser, and finding it again. What cannot be read is put aside, never
//! overwritten.

use design_core::{DesignDraft, DraftError};
use leptos::prelude::*;

use super::Store;
use crate::browser::{keys, storage, timer::Pause};

const DESIGN: &str = "sekkei.design";
const UNREADABLE: &str = "sekkei.design.unreadable";

/// What was found at the start.
pub(crate) enum Found {
    /// A draft of an earlier visit.
    Draft(DesignDraft),
    /// Nothing yet.
    Nothing,
    /// Something that is no draft; a copy was put aside.
    Unreadable(DraftError),
    /// Storage is blocked.
    Blocked,
}

/// Looks for the draft of an earlier visit.
pub(crate) fn restore() -> Found {
    match storage::load(DESIGN) {
        Err(()) => Found::Blocked,
        Ok(None) => Found::Nothing,
        Ok(Some(text)) => match DesignDraft::from_json(&text) {
            Ok(draft) => Found::Draft(draft),
            Err(error) => {
                storage::save(UNREADABLE, &text);
                Found::Unreadable(error)
            }
        },
    }
}

/// Keeps the draft from now on; the signal says whether the last attempt worked (`None`: not tried yet).
pub(crate) fn keep(store: Store) -> RwSignal<Option<bool>> {
    let kept = RwSignal::new(None);
    let pause = Pause::new(250);
    let save = move || kept.set(Some(storage::save(DESIGN, &store.with_draft_untracked(DesignDraft::to_json))));
    Effect::new(move |earlier: Option<()>| {
        store.with_draft(|_| ());
        if earlier.is_some() {
            pause.run(save);
        }
    });
    keys::leaving(move || {
        pause.cancel();
        if kept.get_untracked().is_some() || store.can_undo.get_untracked() {
            save();
        }
    });
    kept
}
