//! Every change of the draft goes through here, and becomes a step of the history.

use design_core::history::{Deed, Journal, KeptSums};
use design_core::{DesignDraft, Edit, Repair, Scope, apply, find_spec};
use leptos::prelude::*;

use super::Store;
use crate::browser::clock;
use crate::state::{Field, ToastAction};
use crate::{format, words};

impl Store {
    /// Takes files of the user that an earlier version of the product had kept beside the history.
    pub(crate) fn adopt_kept(self, sums: KeptSums) {
        self.set_kept(sums);
        self.work_out(false);
    }

    /// Puts other files of the user into the place of generated ones.
    pub(crate) fn put_kept(self, sums: KeptSums, deed: Deed) {
        self.change(&[], Some(sums), None, Some(deed));
    }

    /// Applies one change.
    pub(crate) fn apply(self, edit: Edit) {
        self.change(&[edit], None, None, None);
    }

    /// Puts another design with its files of the user in place of this one. The history says so as the
    /// deed does.
    pub(crate) fn replace(self, draft: DesignDraft, kept: KeptSums, deed: Deed) {
        self.change(&[Edit::Replace(Box::new(draft))], Some(kept), None, Some(deed));
    }

    /// Sets a field; typing on in the same field is one step of the history.
    pub(crate) fn set(self, field: Field, raw: serde_json::Value) {
        self.change(&[field.edit(raw)], None, Some(&field.dom_id()), None);
    }

    /// Applies a change that was typed; typing on about the same thing is one step of the history.
    pub(crate) fn apply_typed(self, edit: Edit, about: &str) {
        self.change(&[edit], None, Some(about), None);
    }

    /// Applies changes that belong together, as one step.
    pub(crate) fn apply_all(self, edits: &[Edit]) {
        self.change(edits, None, None, None);
    }

    fn change(self, edits: &[Edit], kept: Option<KeptSums>, about: Option<&str>, deed: Option<Deed>) {
        let before = self.draft.get_untracked();
        let mut draft = before.clone();
        let repairs: Vec<Repair> = edits.iter().flat_map(|edit| apply(&mut draft, edit)).collect();
        let kept = kept.filter(|kept| self.kept_sums.with_value(|now| now != kept));
        if draft == before && kept.is_none() {
            return;
        }
        let deed = |before: &DesignDraft, after: &DesignDraft| deed.unwrap_or_else(|| Deed::of(edits, before, after));
        let (done, all) = self.steps.get_untracked();
        if let Some(keeper) = self.keeper.get_untracked().filter(|_| done < all) {
            keeper.set_aside.run(());
        }
        let now = clock::millis_since_1970();
        self.with_work(|work| self.history.update_value(|history| history.record(work, &draft, deed, about, now)));
        if let Some(kept) = kept {
            self.set_kept(kept);
        }
        self.put(draft);
        if !repairs.is_empty() {
            let lang = self.tr.lang_untracked();
            let told: Vec<String> = repairs.iter().filter_map(|repair| self.tell(repair)).collect();
            self.ui.say(words::repaired(lang, &told), Some(ToastAction::Undo));
        }
        if let Some(edit) = edits.first() {
            self.follow(edit);
        }
    }

    fn put(self, draft: DesignDraft) {
        self.ui.withdraw();
        let count = draft.environments.len();
        self.draft.set(draft);
        if self.ui.column.get_untracked() >= count {
            self.ui.column.set(count.saturating_sub(1));
        }
        self.count_steps();
        self.work_out(false);
    }

    /// Goes on with a design and a history that another page has kept.
    pub(crate) fn follow_other(self, draft: DesignDraft, kept: KeptSums) {
        self.history.set_value(Journal::default());
        self.set_kept(kept);
        self.put(draft);
    }

    pub(super) fn turn(self, draft: DesignDraft, kept: KeptSums, said: design_core::Text) {
        self.set_kept(kept);
        self.put(draft);
        self.ui.announcement.set(said.get(self.tr.lang_untracked()).to_owned());
        self.show_touched(None);
    }

    fn tell(self, repair: &Repair) -> Option<String> {
        let spec = find_spec(Scope::Size, repair.id)?;
        let lang = self.tr.lang_untracked();
        let name = self.named(repair.environment)?;
        let (before, after) = (format::shown(spec, &repair.before.into(), lang), format::shown_with_unit(spec, &repair.after.into(), lang));
        Some(words::moved(lang, &name, spec.label.get(lang), &before, &after))
    }
}
