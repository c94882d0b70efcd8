//! The draft, its history, and what follows from it. Every change goes through `design_core::Edit`;
//! this file decides nothing about values.
//!
//! After a change everything that follows is worked out once, in plain code, and only signals whose
//! value is new are set. A graph of memos would ask each of some thousand nodes on every key.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use design_core::compliance::Counts;
use design_core::history::{Broken, Deed, Journal, KeptSums, Stored, Unkept, Work};
use design_core::{Checked, DesignDraft, Edit, Group, Issue, Lang, Level, Place, Repair, Scope, apply, check, find_spec, specs};
use infra_templates::{Bundle, Kept as KeptFiles, Package, Templates};
use leptos::prelude::*;

use super::field::{At, Field, FieldState};
use super::kept_files;
use super::outcome::{Complete, EnvironmentSummary, Outcome, Renderer};
use super::{Care, Finding, Floor, Reveal, Shared, ToastAction, Tr, Trouble, Ui, Versions, use_tr, use_ui};
use crate::browser::clock;
use crate::format;
use crate::words;

/// Puts the files into one: its name and bytes.
pub(crate) type Packer = Callback<Package, Option<(String, Vec<u8>)>>;

/// Keeps the steps in this browser.
#[derive(Clone, Copy)]
pub(crate) struct Keeper {
    /// Stores what the storage lacks.
    pub(crate) keep: Callback<()>,
    /// Reads the steps that another page has stored.
    pub(crate) reload: Callback<()>,
    /// Sets aside what lies ahead, which a change is about to give up.
    pub(crate) set_aside: Callback<()>,
}

/// Issues of one row of a table, each with the index of its environment.
pub(crate) type RowIssues = Vec<(usize, Issue)>;

/// What a heading of the matrix says of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct GroupCount {
    pub(crate) changed: usize,
    pub(crate) errors: usize,
}

/// Parts of the page that are told when their own piece has changed.
#[derive(Default)]
struct Watchers {
    fields: Vec<(Field, RwSignal<FieldState>)>,
    rows: Vec<(Scope, &'static str, RwSignal<RowIssues>)>,
}

/// The draft and everything that follows from it.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    draft: RwSignal<DesignDraft>,
    /// Files of the user that belong to the draft.
    kept_sums: StoredValue<KeptSums>,
    /// Texts of the user that this browser could not keep, by checksum.
    kept_texts: StoredValue<BTreeMap<String, String>>,
    history: StoredValue<Journal>,
    /// Steps before the present, and in all.
    pub(crate) steps: RwSignal<(usize, usize)>,
    /// Keeps the steps in this browser. It comes with the history.
    pub(crate) keeper: RwSignal<Option<Keeper>>,
    /// What stands in the way of keeping the design.
    pub(crate) care: Care,
    pub(crate) versions: Versions,
    watchers: StoredValue<Watchers>,
    /// The files that every bundle shares, once they are here.
    templates: StoredValue<Option<&'static Templates>>,
    renderer: StoredValue<Option<Renderer>>,
    defaults: StoredValue<Bundle>,
    pub(crate) issues: RwSignal<Vec<Issue>>,
    /// The last right design, or the default one; `None` only if the defaults were broken.
    pub(crate) outcome: RwSignal<Option<Shared<Outcome>>>,
    /// The files of the zip as they were when typing last paused, once the evaluator is here.
    pub(crate) complete: RwSignal<Option<Shared<Complete>>>,
    /// SHA-256 of the zip; `None` while it is being worked out.
    pub(crate) digest: RwSignal<Option<String>>,
    /// Packs the present outcome. It comes with the evaluator.
    pub(crate) packer: RwSignal<Option<Packer>>,
    /// Lists what can be found in the files. It comes with the evaluator.
    pub(crate) lister: RwSignal<Option<Callback<Lang, Vec<Finding>>>>,
    /// Makes everything that the zip of a draft holds; `None` where it is not right. It comes with the evaluator.
    pub(crate) completer: RwSignal<Option<Callback<DesignDraft, Option<Bundle>>>>,
    /// What the files of a draft cost at least; `None` where it is not right. It comes with the evaluator.
    pub(crate) pricer: RwSignal<Option<Callback<DesignDraft, Option<Floor>>>>,
    /// Files of the user that stand in the place of generated ones: those of the draft whose texts are here.
    pub(crate) kept_files: RwSignal<Shared<KeptFiles>>,
    /// Whether the evaluator has arrived; `None` while it is on its way.
    pub(crate) evaluator: RwSignal<Option<bool>>,
    /// Is the draft itself not right, so that the files are those of an earlier one?
    pub(crate) is_stale: RwSignal<bool>,
    /// All paths of the bundle.
    pub(crate) paths: RwSignal<Vec<String>>,
    /// Files that differ from those of the default design.
    pub(crate) changed_files: RwSignal<BTreeSet<String>>,
    pub(crate) count: RwSignal<usize>,
    pub(crate) errors: RwSignal<usize>,
    pub(crate) notices: RwSignal<usize>,
    /// Verdicts on each environment, counted, once the evaluator is here.
    pub(crate) verdicts: RwSignal<Vec<Counts>>,
    pub(crate) summaries: RwSignal<Vec<EnvironmentSummary>>,
    pub(crate) group_counts: RwSignal<BTreeMap<Group, GroupCount>>,
    ui: Ui,
    tr: Tr,
}

