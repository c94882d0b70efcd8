//! Judgements from one edit to the next. One is given again as long as everything that its control
//! looked at says the same; a control is a function of nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

use super::control::{Control, Proof};
use super::judge::{Files, Judge, Judgement, Read, Searched, Subject, line_with};
use crate::param::Base;
use crate::plan::{Asked, Change, Plan};

/// Judgements with what they rest on.
#[derive(Debug, Default)]
pub struct Kept {
    /// Names, positions, bases and declarations of the environments.
    subjects: Vec<(String, Option<usize>, Base, bool)>,
    /// Those of the environments, then that of the account baseline.
    plans: Vec<Arc<Plan>>,
    paths: Vec<String>,
    texts: BTreeMap<String, Option<String>>,
    searched: Searched,
    judgements: BTreeMap<(&'static str, usize), Entry>,
}

#[derive(Debug)]
struct Entry {
    judgement: Arc<Judgement>,
    /// Questions by the position of the plan.
    asked: Vec<(usize, Asked)>,
    read: Read,
}

/// What there is to judge now.
pub(super) struct Docket<'a> {
    pub(super) environments: &'a [Subject],
    pub(super) account: Option<&'a Arc<Plan>>,
    pub(super) files: &'a dyn Files,
}

impl<'a> Docket<'a> {
    fn plans(&self) -> impl Iterator<Item = &'a Arc<Plan>> {
        self.environments.iter().map(|subject| &subject.plan).chain(self.account)
    }
}

impl Kept {
    /// Throws away what does not hold any more.
    pub(super) fn renew(&mut self, docket: &Docket<'_>) {
        let facts = |subject: &Subject| (subject.name.clone(), subject.index, subject.base, subject.phi);
        let subjects: Vec<_> = docket.environments.iter().map(facts).collect();
        let plans: Vec<Arc<Plan>> = docket.plans().cloned().collect();
        if subjects != self.subjects || plans.len() != self.plans.len() {
            *self = Self { subjects, ..Self::default() };
        }
        let changes: Vec<Change<'_>> = self.plans.iter().zip(&plans).map(|(before, now)| Change::new(before, now)).collect();
        let paths = docket.files.paths();
        let relisted = !paths.iter().copied().eq(self.paths.iter().map(String::as_str));
        let rewritten: BTreeSet<&String> =
            self.texts.iter().filter(|(path, text)| docket.files.text(path) != text.as_deref()).map(|(path, _)| path).collect();
        self.judgements.retain(|_, entry| {
            entry.asked.iter().all(|(plan, asked)| changes.get(*plan).is_some_and(|change| change.leaves(asked)))
                && !(relisted && entry.read.list)
                && (rewritten.is_empty()
                    || entry.read.paths.iter().all(|path| !rewritten.contains(path))
                        && entry
                            .read
                            .lines
                            .iter()
                            .all(|(path, needle, line)| !rewritten.contains(path) || line_with(docket.files, path, needle) == *line))
        });
        for path in rewritten.into_iter().cloned().collect::<Vec<_>>() {
            self.texts.insert(path.clone(), docket.files.text(&path).map(str::to_owned));
            self.searched.lock().unwrap_or_else(PoisonError::into_inner).remove(&path);
        }
        if relisted {
            self.paths = paths.into_iter().map(str::to_owned).collect();
        }
        self.plans = plans;
    }

    /// What a control says of an environment, looked at now unless that is known.
    pub(super) fn judgement(&mut self, docket: &Docket<'_>, control: &'static Control, environment: usize) -> Arc<Judgement> {
        if let Some(entry) = self.judgements.get(&(control.id, environment)) {
            return entry.judgement.clone();
        }
        let Some(subject) = docket.environments.get(environment) else { return Arc::default() };
        // Somebody else may have asked in the meantime.
        docket.plans().for_each(|plan| drop(plan.take_asked()));
        let mut judge = Judge::new(subject, docket.environments, docket.account.map(|plan| &**plan), docket.files, &self.searched);
        let (Proof::Files(look) | Proof::Person(look)) = control.proof;
        look(&mut judge);
        let (judgement, read) = judge.close();
        let asked = docket.plans().map(|plan| plan.take_asked()).enumerate().filter(|(_, asked)| !asked.is_nothing()).collect();
        for path in read.paths.iter().chain(read.lines.iter().map(|(path, ..)| path)) {
            if !self.texts.contains_key(path) {
                self.texts.insert(path.clone(), docket.files.text(path).map(str::to_owned));
            }
        }
        let judgement = Arc::new(judgement);
        self.judgements.insert((control.id, environment), Entry { judgement: judgement.clone(), asked, read });
        judgement
    }
}
