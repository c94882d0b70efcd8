//! The draft, its history, and what follows from it. Every change goes through `design_core::Edit`;
//! this file decides nothing about values.
//!
//! After a change everything that follows is worked out once, in plain code, and only signals whose
//! value is new are set. A graph of memos would ask each of some thousand nodes on every key.

mod change;
mod history;
mod kept;
mod show;
mod watch;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use design_core::compliance::Counts;
use design_core::history::{Journal, KeptSums};
use design_core::{Checked, DesignDraft, Group, Issue, Lang, Level, Scope, check, place, specs};
use infra_templates::{Bundle, Kept as KeptFiles, Package, Templates};
use leptos::prelude::*;

use super::field::{At, Field, FieldState};
use super::outcome::{Complete, EnvironmentSummary, Outcome, Renderer};
use super::{Care, Finding, Floor, Shared, Tr, Ui, Versions, use_tr, use_ui};

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
        self.complete.with_untracked(|complete| {
            complete.iter().flat_map(|complete| complete.added()).for_each(|path| place(&mut paths, path.clone()));
        });
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
        let mut all: Vec<(&str, &str)> = rendered.map(|(path, text)| (path.as_str(), text.as_ref())).collect();
        reports.for_each(|(path, text)| place(&mut all, (path.as_str(), text.as_ref())));
        read(&all)
    }

    pub(crate) fn with_draft<R>(self, read: impl FnOnce(&DesignDraft) -> R) -> R {
        self.draft.with(read)
    }

    pub(crate) fn with_draft_untracked<R>(self, read: impl FnOnce(&DesignDraft) -> R) -> R {
        self.draft.with_untracked(read)
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
}

/// Sets a signal that would change. False when the part of the page that owned it is gone.
fn renew<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) -> bool {
    match signal.try_with_untracked(|now| *now == value) {
        Some(true) => true,
        Some(false) => signal.try_set(value).is_none(),
        None => false,
    }
}

pub(crate) fn use_store() -> Store {
    expect_context()
}