impl Store {
    pub(crate) fn new(draft: DesignDraft, kept: KeptSums) -> Self {
        let store = Self {
            draft: RwSignal::new(draft),
            kept_sums: StoredValue::new(KeptSums::new()),
            kept_texts: StoredValue::new(BTreeMap::new()),
            history: StoredValue::new(Journal::default()),
            steps: RwSignal::new((0, 0)),
            keeper: RwSignal::new(None),
            care: Care::new(),
            versions: Versions::new(),
            watchers: StoredValue::new(Watchers::default()),
            templates: StoredValue::new(None),
            renderer: StoredValue::new(None),
            defaults: StoredValue::new(Bundle::default()),
            issues: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(None),
            complete: RwSignal::new(None),
            digest: RwSignal::new(None),
            packer: RwSignal::new(None),
            lister: RwSignal::new(None),
            completer: RwSignal::new(None),
            pricer: RwSignal::new(None),
            kept_files: RwSignal::new(Shared::new(KeptFiles::default())),
            evaluator: RwSignal::new(None),
            is_stale: RwSignal::new(false),
            paths: RwSignal::new(Vec::new()),
            changed_files: RwSignal::new(BTreeSet::new()),
            count: RwSignal::new(0),
            errors: RwSignal::new(0),
            notices: RwSignal::new(0),
            verdicts: RwSignal::new(Vec::new()),
            summaries: RwSignal::new(Vec::new()),
            group_counts: RwSignal::new(BTreeMap::new()),
            ui: use_ui(),
            tr: use_tr(),
        };
        store.set_kept(kept);
        store.work_out(true);
        store
    }

    /// Takes the files that every bundle shares, which arrive after the first paint; until then there
    /// are values and issues, but no files.
    pub(crate) fn load(self, templates: &'static Templates) {
        self.templates.set_value(Some(templates));
        self.begin();
    }

    /// Takes what makes the files; it arrives after the first paint, too.
    pub(crate) fn put_renderer(self, render: Renderer) {
        self.renderer.set_value(Some(render));
        self.begin();
    }

    /// Shows files as soon as all is here that makes them.
    fn begin(self) {
        let Some((render, templates)) = self.renderer.get_value().zip(self.templates.get_value()) else { return };
        let fallback = Outcome::of_defaults(render, templates);
        self.defaults.set_value(fallback.as_ref().map(|outcome| outcome.bundle.clone()).unwrap_or_default());
        self.outcome.set(fallback.map(Shared::new));
        self.work_out(true);
        self.open_first();
    }

    /// Works out everything that follows from the draft.
    fn work_out(self, first: bool) {
        let checked = self.draft.with_untracked(check);
        if let (Some(design), Some((render, templates))) = (&checked.design, self.renderer.get_value().zip(self.templates.get_value())) {
            let previous = self.outcome.get_untracked().filter(|_| !first);
            let kept = self.kept_files.get_untracked();
            self.outcome.set(Some(Shared::new(Outcome::new(render, templates, design, kept, previous.as_deref()))));
        }
        let outcome = self.outcome.get_untracked();
        renew(self.paths, self.all_paths(outcome.as_deref()));
        renew(
            self.changed_files,
            self.defaults.with_value(|defaults| outcome.as_ref().map(|outcome| outcome.differing(defaults)).unwrap_or_default()),
        );
        renew(self.is_stale, checked.design.is_none());
        let of_level = |level| checked.issues.iter().filter(|issue| issue.level == level).count();
        renew(self.errors, of_level(Level::Error));
        renew(self.notices, of_level(Level::Notice));

        let draft = self.draft.read_untracked();
        renew(self.count, draft.environments.len());
        let mut groups: BTreeMap<Group, GroupCount> = BTreeMap::new();
        let mut changed = vec![0; draft.environments.len()];
        for spec in specs(Scope::Size) {
            let group = groups.entry(spec.group).or_default();
            for (index, changed) in changed.iter_mut().enumerate() {
                if (Field { at: At::Size(index), spec }).is_changed(&draft) {
                    group.changed += 1;
                    *changed += 1;
                }
            }
        }
        for issue in checked.issues.iter().filter(|issue| issue.level == Level::Error) {
            if let Some(group) = Field::of_place(&issue.place).and_then(|field| groups.get_mut(&field.spec.group)) {
                group.errors += 1;
            }
        }
        renew(self.group_counts, groups);
        let summaries = changed.into_iter().enumerate();
        let summaries = summaries.map(|(index, changed)| EnvironmentSummary::of(index, &draft, &checked, outcome.as_deref(), changed));
        renew(self.summaries, summaries.collect());
        drop(draft);
        renew(self.issues, checked.issues);
        self.tell_watchers();
    }

