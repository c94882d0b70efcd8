//! Texts of the user's own files, each in this browser under its checksum. Which of them stand where is a
//! part of the design's history; a text lies here for as long as something leads to it and there is room.

use std::collections::BTreeSet;

use design_core::history::{KeptSums, surplus};
use infra_templates::{Kept, sha256_hex};

use super::{Store, Versions};
use crate::browser::storage;

/// Which files stand where: path to checksum.
pub(super) const SUMS: &str = "sekkei.kept";
/// Before a checksum: the text.
const TEXT: &str = "sekkei.kept.";
/// Where an earlier version of the product had paths with their texts.
const OLD: &str = "sekkei.files";
/// What texts may take that steps of the history alone lead to, of the five million that browsers give.
const BUDGET: usize = 1_500_000;

/// What was stored; `None` when it is no such list.
pub(super) fn read_sums(text: &str) -> Option<KeptSums> {
    serde_json::from_str(text).ok()
}

/// The text of a checksum.
pub(super) fn text_of(sum: &str) -> Option<String> {
    storage::load(&format!("{TEXT}{sum}")).ok().flatten()
}

/// Keeps the texts; says which they are, and whether this browser keeps them beyond this visit.
pub(crate) fn keep_texts(store: Store, kept: &Kept) -> (KeptSums, bool) {
    let (mut sums, mut all) = (KeptSums::new(), true);
    for (path, text) in kept.files() {
        let sum = sha256_hex(text.as_bytes());
        let key = format!("{TEXT}{sum}");
        let saved = text_of(&sum).is_some() || storage::save(&key, text) || {
            sweep(store, 0);
            storage::save(&key, text)
        };
        if !saved {
            store.remember_text(&sum, text.clone().into_owned());
            all = false;
        }
        sums.insert(path.clone(), sum);
    }
    (sums, all)
}

/// Takes out texts that nothing leads to any more, and of those that only steps lead to the oldest, where
/// they are too many.
pub(crate) fn sweep_texts(store: Store) {
    sweep(store, BUDGET);
}

fn sweep(store: Store, budget: usize) {
    let stored = storage::keys(TEXT);
    if stored.is_empty() {
        return;
    }
    let mut needed: BTreeSet<String> = Versions::sums().into_iter().flat_map(KeptSums::into_values).collect();
    needed.extend(storage::load(SUMS).ok().flatten().as_deref().and_then(read_sums).into_iter().flat_map(KeptSums::into_values));
    let by_steps: Vec<String> = store.with_history(|journal, present| {
        needed.extend(present.kept.values().cloned());
        let sums = journal.steps(present).rev().map(|(_, step)| step.kept());
        sums.flat_map(|(before, after)| after.into_values().chain(before.into_values())).collect()
    });
    let sized = stored.iter().filter_map(|key| {
        let sum = key.strip_prefix(TEXT)?.to_owned();
        let size = text_of(&sum).map_or(0, |text| text.len());
        Some((sum, size))
    });
    for sum in surplus(sized.collect(), &needed, &by_steps, budget) {
        storage::remove(&format!("{TEXT}{sum}"));
    }
}

/// Takes over what an earlier version of the product kept.
pub(crate) fn take_over_old(store: Store) {
    let Some(old) = storage::load(OLD).ok().flatten() else { return };
    let kept = Kept::from_json(&old).unwrap_or_default();
    // The old texts make room first; they are put back where the new ones do not fit.
    storage::remove(OLD);
    let (sums, all) = keep_texts(store, &kept);
    store.adopt_kept(sums);
    if !all {
        storage::save(OLD, &old);
    }
}
