//! Each rule between values: the edit that breaks it, the rule that speaks, and its repair.

use design_core::{DesignDraft, Edit, Level, apply, check};
use serde_json::{Value, json};

fn size(environment: usize, id: &str, value: Value) -> Edit {
    Edit::SetSize { environment, id: id.into(), value }
}

fn project(id: &str, value: Value) -> Edit {
    Edit::SetProject { id: id.into(), value }
}

fn setting(environment: usize, id: &str, value: Value) -> Edit {
    Edit::SetEnvironment { environment, id: id.into(), value }
}

/// Applies `edits` to the default draft, expects `rule` as an error (or notice), applies its repair if
/// it has one, and expects the rule to be silent after that.
fn breaks(rule: &str, level: Level, edits: &[Edit]) {
    let mut draft = DesignDraft::default();
    for edit in edits {
        apply(&mut draft, edit);
    }
    let checked = check(&draft);
    let issue = checked.issues.iter().find(|issue| issue.rule == rule && issue.level == level);
    assert!(issue.is_some(), "{rule} did not speak: {:#?}", checked.issues);
    let Some(issue) = issue else { return };
    assert_eq!(checked.design.is_none(), checked.errors().next().is_some());
    for words in [&issue.what, &issue.why, &issue.fix] {
        assert!(!words.ja.is_empty() && !words.en.is_empty(), "{rule}");
    }
    if !issue.repair.is_empty() {
        let place = issue.place.clone();
        for edit in &issue.repair.clone() {
            apply(&mut draft, edit);
        }
        let again = check(&draft);
        assert!(!again.issues.iter().any(|issue| issue.rule == rule && issue.place == place), "{rule}: the repair does not mend it");
    }
}

fn error(rule: &str, edits: &[Edit]) {
    breaks(rule, Level::Error, edits);
}

fn notice(rule: &str, edits: &[Edit]) {
    breaks(rule, Level::Notice, edits);
}

fn silent(rule: &str, edits: &[Edit]) -> bool {
    let mut draft = DesignDraft::default();
    for edit in edits {
        apply(&mut draft, edit);
    }
    !check(&draft).issues.iter().any(|issue| issue.rule == rule)
}

#[test]
fn values_out_of_bounds_are_refused_and_clamped_by_the_repair() {
    error("value.legal", &[size(2, "rds.backup_retention_days", json!(40))]);
    error("value.legal", &[size(2, "rds.backup_retention_days", json!("40"))]);
    error("value.legal", &[size(0, "vpc.az_count", json!(1))]);
    error("value.legal", &[size(0, "logs.retention_days", json!(100))]);
    error("value.legal", &[size(0, "rds.instance_class", json!("db.t2.micro"))]);
    error("value.legal", &[size(0, "vpc.cidr", json!("10.10.1.0/16"))]);
    error("value.legal", &[size(0, "vpc.cidr", json!("8.8.0.0/16"))]);
    error("value.legal", &[size(0, "rds.multi_az", json!("yes"))]);
    error("value.legal", &[size(0, "api.task_cpu", json!(1.5))]);
    error("value.legal", &[project("name", json!("Hbp"))]);
    error("value.legal", &[project("name", json!("aws-thing"))]);
    error("value.legal", &[project("name", json!("sixteen-letters-"))]);
    error("value.legal", &[project("github_repository", json!("a/*"))]);
    error("value.legal", &[project("tags", json!({ "Environment": "x" }))]);
    error("value.legal", &[project("tags", json!({ "Owner": "${var.x}" }))]);
    error("value.legal", &[setting(0, "github_environment", json!("dev:*"))]);
    error("value.legal", &[setting(0, "aws_account_id", json!("1234"))]);
}

#[test]
fn unknown_settings_are_refused() {
    error("value.unknown", &[size(0, "vpc.azcount", json!(2))]);
    error("value.unknown", &[project("password", json!("x"))]);
}

