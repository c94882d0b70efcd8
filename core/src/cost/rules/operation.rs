//! Keys, secrets, logs, alarms and the account's watchmen.
//! Sources: AWS pricing pages of KMS, Secrets Manager and CloudWatch (an alarm is charged for each
//! metric it looks at; target tracking makes two alarms for each policy).

use super::super::bench::{Amount, Bench};
use super::{Class, Entry, fixed, usage};
use crate::plan::Resource;
use crate::text::t;

pub(super) const TABLE: &[Entry] = &[
    ("aws_kms_key", fixed(key)),
    ("aws_secretsmanager_secret", fixed(secret)),
    ("aws_cloudwatch_metric_alarm", fixed(alarm)),
    ("aws_appautoscaling_policy", fixed(scaling)),
    (
        "aws_cloudwatch_dashboard",
        fixed(|bench, resource| {
            bench.fixed(resource, t("ダッシュボード", "Dashboard"), Amount::one(), "cw.dashboard");
        }),
    ),
    ("aws_cloudwatch_log_group", usage(log_group)),
    (
        "aws_flow_log",
        usage(|bench, resource| {
            bench.usage(resource, t("フローログの取り込み", "Flow log delivery"), "usage.flow_log_gb", 1, "logs.vended");
        }),
    ),
    (
        "aws_cloudwatch_log_metric_filter",
        usage(|bench, resource| {
            bench.usage(resource, t("カスタムメトリクス", "Custom metrics"), "usage.metric_months", 1, "cw.metric");
        }),
    ),
    // The first copy of management events is taken as free.
    (
        "aws_cloudtrail",
        usage(|bench, resource| {
            bench.usage(resource, t("S3 のデータイベント", "S3 data events"), "usage.data_events_million", 10, "cloudtrail.data100k");
        }),
    ),
    ("aws_ecs_cluster", fixed(cluster)),
    (
        "aws_config_configuration_recorder",
        Class::NotPriced(t(
            "記録した変更の件数で課金。単価の記録が見つかっていません",
            "Charged by recorded change; no record of the price was found",
        )),
    ),
    (
        "aws_guardduty_detector",
        Class::NotPriced(t(
            "調べたイベントとログの量で課金。単価の記録が見つかっていません",
            "Charged by inspected events and logs; no record of the price was found",
        )),
    ),
    (
        "aws_guardduty_detector_feature",
        Class::NotPriced(t(
            "調べたイベントの量で課金。単価の記録が見つかっていません",
            "Charged by inspected events; no record of the price was found",
        )),
    ),
    (
        "aws_inspector2_enabler",
        Class::NotPriced(t(
            "調べたイメージの数で課金。単価の記録が見つかっていません",
            "Charged by inspected image; no record of the price was found",
        )),
    ),
    (
        "aws_securityhub_account",
        Class::NotPriced(t(
            "検査と検出結果の件数で課金。単価の記録が見つかっていません",
            "Charged by check and finding; no record of the price was found",
        )),
    ),
    (
        "aws_securityhub_standards_subscription",
        Class::NotPriced(t("検査の件数で課金。単価の記録が見つかっていません", "Charged by check; no record of the price was found")),
    ),
];

fn key(bench: &mut Bench<'_>, key: &Resource) {
    // Each of the first two rotations adds a dollar a month later on; a floor counts the first month.
    bench.fixed(key, t("KMS キー", "KMS key"), Amount::one(), "kms.key");
    bench.usage(key, t("KMS のリクエスト", "Requests to KMS"), "usage.kms_requests_million", 100, "kms.req10k");
}

fn secret(bench: &mut Bench<'_>, secret: &Resource) {
    bench.fixed(secret, t("シークレット", "Secret"), Amount::one(), "secrets.secret");
    bench.usage(secret, t("シークレットの取得", "Reads of secrets"), "usage.secret_calls_million", 100, "secrets.api10k");
}

/// An alarm on a formula is charged for each metric in it.
fn alarm(bench: &mut Bench<'_>, alarm: &Resource) {
    let metrics = alarm.body.blocks_of("metric_query").filter(|query| query.block("metric").is_some()).count();
    // Below a minute an alarm is of high resolution, at another price.
    let price = if alarm.body.number("period").is_some_and(|seconds| seconds < 60.0) { "cw.alarm_high_resolution" } else { "cw.alarm" };
    bench.fixed(alarm, t("アラーム（メトリクス数）", "Alarm, by metric"), Amount::whole(metrics.max(1)), price);
}

/// Target tracking keeps one alarm for more and one for fewer tasks.
fn scaling(bench: &mut Bench<'_>, policy: &Resource) {
    if policy.body.text("policy_type") != Some("TargetTrackingScaling") {
        return;
    }
    let tracking = policy.body.block("target_tracking_scaling_policy_configuration");
    let formula = tracking.and_then(|block| block.block("customized_metric_specification"));
    let metrics = formula.map_or(1, |block| block.blocks_of("metrics").filter(|metric| metric.block("metric_stat").is_some()).count());
    bench.fixed(
        policy,
        t("自動スケールのアラーム（メトリクス数）", "Alarms of auto scaling, by metric"),
        Amount::whole(2 * metrics.max(1)),
        "cw.alarm",
    );
}

/// A cluster is free; Container Insights is not.
fn cluster(bench: &mut Bench<'_>, cluster: &Resource) {
    let on = cluster
        .body
        .blocks_of("setting")
        .any(|setting| setting.text("name") == Some("containerInsights") && matches!(setting.text("value"), Some("enabled" | "enhanced")));
    if on {
        bench.fixed(cluster, t("Container Insights", "Container Insights"), Amount::one(), "cw.container_insights");
    }
}

fn log_group(bench: &mut Bench<'_>, group: &Resource) {
    bench.usage(group, t("ログの取り込み", "Log ingestion"), "usage.log_ingest_gb", 1, "logs.ingest");
    bench.usage(group, t("ログの保存", "Log storage"), "usage.log_stored_gb", 1, "logs.store");
}
