//! Which sizes decide a component, and which component a group of sizes is about.

use crate::param::{Group, Scope, specs};

/// What a group of sizes decides: the component that it is about, where it is about one, and those beside.
const fn decides(group: Group) -> (Option<&'static str>, &'static [&'static str]) {
    match group {
        Group::Components => (None, &["batch", "queue", "worker"]),
        Group::Api => (Some("api"), &["cluster", "codedeploy", "execution_role", "secrets", "target_blue", "target_green", "task_role"]),
        Group::Worker => (Some("worker"), &[]),
        Group::Database => (Some("database"), &["key_database"]),
        Group::Cache => (Some("cache"), &[]),
        Group::Network => {
            (Some("network"), &["endpoints", "internet_gateway", "nat", "security_groups", "subnets_app", "subnets_data", "subnets_public"])
        }
        Group::LoadBalancer => (Some("alb"), &["waf"]),
        Group::Cdn => (Some("cdn"), &[]),
        Group::Storage => (Some("app_buckets"), &["front_bucket"]),
        Group::Batch => (Some("batch"), &[]),
        Group::Queue => (Some("queue"), &[]),
        Group::Logs => (Some("logs"), &["flow_logs", "key_data", "key_logs", "log_bucket"]),
        Group::Alarms => (Some("alarms"), &["notices"]),
        Group::Registry => (Some("registry"), &[]),
        Group::Project | Group::State | Group::Account | Group::Environment => (None, &[]),
    }
}

/// The component that a group of sizes is about; `None` for groups about the whole.
#[must_use]
pub const fn component_of_group(group: Group) -> Option<&'static str> {
    decides(group).0
}

/// The groups of sizes that decide a component, the one about it first.
#[must_use]
pub fn groups(component: &str) -> Vec<Group> {
    let decided = |group: &Group| {
        let (about, beside) = decides(*group);
        about == Some(component) || beside.contains(&component)
    };
    let mut groups: Vec<Group> = specs(Scope::Size).map(|spec| spec.group).filter(decided).collect();
    groups.sort_by_key(|group| (component_of_group(*group) != Some(component), *group));
    groups.dedup();
    groups
}

/// The component that a module of Terraform is mainly about.
#[must_use]
pub fn component_of_module(module: &str) -> Option<&'static str> {
    Some(match module {
        "acm" => "certificates",
        "alb" => "alb",
        "batch" => "batch",
        "cicd" => "delivery_roles",
        "cloudfront" => "cdn",
        "ecs" => "api",
        "elasticache" => "cache",
        "monitoring" => "alarms",
        "rds" => "database",
        "route53" => "dns",
        "s3" => "app_buckets",
        "ses" => "mail",
        "sqs" => "queue",
        "vpc" => "network",
        _ => return None,
    })
}
