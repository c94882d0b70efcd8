//! How much an environment may use at its peak, counted with a deployment under way: blue/green and
//! rolling updates run a full second set of tasks.

use crate::design::Environment;
use crate::issue::{Issue, Level, Place, w};

/// Default Fargate On-Demand quota of an account in vCPU (botocore 1.44.5 batch `ResourceRequirement`).
const FARGATE_QUOTA_VCPU: i64 = 6;
/// Connections of one Batch job, and of operators and monitoring.
const JOB_CONNECTIONS: i64 = 2;
const OPERATOR_CONNECTIONS: i64 = 5;

/// Most Batch jobs at once.
fn jobs(environment: &Environment) -> i64 {
    let sizes = &environment.sizes;
    if sizes.components.batch { sizes.batch.max_vcpus * 1024 / sizes.batch.job_cpu.max(1) } else { 0 }
}

fn worker_tasks(environment: &Environment) -> i64 {
    if environment.sizes.components.worker { 2 * environment.sizes.worker.max_count } else { 0 }
}

/// Most database connections at once.
pub(super) fn connections(environment: &Environment) -> i64 {
    let api = &environment.sizes.api;
    let pool = api.db_pool_size + api.db_pool_overflow;
    2 * api.max_count * api.processes * pool + worker_tasks(environment) * pool + jobs(environment) * JOB_CONNECTIONS + OPERATOR_CONNECTIONS
}

/// Most addresses of the app subnets at once.
pub(super) fn addresses(environment: &Environment) -> i64 {
    2 * environment.sizes.api.max_count + worker_tasks(environment) + jobs(environment)
}

/// Most Fargate vCPU at once, in CPU units.
fn fargate_units(environment: &Environment) -> i64 {
    let sizes = &environment.sizes;
    let batch = if sizes.components.batch { sizes.batch.max_vcpus * 1024 } else { 0 };
    2 * sizes.api.max_count * sizes.api.task_cpu + worker_tasks(environment) * sizes.worker.task_cpu + batch
}

pub(super) fn check(environments: &[(usize, Environment)], issues: &mut Vec<Issue>) {
    for (index, environment) in environments {
        let vcpu = (fargate_units(environment) + 1023) / 1024;
        if vcpu <= FARGATE_QUOTA_VCPU {
            continue;
        }
        issues.push(Issue {
            level: Level::Notice,
            rule: "quota.fargate",
            place: Place::Environment(*index, "api.max_count".to_owned()),
            what: w(
                format!("最大で Fargate {vcpu} vCPU を使います（新しいアカウントの既定は {FARGATE_QUOTA_VCPU}）。"),
                format!("Up to {vcpu} Fargate vCPU are used; a new account has {FARGATE_QUOTA_VCPU}."),
            ),
            why: w(
                "この上限は ECS と Batch、同じアカウントのすべての環境で共有します。",
                "ECS, Batch and every environment of the account share this quota.",
            ),
            fix: w(
                "最初の apply の前に Service Quotas で引き上げを申請してください。",
                "Ask for an increase in Service Quotas before the first apply.",
            ),
            repair: Vec::new(),
        });
    }
}
