//! Design A against design B, as three levels: sizes, files, consequences. Either may be a bundle that a
//! person has edited; then the sizes are those of the design that lies in it, where one does.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Raw;

use crate::compliance::{Assessment, Verdict};
use crate::cost::money::Money;
use crate::cost::{self, Basis, Change, Coverage, Estimate, Ground, RootCost};
use crate::difference::{Difference, difference, verdicts};
use crate::draft::{DesignDraft, Values};
use crate::param::{Base, Scope, default_value, find_spec};
use crate::survey::{MANIFEST, Survey, design_of, is_report};

/// One of the two.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a, S> {
    /// Its files by path.
    pub files: &'a BTreeMap<String, S>,
    /// What they would create.
    pub survey: &'a Survey,
    /// Which controls they meet.
    pub assessment: &'a Assessment,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Parameters of the designs, of the project first; empty where a side holds no design.
    pub values: Vec<ChangedValue>,
    /// Files by path, without reports and manifest, which follow from the others.
    pub files: Vec<(String, FileChange)>,
    /// How many files are the same on both sides, without reports and manifest. It is no difference.
    pub same_files: usize,
    /// Environments that only B has.
    pub added: Vec<String>,
    /// Environments that only A has.
    pub removed: Vec<String>,
    /// Resources of each root that both have and in which something differs; `None` is the account.
    pub roots: Vec<(Option<String>, Difference)>,
    /// What a month costs, line by line, of each root that both have and in which it differs; `None` is the
    /// account. Each side is priced by its own statements.
    pub costs: Vec<(Option<String>, Vec<Change>)>,
    /// Controls with another verdict: environment, control, in A, in B.
    pub verdicts: Vec<(String, &'static str, Verdict, Verdict)>,
}

/// A parameter with another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedValue {
    /// Name of the environment; `None`: the project.
    pub environment: Option<String>,
    /// Where the parameter is set.
    pub scope: Scope,
    /// Parameter id.
    pub id: String,
    /// Value in A; `None` where it is not written.
    pub from: Option<Raw>,
    /// Value in B.
    pub to: Option<Raw>,
}

/// How a file differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileChange {
    /// Only B has it.
    Added,
    /// Only A has it.
    Removed,
    /// Both have it with other texts.
    Changed,
}

/// How many resources a change would create, destroy, make anew and change in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "named as the words of a plan")]
pub struct Consequences {
    pub created: usize,
    pub destroyed: usize,
    pub replaced: usize,
    pub in_place: usize,
}

impl Difference {
    /// Its resources, counted as a plan would.
    #[must_use]
    pub fn consequences(&self) -> Consequences {
        let replaced = self.changed.iter().filter(|changed| changed.replaced).count();
        Consequences { created: self.added.len(), destroyed: self.removed.len(), replaced, in_place: self.changed.len() - replaced }
    }
}

impl Comparison {
    /// Is there no difference?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { same_files: self.same_files, ..Self::default() }
    }

    /// Resources of all roots, counted.
    #[must_use]
    pub fn consequences(&self) -> Consequences {
        self.roots.iter().map(|(_, difference)| difference.consequences()).fold(Consequences::default(), |sum, one| Consequences {
            created: sum.created + one.created,
            destroyed: sum.destroyed + one.destroyed,
            replaced: sum.replaced + one.replaced,
            in_place: sum.in_place + one.in_place,
        })
    }
}

impl Comparison {
    /// By how much the cost that is always charged changes in a month, and how many of the lines that
    /// change have an amount on both sides.
    #[must_use]
    pub fn cost(&self) -> (Money, Coverage) {
        let fixed = |change: &&Change| change.shown().is_some_and(|item| item.basis == Basis::Fixed);
        let changes = self.costs.iter().flat_map(|(_, changes)| changes).filter(fixed);
        changes.fold((Money::ZERO, Coverage::default()), |(sum, coverage), change| {
            let amount = change.amount();
            let priced = coverage.priced + usize::from(amount.is_some());
            (sum + amount.unwrap_or(Money::ZERO), Coverage { priced, lines: coverage.lines + 1 })
        })
    }
}

