//! From a draft to a design: every value under its own rule, then the rules between values. It
//! collects all problems instead of stopping at the first, and never panics on any draft.

mod agent;
mod between;
mod capacity;
mod decisions;
mod environments;
mod sizes;

pub(crate) use between::first_free;

use std::collections::BTreeMap;

use crate::design::{Design, Environment};
use crate::draft::{DesignDraft, EnvironmentDraft, MAX_ENVIRONMENTS, SCHEMA_VERSION, Values};
use crate::edit::Edit;
use crate::gather::gather;
use crate::issue::{Issue, Level, Place, w};
use crate::param::{Base, Scope, default_value, find_spec, parse, specs};
use crate::settings::{ProjectSettings, environment::EnvironmentSettings};
use crate::sizing::{Reader, Sizes};
use crate::value::Value;

/// What `check` found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// All issues, in the order of the page; errors and notices.
    pub issues: Vec<Issue>,
    /// The design, unless an error stands in the way.
    pub design: Option<Design>,
}

impl Checked {
    /// The issues that block the download.
    pub fn errors(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter().filter(|issue| issue.level == Level::Error)
    }
}

/// Checks a draft. See [`Checked`].
#[must_use]
pub fn check(draft: &DesignDraft) -> Checked {
    let mut issues = Vec::new();
    let count = draft.environments.len();
    if count == 0 || count > MAX_ENVIRONMENTS {
        issues.push(Issue {
            level: Level::Error,
            rule: "environments.count",
            place: Place::Environments,
            what: w(format!("環境が {count} 個あります。"), format!("There are {count} environments.")),
            why: w(format!("1〜{MAX_ENVIRONMENTS} 個の環境を扱えます。"), format!("A design has 1 to {MAX_ENVIRONMENTS} environments.")),
            fix: w("環境を追加または削除してください。", "Add or remove environments."),
            repair: Vec::new(),
        });
    }

    let project_values = read_values(Scope::Project, Base::Prod, &draft.project, &mut issues, |id| Place::Project(id.to_owned()));
    let project = project_values.as_ref().map(ProjectSettings::read);

    let mut environments = Vec::new();
    for (index, environment) in draft.environments.iter().enumerate() {
        if let Some(read) = read_environment(index, environment, &mut issues) {
            sizes::check(index, &read, &mut issues);
            environments.push((index, read));
        }
    }
    between::check(project.as_ref(), &environments, &mut issues);
    environments::check(project.as_ref(), &environments, &mut issues);
    agent::check(project.as_ref(), &environments, &mut issues);
    capacity::check(&environments, &mut issues);
    decisions::check(draft, &mut issues);

    let clean = !issues.iter().any(|issue| issue.level == Level::Error);
    let design = project.filter(|_| clean).map(|project| Design {
        project,
        environments: environments.into_iter().map(|(_, environment)| environment).collect(),
        draft: complete(draft),
    });
    // Stable, so that entries of one list stay in its order.
    issues.sort_by_key(|issue| (issue.level, order(&issue.place), issue.rule));
    Checked { issues, design }
}

/// Place in the order of the page: document, project, list, then each environment by parameter.
fn order(place: &Place) -> (usize, usize, usize) {
    let position = |scope: Scope, id: &str| specs(scope).position(|spec| spec.id == id).unwrap_or(usize::MAX);
    match place {
        Place::Document => (0, 0, 0),
        Place::Project(id) => (1, 0, position(Scope::Project, id)),
        Place::Environments => (2, 0, 0),
        Place::Environment(index, id) => match find_spec(Scope::Environment, id) {
            Some(_) => (3, *index, position(Scope::Environment, id)),
            None => (4, *index, position(Scope::Size, id)),
        },
        Place::Control(_) => (5, 0, 0),
    }
}

/// The draft with every absent value written out, so that a stored design keeps its meaning when a
/// default changes.
fn complete(draft: &DesignDraft) -> DesignDraft {
    let fill = |scope, base, values: &Values| {
        gather(specs(scope).map(|spec| {
            let raw = values.get(spec.id).and_then(|raw| parse(spec, raw).ok()).unwrap_or_else(|| default_value(spec, base));
            (spec.id.to_owned(), raw.to_json())
        }))
    };
    DesignDraft {
        schema_version: SCHEMA_VERSION,
        project: fill(Scope::Project, Base::Prod, &draft.project),
        environments: draft
            .environments
            .iter()
            .map(|environment| EnvironmentDraft {
                base: environment.base().id().to_owned(),
                sizes: fill(Scope::Size, environment.base(), &environment.sizes),
                settings: fill(Scope::Environment, environment.base(), &environment.settings),
                assumptions: environment.assumptions.clone(),
            })
            .collect(),
        attestations: draft.attestations.clone(),
        waivers: draft.waivers.clone(),
        assumptions: draft.assumptions.clone(),
        prices: draft.prices.clone(),
    }
}

