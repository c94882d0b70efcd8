//! Parts of the page that are told when their own piece of the draft has changed, and names they read.

use std::collections::BTreeMap;

use design_core::{Issue, Level, Place, Scope};
use leptos::prelude::*;

use super::{Store, Watchers, renew};
use crate::state::{Field, FieldState, RowIssues};

impl Store {
    pub(super) fn tell_watchers(self) {
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

    pub(super) fn named(self, index: usize) -> Option<String> {
        self.with_draft_untracked(|draft| draft.environments.get(index).map(|environment| environment.name().to_owned()))
    }
}
