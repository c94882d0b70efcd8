//! Designs that are looked at beside the present one: a repair before it is made, the default design, a
//! design file. They have a reader of their own, so that the present design stays read; what is the same in
//! both is parsed once.

use design_core::comparison::{Comparison, Side, compare};
use design_core::compliance::Assessment;
use design_core::cost::{Estimate, Ground};
use design_core::history::KeptSums;
use design_core::plan::Reader;
use design_core::{Checked, DesignDraft, Edit, Survey, apply};
use infra_templates::Bundle;
use leptos::prelude::*;

use super::{Known, Reviewed, today};
use crate::state::{Floor, Store, use_store};

/// A rendered design with what follows from it.
pub(super) struct Looked {
    bundle: Bundle,
    survey: Survey,
    assessment: Assessment,
}

/// Looks at other designs.
#[derive(Clone, Copy)]
pub(super) struct Trial {
    store: Store,
    known: Known,
    /// Made when it is first wanted.
    reader: StoredValue<Option<Reader>, LocalStorage>,
}

impl Trial {
    pub(super) fn new(known: Known) -> Self {
        Self { store: use_store(), known, reader: StoredValue::new_local(None) }
    }

    /// A reader that shares what is parsed of the present design.
    pub(super) fn beside(self) -> Reader {
        self.known.try_with_value(|(reader, _)| reader.beside()).unwrap_or_default()
    }

    /// Looks at a draft. `None` where it is not right, or the templates are not here.
    pub(super) fn look(self, draft: &DesignDraft) -> (Checked, Option<Looked>) {
        self.look_with(draft, None)
    }

    /// The same with other files of the user than the present ones.
    pub(super) fn look_with(self, draft: &DesignDraft, kept: Option<&KeptSums>) -> (Checked, Option<Looked>) {
        let (checked, bundle) = self.store.try_out(draft, kept);
        let looked = bundle.and_then(|bundle| {
            self.reader.try_update_value(|reader| {
                let survey = Survey::of(reader.get_or_insert_with(|| self.beside()), bundle.files());
                let assessment = survey.assess(bundle.files(), today());
                Looked { bundle, survey, assessment }
            })
        });
        (checked, looked)
    }

    /// What the files of a draft cost at least. Nothing of it is kept: memory that WebAssembly has taken is never given back.
    pub(super) fn floor(self, draft: &DesignDraft) -> Option<Floor> {
        let (_, bundle) = self.store.try_out(draft, None);
        let survey = Survey::of(&mut self.beside(), bundle?.files());
        let estimate = Estimate::of(&survey, &Ground::of(Some(draft)));
        let (total, coverage) = estimate.floor();
        let roots = estimate.roots.iter().map(|root| (root.name.clone(), root.floor().0.to_string()));
        Some(Floor { roots: roots.collect(), total: total.to_string(), coverage: (coverage.priced, coverage.lines) })
    }

    /// Looks at the present draft after some edits.
    pub(super) fn after(self, edits: &[Edit]) -> (Checked, Option<Looked>) {
        let mut draft = self.store.with_draft_untracked(Clone::clone);
        for edit in edits {
            apply(&mut draft, edit);
        }
        self.look(&draft)
    }
}

impl Looked {
    /// From the present design to this one.
    pub(super) fn since(&self, present: &Reviewed) -> Comparison {
        compare(present.side(), self.side())
    }

    /// From this design to the present one.
    pub(super) fn until(&self, present: &Reviewed) -> Comparison {
        compare(self.side(), present.side())
    }

    const fn side(&self) -> Side<'_, std::borrow::Cow<'static, str>> {
        Side { files: self.bundle.files(), survey: &self.survey, assessment: &self.assessment }
    }
}

impl Reviewed {
    fn side(&self) -> Side<'_, std::borrow::Cow<'static, str>> {
        Side { files: self.outcome.bundle.files(), survey: &self.survey, assessment: &self.assessment }
    }
}

pub(super) fn use_trial() -> Trial {
    expect_context()
}
