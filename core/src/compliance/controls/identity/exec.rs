//! The record of ECS Exec.

use std::collections::BTreeSet;

use crate::compliance::controls::keys;
use crate::compliance::controls::relation::names;
use crate::compliance::judge::Judge;
use crate::plan::{Plan, Resource, Value};

pub(super) fn exec_recorded(judge: &mut Judge<'_>) {
    judge.absent("ECS Exec を使うサービスがありません。", "No service uses ECS Exec.");
    let plan = judge.plan();
    let mut seen = BTreeSet::new();
    for service in judge.of_type("aws_ecs_service") {
        // Switched off, or not written: off is the default.
        if matches!(service.body.value("enable_execute_command").map(Value::as_bool), None | Some(Some(false))) {
            continue;
        }
        let cluster = service.body.value("cluster");
        let cluster = plan.of_type("aws_ecs_cluster").find(|other| cluster.is_some_and(|value| names(value, other, "name")));
        let Some(cluster) = cluster else {
            judge.lacks_argument(service, "cluster", "この構成で作るクラスター", "a cluster of this design");
            continue;
        };
        if seen.insert(&cluster.address) {
            cluster_records(judge, plan, cluster);
        }
    }
}

fn cluster_records<'a>(judge: &mut Judge<'a>, plan: &'a Plan, cluster: &'a Resource) {
    const EXEC: &str = "configuration.execute_command_configuration";
    let path = |argument: &str| format!("{EXEC}.{argument}");
    judge.expect(cluster, &path("logging"), |value| value.as_str() == Some("OVERRIDE"), "OVERRIDE", "OVERRIDE");
    judge.expect(cluster, &path("kms_key_id"), |value| keys::is_customer(plan, value), keys::WANTED.0, keys::WANTED.1);
    let bucket = path("log_configuration.s3_bucket_name");
    if cluster.find(&bucket).is_some() {
        judge.expect(
            cluster,
            &bucket,
            |value| plan.behind(value, "aws_s3_bucket").is_some(),
            "この構成で作るバケット",
            "a bucket of this design",
        );
        judge.expect_bool(cluster, &path("log_configuration.s3_bucket_encryption_enabled"), true);
    }
    let group = path("log_configuration.cloud_watch_log_group_name");
    if cluster.find(&group).is_none() && cluster.find(&bucket).is_some() {
        return;
    }
    let kept = |value: &Value| {
        let group = plan.of_type("aws_cloudwatch_log_group").find(|group| names(value, group, "name"));
        group.is_some_and(|group| group.body.number("retention_in_days").is_some_and(|days| days > 0.0))
    };
    judge.expect(cluster, &group, kept, "保持日数のあるロググループ", "a log group with a retention");
    judge.expect_bool(cluster, &path("log_configuration.cloud_watch_encryption_enabled"), true);
}
