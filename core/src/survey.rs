//! A bundle, looked at as a whole: the environments that its folders hold, what each would create,
//! and the account baseline. It reads files alone, so it says the same of a bundle that a person has
//! edited.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::compliance::{Assessment, Decided, EDITIONS_SETTING, Edition, Entry, Files, Kept, Subject, assess};
use crate::date::Date;
use crate::decision::{Decision, decisions};
use crate::draft::DesignDraft;
use crate::param::Base;
use crate::plan::{Modules, Plan, Reader};
use crate::source::Source;
use crate::text::Lang;

const ENVIRONMENTS: &str = "infra/envs/";
pub(crate) const MANIFEST: &str = "infra/sekkei.manifest.json";
const ACCOUNT: &str = "infra/bootstrap";
const DESIGN: &str = "infra/sekkei.json";
const VALUES: &str = "terraform.tfvars";

/// The design that a bundle was made from, where it still holds one that can be read.
#[must_use]
pub fn design_of<S: AsRef<str>>(files: &BTreeMap<String, S>) -> Option<DesignDraft> {
    files.get(DESIGN).and_then(|text| DesignDraft::from_json(text.as_ref()).ok())
}

/// Reports on a bundle that lie inside it. What they say of a control is no evidence for it.
const REPORTS: &str = include_str!("../data/reports.txt");

/// Paths of the reports that a bundle holds on itself, sorted, without a mark of the language. One that ends with `/` is a
/// folder, in which every file is one.
pub fn report_paths() -> impl Iterator<Item = &'static str> {
    // Every file is asked after on each key, and finding the ends of lines is most of the answer.
    static PATHS: LazyLock<Vec<&str>> = LazyLock::new(|| REPORTS.lines().collect());
    PATHS.iter().copied()
}

/// Is this the path of a report that a bundle holds on itself?
#[must_use]
pub fn is_report(path: &str) -> bool {
    let marked = path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.')).filter(|(_, mark)| Lang::from_id(mark).is_some());
    report_paths().any(|report| {
        if report.ends_with('/') {
            return path.starts_with(report);
        }
        path == report || marked.is_some_and(|(stem, _)| report.strip_suffix(".md") == Some(stem))
    })
}

/// The baseline of an account.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// The account's id; empty where all environments share one baseline, or the design names no id.
    pub id: String,
    /// What its files would create.
    pub plan: Arc<Plan>,
}

/// The id of the account that a root may be applied to; empty where it names none.
fn account_id(plan: &Plan) -> String {
    plan.variables().get("aws_account_id").and_then(crate::plan::Value::as_str).unwrap_or_default().to_owned()
}

/// The baselines that a bundle holds: by `terraform.tfvars`, or by a file of values for each account.
fn accounts<S: Source>(reader: &mut Reader, files: &BTreeMap<String, S>, modules: &Modules) -> Vec<Account> {
    let inside = || files.keys().filter_map(|path| path.strip_prefix(ACCOUNT)?.strip_prefix('/')).filter(|name| !name.contains('/'));
    if !inside().any(|name| name.ends_with(".tf")) {
        return Vec::new();
    }
    let values: Vec<&str> = inside().filter(|name| name.ends_with(".tfvars")).collect();
    if values.len() < 2 || values.contains(&VALUES) {
        return vec![Account { id: String::new(), plan: reader.plan_of(files, modules, ACCOUNT, VALUES) }];
    }
    let mut of = |name: &str| {
        let plan = reader.plan_of(files, modules, ACCOUNT, name);
        Account { id: account_id(&plan), plan }
    };
    values.into_iter().map(&mut of).collect()
}

/// What a bundle would create.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// Environments: in the order of the design where the bundle holds one, then by name.
    pub environments: Vec<Subject>,
    /// The baseline of each account: one that all environments share, or one for each account id.
    pub accounts: Vec<Account>,
    /// What people decided, by the design in the bundle.
    pub decisions: Vec<Decision>,
    /// Which editions of the guidelines the design goes by; the current ones where there is no design.
    pub edition: Edition,
}

