//! How components are connected, and what in the files shows it.

/// An arrow between two components.
#[derive(Debug)]
pub struct Relation {
    /// Where it begins: a component or a step.
    pub from: &'static str,
    /// Where it ends.
    pub to: &'static str,
    /// What shows it: all of it must stand in the files.
    pub proof: &'static [Witness],
}

/// Something in the files that shows a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Witness {
    /// An argument of the first component is made of a resource of the second.
    Mentions(&'static str, &'static str),
    /// The same, where the path of the argument begins like this.
    By(&'static str, &'static str, &'static str),
    /// A resource (component, type) writes this argument.
    Writes(&'static str, &'static str, &'static str),
    /// A policy of the first component names a resource (component, type) in its `resources`.
    Names(&'static str, &'static str, &'static str),
    /// A file has a line with this text.
    Line(&'static str, &'static str),
}

/// A relation.
pub(super) const fn arrow(from: &'static str, to: &'static str, proof: &'static [Witness]) -> Relation {
    Relation { from, to, proof }
}

impl Relation {
    /// Stable id.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}-{}", self.from, self.to)
    }
}

/// Why a mention between two components is no arrow of any view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshown {
    /// It places one in the other: the network view shows it as nesting.
    Placement,
    /// It is the backward half of a relation that is drawn.
    Reverse,
    /// It is a measured value, an alarm's or a scaling's.
    Measure,
    /// A role or a policy between two components whose relation is drawn.
    Rights,
    /// The variables that API, worker and jobs share; drawn where they matter most.
    SharedVariables,
}

/// Mentions that no view draws, each with its reason. A test finds pairs that are missing here, and
/// rows that no file needs.
pub const UNSHOWN: &[(&str, &str, Unshown)] = &[
    ("account_alarms", "trail", Unshown::Measure),
    ("account_logs", "state", Unshown::Reverse),
    ("account_logs", "trail", Unshown::Reverse),
    ("account_settings", "account_logs", Unshown::Rights),
    ("account_settings", "backup", Unshown::Rights),
    ("account_settings", "backup_osaka", Unshown::Rights),
    ("account_settings", "state", Unshown::Rights),
    ("account_settings", "trail", Unshown::Rights),
    ("alarms", "alb", Unshown::Measure),
    ("alarms", "cdn", Unshown::Measure),
    ("alarms", "certificates", Unshown::Measure),
    ("alarms", "database", Unshown::Measure),
    ("alarms", "nat", Unshown::Measure),
    ("alarms", "target_blue", Unshown::Measure),
    ("alarms", "target_green", Unshown::Measure),
    ("alb", "security_groups", Unshown::Placement),
    ("alb", "subnets_public", Unshown::Placement),
    ("api", "alb", Unshown::Measure),
    ("api", "cdn", Unshown::SharedVariables),
    ("api", "security_groups", Unshown::Placement),
    ("api", "subnets_app", Unshown::Placement),
    ("api", "target_green", Unshown::Measure),
    ("backup", "account_settings", Unshown::Rights),
    ("batch", "app_buckets", Unshown::SharedVariables),
    ("batch", "cache", Unshown::SharedVariables),
    ("batch", "cdn", Unshown::SharedVariables),
    ("batch", "key_data", Unshown::Rights),
    ("batch", "queue", Unshown::SharedVariables),
    ("batch", "secrets", Unshown::SharedVariables),
    ("batch", "security_groups", Unshown::Placement),
    ("batch", "subnets_app", Unshown::Placement),
    ("cache", "security_groups", Unshown::Placement),
    ("cache", "subnets_data", Unshown::Placement),
    ("cdn", "app_buckets", Unshown::Rights),
    ("codedeploy", "alb", Unshown::Measure),
    ("codedeploy", "target_blue", Unshown::Measure),
    ("database", "security_groups", Unshown::Placement),
    ("database", "subnets_data", Unshown::Placement),
    ("delivery_roles", "execution_role", Unshown::Rights),
    ("delivery_roles", "task_role", Unshown::Rights),
    ("endpoints", "network", Unshown::Placement),
    ("endpoints", "security_groups", Unshown::Placement),
    ("endpoints", "subnets_app", Unshown::Placement),
    ("execution_role", "database", Unshown::Rights),
    ("execution_role", "registry", Unshown::Rights),
    ("execution_role", "secrets", Unshown::Rights),
    ("flow_logs", "network", Unshown::Placement),
    ("front_bucket", "cdn", Unshown::Reverse),
    ("internet_gateway", "network", Unshown::Placement),
    ("log_bucket", "app_buckets", Unshown::Reverse),
    ("log_bucket", "front_bucket", Unshown::Reverse),
    ("nat", "subnets_public", Unshown::Placement),
    ("security_groups", "network", Unshown::Placement),
    ("subnets_app", "network", Unshown::Placement),
    ("subnets_data", "network", Unshown::Placement),
    ("subnets_public", "network", Unshown::Placement),
    ("target_blue", "network", Unshown::Placement),
    ("target_green", "network", Unshown::Placement),
    ("task_role", "cache", Unshown::Rights),
    ("task_role", "cdn", Unshown::Rights),
    ("task_role", "key_data", Unshown::Rights),
    ("task_role", "logs", Unshown::Rights),
    ("task_role", "queue", Unshown::Rights),
    ("trail", "account_settings", Unshown::Rights),
    ("worker", "app_buckets", Unshown::SharedVariables),
    ("worker", "cdn", Unshown::SharedVariables),
    ("worker", "secrets", Unshown::SharedVariables),
    ("worker", "security_groups", Unshown::Placement),
    ("worker", "subnets_app", Unshown::Placement),
    ("worker", "task_role", Unshown::Rights),
];
