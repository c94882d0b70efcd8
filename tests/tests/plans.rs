//! What real Terraform plans, as files to read: every address with the values that decide size and
//! safety, for each environment of the default design; and what each switch adds, removes and changes.
//! `UPDATE_EXPECT=1 cargo test -p sekkei-tests --test plans` rewrites them.

use std::collections::BTreeSet;

use design_core::{DesignDraft, Edit};
use sekkei_tests::draft::edited;
use sekkei_tests::folder::Folder;
use sekkei_tests::golden;
use sekkei_tests::plan::Plan;
use sekkei_tests::terraform::SCHEMAS;
use serde_json::{Value, json};

/// Values worth reading, by type. A type that is absent here shows its addresses only.
const CHOSEN: &[(&str, &[&str])] = &[
    ("aws_appautoscaling_target", &["max_capacity", "min_capacity"]),
    ("aws_backup_vault_lock_configuration", &["changeable_for_days", "max_retention_days", "min_retention_days"]),
    ("aws_batch_compute_environment", &["compute_resources.0.max_vcpus", "compute_resources.0.type"]),
    ("aws_cloudfront_distribution", &["origin.#", "price_class", "viewer_certificate.0.minimum_protocol_version"]),
    (
        "aws_cloudtrail",
        &["advanced_event_selector.#", "enable_log_file_validation", "include_global_service_events", "is_multi_region_trail"],
    ),
    ("aws_cloudwatch_log_group", &["retention_in_days"]),
    ("aws_cloudwatch_metric_alarm", &["threshold"]),
    (
        "aws_db_instance",
        &[
            "allocated_storage",
            "auto_minor_version_upgrade",
            "backup_retention_period",
            "deletion_protection",
            "engine_version",
            "iam_database_authentication_enabled",
            "instance_class",
            "iops",
            "manage_master_user_password",
            "max_allocated_storage",
            "monitoring_interval",
            "multi_az",
            "performance_insights_retention_period",
            "publicly_accessible",
            "skip_final_snapshot",
            "storage_encrypted",
        ],
    ),
    ("aws_db_parameter_group", &["family", "parameter.#"]),
    ("aws_dynamodb_table", &["deletion_protection_enabled", "hash_key", "point_in_time_recovery.0.enabled"]),
    ("aws_ecr_repository", &["encryption_configuration.0.encryption_type", "image_tag_mutability"]),
    ("aws_ecs_service", &["deployment_controller.0.type", "desired_count", "enable_execute_command", "launch_type"]),
    ("aws_ecs_task_definition", &["cpu", "memory"]),
    (
        "aws_elasticache_replication_group",
        &[
            "at_rest_encryption_enabled",
            "automatic_failover_enabled",
            "engine",
            "engine_version",
            "multi_az_enabled",
            "node_type",
            "num_cache_clusters",
            "snapshot_retention_limit",
            "transit_encryption_enabled",
            "transit_encryption_mode",
        ],
    ),
    ("aws_iam_role", &["max_session_duration"]),
    ("aws_kms_key", &["deletion_window_in_days", "enable_key_rotation"]),
    ("aws_lb", &["drop_invalid_header_fields", "enable_deletion_protection", "idle_timeout", "internal"]),
    ("aws_lb_listener", &["mutual_authentication.0.mode", "port", "protocol", "ssl_policy"]),
    ("aws_lb_trust_store", &["ca_certificates_bundle_s3_bucket", "ca_certificates_bundle_s3_key", "name"]),
    ("aws_lb_target_group", &["deregistration_delay", "health_check.0.path", "port", "target_type"]),
    ("aws_s3_bucket", &["object_lock_enabled"]),
    ("aws_s3_bucket_object_lock_configuration", &["rule.0.default_retention.0.days", "rule.0.default_retention.0.mode"]),
    ("aws_s3_bucket_public_access_block", &["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]),
    ("aws_sqs_queue", &["message_retention_seconds", "visibility_timeout_seconds"]),
    ("aws_subnet", &["availability_zone", "cidr_block", "map_public_ip_on_launch"]),
    ("aws_vpc", &["cidr_block"]),
    ("aws_vpc_endpoint", &["private_dns_enabled", "service_name", "vpc_endpoint_type"]),
    ("aws_vpc_security_group_egress_rule", &["cidr_ipv4", "from_port", "to_port"]),
    ("aws_vpc_security_group_ingress_rule", &["cidr_ipv4", "from_port", "to_port"]),
];

fn at(values: &Value, path: &str) -> Value {
    path.split('.').fold(values.clone(), |value, step| match step {
        "#" => json!(value.as_array().map_or(0, Vec::len)),
        step => step.parse::<usize>().map_or_else(|_| value[step].clone(), |index| value[index].clone()),
    })
}

/// One line for each address, one for each chosen value.
fn lines(plan: &Plan) -> BTreeSet<String> {
    let mut lines = plan.addresses();
    for (kind, paths) in CHOSEN {
        for (address, values) in plan.of_type(kind) {
            lines.extend(
                paths
                    .iter()
                    .map(|path| (path, at(values, path)))
                    .filter(|(_, value)| !value.is_null())
                    .map(|(path, value)| format!("{address}  {path} = {value}")),
            );
        }
    }
    lines
}

fn planned(draft: &DesignDraft, inside: &str) -> BTreeSet<String> {
    let folder = Folder::of(draft);
    let root = folder.init(SCHEMAS[0], inside);
    lines(&Plan::of(SCHEMAS[0], &root))
}

fn text<'a>(lines: impl Iterator<Item = &'a String>) -> String {
    lines.map(|line| format!("{line}\n")).collect()
}

fn expect(name: &str, found: &str) {
    golden::expect("plans", &format!("tests/goldens/plans/{name}.txt"), found);
}

#[test]
fn the_default_design_plans_what_its_files_say() {
    for inside in ["envs/dev", "envs/stg", "envs/prod", "bootstrap"] {
        let name = inside.trim_start_matches("envs/");
        expect(name, &text(planned(&DesignDraft::default(), &format!("infra/{inside}")).iter()));
    }
}

/// The difference that a switch makes, line by line.
fn switched(inside: &str, cases: &[(&str, Vec<Edit>)]) {
    let before = planned(&DesignDraft::default(), inside);
    for (name, edits) in cases {
        let after = planned(&edited(edits), inside);
        let mut lines: Vec<String> = before.difference(&after).map(|line| format!("- {line}")).collect();
        lines.extend(after.difference(&before).map(|line| format!("+ {line}")));
        assert!(!lines.is_empty(), "{name} changes nothing");
        expect(name, &text(lines.iter()));
    }
}

fn dev(id: &str, value: Value) -> Edit {
    Edit::SetSize { environment: 0, id: id.to_owned(), value }
}

fn project(id: &str, value: Value) -> Edit {
    Edit::SetProject { id: id.to_owned(), value }
}

#[test]
fn each_switch_of_an_environment_changes_what_its_file_says() {
    switched(
        "infra/envs/dev",
        &[
            ("dev-worker-on", vec![dev("components.worker", json!(true))]),
            ("dev-batch-on", vec![dev("components.batch", json!(true))]),
            ("dev-sqs-on", vec![dev("components.sqs", json!(true))]),
            ("dev-zones-3", vec![dev("vpc.az_count", json!(3))]),
            ("dev-nat-gateways-2", vec![dev("vpc.nat_gateway_count", json!(2))]),
            ("dev-nat-gateways-3", vec![dev("vpc.az_count", json!(3)), dev("vpc.nat_gateway_count", json!(3))]),
            ("dev-object-lock-governance", vec![dev("logs.object_lock_mode", json!("governance"))]),
            ("dev-pgaudit-off", vec![dev("rds.pgaudit", json!(false))]),
            ("dev-client-certificates", vec![dev("alb.client_auth", json!("mtls"))]),
            ("dev-closed-network", vec![dev("alb.client_auth", json!("vpn"))]),
            ("dev-valkey", vec![project("cache_engine", json!("valkey"))]),
            // The endpoint was made, and paid for, without an agent that reports by it.
            ("dev-guardduty-off", vec![project("account.guardduty", json!(false))]),
            ("dev-guardduty-runtime-off", vec![project("account.guardduty_runtime", json!(false))]),
        ],
    );
}

#[test]
fn each_switch_of_the_account_changes_what_its_file_says() {
    let off = |id: &str| project(id, json!(false));
    switched(
        "infra/bootstrap",
        &[
            ("account-backup-off", vec![off("account.backup_copy_to_osaka"), off("account.backup")]),
            ("account-backup-copy-off", vec![off("account.backup_copy_to_osaka")]),
            ("account-backup-lock-off", vec![project("account.backup_vault_lock_mode", json!("off"))]),
            ("account-backup-lock-compliance", vec![project("account.backup_vault_lock_mode", json!("compliance"))]),
            ("account-config-and-securityhub-off", vec![off("account.securityhub"), off("account.config")]),
            ("account-guardduty-off", vec![off("account.guardduty")]),
            ("account-guardduty-runtime-off", vec![off("account.guardduty_runtime")]),
            ("account-inspector-off", vec![off("account.inspector")]),
            ("account-oidc-exists", vec![off("account.create_github_oidc_provider")]),
            ("account-object-lock-off", vec![project("account.object_lock_mode", json!("off"))]),
            ("account-s3-data-events-off", vec![off("account.s3_data_events")]),
            ("account-securityhub-off", vec![off("account.securityhub")]),
            ("account-state-lock-s3", vec![project("state_lock", json!("s3"))]),
            ("account-zone-exists", vec![project("hosted_zone", json!("existing"))]),
        ],
    );
}
