//! What real Terraform plans, as addresses and values.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::terraform::{succeeds, with_schema};

struct Planned {
    kind: String,
    values: Value,
}

/// Planned resources by address.
pub struct Plan {
    resources: BTreeMap<String, Planned>,
}

impl Plan {
    /// Plans an initialised root module.
    ///
    /// # Panics
    /// When Terraform refuses.
    #[must_use]
    pub fn of(schema: &str, root: &Path) -> Self {
        let plan = with_schema(schema, root, &["plan", "-input=false", "-no-color", "-out=plan.tfplan"]);
        succeeds(&format!("plan of {}", root.display()), &plan);
        let shown = with_schema(schema, root, &["show", "-json", "plan.tfplan"]);
        succeeds("show", &shown);
        let json: Value = serde_json::from_slice(&shown.stdout).expect("plan JSON");
        let changes = json["resource_changes"].as_array().expect("resource_changes");
        let resources = changes
            .iter()
            .filter(|change| change["mode"] == "managed")
            .map(|change| {
                let text = |field: &str| change[field].as_str().expect("a text").to_owned();
                (text("address"), Planned { kind: text("type"), values: change["change"]["after"].clone() })
            })
            .collect();
        Self { resources }
    }

    /// All addresses.
    #[must_use]
    pub fn addresses(&self) -> BTreeSet<String> {
        self.resources.keys().cloned().collect()
    }

    /// Resources of a type with their planned values.
    pub fn of_type<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.resources.iter().filter(move |(_, planned)| planned.kind == kind).map(|(address, planned)| (address.as_str(), &planned.values))
    }

    /// The planned values of one resource.
    ///
    /// # Panics
    /// When it is not planned.
    #[must_use]
    pub fn get(&self, address: &str) -> &Value {
        &self.resources.get(address).unwrap_or_else(|| panic!("{address} is not planned")).values
    }
}
