//! What differs between two plans: resources added and removed, arguments changed, and whether a
//! change makes a resource anew.

mod inside;

use std::collections::{BTreeMap, BTreeSet};

use crate::compliance::{Assessment, Verdict, shown};
use crate::plan::{Block, Line, Plan, Resource, Unknown, Value};

const REPLACEMENTS: &str = include_str!("../data/replacements.csv");

/// What differs between two plans.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Addresses that only the second has, with their lines.
    pub added: Vec<(String, Line)>,
    /// Addresses that only the first has, with their lines.
    pub removed: Vec<(String, Line)>,
    /// Resources that both have and that differ.
    pub changed: Vec<Changed>,
}

/// A resource that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Address.
    pub address: String,
    /// The change makes it anew: destroyed and created.
    pub replaced: bool,
    /// Arguments by path, with the first and the second value.
    pub arguments: Vec<ChangedArgument>,
}

/// An argument that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedArgument {
    /// Path, such as `network_configuration.0.assign_public_ip`; of a JSON text the path inside it, too,
    /// such as `policy.rules.2.selection.countNumber`.
    pub path: String,
    /// First value; `None` where it is not written.
    pub from: Option<String>,
    /// Second value.
    pub to: Option<String>,
    /// Line in the second, or in the first where the second has none.
    pub line: Line,
    /// The lines that decide it, in the plan of `line`.
    pub trace: Vec<Line>,
}

/// Compares two plans. With `names`, texts in which the names of two environments stand count as
/// equal: pairs of (first, second), such as `hbp-cc-stg` and `hbp-cc-prod`.
#[must_use]
pub fn difference(from: &Plan, to: &Plan, names: &[(String, String)]) -> Difference {
    let mut difference = Difference::default();
    let addresses: BTreeSet<&str> = from.resources().keys().chain(to.resources().keys()).map(|address| &**address).collect();
    for address in addresses {
        match (from.resources().get(address), to.resources().get(address)) {
            (Some(old), None) => difference.removed.push((address.to_owned(), old.line().clone())),
            (None, Some(new)) => difference.added.push((address.to_owned(), new.line().clone())),
            (Some(old), Some(new)) => difference.changed.extend(changed((from, old), (to, new), names)),
            (None, None) => {}
        }
    }
    difference
}

impl Difference {
    /// Is there none?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// Controls whose verdict differs, by id: (control, environment of the first assessment, from, to).
/// `pairs` names the environments to compare: positions in the first and second assessment.
#[must_use]
pub fn verdicts(from: &Assessment, to: &Assessment, pairs: &[(usize, usize)]) -> Vec<(&'static str, usize, Verdict, Verdict)> {
    let mut changes = Vec::new();
    for &(first, second) in pairs {
        for old in from.controls.iter().filter(|assessed| assessed.environment == first) {
            if let Some(new) = to.verdict(old.control.id, second)
                && new != old.verdict
            {
                changes.push((old.control.id, first, old.verdict, new));
            }
        }
    }
    changes.sort();
    changes
}

fn changed((from, old): (&Plan, &Resource), (to, new): (&Plan, &Resource), names: &[(String, String)]) -> Option<Changed> {
    let a = flat(&old.body);
    let b = flat(&new.body);
    let paths: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let mut arguments = Vec::new();
    let mut replaced = false;
    for path in paths {
        let (before, after) = (a.get(path), b.get(path));
        let (first, second) = (before.map(|found| &found.value), after.map(|found| &found.value));
        // Between two environments the tag of the data class follows from a declared difference.
        let declared = !names.is_empty() && path == "tags" && same_but(first, second, "Phi", names);
        if declared || same(first, second, names) {
            continue;
        }
        let (line, trace) = match (before, after) {
            (_, Some(after)) => (after.line.clone(), to.trace(new, after)),
            (Some(before), None) => (before.line.clone(), from.trace(old, before)),
            (None, None) => continue,
        };
        replaced |= !old.lifecycle.ignore_changes.contains(path)
            && REPLACEMENTS.lines().filter_map(|line| line.split_once(',')).any(|row| row == (&*old.kind, path.as_str()));
        let places = inside::places(path, first, second, names).unwrap_or_else(|| vec![(path.clone(), first.cloned(), second.cloned())]);
        arguments.extend(places.into_iter().map(|(path, from, to)| ChangedArgument {
            path,
            from: from.as_ref().map(shown),
            to: to.as_ref().map(shown),
            line: line.clone(),
            trace: trace.clone(),
        }));
    }
    if arguments.is_empty() {
        return None;
    }
    Some(Changed { address: new.address.to_string(), replaced, arguments })
}

/// Every argument by its path, blocks numbered.
fn flat(block: &Block) -> BTreeMap<String, &crate::plan::Attribute> {
    fn walk<'b>(block: &'b Block, prefix: &str, into: &mut BTreeMap<String, &'b crate::plan::Attribute>) {
        for (name, attribute) in block.attributes.iter().filter(|(_, attribute)| attribute.value != Value::Null) {
            into.insert(format!("{prefix}{name}"), attribute);
        }
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for inner in &block.blocks {
            let number = seen.entry(&inner.kind).or_default();
            walk(inner, &format!("{prefix}{}.{number}.", inner.kind), into);
            *number += 1;
        }
    }
    let mut all = BTreeMap::new();
    walk(block, "", &mut all);
    all
}

