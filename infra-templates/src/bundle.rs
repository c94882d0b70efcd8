//! The bundle: every path of the zip with its text. Static files are borrowed, rendered ones owned.

use std::borrow::Cow;
use std::collections::BTreeMap;

use design_core::Design;

use crate::appendix::{self, Basis};
use crate::kept::Kept;
use crate::templates::Templates;
use crate::{backend, bootstrap, language, lock, manifest, readme, tfvars, versions};

/// Folder of the tree whose shared files stand for every environment.
const ENVIRONMENTS: &str = "infra/envs/";
const TEMPLATE_ENV: &str = "infra/envs/dev/";
pub(crate) const MANIFEST: &str = "infra/sekkei.manifest.json";
pub(crate) const DESIGN: &str = "infra/sekkei.json";
pub(crate) const SCHEMA: &str = "infra/sekkei.schema.json";

/// The exact files of the zip.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bundle {
    files: BTreeMap<String, Cow<'static, str>>,
}

/// Any files, by path.
impl FromIterator<(String, Cow<'static, str>)> for Bundle {
    fn from_iter<I: IntoIterator<Item = (String, Cow<'static, str>)>>(files: I) -> Self {
        Self { files: files.into_iter().collect() }
    }
}

impl Bundle {
    /// Everything that the zip of a design holds, by the files that this program carries inside.
    #[cfg(feature = "embedded")]
    #[must_use]
    pub fn render(design: &Design) -> Self {
        let atlas = design_core::drawing::Atlas::default();
        let rendered = Self::render_with(Templates::embedded(), design);
        let survey = design_core::Survey::of(&mut design_core::plan::Reader::new(), &rendered.files);
        let assessment = survey.assess(&rendered.files, None);
        Self::complete(&Basis {
            design,
            files: &rendered.files,
            survey: &survey,
            assessment: &assessment,
            atlas: &atlas,
            kept: &Kept::default(),
        })
    }

    /// Renders a design, without the reports and the manifest that [`Self::complete`] adds. The same
    /// design gives the same bytes.
    #[must_use]
    pub fn render_with(templates: &Templates, design: &Design) -> Self {
        let mut files: BTreeMap<String, Cow<'static, str>> = BTreeMap::new();
        for shipped in &templates.files {
            let environments = design.environments.iter().map(|environment| environment.settings.name.as_str());
            match shipped.path.strip_prefix(TEMPLATE_ENV) {
                Some(file) => {
                    for name in environments {
                        files.insert(format!("infra/envs/{name}/{file}"), Cow::Borrowed(shipped.text));
                    }
                }
                None => {
                    let (path, text) = language::place(shipped.path, Cow::Borrowed(shipped.text), design.project.language());
                    files.insert(path, text);
                }
            }
        }
        let mut put = |path: String, text: Cow<'static, str>| {
            files.insert(path, text);
        };
        for shipped in templates.files.iter().filter(|shipped| is_root_versions(shipped.path)) {
            let text = versions::render(shipped.text, design);
            match shipped.path.strip_prefix(TEMPLATE_ENV) {
                Some(file) => {
                    for environment in &design.environments {
                        put(format!("infra/envs/{}/{file}", environment.settings.name), text.clone().into());
                    }
                }
                None => put(shipped.path.to_owned(), text.into()),
            }
        }
        for environment in &design.environments {
            let folder = format!("infra/envs/{}", environment.settings.name);
            put(format!("{folder}/terraform.tfvars"), tfvars::render(design, environment).into());
            put(format!("{folder}/backend.tf"), backend::render(design, environment).into());
        }
        for (path, text) in lock::render(design) {
            put(path, text.into());
        }
        for (path, text) in bootstrap::render(design).into_iter().chain(readme::render(design)) {
            let (path, text) = language::place(&path, text.into(), design.project.language());
            put(path, text);
        }
        put("infra/environments.json".to_owned(), environments_json(design).into());
        put(DESIGN.to_owned(), design.draft().to_json().into());
        Self { files }
    }

    /// Everything that the zip holds: the rendered files, the reports on them and the manifest.
    #[must_use]
    pub fn complete(basis: &Basis<'_>) -> Self {
        let mut files = basis.files.clone();
        files.extend(appendix::render(basis));
        // Reports are no evidence: a person's text in their place changes nothing that is computed.
        let reports = basis.kept.files().iter().filter(|(path, _)| files.contains_key(*path) && design_core::is_report(path));
        let reports: Vec<_> = reports.map(|(path, text)| (path.clone(), text.clone())).collect();
        files.extend(reports);
        let manifest = manifest::render(&files, basis.kept);
        files.insert(MANIFEST.to_owned(), manifest.into());
        Self { files }
    }

    /// These files with a person's texts in the place of generated ones. Reports stay out until
    /// [`Self::complete`], which computes them from the result.
    #[must_use]
    pub fn keep(mut self, kept: &Kept) -> Self {
        // An environment that the design no longer has is not brought back by files that were kept of it.
        let folder = |path: &str| {
            path.strip_prefix(ENVIRONMENTS).and_then(|rest| rest.split_once('/')).map(|(name, _)| format!("{ENVIRONMENTS}{name}/"))
        };
        let has_place = |path: &str| folder(path).is_none_or(|folder| self.files.keys().any(|other| other.starts_with(&folder)));
        let is_alone = |path: &str| self.files.contains_key(path) || !self.files.keys().any(|other| other.eq_ignore_ascii_case(path));
        let texts = kept.files().iter().filter(|(path, _)| !design_core::is_report(path) && has_place(path) && is_alone(path));
        let texts: Vec<_> = texts.map(|(path, text)| (path.clone(), text.clone())).collect();
        self.files.extend(texts);
        self
    }

    /// Every path with its text, sorted by path.
    #[must_use]
    pub const fn files(&self) -> &BTreeMap<String, Cow<'static, str>> {
        &self.files
    }

    /// The text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// Path and 1-based line where a size of an environment stands.
    #[must_use]
    pub fn line_of_size(&self, environment: &str, id: &str) -> Option<(String, usize)> {
        let path = format!("infra/envs/{environment}/terraform.tfvars");
        let line = tfvars::line_of(self.get(&path)?, id)?;
        Some((path, line))
    }
}

/// Root modules pin the provider; modules only bound it.
fn is_root_versions(path: &str) -> bool {
    path.ends_with("versions.tf") && !path.starts_with("infra/modules/")
}

/// What the workflows need to know of the environments.
fn environments_json(design: &Design) -> String {
    let list: Vec<_> = design
        .environments
        .iter()
        .map(|environment| {
            serde_json::json!({
                "name": environment.settings.name,
                "branch": environment.settings.branch,
                "github_environment": environment.settings.github_environment,
            })
        })
        .collect();
    format!("{:#}\n", serde_json::json!({ "environments": list }))
}