#[test]
fn sizes_of_one_environment() {
    error("fargate.pair", &[size(0, "api.task_memory", json!(8192))]);
    error("ecs.counts", &[size(1, "api.max_count", json!(1))]);
    error("ecs.counts", &[size(1, "worker.min_count", json!(9))]);
    error("rds.storage_limit", &[size(2, "rds.max_allocated_storage_gb", json!(100))]);
    notice("rds.gp3_step", &[size(2, "rds.max_allocated_storage_gb", json!(400))]);
    error("rds.pitr", &[size(0, "rds.backup_retention_days", json!(0))]);
    error("rds.pitr", &[size(0, "rds.enable_pitr", json!(false))]);
    error("rds.connections", &[size(0, "api.max_count", json!(10))]);
    notice("rds.connections", &[size(0, "api.max_count", json!(5))]);
    notice("rds.log_everything", &[size(0, "rds.log_min_duration_ms", json!(0))]);
    notice("alarm.connections", &[size(0, "monitoring.rds_connections", json!(1000))]);
    error("elasticache.failover", &[size(2, "elasticache.num_cache_clusters", json!(1))]);
    error("vpc.nat", &[size(0, "vpc.nat_gateway_count", json!(3))]);
    error(
        "vpc.addresses",
        &[size(2, "api.max_count", json!(1000)), size(2, "worker.max_count", json!(1000)), size(2, "batch.max_vcpus", json!(10_000))],
    );
    error("sqs.dlq_retention", &[size(2, "sqs.dlq_retention_seconds", json!(60))]);
    notice("sqs.visibility", &[size(2, "sqs.visibility_timeout_seconds", json!(30))]);
    error(
        "batch.vcpus",
        &[size(2, "batch.job_cpu", json!(16384)), size(2, "batch.job_memory", json!(32768)), size(2, "batch.max_vcpus", json!(4))],
    );
    notice("components.worker_without_sqs", &[size(0, "components.worker", json!(true))]);
    notice("phi.weaker_than_production", &[size(0, "phi", json!(true))]);
    notice("quota.fargate", &[]);
    notice("guardduty.memory", &[]);
    let runtime_off = [project("account.guardduty_runtime", json!(false))];
    assert!(!silent("guardduty.memory", &[]) && silent("guardduty.memory", &runtime_off), "no agent, no memory");
}

#[test]
fn between_environments() {
    error("environments.name", &[setting(0, "name", json!("stg"))]);
    error("environments.branch", &[setting(0, "branch", json!("staging"))]);
    error("environments.github_environment", &[setting(0, "github_environment", json!("staging"))]);
    error("environments.host", &[setting(0, "api_host", json!("api-stg"))]);
    error("vpc.overlap", &[size(1, "vpc.cidr", json!("10.10.0.0/16"))]);
    error("domain.same_host", &[setting(0, "api_host", json!("app-dev"))]);
    notice("domain.outside", &[setting(0, "zone", json!("other.jp"))]);
    error("account.securityhub", &[project("account.config", json!(false))]);
    error("github.ids", &[project("github_repository_id", json!("456789"))]);
    error("github.ids", &[project("github_organization_id", json!("123456"))]);
    error("account.backup_copy", &[project("account.backup", json!(false))]);
    error("account.archive", &[project("account.object_lock_days", json!(2000))]);
    error("environments.count", &[Edit::Replace(Box::new(DesignDraft { environments: Vec::new(), ..DesignDraft::default() }))]);
}

#[test]
fn a_decision_on_clients_says_what_it_asks_for() {
    notice("alb.client_auth", &[size(2, "alb.client_auth", json!("mtls"))]);
    notice("alb.client_auth", &[size(2, "alb.client_auth", json!("vpn"))]);
    assert!(!check(&DesignDraft::default()).issues.iter().any(|issue| issue.rule == "alb.client_auth"), "undecided");
}

#[test]
fn changing_the_cpu_moves_memory_to_the_nearest_legal_size_and_says_so() {
    let mut draft = DesignDraft::default();
    let repairs = apply(&mut draft, &size(0, "api.task_cpu", json!(2048)));
    assert_eq!(repairs.len(), 1);
    assert_eq!((repairs[0].id, repairs[0].before, repairs[0].after), ("api.task_memory", 512, 4096));
    assert!(check(&draft).design.is_some());
    let back = apply(&mut draft, &Edit::ResetSize { environment: Some(0), id: "api.task_cpu".into() });
    assert_eq!((back[0].before, back[0].after), (4096, 2048));
}

#[test]
fn an_added_environment_is_valid_and_removing_it_restores_the_design() {
    for like in 0..3 {
        let mut draft = DesignDraft::default();
        apply(&mut draft, &Edit::AddEnvironment { like });
        let checked = check(&draft);
        assert!(checked.design.is_some(), "{:#?}", checked.errors().collect::<Vec<_>>());
        apply(&mut draft, &Edit::RemoveEnvironment { environment: like + 1 });
        assert_eq!(draft, DesignDraft::default());
    }
}

#[test]
fn the_number_of_environments_stays_between_one_and_eight() {
    let mut draft = DesignDraft::default();
    for _ in 0..12 {
        apply(&mut draft, &Edit::AddEnvironment { like: 0 });
    }
    assert_eq!(draft.environments.len(), 8);
    assert!(check(&draft).design.is_some());
    for _ in 0..12 {
        apply(&mut draft, &Edit::RemoveEnvironment { environment: 0 });
    }
    assert_eq!(draft.environments.len(), 1);
}

#[test]
fn copying_sizes_keeps_the_network_block() {
    let mut draft = DesignDraft::default();
    apply(&mut draft, &Edit::CopySizes { from: 2, to: 1 });
    let design = check(&draft).design.unwrap();
    assert_eq!(design.environments[1].sizes.api, design.environments[2].sizes.api);
    assert_eq!(design.environments[1].sizes.vpc.cidr, "10.20.0.0/16");
}