fn read_environment(index: usize, draft: &EnvironmentDraft, issues: &mut Vec<Issue>) -> Option<Environment> {
    let base = Base::from_id(&draft.base);
    if base.is_none() {
        issues.push(Issue {
            level: Level::Error,
            rule: "environment.base",
            place: Place::Environment(index, "name".to_owned()),
            what: w(format!("base「{}」は分かりません。", draft.base), format!("The base “{}” is not known.", draft.base)),
            why: w("base は既定値の組です。", "The base names a set of defaults."),
            fix: w("dev・stg・prod のいずれかにしてください。", "Use dev, stg or prod."),
            repair: Vec::new(),
        });
    }
    let base = base.unwrap_or(Base::Prod);
    let place = |id: &str| Place::Environment(index, id.to_owned());
    let settings = read_values(Scope::Environment, base, &draft.settings, issues, place);
    let values = read_values(Scope::Size, base, &draft.sizes, issues, place);
    let (settings, values) = (settings?, values?);
    Some(Environment {
        settings: EnvironmentSettings::read(&Reader { scope: Scope::Environment, base, values: &settings }),
        sizes: Sizes::read(base, &values),
        values,
    })
}

/// Reads every parameter of a scope. `None` when one is wrong; the issues say which.
fn read_values(
    scope: Scope,
    base: Base,
    raw: &Values,
    issues: &mut Vec<Issue>,
    place: impl Fn(&str) -> Place,
) -> Option<BTreeMap<&'static str, Value>> {
    let before = issues.len();
    let mut values = BTreeMap::new();
    for spec in specs(scope) {
        let Some(typed) = raw.get(spec.id) else {
            values.insert(spec.id, default_value(spec, base));
            continue;
        };
        match parse(spec, typed) {
            Ok(value) => {
                values.insert(spec.id, value);
            }
            Err(found) => {
                let accepts = spec.accepts();
                issues.push(Issue {
                    level: Level::Error,
                    rule: "value.legal",
                    place: place(spec.id),
                    what: w(format!("{}: {}。", spec.label.ja, found.ja), format!("{}: {}.", spec.label.en, found.en)),
                    why: w(format!("根拠: {}", spec.source), format!("Source: {}", spec.source)),
                    fix: w(format!("{}にしてください。", accepts.ja), format!("Use {}.", accepts.en)),
                    repair: nearest(spec.id, scope, typed, &place(spec.id)).into_iter().collect(),
                });
            }
        }
    }
    for id in raw.keys().filter(|id| find_spec(scope, id).is_none()) {
        issues.push(Issue {
            level: Level::Error,
            rule: "value.unknown",
            place: place(id),
            what: w(format!("「{id}」という設定はありません。"), format!("There is no setting “{id}”.")),
            why: w("読み飛ばすと、書いたつもりの値が効きません。", "Skipping it would leave a value without effect."),
            fix: w(
                closest(scope, id).map_or_else(
                    || "行を消してください。".to_owned(),
                    |near| format!("「{near}」のことなら直し、そうでなければ消してください。"),
                ),
                closest(scope, id).map_or_else(|| "Remove the line.".to_owned(), |near| format!("Correct it to “{near}”, or remove it.")),
            ),
            repair: Vec::new(),
        });
    }
    (issues.len() == before).then_some(values)
}

/// The edit that moves a number out of bounds to the bound it passed.
fn nearest(id: &str, scope: Scope, typed: &serde_json::Value, place: &Place) -> Option<Edit> {
    let spec = find_spec(scope, id)?;
    let crate::param::Kind::Number { min, max } = spec.kind else { return None };
    let number = match typed {
        serde_json::Value::Number(n) => n.as_i64()?,
        serde_json::Value::String(s) => s.trim().parse().ok()?,
        _ => return None,
    };
    let value = serde_json::Value::from(number.clamp(min, max));
    match place {
        Place::Environment(environment, _) if scope == Scope::Size => {
            Some(Edit::SetSize { environment: *environment, id: id.to_owned(), value })
        }
        Place::Project(_) => Some(Edit::SetProject { id: id.to_owned(), value }),
        Place::Environment(..) | Place::Environments | Place::Control(_) | Place::Document => None,
    }
}

/// The known id that differs from `id` only in case, dots, hyphens or underscores.
fn closest(scope: Scope, id: &str) -> Option<&'static str> {
    let plain = |text: &str| -> String { text.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect() };
    let wanted = plain(id);
    specs(scope).map(|spec| spec.id).find(|known| plain(known) == wanted)
}
