//! The draft, its history, and what follows from it. Every change goes through `design_core::Edit`;
//! this file decides nothing about values.
//!
//! After a change everything that follows is worked out once, in plain code, and only signals whose
//! value is new are set. A graph of memos would ask each of some thousand nodes on every key.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use design_core::compliance::Counts;
use design_core::{Checked, DesignDraft, Edit, Group, Issue, Lang, Level, Place, Repair, Scope, apply, check, find_spec, specs};
use infra_templates::{Bundle, Kept as KeptFiles, Package, Templates};
use leptos::prelude::*;

use super::field::{At, Field, FieldState};
use super::history::History;
use super::history::Stamped;
use super::outcome::{Complete, EnvironmentSummary, Outcome};
use super::{Finding, Reveal, Shared, ToastAction, Tr, Ui, use_tr, use_ui};
use crate::browser::clock;
use crate::format;
use crate::words;

/// Puts the files into one: its name and bytes.
pub(crate) type Packer = Callback<Package, Option<(String, Vec<u8>)>>;

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
    history: StoredValue<History>,
    watchers: StoredValue<Watchers>,
    /// The files that every bundle shares, once they are here.
    templates: StoredValue<Option<&'static Templates>>,
    defaults: StoredValue<Bundle>,
    pub(crate) can_undo: RwSignal<bool>,
    pub(crate) can_redo: RwSignal<bool>,
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
    /// Files of the user that stand in the place of generated ones.
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
    pub(crate) fn new(draft: DesignDraft) -> Self {
        let store = Self {
            draft: RwSignal::new(draft),
            history: StoredValue::new(History::default()),
            watchers: StoredValue::new(Watchers::default()),
            templates: StoredValue::new(None),
            defaults: StoredValue::new(Bundle::default()),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
            issues: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(None),
            complete: RwSignal::new(None),
            digest: RwSignal::new(None),
            packer: RwSignal::new(None),
            lister: RwSignal::new(None),
            completer: RwSignal::new(None),
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
        store.work_out(true);
        store
    }

    /// Takes the files that every bundle shares, which arrive after the first paint; until then there
    /// are values and issues, but no files.
    pub(crate) fn load(self, templates: &'static Templates) {
        self.templates.set_value(Some(templates));
        let fallback = Outcome::of_defaults(templates);
        self.defaults.set_value(fallback.as_ref().map(|outcome| outcome.bundle.clone()).unwrap_or_default());
        self.outcome.set(fallback.map(Shared::new));
        self.work_out(true);
        self.open_first();
    }

    /// Works out everything that follows from the draft.
    fn work_out(self, first: bool) {
        let checked = self.draft.with_untracked(check);
        if let (Some(design), Some(templates)) = (&checked.design, self.templates.get_value()) {
            let previous = self.outcome.get_untracked().filter(|_| !first);
            self.outcome.set(Some(Shared::new(Outcome::new(templates, design, self.kept_files.get_untracked(), previous.as_deref()))));
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

    pub(crate) fn lang(self) -> Lang {
        self.tr.lang_untracked()
    }

    pub(crate) fn project_name(self) -> String {
        self.with_draft_untracked(|draft| draft.project.get("name").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned())
    }

    pub(crate) fn environment_name(self, index: usize) -> String {
        self.summaries.with(|summaries| summaries.get(index).map(|summary| summary.name.clone()).unwrap_or_default())
    }

    /// Checks and renders another draft, which becomes no part of the page.
    pub(crate) fn try_out(self, draft: &DesignDraft) -> (Checked, Option<Bundle>) {
        let checked = check(draft);
        let bundle = checked
            .design
            .as_ref()
            .zip(self.templates.get_value())
            .map(|(design, templates)| Bundle::render_with(templates, design).keep(&self.kept_files.get_untracked()));
        (checked, bundle)
    }

    /// The files that a design renders, without those of the user and without reports.
    pub(crate) fn generated(self, design: &design_core::Design) -> Option<Bundle> {
        self.templates.get_value().map(|templates| Bundle::render_with(templates, design))
    }

    /// Files of the user that the zip holds now.
    pub(crate) fn kept_paths(self) -> BTreeSet<String> {
        self.kept_files
            .with(|kept| self.paths.with(|paths| kept.files().keys().filter(|path| paths.binary_search(path).is_ok()).cloned().collect()))
    }

    /// Puts other files of the user into the place of generated ones.
    pub(crate) fn put_kept_files(self, kept: KeptFiles) {
        self.kept_files.set(Shared::new(kept));
        self.work_out(false);
    }

    /// Applies one change.
    pub(crate) fn apply(self, edit: Edit) {
        self.change(&[edit], None);
    }

    /// Sets a field; typing on in the same field is one step of the history.
    pub(crate) fn set(self, field: Field, raw: serde_json::Value) {
        self.change(&[field.edit(raw)], Some(field.dom_id()));
    }

    /// Applies a change that was typed; typing on about the same thing is one step of the history.
    pub(crate) fn apply_typed(self, edit: Edit, about: &str) {
        self.change(&[edit], Some(about.to_owned()));
    }

    /// Applies changes that belong together, as one step.
    pub(crate) fn apply_all(self, edits: &[Edit]) {
        self.change(edits, None);
    }

    /// Ends the step that typing has kept open.
    pub(crate) fn seal(self) {
        self.history.update_value(History::seal);
    }

    fn change(self, edits: &[Edit], about: Option<String>) {
        let before = self.draft.get_untracked();
        let mut draft = before.clone();
        let repairs: Vec<Repair> = edits.iter().flat_map(|edit| apply(&mut draft, edit)).collect();
        if draft == before {
            return;
        }
        self.history.update_value(|history| history.record(&before, &draft, about, clock::since_1970_millis()));
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
        self.tell_history();
        self.work_out(false);
    }

    pub(crate) fn undo(self) {
        match self.history.with_value(History::at).checked_sub(1) {
            Some(at) if self.go_to_step(at, words::UNDONE) => {}
            _ => self.ui.announcement.set(words::NOTHING_TO_UNDO.get(self.tr.lang_untracked()).to_owned()),
        }
    }

    pub(crate) fn redo(self) {
        self.go_to_step(self.history.with_value(History::at) + 1, words::REDONE);
    }

    /// Goes to the place in the history to which `at` steps lead. False where there is none.
    pub(crate) fn go_to_step(self, at: usize, said: design_core::Text) -> bool {
        let mut draft = self.draft.get_untracked();
        let went = self.history.try_update_value(|history| history.go(&mut draft, at)).unwrap_or_default();
        if went {
            self.turn(draft, said);
        }
        went
    }

    /// The steps of the history, and how many lead to the present.
    pub(crate) fn steps(self) -> (Vec<Stamped>, usize) {
        self.draft.track();
        self.history.with_value(|history| (history.steps().to_vec(), history.at()))
    }

    /// Steps that are to be kept: the place of the first, how many lead to the present, and they.
    pub(crate) fn changed_steps(self) -> (usize, usize, Vec<Stamped>) {
        let changed = self.history.try_update_value(|history| {
            let from = history.take_changed();
            (from, history.at(), history.steps().get(from..).map(<[Stamped]>::to_vec).unwrap_or_default())
        });
        changed.unwrap_or_default()
    }

    pub(crate) fn step_count(self) -> usize {
        self.history.with_value(|history| history.steps().len())
    }

    /// Keeping steps failed from this place on.
    pub(crate) fn steps_not_kept(self, from: usize) {
        self.history.update_value(|history| history.not_kept(from));
    }

    /// Takes the history of an earlier visit.
    pub(crate) fn put_history(self, history: History) {
        self.history.set_value(history);
        self.tell_history();
    }

    /// Takes a draft with its history from another window.
    pub(crate) fn replace_all(self, draft: DesignDraft, history: History) {
        self.history.set_value(history);
        self.put(draft);
    }

    fn tell_history(self) {
        let (back, forward) = self.history.with_value(History::can);
        renew(self.can_undo, back);
        renew(self.can_redo, forward);
    }

    fn turn(self, draft: DesignDraft, said: design_core::Text) {
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
