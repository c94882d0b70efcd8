//! Sizes of one environment, read back from its `terraform.tfvars`. What is no size, and what a size does
//! not accept, is listed with its line and left out. It knows nothing of files.

use serde_json::Value as Raw;

use crate::draft::{DesignDraft, Values};
use crate::issue::{Words, w};
use crate::param::{Scope, find_spec, parse};
use crate::plan::{Assignments, File, Value, literal};

/// Names that the file holds besides sizes. They follow from the settings of project and environment.
const SETTINGS: [&str; 11] = [
    "project",
    "environment",
    "region",
    "aws_account_id",
    "domain",
    "github",
    "state",
    "tags",
    "alarm_emails",
    "elasticache.engine",
    "vpc.guardduty_runtime",
];
/// Longest text that is read. A file of all sizes has about 4 KB.
const MAX_BYTES: usize = 200_000;
/// More than this many remarks help nobody.
const MAX_REMARKS: usize = 200;

/// A name that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The name as it stands there, such as `rds.multi_az`.
    pub name: String,
    /// 1-based line.
    pub line: u32,
    /// Why.
    pub why: Words,
}

/// What such a file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tfvars {
    /// Name of the environment, where it is written.
    pub environment: Option<String>,
    /// Sizes that are legal, by id.
    pub sizes: Values,
    /// What was left out, in the order of names.
    pub remarks: Vec<Remark>,
}

impl Tfvars {
    /// Reads the text.
    ///
    /// # Errors
    /// When it is no file of values, or holds none of ours.
    pub fn read(text: &str) -> Result<Self, Words> {
        if text.len() > MAX_BYTES {
            return Err(w(format!("長すぎます（上限 {MAX_BYTES} バイト）。"), format!("It is too long (at most {MAX_BYTES} bytes).")));
        }
        let given = Assignments::of(&File::parse("terraform.tfvars", text));
        if let Some(problem) = given.problems.first() {
            return Err(w(
                format!("{} 行目: {}", problem.line.line, problem.text.ja),
                format!("Line {}: {}", problem.line.line, problem.text.en),
            ));
        }
        let mut read = Self::default();
        for (name, local) in &given.values {
            let line = local.line.line;
            match literal(&local.node) {
                None => read.remark(name, line, not_literal()),
                Some(Value::Map(map)) if !SETTINGS.contains(&&**name) => {
                    for (attribute, value) in &map.entries {
                        read.take(&format!("{name}.{attribute}"), value, line);
                    }
                }
                Some(value) => read.take(name, &value, line),
            }
        }
        if read.sizes.is_empty() && read.environment.is_none() {
            return Err(w("サイズの変数がひとつもありません。", "It holds none of the sizes."));
        }
        Ok(read)
    }

    fn take(&mut self, name: &str, value: &Value, line: u32) {
        if name == "environment" {
            self.environment = value.as_str().map(str::to_owned);
        }
        if SETTINGS.contains(&name) {
            return;
        }
        let Some(spec) = find_spec(Scope::Size, name) else {
            return self.remark(name, line, w("この名前のサイズはありません。", "There is no size of this name."));
        };
        let Some(raw) = raw_of(value) else { return self.remark(name, line, not_literal()) };
        match parse(spec, &raw) {
            Ok(value) => drop(self.sizes.insert(spec.id.to_owned(), value.to_json())),
            Err(found) => {
                let accepts = spec.accepts();
                let why = w(
                    format!("値が不正です: {}（指定できる値: {}）", found.ja, accepts.ja),
                    format!("The value is not legal: {} (it accepts {})", found.en, accepts.en),
                );
                self.remark(name, line, why);
            }
        }
    }

    fn remark(&mut self, name: &str, line: u32, why: Words) {
        if self.remarks.len() < MAX_REMARKS {
            self.remarks.push(Remark { name: name.to_owned(), line, why });
        }
    }

    /// The design with these sizes in one of its environments.
    #[must_use]
    pub fn apply_to(&self, draft: &DesignDraft, environment: usize) -> DesignDraft {
        let mut draft = draft.clone();
        if let Some(environment) = draft.environments.get_mut(environment) {
            environment.sizes.extend(self.sizes.clone());
        }
        draft
    }
}

fn not_literal() -> Words {
    w("値がそのまま書かれていません。", "Its value is not written out.")
}

/// Whole numbers stay whole; a fraction is its text, as in a draft, and its rule refuses it.
fn raw_of(value: &Value) -> Option<Raw> {
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Bool(bool) => Some(Raw::Bool(*bool)),
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        Value::Number(number) if number.fract() == 0.0 && number.abs() < LARGEST => Some(Raw::from(*number as i64)),
        Value::Number(number) => Some(Raw::from(number.to_string())),
        Value::String(text) => Some(Raw::from(&**text)),
        Value::List(items) => items.iter().map(raw_of).collect::<Option<Vec<_>>>().map(Raw::Array),
        Value::Null | Value::Set(_) | Value::Map(_) | Value::Unknown(_) => None,
    }
}
