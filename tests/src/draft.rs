//! Drafts as edits make them of the default one.

use design_core::{DesignDraft, Edit, apply};
use serde_json::Value;

/// The default draft after some edits.
#[must_use]
pub fn edited(edits: &[Edit]) -> DesignDraft {
    let mut draft = DesignDraft::default();
    for edit in edits {
        apply(&mut draft, edit);
    }
    draft
}

/// The edit of a size of an environment.
#[must_use]
pub fn size(environment: usize, id: &str, value: Value) -> Edit {
    Edit::SetSize { environment, id: id.to_owned(), value }
}
