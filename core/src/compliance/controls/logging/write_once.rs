//! Buckets of audit logs: locked, versioned, closed.

use super::bucket_of;
use super::trail::{no_trail, trails};
use crate::compliance::controls::buckets;
use crate::compliance::judge::Judge;
use crate::plan::{Plan, Resource, Value};

/// A year, in days: the least that the archive of the trail is locked.
const YEAR: u32 = 365;

pub(super) fn write_once(judge: &mut Judge<'_>) {
    let trails = trails(judge);
    if trails.is_empty() {
        no_trail(judge);
    }
    for (plan, trail) in trails {
        let Some(bucket) = bucket_of(plan, trail.body.value("s3_bucket_name")) else {
            judge.lacks_argument(trail, "s3_bucket_name", "この構成で作るバケット", "a bucket of this design");
            continue;
        };
        versioned(judge, plan, bucket);
        locked(judge, plan, bucket, None);
        closed(judge, plan, bucket);
        let apart =
            |log: &&Resource| bucket_of(plan, log.body.value("target_bucket")).is_some_and(|target| target.address != bucket.address);
        match buckets::of(plan, bucket, "aws_s3_bucket_logging").filter(apart) {
            Some(log) => judge.saw(log, "アクセスログを別のバケットへ", "access logs in another bucket"),
            None => judge.lacks(bucket, ("アクセスログがない", "no access logs"), ("aws_s3_bucket_logging", "an aws_s3_bucket_logging")),
        }
    }
    if judge.threshold(false, true, true) {
        let plan = judge.plan();
        for bucket in plan.of_type("aws_s3_bucket").filter(|bucket| bucket.body.bool("object_lock_enabled") == Some(true)) {
            versioned(judge, plan, bucket);
            locked(judge, plan, bucket, Some(("logs.object_lock_mode", "logs.object_lock_days")));
        }
    }
}

fn versioned<'a>(judge: &mut Judge<'a>, plan: &'a Plan, bucket: &'a Resource) {
    match buckets::of(plan, bucket, "aws_s3_bucket_versioning") {
        Some(versioning) => {
            let enabled = |value: &Value| value.as_str() == Some("Enabled");
            judge.expect(versioning, "versioning_configuration.status", enabled, "Enabled", "Enabled");
        }
        None => judge.lacks(bucket, ("バージョニングがない", "no versioning"), ("aws_s3_bucket_versioning", "an aws_s3_bucket_versioning")),
    }
}

/// The lock of a bucket; `sizes` names the sizes that decide it, else the account's settings do.
fn locked<'a>(judge: &mut Judge<'a>, plan: &'a Plan, bucket: &'a Resource, sizes: Option<(&str, &str)>) {
    let Some(lock) = buckets::of(plan, bucket, "aws_s3_bucket_object_lock_configuration") else {
        let wanted = ("365 日以上の Object Lock", "Object Lock for at least 365 days");
        judge.lacks(bucket, ("Object Lock の既定の保持がない", "no default retention of Object Lock"), wanted);
        match sizes {
            Some((mode, _)) => judge.mend_size(mode, "governance"),
            None => judge.mend_project("account.object_lock_mode", "governance"),
        }
        return;
    };
    let mode = |value: &Value| matches!(value.as_str(), Some("COMPLIANCE" | "GOVERNANCE"));
    judge.expect(lock, "rule.default_retention.mode", mode, "GOVERNANCE または COMPLIANCE", "GOVERNANCE or COMPLIANCE");
    if lock.find("rule.default_retention.years").is_some() {
        let enough = |value: &Value| value.as_number().is_some_and(|years| years >= 1.0);
        judge.expect(lock, "rule.default_retention.years", enough, "1 年以上", "at least a year");
        return;
    }
    let enough = |value: &Value| value.as_number().is_some_and(|days| days >= f64::from(YEAR));
    if !judge.expect(lock, "rule.default_retention.days", enough, format!("{YEAR} 日以上"), format!("at least {YEAR} days")) {
        match sizes {
            Some((_, days)) => judge.mend_chosen_size(days, YEAR),
            None => judge.mend_project("account.object_lock_days", YEAR),
        }
    }
}

fn closed<'a>(judge: &mut Judge<'a>, plan: &'a Plan, bucket: &'a Resource) {
    let Some(block) = buckets::of(plan, bucket, "aws_s3_bucket_public_access_block") else {
        let wanted = ("aws_s3_bucket_public_access_block", "an aws_s3_bucket_public_access_block");
        return judge.lacks(bucket, ("パブリックアクセスのブロックがない", "no public access block"), wanted);
    };
    for argument in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
        judge.expect_bool(block, argument, true);
    }
}
