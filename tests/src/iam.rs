//! Policy documents as IAM reads them, without their conditions: what a set of statements allows.

use serde_json::Value;

/// One statement.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Its id, or nothing.
    pub sid: String,
    allows: bool,
    actions: Vec<String>,
    resources: Vec<String>,
    /// The listed resources are the exceptions.
    inverted: bool,
    /// `Principal`, of policies that have one.
    pub principal: Value,
    /// `Condition`.
    pub condition: Value,
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Reads a document.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn statements(document: &str) -> Vec<Statement> {
    let json: Value = serde_json::from_str(document).unwrap_or_else(|error| panic!("no JSON ({error}): {document}"));
    assert_eq!(json["Version"], "2012-10-17", "{document}");
    let list = match &json["Statement"] {
        Value::Array(items) => items.clone(),
        one => vec![one.clone()],
    };
    assert!(!list.is_empty(), "no statement: {document}");
    list.iter()
        .map(|statement| {
            let inverted = statement["NotResource"] != Value::Null;
            Statement {
                sid: statement["Sid"].as_str().unwrap_or_default().to_owned(),
                allows: statement["Effect"] == "Allow",
                actions: texts(&statement["Action"]),
                resources: texts(&statement[if inverted { "NotResource" } else { "Resource" }]),
                inverted,
                principal: statement["Principal"].clone(),
                condition: statement["Condition"].clone(),
            }
        })
        .collect()
}

/// `*` and `?` as in IAM.
#[must_use]
pub fn matches(pattern: &str, text: &str) -> bool {
    fn from(pattern: &[u8], text: &[u8]) -> bool {
        match (pattern, text) {
            ([], []) => true,
            ([b'*', rest @ ..], _) => from(rest, text) || (!text.is_empty() && from(pattern, &text[1..])),
            ([b'?', rest @ ..], [_, tail @ ..]) => from(rest, tail),
            ([letter, rest @ ..], [first, tail @ ..]) => letter == first && from(rest, tail),
            _ => false,
        }
    }
    from(pattern.as_bytes(), text.as_bytes())
}

impl Statement {
    /// Does it allow?
    #[must_use]
    pub const fn allows(&self) -> bool {
        self.allows
    }

    /// Whether it speaks of an action on a resource.
    #[must_use]
    pub fn covers(&self, action: &str, resource: &str) -> bool {
        let acts = self.actions.iter().any(|pattern| matches(&pattern.to_ascii_lowercase(), &action.to_ascii_lowercase()));
        acts && self.resources.iter().any(|pattern| matches(pattern, resource)) != self.inverted
    }

    /// Whether it names an action, on whatever resource.
    #[must_use]
    pub fn names(&self, action: &str) -> bool {
        self.actions.iter().any(|pattern| matches(&pattern.to_ascii_lowercase(), &action.to_ascii_lowercase()))
    }
}

/// Whether some statement allows an action on a resource and none denies it.
#[must_use]
pub fn allowed(statements: &[Statement], action: &str, resource: &str) -> bool {
    let covering = || statements.iter().filter(|statement| statement.covers(action, resource));
    covering().any(Statement::allows) && covering().all(Statement::allows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_match_as_in_iam() {
        assert!(matches("arn:aws:s3:::a-*", "arn:aws:s3:::a-b/c"));
        assert!(matches("s3:Get?????t", "s3:GetObject"));
        assert!(!matches("s3:Get", "s3:GetObject"));
    }

    #[test]
    fn a_denial_wins_and_exceptions_are_turned_round() {
        let policy = r#"{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"s3:*","Resource":"*"},
            {"Effect":"Deny","Action":["s3:GetObject"],"NotResource":["arn:aws:s3:::state/x"]}]}"#;
        let statements = statements(policy);
        assert!(allowed(&statements, "s3:GetObject", "arn:aws:s3:::state/x"));
        assert!(!allowed(&statements, "s3:GetObject", "arn:aws:s3:::data/x"));
        assert!(allowed(&statements, "s3:PutObject", "arn:aws:s3:::data/x"));
    }
}
