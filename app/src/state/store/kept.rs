//! Files of the user that stand in the place of generated ones.

use std::collections::BTreeSet;

use design_core::history::KeptSums;
use infra_templates::Kept as KeptFiles;
use leptos::prelude::*;

use super::Store;
use crate::state::{Shared, Trouble, kept_files};

impl Store {
    /// Files of the user that the zip holds now.
    pub(crate) fn kept_paths(self) -> BTreeSet<String> {
        self.kept_files
            .with(|kept| self.paths.with(|paths| kept.files().keys().filter(|path| paths.binary_search(path).is_ok()).cloned().collect()))
    }

    /// Files of the user that belong to the draft.
    pub(crate) fn kept_sums(self) -> KeptSums {
        self.kept_sums.get_value()
    }

    /// Holds a text that this browser cannot keep.
    pub(crate) fn remember_text(self, sum: &str, text: String) {
        self.kept_texts.update_value(|texts| drop(texts.insert(sum.to_owned(), text)));
    }

    /// The files with their texts, and whether all are here.
    pub(super) fn texts_of(self, sums: &KeptSums) -> (KeptFiles, bool) {
        let (mut kept, mut all) = (KeptFiles::default(), true);
        for (path, sum) in sums {
            let text = self.kept_texts.with_value(|texts| texts.get(sum).cloned()).or_else(|| kept_files::text_of(sum));
            all &= text.is_some_and(|text| kept.insert(path, text));
        }
        (kept, all)
    }

    pub(super) fn set_kept(self, sums: KeptSums) {
        if self.kept_sums.with_value(|now| *now == sums) {
            return;
        }
        let (kept, all) = self.texts_of(&sums);
        self.kept_sums.set_value(sums);
        self.kept_files.set(Shared::new(kept));
        if !all {
            self.care.tell(Trouble::FilesGone);
        }
    }
}
