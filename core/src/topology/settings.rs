//! Which sizes decide a component, and which component a group of sizes is about.

use crate::param::Group;

/// The component that a group of sizes is about; `None` for groups about the whole.
#[must_use]
pub const fn component_of_group(group: Group) -> Option<&'static str> {
    match group {
        Group::Api => Some("api"),
        Group::Worker => Some("worker"),
        Group::Database => Some("database"),
        Group::Cache => Some("cache"),
        Group::Network => Some("network"),
        Group::LoadBalancer => Some("alb"),
        Group::Cdn => Some("cdn"),
        Group::Storage => Some("app_buckets"),
        Group::Batch => Some("batch"),
        Group::Queue => Some("queue"),
        Group::Logs => Some("logs"),
        Group::Alarms => Some("alarms"),
        Group::Registry => Some("registry"),
        Group::Components | Group::Project | Group::State | Group::Account | Group::Environment => None,
    }
}

/// The groups of sizes that decide a component.
pub fn groups(component: &str) -> impl Iterator<Item = Group> {
    let own: &[Group] = match component {
        "api" | "cluster" | "task_role" | "execution_role" | "secrets" => &[Group::Api],
        "codedeploy" | "target_blue" | "target_green" => &[Group::Api],
        "worker" => &[Group::Worker, Group::Components],
        "batch" => &[Group::Batch, Group::Components],
        "queue" => &[Group::Queue, Group::Components],
        "database" | "key_database" => &[Group::Database],
        "cache" => &[Group::Cache],
        "network" | "nat" | "endpoints" | "internet_gateway" | "subnets_public" | "subnets_app" | "subnets_data" | "security_groups" => {
            &[Group::Network]
        }
        "alb" | "waf" => &[Group::LoadBalancer],
        "cdn" => &[Group::Cdn],
        "app_buckets" | "front_bucket" => &[Group::Storage],
        "logs" | "log_bucket" | "flow_logs" | "key_logs" | "key_data" => &[Group::Logs],
        "alarms" | "notices" => &[Group::Alarms],
        "registry" => &[Group::Registry],
        _ => &[],
    };
    own.iter().copied()
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
