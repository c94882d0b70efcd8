//! How long logs last, where they arrive and where they are archived.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bucket_of;
use crate::compliance::controls::buckets;
use crate::compliance::controls::relation::names;
use crate::compliance::judge::Judge;
use crate::plan::{Plan, Resource, Value};
use crate::sizing::s3::LOG_RETENTION_DAYS;

pub(super) fn retention(judge: &mut Judge<'_>) {
    judge.absent("ロググループがありません。", "There are no log groups.");
    let least = judge.threshold(30, 90, 365);
    let known = |value: &Value| LOG_RETENTION_DAYS.iter().any(|days| value.as_number() == Some(*days as f64) && *days >= least);
    let mend = judge.threshold(30, 90, 400);
    for plan in judge.plans() {
        for group in plan.of_type("aws_cloudwatch_log_group") {
            let wanted = (
                format!("{least} 日以上の、CloudWatch Logs の定める日数"),
                format!("a period that CloudWatch Logs knows, at least {least} days"),
            );
            if judge.expect(group, "retention_in_days", known, wanted.0, wanted.1) {
                continue;
            }
            if judge.plan().at(&group.address).is_some() {
                judge.mend_chosen_size("logs.retention_days", mend);
            } else if group.find("retention_in_days").is_some() {
                judge.mend_project("account.retention_days", mend);
            }
        }
    }
}

/// Arguments by which AWS writes logs into a bucket.
const LOG_TARGETS: &[(&str, &str)] = &[
    ("aws_alb", "access_logs.bucket"),
    ("aws_cloudfront_distribution", "logging_config.bucket"),
    ("aws_cloudtrail", "s3_bucket_name"),
    ("aws_cloudwatch_log_delivery_destination", "delivery_destination_configuration.destination_resource_arn"),
    ("aws_config_delivery_channel", "s3_bucket_name"),
    ("aws_flow_log", "log_destination"),
    ("aws_lb", "access_logs.bucket"),
    ("aws_s3_bucket_logging", "target_bucket"),
    ("aws_wafv2_web_acl_logging_configuration", "log_destination_configs"),
];

/// Buckets that logs arrive in.
fn log_buckets(plan: &Plan) -> Vec<&Resource> {
    let mut found: BTreeMap<&Arc<str>, &Resource> = BTreeMap::new();
    for (kind, argument) in LOG_TARGETS {
        for value in plan.of_type(kind).filter_map(|resource| resource.body.value(argument)) {
            found.extend(bucket_of(plan, Some(value)).map(|bucket| (&bucket.address, bucket)));
        }
    }
    found.into_values().collect()
}

pub(super) fn archive(judge: &mut Judge<'_>) {
    judge.absent("ログの届くバケットがありません。", "There is no bucket that logs arrive in.");
    let least: u32 = judge.threshold(90, 365, 1827);
    let enough = |value: &Value| value.as_number().is_some_and(|days| days >= f64::from(least));
    let wanted = (format!("{least} 日以上、または消さない"), format!("at least {least} days, or never"));
    for plan in judge.plans() {
        for bucket in log_buckets(plan) {
            let rules = plan.of_type("aws_s3_bucket_lifecycle_configuration");
            let rules = rules.filter(|rules| rules.body.value("bucket").is_some_and(|value| names(value, bucket, "bucket")));
            let expiring: Vec<_> = rules.flat_map(buckets::expirations).collect();
            if expiring.is_empty() {
                judge.saw(bucket, "ログを消さない", "logs are not expired");
            }
            for (rules, expiration) in expiring {
                if judge.expect_in(rules, expiration, "days", enough, wanted.0.clone(), wanted.1.clone()) {
                    continue;
                }
                if judge.plan().at(&bucket.address).is_some() {
                    judge.mend_chosen_size("logs.archive_days", least);
                } else {
                    judge.mend_project("account.archive_days", least);
                }
            }
        }
    }
}
