//! What steps lead between: a design, and which files of a person stand in the place of generated ones.
//! The texts of those files lie elsewhere; here each is named by its checksum.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Raw};

use crate::draft::DesignDraft;
use crate::gather::gather;

/// Files of a person: path to the SHA-256 of the text.
pub type KeptSums = BTreeMap<String, String>;

/// Under which a step has them beside the parts of the draft.
pub(super) const KEPT: &str = "kept_files";

/// A design with the files of a person beside it.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// The design as typed.
    pub draft: &'a DesignDraft,
    /// The files.
    pub kept: &'a KeptSums,
}

static NONE: KeptSums = KeptSums::new();

impl<'a> From<&'a DesignDraft> for Work<'a> {
    fn from(draft: &'a DesignDraft) -> Self {
        Self { draft, kept: &NONE }
    }
}

impl<'a> From<&'a (DesignDraft, KeptSums)> for Work<'a> {
    fn from((draft, kept): &'a (DesignDraft, KeptSums)) -> Self {
        Self { draft, kept }
    }
}

impl Work<'_> {
    /// As text: the design file, and where there are any the sums of the files in it.
    #[must_use]
    pub fn to_text(self) -> String {
        match self.raw() {
            Some(raw) if !self.kept.is_empty() => raw.to_string(),
            _ => self.draft.to_json(),
        }
    }

    // By way of text: the page holds that code already.
    pub(super) fn raw(self) -> Option<Raw> {
        let mut raw: Raw = serde_json::from_str(&self.draft.to_json()).ok()?;
        if !self.kept.is_empty() {
            let sums: Map<String, Raw> = gather(self.kept.iter().map(|(path, sum)| (path.clone(), Raw::from(sum.as_str()))));
            raw.as_object_mut()?.insert(KEPT.to_owned(), Raw::Object(sums));
        }
        Some(raw)
    }
}

/// The design in it, for which what it does not know is nothing, and the sums beside it.
pub(super) fn work_of(raw: &Raw) -> Option<(DesignDraft, KeptSums)> {
    Some((serde_json::from_str(&raw.to_string()).ok()?, raw.get(KEPT).map(sums).unwrap_or_default()))
}

/// Paths with their sums.
pub(super) fn sums(raw: &Raw) -> KeptSums {
    let listed = raw.as_object().into_iter().flatten();
    gather(listed.filter_map(|(path, sum)| Some((path.clone(), sum.as_str()?.to_owned()))))
}

/// Which of the stored texts to let go of: those that nothing leads to, and of those that steps alone lead
/// to, given newest first, all beyond a budget in bytes. `sizes`: checksum to bytes; `needed` are never let go of.
#[must_use]
pub fn surplus(mut sizes: BTreeMap<String, usize>, needed: &BTreeSet<String>, by_steps: &[String], budget: usize) -> BTreeSet<String> {
    sizes.retain(|sum, _| !needed.contains(sum));
    let mut left = budget;
    for sum in by_steps {
        let Some(bytes) = sizes.get(sum).copied() else { continue };
        // What is older than the first that does not fit goes, too: the way back has one end.
        let Some(rest) = left.checked_sub(bytes) else { break };
        left = rest;
        sizes.remove(sum);
    }
    sizes.into_keys().collect()
}
