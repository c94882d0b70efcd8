//! Cases of compliance controls: what they say of the default design, and who reacts when one thing
//! is changed.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use design_core::compliance::{Assessment, Kept, Verdict};
use design_core::plan::Reader;
use design_core::{DesignDraft, Edit, Survey, apply};
use infra_templates::{Bundle, Templates};

use crate::folder::design;

/// Files of a bundle by path.
pub type Files = BTreeMap<String, String>;

thread_local! {
    static KNOWN: RefCell<(Reader, Kept)> = RefCell::default();
}

/// The files that a draft renders, without the reports on them.
#[must_use]
pub fn files(draft: &DesignDraft) -> Files {
    Bundle::render_with(Templates::embedded(), &design(draft)).files().iter().map(|(path, text)| (path.clone(), text.to_string())).collect()
}

/// The verdicts on some files.
#[must_use]
pub fn judged(files: &Files) -> Assessment {
    KNOWN.with_borrow_mut(|(reader, kept)| Survey::of(reader, files).assess_again(kept, files, None))
}

/// A case: a change of the default design's bundle, and who reacts to it.
pub struct Case {
    name: String,
    draft: DesignDraft,
    changes: Vec<(String, String, String)>,
    /// The files to compare with instead of the default design's, and how many changes made them.
    good: Option<(Files, usize)>,
}

/// Starts a case from the default design.
#[must_use]
pub fn case(name: &str) -> Case {
    Case { name: name.to_owned(), draft: DesignDraft::default(), changes: Vec::new(), good: None }
}

impl Case {
    /// Replaces a text in a file (every occurrence); it must be there.
    #[must_use]
    pub fn replace(mut self, path: &str, from: &str, to: &str) -> Self {
        self.changes.push((path.to_owned(), from.to_owned(), to.to_owned()));
        self
    }

    /// Replaces a text in the same file of every environment's root module.
    #[must_use]
    pub fn replace_everywhere(mut self, file: &str, from: &str, to: &str) -> Self {
        for environment in ["dev", "stg", "prod"] {
            self = self.replace(&format!("infra/envs/{environment}/{file}"), from, to);
        }
        self
    }

    /// Sets a size of `prod`.
    #[must_use]
    pub fn prod(self, id: &str, value: impl Into<serde_json::Value>) -> Self {
        self.size(2, id, value)
    }

    /// Sets a size of an environment: 0 is dev, 1 stg, 2 prod.
    #[must_use]
    pub fn size(mut self, environment: usize, id: &str, value: impl Into<serde_json::Value>) -> Self {
        apply(&mut self.draft, &Edit::SetSize { environment, id: id.to_owned(), value: value.into() });
        self
    }

    /// Sets a project setting.
    #[must_use]
    pub fn project(mut self, id: &str, value: impl Into<serde_json::Value>) -> Self {
        apply(&mut self.draft, &Edit::SetProject { id: id.to_owned(), value: value.into() });
        self
    }

    /// What stands here so far is the good case: [`Self::breaks`] compares with it, for controls that
    /// the default design does not meet.
    #[must_use]
    pub fn good(mut self) -> Self {
        self.good = Some((self.files(), self.changes.len()));
        self
    }

    fn files(&self) -> Files {
        let mut files = files(&self.draft);
        for (path, from, to) in &self.changes {
            let text = files.get_mut(path).unwrap_or_else(|| panic!("{}: there is no {path}", self.name));
            assert!(text.contains(from.as_str()), "{}: {path} has no {from:?}", self.name);
            *text = text.replace(from.as_str(), to);
        }
        files
    }

    /// Judges the changed bundle.
    #[must_use]
    pub fn judged(&self) -> Assessment {
        judged(&self.files())
    }

    /// The change makes exactly these controls worse (in any environment), and nothing better. The
    /// findings of the first one lead to a changed file.
    pub fn breaks(self, controls: &[&str]) {
        let (good, made) = self.good.clone().unwrap_or_else(|| (files(&DesignDraft::default()), 0));
        let before = judged(&good);
        let changes = self.changes.get(made..).unwrap_or_default();
        let after = self.judged();
        let problems: Vec<String> = after.problems.iter().map(|problem| format!("{} {}", problem.line, problem.text.en)).collect();
        assert!(problems.is_empty(), "{}: the changed bundle cannot be evaluated: {problems:#?}", self.name);
        let mut worse = BTreeSet::new();
        let mut better = BTreeSet::new();
        let old = before.verdicts();
        for (key, verdict) in after.verdicts() {
            match old.get(&key) {
                Some(old) if is_bad(verdict) && !is_bad(*old) => worse.insert(key.0),
                Some(old) if !is_bad(verdict) && is_bad(*old) => better.insert(key.0),
                _ => false,
            };
        }
        let wanted: BTreeSet<&str> = controls.iter().copied().collect();
        assert_eq!(worse, wanted, "{}: the controls that react", self.name);
        assert!(better.is_empty(), "{}: became better: {better:?}", self.name);
        let Some(first) = controls.first() else { return };
        let leads =
            after.controls.iter().filter(|assessed| assessed.control.id == *first).flat_map(|assessed| &assessed.judgement.findings).any(
                |finding| {
                    let lines = finding.evidence.trace.iter().chain([&finding.evidence.line]);
                    let sizes = changes.is_empty();
                    lines.clone().any(|line| sizes && line.path.ends_with("terraform.tfvars"))
                        || lines.clone().any(|line| changes.iter().any(|(path, ..)| **path == *line.path))
                },
            );
        assert!(leads, "{}: no finding of {first} leads to a changed file", self.name);
    }

    /// The control fails in `prod` after the change, whoever else reacts.
    pub fn judged_fails(self, control: &str) {
        let after = self.judged();
        let verdict = after.verdict(control, 2);
        assert!(matches!(verdict, Some(Verdict::Fails(_))), "{}: {control} is {verdict:?}", self.name);
    }

    /// The control fails in `prod` after changes of the design, and what its findings offer as a repair
    /// leads to one that is met.
    pub fn mends(self, control: &str) {
        let judged_first = self.judged();
        let found = judged_first.find(control, 2).unwrap_or_else(|| panic!("there is no {control}"));
        assert!(matches!(found.verdict, Verdict::Fails(_)), "{}: {control} is {:?}", self.name, found.verdict);
        let mut mended = self.draft.clone();
        for edit in found.judgement.findings.iter().flat_map(|finding| &finding.repair) {
            apply(&mut mended, edit);
        }
        let after = judged(&files(&mended));
        assert_eq!(after.verdict(control, 2), Some(Verdict::Met), "{}: {control} after its repairs", self.name);
    }

    /// The control is met in `prod`, with evidence, after the change.
    pub fn meets(self, control: &str) {
        let after = self.judged();
        let found = after.find(control, 2).unwrap_or_else(|| panic!("there is no {control}"));
        assert_eq!(found.verdict, Verdict::Met, "{}: {control} {:#?}", self.name, found.judgement);
        assert!(!found.judgement.evidence.is_empty(), "{}: {control} is met without evidence", self.name);
    }
}

/// Does a verdict say that something is not as it should be, or not known to be?
#[must_use]
pub fn is_bad(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Fails(_) | Verdict::Unproven => true,
        Verdict::ToConfirm(_) | Verdict::Waived | Verdict::Confirmed | Verdict::NotApplicable | Verdict::Met => false,
    }
}
