//! What a root module has in its state after an apply: addresses, values, outputs.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::terraform::{succeeds, with_schema};

/// A resource of the state.
#[derive(Debug)]
pub struct Item {
    /// Type, such as `aws_vpc`.
    pub kind: String,
    /// Every value.
    pub values: Value,
}

/// A state.
#[derive(Debug)]
pub struct State {
    /// Managed resources by address.
    pub resources: BTreeMap<String, Item>,
    /// Values of the outputs.
    pub outputs: BTreeMap<String, Value>,
}

impl State {
    /// Applies an initialised root module.
    ///
    /// # Panics
    /// When Terraform refuses.
    #[must_use]
    pub fn applied(schema: &str, root: &Path) -> Self {
        let apply = with_schema(schema, root, &["apply", "-auto-approve", "-input=false", "-no-color"]);
        succeeds(&format!("apply of {}", root.display()), &apply);
        let shown = with_schema(schema, root, &["show", "-json"]);
        succeeds("show", &shown);
        let json: Value = serde_json::from_slice(&shown.stdout).expect("state JSON");
        let mut resources = BTreeMap::new();
        gather(&json["values"]["root_module"], &mut resources);
        let outputs = json["values"]["outputs"].as_object().expect("outputs");
        Self { resources, outputs: outputs.iter().map(|(name, output)| (name.clone(), output["value"].clone())).collect() }
    }

    /// Resources of a type.
    pub fn of_type<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.resources.iter().filter(move |(_, item)| item.kind == kind).map(|(address, item)| (address.as_str(), &item.values))
    }

    /// The values of one resource.
    ///
    /// # Panics
    /// When it is not there.
    #[must_use]
    pub fn get(&self, address: &str) -> &Value {
        &self.resources.get(address).unwrap_or_else(|| panic!("{address} is not in the state")).values
    }

    /// A text of one resource.
    ///
    /// # Panics
    /// When it is not there or no text.
    #[must_use]
    pub fn text(&self, address: &str, attribute: &str) -> &str {
        self.get(address)[attribute].as_str().unwrap_or_else(|| panic!("{address} has no text {attribute}"))
    }
}

fn gather(module: &Value, resources: &mut BTreeMap<String, Item>) {
    for resource in module["resources"].as_array().map(Vec::as_slice).unwrap_or_default() {
        if resource["mode"] == "managed" {
            let text = |field: &str| resource[field].as_str().expect("a text").to_owned();
            resources.insert(text("address"), Item { kind: text("type"), values: resource["values"].clone() });
        }
    }
    for child in module["child_modules"].as_array().map(Vec::as_slice).unwrap_or_default() {
        gather(child, resources);
    }
}