impl Survey {
    /// Reads a bundle: paths as in the zip, with their texts.
    pub fn of<S: Source>(reader: &mut Reader, files: &BTreeMap<String, S>) -> Self {
        let modules = reader.modules(files);
        let draft = design_of(files);
        let designed: Vec<(&str, Base)> =
            draft.iter().flat_map(|draft| &draft.environments).map(|environment| (environment.name(), environment.base())).collect();
        let mut names: Vec<&str> = files
            .keys()
            .filter_map(|path| path.strip_prefix(ENVIRONMENTS)?.split_once('/'))
            .filter(|(_, file)| file.ends_with(".tf"))
            .map(|(name, _)| name)
            .collect();
        names.dedup();
        let position = |name: &str| designed.iter().position(|(designed, _)| *designed == name);
        names.sort_by_key(|name| (position(name).unwrap_or(usize::MAX), *name));
        let environments = names.into_iter().map(|name| {
            let plan = reader.plan_of(files, &modules, &format!("{ENVIRONMENTS}{name}"), VALUES);
            let index = position(name);
            let base = index.and_then(|index| designed.get(index)).map(|(_, base)| *base);
            // Without a design, a name that is no base counts as production: the strictest.
            let base = base.or_else(|| Base::from_id(name)).unwrap_or(Base::Prod);
            let phi = plan.variables().get("phi").and_then(crate::plan::Value::as_bool).unwrap_or(base == Base::Prod);
            Subject { name: name.to_owned(), index, base: if phi { Base::Prod } else { base }, phi, plan, account: None }
        });
        let mut environments: Vec<Subject> = environments.collect();
        let accounts = accounts(reader, files, &modules);
        for subject in &mut environments {
            let shared = accounts.iter().find(|account| account.id.is_empty() && accounts.len() == 1);
            let own = || accounts.iter().find(|account| account_id(&account.plan) == account_id(&subject.plan));
            subject.account = shared.or_else(own).map(|account| account.plan.clone());
        }
        let word = draft.as_ref().and_then(|draft| draft.project.get(EDITIONS_SETTING)).and_then(serde_json::Value::as_str);
        let edition = Edition::ALL.into_iter().find(|edition| Some(edition.id()) == word).unwrap_or_default();
        Self { environments, accounts, decisions: draft.as_ref().map(decisions).unwrap_or_default(), edition }
    }

    /// Judges every control in every environment. Reports among the files are not looked at. Without
    /// `today` no waiver is stale.
    #[must_use]
    pub fn assess(&self, files: &dyn Files, today: Option<Date>) -> Assessment {
        self.assess_again(&mut Kept::default(), files, today)
    }

    /// [`Self::assess`], where `kept` holds the judgements of the last time: only what the changes since
    /// then can have altered is looked at again. The result is the same.
    #[must_use]
    pub fn assess_again(&self, kept: &mut Kept, files: &dyn Files, today: Option<Date>) -> Assessment {
        let decided = Decided { decisions: &self.decisions, today };
        assess(kept, &self.environments, &Sources::of(files), self.edition, decided)
    }

    /// The environment of a name.
    #[must_use]
    pub fn environment(&self, name: &str) -> Option<&Subject> {
        self.environments.iter().find(|subject| subject.name == name)
    }
}

/// The files of a bundle without the reports on it.
struct Sources<'a> {
    files: &'a dyn Files,
    all: Vec<Entry<'a>>,
}

impl<'a> Sources<'a> {
    fn of(files: &'a dyn Files) -> Self {
        let mut all = files.all();
        all.retain(|entry| !is_report(entry.path));
        Self { files, all }
    }
}

impl Files for Sources<'_> {
    fn text(&self, path: &str) -> Option<&str> {
        self.files.text(path).filter(|_| !is_report(path))
    }

    fn all(&self) -> Vec<Entry<'_>> {
        self.all.clone()
    }
}