    /// Lets go of reports that are about to be replaced. Nobody is told: nobody looks in between.
    pub(crate) fn drop_complete(self) {
        *self.complete.write_untracked() = None;
    }

    /// Takes the files of the zip with their reports.
    pub(crate) fn put_complete(self, complete: Shared<Complete>) {
        self.complete.set(Some(complete));
        renew(self.paths, self.all_paths(self.outcome.get_untracked().as_deref()));
    }

    /// Rendered files, and what lies beside them in the zip.
    fn all_paths(self, outcome: Option<&Outcome>) -> Vec<String> {
        let mut paths: Vec<String> = outcome.iter().flat_map(|outcome| outcome.bundle.files().keys().cloned()).collect();
        self.complete.with_untracked(|complete| paths.extend(complete.iter().flat_map(|complete| complete.added().cloned())));
        paths.sort_unstable();
        paths
    }

    /// The text of a file. Reports follow once typing pauses.
    pub(crate) fn text(self, path: &str) -> Option<Cow<'static, str>> {
        let rendered = self.outcome.with(|outcome| outcome.as_ref().and_then(|outcome| outcome.text(path).cloned()));
        rendered.or_else(|| self.complete.with(|complete| complete.as_ref()?.bundle.files().get(path).cloned()))
    }

    /// Every file with its text, sorted by path.
    pub(crate) fn with_files<R>(self, read: impl FnOnce(&[(&str, &str)]) -> R) -> R {
        let (outcome, complete) = (self.outcome.get(), self.complete.get());
        let rendered = outcome.iter().flat_map(|outcome| outcome.bundle.files());
        let reports =
            complete.iter().flat_map(|complete| complete.bundle.files().iter().filter(|(path, _)| complete.outcome.text(path).is_none()));
        let mut all: Vec<(&str, &str)> = rendered.chain(reports).map(|(path, text)| (path.as_str(), text.as_ref())).collect();
        all.sort_unstable();
        read(&all)
    }

    fn tell_watchers(self) {
        let levels = self.levels();
        let (mut fields, mut rows) = self.watchers.with_value(|watchers| (watchers.fields.clone(), watchers.rows.clone()));
        let seen = (fields.len(), rows.len());
        fields.retain(|(field, signal)| {
            let state = self.draft.with_untracked(|draft| field.state(draft, levels.get(&field.place()).copied()));
            renew(*signal, state)
        });
        rows.retain(|(scope, id, signal)| renew(*signal, self.row_now(*scope, id)));
        if seen != (fields.len(), rows.len()) {
            self.watchers.set_value(Watchers { fields, rows });
        }
    }

    /// The worst level at each place.
    fn levels(self) -> BTreeMap<Place, Level> {
        let mut levels = BTreeMap::new();
        self.issues.with_untracked(|issues| {
            for issue in issues {
                let level = levels.entry(issue.place.clone()).or_insert(issue.level);
                *level = (*level).min(issue.level);
            }
        });
        levels
    }

    fn row_now(self, scope: Scope, id: &str) -> RowIssues {
        self.issues.with_untracked(|issues| {
            let here = |issue: &&Issue| match &issue.place {
                Place::Project(at) => scope == Scope::Project && at == id,
                Place::Environment(_, at) => scope != Scope::Project && at == id,
                Place::Environments | Place::Control(_) | Place::Document => false,
            };
            let index = |issue: &Issue| if let Place::Environment(index, _) = issue.place { index } else { 0 };
            issues.iter().filter(here).map(|issue| (index(issue), issue.clone())).collect()
        })
    }

    pub(crate) fn with_draft<R>(self, read: impl FnOnce(&DesignDraft) -> R) -> R {
        self.draft.with(read)
    }

    pub(crate) fn with_draft_untracked<R>(self, read: impl FnOnce(&DesignDraft) -> R) -> R {
        self.draft.with_untracked(read)
    }

    /// How a field stands, for as long as the caller is on the page.
    pub(crate) fn field(self, field: Field) -> RwSignal<FieldState> {
        let level =
            self.issues.with_untracked(|issues| issues.iter().filter(|issue| issue.place == field.place()).map(|issue| issue.level).min());
        let signal = RwSignal::new(self.draft.with_untracked(|draft| field.state(draft, level)));
        self.watchers.update_value(|watchers| watchers.fields.push((field, signal)));
        signal
    }

    /// What is said of a parameter in any environment.
    pub(crate) fn row_issues(self, scope: Scope, id: &'static str) -> RwSignal<RowIssues> {
        let signal = RwSignal::new(self.row_now(scope, id));
        self.watchers.update_value(|watchers| watchers.rows.push((scope, id, signal)));
        signal
    }

    /// Columns of a table: the names of rows, and the environments that are shown.
    pub(crate) fn columns(self) -> usize {
        if self.ui.narrow.get() { 2 } else { self.count.get() + 1 }
    }

    pub(crate) fn project_name(self) -> String {
        self.with_draft_untracked(|draft| draft.project.get("name").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned())
    }

    pub(crate) fn environment_name(self, index: usize) -> String {
        self.summaries.with(|summaries| summaries.get(index).map(|summary| summary.name.clone()).unwrap_or_default())
    }

    /// Checks and renders another draft, which becomes no part of the page; with the present files of the
    /// user or others.
    pub(crate) fn try_out(self, draft: &DesignDraft, kept: Option<&KeptSums>) -> (Checked, Option<Bundle>) {
        let checked = check(draft);
        let bundle =
            checked.design.as_ref().zip(self.renderer.get_value().zip(self.templates.get_value())).map(|(design, (render, templates))| {
                render(templates, design)
                    .keep(&kept.map_or_else(|| self.kept_files.get_untracked(), |kept| Shared::new(self.texts_of(kept).0)))
            });
        (checked, bundle)
    }

    /// The files that a design renders, without those of the user and without reports.
    pub(crate) fn generated(self, design: &design_core::Design) -> Option<Bundle> {
        self.renderer.get_value().zip(self.templates.get_value()).map(|(render, templates)| render(templates, design))
    }

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
    fn texts_of(self, sums: &KeptSums) -> (KeptFiles, bool) {
        let (mut kept, mut all) = (KeptFiles::default(), true);
        for (path, sum) in sums {
            let text = self.kept_texts.with_value(|texts| texts.get(sum).cloned()).or_else(|| kept_files::text_of(sum));
            all &= text.is_some_and(|text| kept.insert(path, text));
        }
        (kept, all)
    }

    fn set_kept(self, sums: KeptSums) {
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

    /// Ends the step that typing has kept open.
    pub(crate) fn seal(self) {
        self.history.update_value(Journal::seal);
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

    fn count_steps(self) {
        renew(self.steps, self.history.with_value(Journal::position));
    }

    pub(crate) fn undo(self) {
        let (done, _) = self.settled();
        if done == 0 {
            self.ui.announcement.set(words::NOTHING_TO_UNDO.get(self.tr.lang_untracked()).to_owned());
        } else {
            self.go(done - 1);
        }
    }

    pub(crate) fn redo(self) {
        let (done, all) = self.settled();
        if done < all {
            self.go(done + 1);
        }
    }

    /// The position, once what was being typed is a step.
    fn settled(self) -> (usize, usize) {
        self.with_work(|work| self.history.update_value(|history| history.close(work)));
        self.count_steps();
        self.steps.get_untracked()
    }

    /// Goes to the draft after so many steps.
    pub(crate) fn go(self, to: usize) {
        let (done, _) = self.settled();
        let gone = self.with_work(|work| self.history.try_update_value(|history| history.go(to, work)));
        match gone {
            Some(Ok(Some((draft, kept)))) => self.turn(draft, kept, if to < done { words::UNDONE } else { words::REDONE }),
            Some(Err(Broken)) => {
                self.count_steps();
                self.care.tell(Trouble::StepBroken);
            }
            Some(Ok(None)) | None => {}
        }
    }

    /// Reads the history.
    pub(crate) fn with_history<R>(self, read: impl FnOnce(&Journal, Work<'_>) -> R) -> R {
        self.with_work(|work| self.history.with_value(|history| read(history, work)))
    }

    fn with_work<R>(self, read: impl FnOnce(Work<'_>) -> R) -> R {
        self.draft.with_untracked(|draft| self.kept_sums.with_value(|kept| read(Work { draft, kept })))
    }

    /// Steps that the storage lacks, with the present draft.
    pub(crate) fn unkept(self) -> Option<(Unkept, String)> {
        self.with_work(|work| self.history.try_update_value(|history| (history.unkept(work), work.to_text())))
    }

    /// The storage gets every step next time.
    pub(crate) fn forget_kept(self) {
        self.history.update_value(Journal::forget_kept);
    }

    /// Puts what an earlier visit left before the steps of this one; says how many could not be read.
    pub(crate) fn adopt(self, stored: Stored) -> usize {
        let now = clock::millis_since_1970();
        let unreadable = self.with_work(|work| self.history.try_update_value(|history| history.adopt(stored, work, now)));
        self.count_steps();
        unreadable.unwrap_or_default()
    }

    /// Goes on with a design and a history that another page has kept.
    pub(crate) fn follow_other(self, draft: DesignDraft, kept: KeptSums) {
        self.history.set_value(Journal::default());
        self.set_kept(kept);
        self.put(draft);
    }

    fn turn(self, draft: DesignDraft, kept: KeptSums, said: design_core::Text) {
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

    fn named(self, index: usize) -> Option<String> {
        self.with_draft_untracked(|draft| draft.environments.get(index).map(|environment| environment.name().to_owned()))
    }

    /// Opens the file that a change touched, unless the user pinned another.
    fn follow(self, edit: &Edit) {
        let Some(outcome) = self.outcome.get_untracked() else { return };
        let line = match edit {
            Edit::SetSize { environment, id, .. } | Edit::ResetSize { environment: Some(environment), id } => {
                self.named(*environment).and_then(|name| outcome.bundle.line_of_size(&name, id))
            }
            _ => None,
        };
        let about = match edit {
            Edit::SetEnvironment { environment, .. } => Some(*environment),
            Edit::AddEnvironment { like } => Some(like + 1),
            Edit::CopySizes { to, .. } => Some(*to),
            _ => None,
        };
        match line {
            Some((path, line)) => {
                let is_open = self.ui.open_file.with_untracked(|open| *open == path);
                if is_open || !self.ui.pinned.get_untracked() {
                    self.ui.open(&path, Some(Reveal { line: line.saturating_sub(1), marked: false }));
                }
            }
            None => self.show_touched(about),
        }
    }

    /// Shows what the last change did: in the open file, else in the sizes of the environment it was
    /// about, else in the first file it touched.
    fn show_touched(self, about: Option<usize>) {
        if self.is_stale.get_untracked() {
            return;
        }
        let Some(outcome) = self.outcome.get_untracked() else { return };
        let Some(before) = &outcome.before else { return };
        let open = self.ui.open_file.get_untracked();
        let is_gone = self.paths.with_untracked(|paths| !paths.contains(&open));
        if self.ui.pinned.get_untracked() && !is_gone {
            return;
        }
        let touched = outcome.differing(before);
        let about =
            about.and_then(|index| self.named(index)).and_then(|name| outcome.sizes_of(&name)).filter(|path| touched.contains(path));
        // Records of the whole design change with every edit and say the least about it.
        let path = about
            .or_else(|| touched.contains(&open).then_some(open))
            .or_else(|| outcome.last_sizes().filter(|path| touched.contains(path)))
            .or_else(|| touched.iter().find(|path| !path.ends_with(".json")).or_else(|| touched.first()).cloned())
            // A file that is gone, such as after removing an environment, cannot stay open.
            .or_else(|| outcome.last_sizes().filter(|_| is_gone));
        if let Some(path) = path {
            let first = before.get(&path).and_then(|_| first_new_line(before, &outcome.bundle, &path));
            self.ui.open(&path, first.map(|line| Reveal { line, marked: false }));
        }
    }

    /// Opens a file to begin with: the sizes of the last environment, which is production by default.
    fn open_first(self) {
        let Some(outcome) = self.outcome.get_untracked() else { return };
        if let Some(path) = outcome.last_sizes().or_else(|| outcome.bundle.files().keys().next().cloned()) {
            self.ui.open(&path, None);
        }
    }
}

/// Sets a signal that would change. False when the part of the page that owned it is gone.
fn renew<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) -> bool {
    match signal.try_with_untracked(|now| *now == value) {
        Some(true) => true,
        Some(false) => signal.try_set(value).is_none(),
        None => false,
    }
}

fn first_new_line(before: &Bundle, after: &Bundle, path: &str) -> Option<usize> {
    crate::text::diff::new_lines(before.get(path).unwrap_or_default(), after.get(path).unwrap_or_default()).into_iter().next()
}

pub(crate) fn use_store() -> Store {
    expect_context()
}
