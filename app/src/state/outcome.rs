//! What a draft came to: the last design that was right, its files, and what the last change did to
//! them. It reads design and files; it knows nothing of panels.

use std::borrow::Cow;
use std::collections::BTreeSet;

use design_core::{Checked, Design, DesignDraft, Level, Place, Scope, check, gather, is_same, specs};
use infra_templates::{Bundle, Kept, Templates};

use super::Shared;

/// Makes the files of a design. It comes with the panel that shows them.
pub(crate) type Renderer = fn(&Templates, &Design) -> Bundle;

/// A right design with its files.
pub(crate) struct Outcome {
    pub(crate) design: Design,
    pub(crate) bundle: Bundle,
    /// The files before the last change that altered any.
    pub(crate) before: Option<Bundle>,
    /// Files of the user among them.
    pub(crate) kept: Shared<Kept>,
    /// No draft of this visit has been right yet; this is the default design.
    pub(crate) is_fallback: bool,
}

impl Outcome {
    pub(crate) fn new(render: Renderer, templates: &Templates, design: &Design, kept: Shared<Kept>, previous: Option<&Self>) -> Self {
        Self {
            design: design.clone(),
            bundle: render(templates, design).keep(&kept),
            kept,
            before: previous.map(|outcome| outcome.bundle.clone()),
            is_fallback: false,
        }
    }

    /// The default design. `None` only if the defaults of the core broke its own rules.
    pub(crate) fn of_defaults(render: Renderer, templates: &Templates) -> Option<Self> {
        let design = check(&DesignDraft::default()).design?;
        Some(Self { is_fallback: true, ..Self::new(render, templates, &design, Shared::new(Kept::default()), None) })
    }

    pub(crate) fn text(&self, path: &str) -> Option<&Cow<'static, str>> {
        self.bundle.files().get(path)
    }

    /// Files that differ from another bundle or are missing there.
    pub(crate) fn differing(&self, other: &Bundle) -> BTreeSet<String> {
        let is_there = |path: &str, text| other.files().get(path).is_some_and(|there| is_same(text, there));
        gather(self.bundle.files().iter().filter(|(path, text)| !is_there(path, *text)).map(|(path, _)| path.clone()))
    }

    /// The file in which the sizes of an environment stand.
    pub(crate) fn sizes_of(&self, name: &str) -> Option<String> {
        let size = specs(Scope::Size).next()?;
        self.bundle.line_of_size(name, size.id).map(|(path, _)| path)
    }

    /// The same of the last environment.
    pub(crate) fn last_sizes(&self) -> Option<String> {
        self.design.environments.last().and_then(|environment| self.sizes_of(&environment.settings.name))
    }

    /// Folder of an environment with a final slash, taken from where its sizes stand.
    pub(crate) fn folder(&self, index: usize) -> Option<String> {
        let environment = self.design.environments.get(index)?;
        let path = self.sizes_of(&environment.settings.name)?;
        path.rfind('/').and_then(|at| path.get(..=at)).map(str::to_owned)
    }

    /// Version constraints as they stand in the files: of Terraform and of the provider.
    pub(crate) fn versions(&self) -> Option<(String, String)> {
        let folder = self.folder(0)?;
        self.bundle.files().iter().filter(|(path, _)| path.starts_with(&folder)).find_map(|(_, text)| {
            let quoted = |wanted: &str| {
                text.lines().find_map(|line| {
                    let (name, value) = line.split_once('=')?;
                    (name.trim() == wanted).then(|| value.trim().trim_matches('"').to_owned())
                })
            };
            Some((quoted("required_version")?, quoted("version")?))
        })
    }
}

/// The files of an outcome with the reports on them: what the zip holds.
pub(crate) struct Complete {
    pub(crate) outcome: Shared<Outcome>,
    pub(crate) bundle: Bundle,
}

impl Complete {
    /// Paths that lie in the zip besides the rendered files.
    pub(crate) fn added(&self) -> impl Iterator<Item = &String> {
        self.bundle.files().keys().filter(|path| self.outcome.text(path).is_none())
    }
}

/// What the head of an environment's column says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct EnvironmentSummary {
    pub(crate) name: String,
    pub(crate) branch: String,
    /// Files below the environment's folder, once it has one.
    pub(crate) files: Option<usize>,
    /// Sizes that differ from their defaults.
    pub(crate) changed: usize,
    pub(crate) errors: usize,
    pub(crate) notices: usize,
}

impl EnvironmentSummary {
    pub(crate) fn of(index: usize, draft: &DesignDraft, checked: &Checked, outcome: Option<&Outcome>, changed: usize) -> Self {
        let Some(environment) = draft.environments.get(index) else { return Self::default() };
        let count = |level| {
            checked
                .issues
                .iter()
                .filter(|issue| issue.level == level && matches!(&issue.place, Place::Environment(at, _) if *at == index))
                .count()
        };
        let folder = outcome.and_then(|outcome| {
            let here = outcome.design.environments.iter().position(|other| other.settings.name == environment.name())?;
            outcome.folder(here)
        });
        Self {
            name: environment.name().to_owned(),
            branch: environment.settings.get("branch").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned(),
            files: folder
                .zip(outcome)
                .map(|(folder, outcome)| outcome.bundle.files().keys().filter(|path| path.starts_with(&folder)).count()),
            changed,
            errors: count(Level::Error),
            notices: count(Level::Notice),
        }
    }
}
