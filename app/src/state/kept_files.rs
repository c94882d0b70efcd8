//! Files of the user, kept in this browser beside the design. They may be too long for it.

use infra_templates::Kept;

use super::Store;
use crate::browser::storage;

const FILES: &str = "sekkei.files";

/// Those of an earlier visit.
pub(crate) fn kept_files() -> Kept {
    storage::load(FILES).ok().flatten().and_then(|text| Kept::from_json(&text)).unwrap_or_default()
}

/// Puts them into the bundle and keeps them. False when this browser cannot keep them: a reload would
/// lose them, and an older set that was kept is gone.
pub(crate) fn keep_files(store: Store, kept: Kept) -> bool {
    let text = (!kept.files().is_empty()).then(|| kept.to_json());
    store.put_kept_files(kept);
    storage::remove(FILES);
    text.is_none_or(|text| storage::save(FILES, &text))
}
