//! Judgements from one edit to the next. One is given again as long as everything that its control
//! looked at says the same; a control is a function of nothing else.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::control::{Control, Proof};
use super::judge::{Entry as Listed, Files, Judge, Judgement, Read, Searched, Subject, access_keys, line_with};
use crate::param::Base;
use crate::plan::{Asked, Change, Line, Plan};
use crate::source::Seen;

/// What a judgement rests on beside plans and files: name, position, base, declaration and account of
/// an environment.
type About = (String, Option<usize>, Base, bool, Option<usize>);

/// Judgements with what they rest on.
#[derive(Debug, Default)]
pub struct Kept {
    /// Names, positions, bases, declarations and accounts of the environments.
    subjects: Vec<About>,
    /// Those of the environments, then those of the account baselines.
    plans: Vec<Arc<Plan>>,
    paths: Vec<String>,
    texts: BTreeMap<String, Option<Seen>>,
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
    pub(super) files: &'a dyn Files,
}

impl<'a> Docket<'a> {
    /// The plans of the environments, then those of their accounts, each once.
    pub(super) fn plans(&self) -> impl Iterator<Item = &'a Arc<Plan>> {
        self.environments.iter().map(|subject| &subject.plan).chain(self.accounts())
    }

    fn accounts(&self) -> Vec<&'a Arc<Plan>> {
        let mut accounts: Vec<&Arc<Plan>> = Vec::new();
        for account in self.environments.iter().filter_map(|subject| subject.account.as_ref()) {
            if !accounts.iter().any(|known| Arc::ptr_eq(known, account)) {
                accounts.push(account);
            }
        }
        accounts
    }

    /// Which of the accounts an environment lies in.
    fn account_of(&self, subject: &Subject) -> Option<usize> {
        let account = subject.account.as_ref()?;
        self.accounts().iter().position(|known| Arc::ptr_eq(known, account))
    }
}

/// The text of a file, to be known again.
fn seen(all: &[Listed<'_>], path: &str) -> Option<Seen> {
    let at = all.binary_search_by(|entry| entry.path.cmp(path)).ok()?;
    all.get(at).map(|entry| Seen::new(entry.text, entry.shipped))
}

/// Paths whose text is another than the one that was seen, or that came or went. Both lists are sorted.
fn rewritten(texts: &BTreeMap<String, Option<Seen>>, all: &[Listed<'_>]) -> BTreeSet<String> {
    let mut rest = all.iter().peekable();
    let mut changed = BTreeSet::new();
    for (path, before) in texts {
        // Most files that are listed have been seen: to be equal is the usual case, and cheaper to find out than an order.
        while rest.next_if(|entry| entry.path != path && entry.path < path.as_str()).is_some() {}
        let now = rest.next_if(|entry| entry.path == path);
        let is_same = match (now, before) {
            (Some(entry), Some(before)) => before.is(entry.text, entry.shipped),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !is_same {
            changed.insert(path.clone());
        }
    }
    changed
}

/// What is new since the last time.
struct News<'a> {
    plans: Vec<Change<'a>>,
    /// There are other paths.
    relisted: bool,
    /// Files whose text is another.
    rewritten: BTreeSet<String>,
    /// Lines with access keys now.
    keys: OnceCell<Vec<Line>>,
}

impl News<'_> {
    /// Would the same control, looking again, see the same?
    fn leaves(&self, entry: &Entry, docket: &Docket<'_>, searched: &Searched) -> bool {
        let Entry { asked, read, .. } = entry;
        let keys = || self.keys.get_or_init(|| access_keys(docket.files, searched));
        let line = |(path, needle, line): &(String, String, Option<u32>)| {
            !self.rewritten.contains(path) || line_with(docket.files, path, needle) == *line
        };
        asked.iter().all(|(plan, asked)| self.plans.get(*plan).is_some_and(|change| change.leaves(asked)))
            && !(self.relisted && read.list)
            && !read.paths.iter().any(|path| self.rewritten.contains(path))
            && read.lines.iter().all(line)
            && read.keys.as_ref().is_none_or(|known| known == keys())
    }
}

impl Kept {
    /// Throws away what does not hold any more.
    pub(super) fn renew(&mut self, docket: &Docket<'_>) {
        let facts = |subject: &Subject| (subject.name.clone(), subject.index, subject.base, subject.phi, docket.account_of(subject));
        let subjects: Vec<_> = docket.environments.iter().map(facts).collect();
        let plans: Vec<Arc<Plan>> = docket.plans().cloned().collect();
        if subjects != self.subjects || plans.len() != self.plans.len() {
            *self = Self { subjects, ..Self::default() };
        }
        let all = docket.files.all();
        let rewritten = rewritten(&self.texts, &all);
        if let Ok(searched) = self.searched.get_mut() {
            searched.retain(|path, _| !rewritten.contains(path));
        }
        let news = News {
            plans: self.plans.iter().zip(&plans).map(|(before, now)| Change::new(before, now)).collect(),
            relisted: !all.iter().map(|entry| entry.path).eq(self.paths.iter().map(String::as_str)),
            keys: OnceCell::new(),
            rewritten,
        };
        self.judgements.retain(|_, entry| news.leaves(entry, docket, &self.searched));
        for path in &news.rewritten {
            self.texts.insert(path.clone(), seen(&all, path));
        }
        if news.relisted {
            if news.keys.get().is_some() {
                for entry in &all {
                    self.texts.entry(entry.path.to_owned()).or_insert_with(|| Some(Seen::new(entry.text, entry.shipped)));
                }
            }
            self.paths = all.iter().map(|entry| entry.path.to_owned()).collect();
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
        let mut judge = Judge::new(subject, docket.environments, subject.account.as_deref(), docket.files, &self.searched);
        let (Proof::Files(look) | Proof::Person(look)) = control.proof;
        look(&mut judge);
        let (judgement, read) = judge.close();
        let asked = docket.plans().map(|plan| plan.take_asked()).enumerate().filter(|(_, asked)| !asked.is_nothing()).collect();
        let all = docket.files.all();
        let searched = all.iter().map(|entry| entry.path).filter(|_| read.keys.is_some());
        let paths = read.paths.iter().chain(read.lines.iter().map(|(path, ..)| path)).map(String::as_str).chain(searched);
        for path in paths {
            if !self.texts.contains_key(path) {
                self.texts.insert(path.to_owned(), seen(&all, path));
            }
        }
        let judgement = Arc::new(judgement);
        self.judgements.insert((control.id, environment), Entry { judgement: judgement.clone(), asked, read });
        judgement
    }
}