/// Equal maps, one key aside.
fn same_but(from: Option<&Value>, to: Option<&Value>, aside: &str, names: &[(String, String)]) -> bool {
    let (Some(Value::Map(a)), Some(Value::Map(b))) = (from, to) else { return false };
    let keys =
        |map: &crate::plan::Map| -> BTreeSet<std::sync::Arc<str>> { map.entries.keys().filter(|key| &***key != aside).cloned().collect() };
    keys(a) == keys(b) && keys(a).iter().all(|key| same(a.entries.get(key), b.entries.get(key), names))
}

fn same(from: Option<&Value>, to: Option<&Value>, names: &[(String, String)]) -> bool {
    match (from, to) {
        (Some(Value::String(a)), Some(Value::String(b))) => {
            a == b || names.iter().fold(a.to_string(), |text, (old, new)| renamed(&text, old, new)) == **b
        }
        (Some(Value::List(a) | Value::Set(a)), Some(Value::List(b) | Value::Set(b))) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(Some(a), Some(b), names))
        }
        (Some(Value::Map(a)), Some(Value::Map(b))) => {
            a.entries.len() == b.entries.len() && a.entries.iter().all(|(key, value)| same(Some(value), b.entries.get(key), names))
        }
        (Some(Value::Unknown(Unknown::Json(a))), Some(Value::Unknown(Unknown::Json(b)))) => same(Some(a), Some(b), names),
        (Some(Value::Unknown(a)), Some(Value::Unknown(b))) => {
            a == b || shown(&Value::Unknown(a.clone())) == shown(&Value::Unknown(b.clone()))
        }
        (a, b) => a == b,
    }
}

/// The text with a name in place of another, where that stands alone: `stg` is no part of `postgres`.
fn renamed(text: &str, old: &str, new: &str) -> String {
    let alone = |neighbour: Option<char>| neighbour.is_none_or(|letter| !letter.is_alphanumeric());
    let mut output = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(old) {
        output.push_str(before);
        let stands_alone = alone(output.chars().next_back()) && alone(after.chars().next());
        output.push_str(if stands_alone { new } else { old });
        rest = after;
    }
    output + rest
}

/// Root variables in which environments differ by declaration and not by size.
const NAMES: [&str; 9] = ["alarm_emails", "aws_account_id", "components", "domain", "environment", "github", "phi", "state", "tags"];

/// The one attribute among sizes that is a decision.
const DECISION: &str = "alb.client_auth";

/// Files of two environments, `terraform.tfvars` and `backend.tf` aside, that are not equal byte for byte.
#[must_use]
pub fn unequal_files<S: AsRef<str>>(files: &BTreeMap<String, S>, from: &str, to: &str) -> Vec<String> {
    let folder = |name: &str| format!("infra/envs/{name}/");
    let (from, to) = (folder(from), folder(to));
    let names = |folder: &str| -> BTreeMap<String, &str> {
        files.iter().filter_map(|(path, text)| Some((path.strip_prefix(folder)?.to_owned(), text.as_ref()))).collect()
    };
    let (a, b) = (names(&from), names(&to));
    let all: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    all.into_iter()
        .filter(|name| !matches!(name.as_str(), "terraform.tfvars" | "backend.tf") && a.get(*name) != b.get(*name))
        .map(|name| format!("{to}{name}"))
        .collect()
}

/// Names in which two environments differ by nature.
#[must_use]
pub fn names(from: &Plan, to: &Plan) -> Vec<(String, String)> {
    let text = |plan: &Plan, name: &str| plan.variables().get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let prefix = |plan: &Plan| format!("{}-{}", text(plan, "project"), text(plan, "environment"));
    let mut pairs = vec![(prefix(from), prefix(to))];
    let domain = |plan: &Plan, host: &str| {
        let domain = plan.variables().get("domain")?;
        Some(format!("{}.{}", domain.entry(host)?.as_str()?, domain.entry("zone")?.as_str()?))
    };
    for host in ["api_host", "app_host", "mail_host"] {
        pairs.extend(domain(from, host).zip(domain(to, host)));
    }
    pairs.push((text(from, "environment"), text(to, "environment")));
    pairs.retain(|(from, _)| !from.is_empty());
    pairs
}

/// Root variables that differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Variables {
    /// Names of those in which environments differ by declaration and not by size.
    pub declared: Vec<String>,
    /// Sizes with both values.
    pub sizes: Vec<(String, String, String)>,
}

/// Root variables in which two environments differ.
#[must_use]
pub fn variables(from: &Plan, to: &Plan) -> Variables {
    let mut declared = Vec::new();
    let mut sizes = Vec::new();
    for (name, new) in to.variables() {
        let Some(old) = from.variables().get(name) else { continue };
        if old == new {
            continue;
        }
        if NAMES.contains(&&**name) {
            declared.push(name.to_string());
            continue;
        }
        match (old, new) {
            (Value::Map(a), Value::Map(b)) => {
                for (key, value) in b.entries.iter().filter(|(key, value)| a.entries.get(key) != Some(*value)) {
                    let old = a.entries.get(key).map(shown).unwrap_or_default();
                    let id = format!("{name}.{key}");
                    if id == DECISION {
                        declared.push(id);
                    } else {
                        sizes.push((id, old, shown(value)));
                    }
                }
            }
            _ => sizes.push((name.to_string(), shown(old), shown(new))),
        }
    }
    Variables { declared, sizes }
}
