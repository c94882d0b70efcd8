//! Policy documents, whichever way a bundle writes them: as `aws_iam_policy_document`, as
//! `jsonencode`, as JSON text. Rules ask for statements, not for syntax.

use std::collections::BTreeSet;

use crate::plan::{Line, Part, Plan, Reference, Resource, Unknown, Value};

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    /// `Allow` unless it says `Deny`.
    pub(super) allow: bool,
    pub(super) actions: Vec<String>,
    /// `NotAction` was written instead.
    pub(super) inverted_actions: bool,
    /// Texts where known (an unknown part is `…`).
    pub(super) resources: Vec<String>,
    /// `NotResource` was written instead.
    pub(super) inverted_resources: bool,
    /// The resources of the plan that `resources` was made of.
    pub(super) targets: BTreeSet<Reference>,
    /// Type (`AWS`, `Service`, `Federated`, `*`) and identifier.
    pub(super) principals: Vec<(String, String)>,
    /// Operator, key, values.
    pub(super) conditions: Vec<(String, String, Vec<String>)>,
    pub(super) line: Line,
}

/// The statements of a policy argument, or `None` where its text cannot be known.
pub(super) fn statements(plan: &Plan, value: &Value, line: &Line) -> Option<Vec<Statement>> {
    match value {
        Value::Unknown(Unknown::Attribute(reference)) => {
            let document = plan.target(reference)?;
            if &*document.kind == "aws_iam_policy_document" { of_document(plan, document) } else { None }
        }
        other => Some(from_value(&json(other)?, line)),
    }
}

/// The statements of an `aws_iam_policy_document`, with those that it merges in; `None` where one of
/// these cannot be known.
fn of_document(plan: &Plan, document: &Resource) -> Option<Vec<Statement>> {
    let mut statements: Vec<Statement> = document
        .body
        .blocks_of("statement")
        .map(|block| {
            let (actions, inverted_actions) = match block.value("actions") {
                Some(actions) => (texts(actions), false),
                None => (block.value("not_actions").map(texts).unwrap_or_default(), true),
            };
            Statement {
                allow: block.text("effect") != Some("Deny"),
                actions,
                inverted_actions,
                resources: block.value("resources").map(texts).unwrap_or_default(),
                inverted_resources: block.value("not_resources").is_some(),
                targets: block.value("resources").map(Value::references).unwrap_or_default(),
                principals: block
                    .blocks_of("principals")
                    .flat_map(|principal| {
                        let kind = principal.text("type").unwrap_or("…").to_owned();
                        principal.value("identifiers").map(texts).unwrap_or_default().into_iter().map(move |id| (kind.clone(), id))
                    })
                    .collect(),
                conditions: block
                    .blocks_of("condition")
                    .map(|condition| {
                        let text = |name: &str| condition.text(name).unwrap_or("…").to_owned();
                        (text("test"), text("variable"), condition.value("values").map(texts).unwrap_or_default())
                    })
                    .collect(),
                line: block.line.clone(),
            }
        })
        .collect();
    for merged in ["source_policy_documents", "override_policy_documents", "source_json", "override_json"] {
        let Some(attribute) = document.find(merged) else { continue };
        let inner = match &attribute.value {
            Value::List(items) | Value::Set(items) => items.to_vec(),
            single => vec![single.clone()],
        };
        for value in &inner {
            statements.extend(self::statements(plan, value, &attribute.line)?);
        }
    }
    Some(statements)
}

/// The structure of a JSON argument, whether `jsonencode` or text made it; unknown parts of a text are `…`.
pub(crate) fn json(value: &Value) -> Option<Value> {
    match value {
        Value::Unknown(Unknown::Json(structure)) => Some((**structure).clone()),
        other => serde_json::from_str(&text(other)).ok().as_ref().map(plain),
    }
}

/// A value as text, `…` for each unknown part.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Unknown(Unknown::Template(parts)) => parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => &**text,
                Part::Unknown(_) => "…",
            })
            .collect(),
        other => other.to_text().map_or_else(|| "…".to_owned(), |text| text.to_string()),
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) | Value::Set(items) => items.iter().map(text).collect(),
        single => vec![text(single)],
    }
}

fn from_value(value: &Value, line: &Line) -> Vec<Statement> {
    let list = match value.entry("Statement") {
        Some(Value::List(items)) => items.to_vec(),
        Some(single) => vec![single.clone()],
        None => Vec::new(),
    };
    list.iter().map(|statement| from_parts(&|name| statement.entry(name).cloned(), line)).collect()
}

fn plain(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(bool) => Value::Bool(*bool),
        serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap_or_default()),
        serde_json::Value::String(text) => Value::string(text),
        serde_json::Value::Array(items) => Value::list(items.iter().map(plain).collect()),
        serde_json::Value::Object(entries) => Value::map(entries.iter().map(|(key, item)| (key.as_str().into(), plain(item))).collect()),
    }
}

fn from_parts(entry: &dyn Fn(&str) -> Option<Value>, line: &Line) -> Statement {
    let (actions, inverted_actions) = match entry("Action") {
        Some(actions) => (texts(&actions), false),
        None => (entry("NotAction").as_ref().map(texts).unwrap_or_default(), true),
    };
    let principals = match entry("Principal") {
        Some(Value::Map(map)) => {
            map.entries.iter().flat_map(|(kind, ids)| texts(ids).into_iter().map(move |id| (kind.to_string(), id))).collect()
        }
        Some(other) => texts(&other).into_iter().map(|id| ("*".to_owned(), id)).collect(),
        None => Vec::new(),
    };
    let conditions = match entry("Condition") {
        Some(Value::Map(tests)) => tests
            .entries
            .iter()
            .flat_map(|(test, keys)| match keys {
                Value::Map(keys) => {
                    keys.entries.iter().map(|(key, values)| (test.to_string(), key.to_string(), texts(values))).collect::<Vec<_>>()
                }
                _ => Vec::new(),
            })
            .collect(),
        _ => Vec::new(),
    };
    Statement {
        allow: entry("Effect").as_ref().and_then(Value::as_str) != Some("Deny"),
        actions,
        inverted_actions,
        resources: entry("Resource").as_ref().map(texts).unwrap_or_default(),
        inverted_resources: entry("NotResource").is_some(),
        targets: entry("Resource").as_ref().map(Value::references).unwrap_or_default(),
        principals,
        conditions,
        line: line.clone(),
    }
}