/// Compares two designs or bundles. Environments are matched by name.
#[must_use]
pub fn compare<S: AsRef<str>, T: AsRef<str>>(a: Side<'_, S>, b: Side<'_, T>) -> Comparison {
    let (files, same_files) = files(a.files, b.files);
    let mut comparison = Comparison { values: values(a.files, b.files), files, same_files, ..Comparison::default() };
    let mut pairs = Vec::new();
    for (second, new) in b.survey.environments.iter().enumerate() {
        match a.survey.environments.iter().position(|old| old.name == new.name) {
            Some(first) => pairs.push((first, second)),
            None => comparison.added.push(new.name.clone()),
        }
    }
    let gone = a.survey.environments.iter().filter(|old| b.survey.environment(&old.name).is_none());
    comparison.removed = gone.map(|old| old.name.clone()).collect();
    let mut put = |name: Option<String>, difference: Difference| {
        if !difference.is_empty() {
            comparison.roots.push((name, difference));
        }
    };
    for (first, second) in &pairs {
        if let (Some(old), Some(new)) = (a.survey.environments.get(*first), b.survey.environments.get(*second)) {
            put(Some(new.name.clone()), difference(&old.plan, &new.plan, &[]));
        }
    }
    for new in &b.survey.accounts {
        if let Some(old) = a.survey.accounts.iter().find(|old| old.id == new.id) {
            put(Some(new.id.clone()).filter(|id| !id.is_empty()), difference(&old.plan, &new.plan, &[]));
        }
    }
    comparison.costs = costs(&estimate(&a), &estimate(&b));
    let name = |index: usize| a.assessment.environments.get(index).cloned().unwrap_or_default();
    comparison.verdicts = verdicts(a.assessment, b.assessment, &pairs)
        .into_iter()
        .map(|(control, environment, from, to)| (name(environment), control, from, to))
        .collect();
    comparison
}

fn estimate<S: AsRef<str>>(side: &Side<'_, S>) -> Estimate {
    Estimate::of(side.survey, &Ground::of(design_of(side.files).as_ref()))
}

fn costs(a: &Estimate, b: &Estimate) -> Vec<(Option<String>, Vec<Change>)> {
    let root = |new: &RootCost| {
        let changes = cost::compare(a.roots.iter().find(|old| old.name == new.name)?, new);
        (!changes.is_empty()).then(|| ((!new.name.is_empty()).then(|| new.name.clone()), changes))
    };
    b.roots.iter().filter_map(root).collect()
}

/// Files that differ, and how many do not.
fn files<S: AsRef<str>, T: AsRef<str>>(a: &BTreeMap<String, S>, b: &BTreeMap<String, T>) -> (Vec<(String, FileChange)>, usize) {
    let follows = |path: &str| path == MANIFEST || is_report(path);
    let all: BTreeSet<&String> = a.keys().chain(b.keys()).filter(|path| !follows(path)).collect();
    let change = |path: &String| match (a.get(path), b.get(path)) {
        (None, Some(_)) => Some(FileChange::Added),
        (Some(_), None) => Some(FileChange::Removed),
        (Some(old), Some(new)) => (old.as_ref() != new.as_ref()).then_some(FileChange::Changed),
        (None, None) => None,
    };
    let found: Vec<_> = all.iter().filter_map(|path| Some(((*path).clone(), change(path)?))).collect();
    let same = all.len() - found.len();
    (found, same)
}

fn values<S: AsRef<str>, T: AsRef<str>>(a: &BTreeMap<String, S>, b: &BTreeMap<String, T>) -> Vec<ChangedValue> {
    design_of(a).zip(design_of(b)).map(|(a, b)| changed_values(&a, &b)).unwrap_or_default()
}

/// Parameters in which two drafts differ, of the project first. Environments are matched by name. A value
/// that is not written means its default: a parameter that is newer than one of the drafts is no difference.
#[must_use]
pub fn changed_values(a: &DesignDraft, b: &DesignDraft) -> Vec<ChangedValue> {
    let mut found = Vec::new();
    let mut each = |environment: Option<&str>, scope, (old, old_base): (&Values, Base), (new, new_base): (&Values, Base)| {
        let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let meant = |values: &Values, base, id: &str| {
            let default = || find_spec(scope, id).map(|spec| default_value(spec, base).to_json());
            values.get(id).cloned().or_else(default)
        };
        for id in ids.into_iter().filter(|id| meant(old, old_base, id) != meant(new, new_base, id)) {
            let environment = environment.map(str::to_owned);
            found.push(ChangedValue { environment, scope, id: id.clone(), from: old.get(id).cloned(), to: new.get(id).cloned() });
        }
    };
    each(None, Scope::Project, (&a.project, Base::Prod), (&b.project, Base::Prod));
    for new in &b.environments {
        if let Some(old) = a.environments.iter().find(|old| old.name() == new.name()) {
            let (was, is) = (old.base(), new.base());
            each(Some(new.name()), Scope::Environment, (&old.settings, was), (&new.settings, is));
            each(Some(new.name()), Scope::Size, (&old.sizes, was), (&new.sizes, is));
        }
    }
    found
}
