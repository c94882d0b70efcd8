//! The list of what a plan would create, as a reader wants it: grouped by module, with the name that
//! AWS will show and the line that writes it.

use std::collections::BTreeMap;

use crate::plan::{Line, Plan, Resource, Value};

/// One resource of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Address, such as `module.rds.aws_db_instance.this`.
    pub address: String,
    /// Type, such as `aws_db_instance`.
    pub kind: String,
    /// Name of the module without keys, such as `rds`; empty in the root.
    pub module: String,
    /// The name that AWS will show; `None` where AWS makes it up or it has none.
    pub name: Option<String>,
    /// Where it is written.
    pub line: Line,
    /// The line of the module call in the root, where a module makes it.
    pub call: Option<Line>,
}

/// Arguments that hold the name which AWS shows, in the order in which they are looked for.
const NAMES: [&str; 18] = [
    "bucket",
    "identifier",
    "replication_group_id",
    "user_id",
    "user_group_id",
    "cluster_name",
    "alarm_name",
    "dashboard_name",
    "deployment_group_name",
    "compute_environment_name",
    "configuration_set_name",
    "email_identity",
    "domain_name",
    "family",
    "function_name",
    "name",
    "name_prefix",
    "alias",
];

/// Every managed resource of a plan, in the order of modules and addresses.
#[must_use]
pub fn inventory(plan: &Plan) -> Vec<Entry> {
    let mut entries: Vec<Entry> = plan
        .resources()
        .values()
        .map(|resource| Entry {
            address: resource.address.to_string(),
            kind: resource.kind.to_string(),
            module: module_name(&resource.module),
            name: name(resource),
            line: resource.line().clone(),
            call: plan.call_line(&resource.module),
        })
        .collect();
    entries.sort_by(|a, b| (&a.module, &a.address).cmp(&(&b.module, &b.address)));
    entries
}

/// How many resources of each type each module makes.
#[must_use]
pub fn by_module(entries: &[Entry]) -> BTreeMap<&str, BTreeMap<&str, usize>> {
    let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for entry in entries {
        *counts.entry(&entry.module).or_default().entry(&entry.kind).or_default() += 1;
    }
    counts
}

fn module_name(path: &str) -> String {
    let name = path.strip_prefix("module.").unwrap_or(path);
    name.split(['[', '.']).next().unwrap_or_default().to_owned()
}

fn name(resource: &Resource) -> Option<String> {
    let own = NAMES.iter().find_map(|argument| resource.body.text(argument));
    let tagged = || resource.body.value("tags").and_then(|tags| tags.entry("Name")).and_then(Value::as_str);
    own.or_else(tagged).map(str::to_owned)
}
