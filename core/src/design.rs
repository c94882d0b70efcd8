//! A design: a draft that passed every rule. It cannot be made in any other way than by `check`.

use crate::draft::DesignDraft;
use crate::param::Scope;
use crate::settings::{ProjectSettings, environment::EnvironmentSettings};
use crate::sizing::Sizes;
use crate::value::Value;
use std::collections::BTreeMap;

/// What the architect chose, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// Project settings.
    pub project: ProjectSettings,
    /// Environments in order.
    pub environments: Vec<Environment>,
    pub(crate) draft: DesignDraft,
}

/// One environment, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Environment {
    /// Name, branch, hosts.
    pub settings: EnvironmentSettings,
    /// Sizes, typed.
    pub sizes: Sizes,
    /// The same sizes by parameter id, for whoever renders them all alike.
    pub values: BTreeMap<&'static str, Value>,
}

impl Design {
    /// The draft that this design was checked from, with every value written out.
    #[must_use]
    pub const fn draft(&self) -> &DesignDraft {
        &self.draft
    }

    /// The hosted zone of an environment.
    #[must_use]
    pub fn zone<'a>(&'a self, environment: &'a Environment) -> &'a str {
        if environment.settings.zone.is_empty() { &self.project.basics.root_domain } else { &environment.settings.zone }
    }
}

impl Environment {
    /// The checked value of a size.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<&Value> {
        debug_assert!(crate::param::find_spec(Scope::Size, id).is_some(), "{id} is no size");
        self.values.get(id)
    }
}
