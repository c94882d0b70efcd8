//! A parameter: the one place where a setting or size says its id, its Terraform variable, its legal
//! values, unit, words, source and defaults. Forms, checks, tfvars and the JSON Schema all read it.

mod group;
mod legal;
mod unit;

use crate::gather::gather;
use crate::settings::{environment, project};
use crate::sizing;
use crate::text::Text;
use crate::value::Value;
pub use group::Group;
pub use legal::parse;
pub use unit::Unit;

/// Which default set an environment starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Base {
    /// Smallest sizes.
    Dev,
    /// The shape of production at small sizes.
    Stg,
    /// Production.
    Prod,
}

impl Base {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Dev, Self::Stg, Self::Prod];

    /// The word in a draft.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Stg => "stg",
            Self::Prod => "prod",
        }
    }

    /// Reads the word of a draft.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|base| base.id() == id)
    }
}

/// Where a parameter is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Once for the project.
    Project,
    /// Once for each environment: name, branch, hosts.
    Environment,
    /// A cell of the matrix.
    Size,
}

/// A rule for a string: its limits in words, and the test.
#[derive(Debug, Clone, Copy)]
pub struct TextRule {
    /// The rule in words, for messages and help.
    pub words: Text,
    /// Longest text, in characters.
    pub max_chars: usize,
    /// Does the text satisfy the rule?
    pub accepts: fn(&str) -> bool,
}

/// What values a parameter takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// On or off.
    Switch,
    /// Whole number within bounds.
    Number {
        /// Smallest legal value.
        min: i64,
        /// Largest legal value.
        max: i64,
    },
    /// One of a list of numbers.
    NumberChoice(&'static [i64]),
    /// One of a list of words.
    Choice(&'static [&'static str]),
    /// Database class from the data file.
    DbClass,
    /// Cache node type from the data file.
    CacheNode,
    /// Fargate task CPU in CPU units.
    FargateCpu,
    /// Fargate task memory in MiB; which values are legal depends on the CPU parameter named here.
    FargateMemory {
        /// Id of the CPU parameter.
        cpu: &'static str,
    },
    /// Free text under a rule.
    Text(TextRule),
    /// List of texts, each under the rule.
    List(TextRule),
    /// Map of texts: a rule for keys, a rule for values.
    Map(TextRule, TextRule),
}

/// A default as it can stand in a constant.
#[derive(Debug, Clone, Copy)]
pub enum Preset {
    /// See [`Value::Bool`].
    Bool(bool),
    /// See [`Value::Number`].
    Number(i64),
    /// See [`Value::Text`].
    Text(&'static str),
    /// See [`Value::List`].
    List(&'static [&'static str]),
    /// See [`Value::Map`].
    Map(&'static [(&'static str, &'static str)]),
}

/// The one declaration of a parameter.
#[derive(Debug, Clone, Copy)]
pub struct ParamSpec {
    /// Stable id. For a size it is also the path of the Terraform variable: `api.task_cpu` is the
    /// attribute `task_cpu` of the variable `api`; an id without a dot is a variable of its own.
    pub id: &'static str,
    /// Where it is set.
    pub scope: Scope,
    /// Under which heading it stands.
    pub group: Group,
    /// Which values it takes.
    pub kind: Kind,
    /// Unit of a number.
    pub unit: Unit,
    /// Short name.
    pub label: Text,
    /// One or two sentences for the person who decides.
    pub help: Text,
    /// Where the legal values or the default come from.
    pub source: &'static str,
    /// Defaults for [`Base::Dev`], [`Base::Stg`], [`Base::Prod`].
    pub defaults: [Preset; 3],
}

/// All parameters of a scope, in the order of the page.
pub fn specs(scope: Scope) -> impl Iterator<Item = &'static ParamSpec> {
    let tables: &[&'static [ParamSpec]] = match scope {
        Scope::Project => project::TABLES,
        Scope::Environment => environment::TABLES,
        Scope::Size => sizing::TABLES,
    };
    tables.iter().copied().flatten()
}

/// The parameter of a scope with this id.
#[must_use]
pub fn find_spec(scope: Scope, id: &str) -> Option<&'static ParamSpec> {
    specs(scope).find(|spec| spec.id == id)
}

/// Default of a parameter.
#[must_use]
pub fn default_value(spec: &ParamSpec, base: Base) -> Value {
    let [dev, stg, prod] = spec.defaults;
    let preset = match base {
        Base::Dev => dev,
        Base::Stg => stg,
        Base::Prod => prod,
    };
    match preset {
        Preset::Bool(b) => Value::Bool(b),
        Preset::Number(n) => Value::Number(n),
        Preset::Text(s) => Value::Text(s.to_owned()),
        Preset::List(items) => Value::List(items.iter().map(|item| (*item).to_owned()).collect()),
        Preset::Map(entries) => Value::Map(gather(entries.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))),
    }
}
