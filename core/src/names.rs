//! The names that AWS will see, and the limits that AWS sets for them. A test compares this table with
//! the names that real Terraform plans, so that a template cannot leave it behind.

/// One planned name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedName {
    /// Terraform attribute, such as `aws_lb.name`.
    pub attribute: &'static str,
    /// The name as AWS will see it.
    pub text: String,
    limit: usize,
}

impl PlannedName {
    /// The limit in characters, when the name is longer.
    #[must_use]
    pub fn broken_limit(&self) -> Option<usize> {
        (self.text.chars().count() > self.limit).then_some(self.limit)
    }
}

/// Attribute, longest suffix behind `project-environment`, limit. Source: name rules of 2026-11-23
/// (botocore 1.44.5 API models); only the longest name of each attribute is listed.
const LONGEST: &[(&str, &str, usize)] = &[
    ("aws_lb.name", "-alb", 32),
    ("aws_lb_target_group.name", "-api-green", 32),
    ("aws_db_instance.identifier", "-postgres", 63),
    ("aws_elasticache_replication_group.replication_group_id", "", 40),
    ("aws_s3_bucket.bucket", "-user-resources-123456789012", 63),
    ("aws_iam_role.name", "-rds-monitoring", 64),
    ("aws_ecr_repository.name", "-frontend", 256),
    ("aws_sqs_queue.name", "-mailer-dlq", 80),
    ("aws_codedeploy_app.name", "-api", 100),
    ("aws_wafv2_web_acl.name", "-alb", 128),
    ("aws_sns_topic.name", "-mail-events", 256),
];

/// The longest name of each kind of resource in an environment.
#[must_use]
pub fn planned(project: &str, environment: &str) -> Vec<PlannedName> {
    LONGEST
        .iter()
        .map(|(attribute, suffix, limit)| PlannedName { attribute, text: format!("{project}-{environment}{suffix}"), limit: *limit })
        .collect()
}
