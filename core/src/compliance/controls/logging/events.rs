//! Events of the trail that somebody is told of.

use std::collections::BTreeSet;

use super::trail::{no_trail, trails};
use super::{group_of, is_on};
use crate::compliance::controls::relation::names;
use crate::compliance::judge::Judge;
use crate::plan::{Resource, Value};

/// What the trail's filters have to notice (CIS AWS Foundations 5.0.0, section 4), each by the words
/// that only a filter about it contains.
const EVENTS: &[(&str, &[&str], &str, &str)] = &[
    ("4.1", &["UnauthorizedOperation", "AccessDenied"], "権限のない呼び出し", "unauthorized calls"),
    ("4.2", &["ConsoleLogin", "MFAUsed"], "MFA のないサインイン", "sign-ins without MFA"),
    ("4.3", &["userIdentity", "Root"], "ルートユーザーの利用", "use of the root user"),
    ("4.4", &["PutRolePolicy", "AttachRolePolicy"], "IAM の変更", "changes of IAM"),
    ("4.5", &["StopLogging", "DeleteTrail"], "証跡の変更", "changes of the trail"),
    ("4.6", &["ConsoleLogin", "Failed"], "サインインの失敗", "failed sign-ins"),
    ("4.7", &["DisableKey", "ScheduleKeyDeletion"], "鍵の無効化と削除", "keys disabled or deleted"),
    ("4.8", &["PutBucketPolicy", "DeleteBucketPolicy"], "S3 ポリシーの変更", "changes of S3 policies"),
    ("4.9", &["StopConfigurationRecorder"], "AWS Config の変更", "changes of AWS Config"),
    ("4.10", &["AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"], "セキュリティグループの変更", "changes of security groups"),
    ("4.11", &["CreateNetworkAclEntry", "DeleteNetworkAclEntry"], "ネットワーク ACL の変更", "changes of network ACLs"),
    ("4.12", &["CreateInternetGateway", "AttachInternetGateway"], "ゲートウェイの変更", "changes of gateways"),
    ("4.13", &["CreateRoute", "ReplaceRoute"], "ルートの変更", "changes of routes"),
    ("4.14", &["CreateVpc", "DeleteVpc"], "VPC の変更", "changes of VPCs"),
];

pub(super) fn trail_watched(judge: &mut Judge<'_>) {
    let trails = trails(judge);
    if trails.is_empty() {
        no_trail(judge);
    }
    for (plan, trail) in trails {
        let Some(group) = group_of(plan, trail.body.value("cloud_watch_logs_group_arn")) else {
            let wanted = ("この構成のロググループ", "a log group of this design");
            judge.lacks_argument(trail, "cloud_watch_logs_group_arn", wanted.0, wanted.1);
            continue;
        };
        judge.expect(trail, "cloud_watch_logs_group_arn", |_| true, "", "");
        let written = |value: &Value| plan.behind(value, "aws_iam_role").is_some();
        judge.expect(trail, "cloud_watch_logs_role_arn", written, "この構成のロール", "a role of this design");
        let filters: Vec<_> = plan
            .of_type("aws_cloudwatch_log_metric_filter")
            .filter(|filter| filter.body.value("log_group_name").is_some_and(|value| names(value, group, "name")))
            .collect();
        for (number, markers, ja, en) in EVENTS {
            let filter = filters.iter().find(|filter| filter.body.text("pattern").is_some_and(|pattern| notices(pattern, markers)));
            let Some(filter) = filter else {
                let found = (format!("フィルターがない: {ja}（CIS {number}）"), format!("no filter: {en} (CIS {number})"));
                judge.lacks(
                    filters.first().copied().unwrap_or(group),
                    found,
                    ("aws_cloudwatch_log_metric_filter", "an aws_cloudwatch_log_metric_filter"),
                );
                continue;
            };
            let alarm = plan.of_type("aws_cloudwatch_metric_alarm").find(|alarm| rings(alarm, filter));
            match alarm {
                Some(alarm) => judge.saw(alarm, format!("{ja}（CIS {number}）"), format!("{en} (CIS {number})")),
                None => judge.lacks(
                    filter,
                    (format!("通知するアラームがない: {ja}"), format!("no alarm with an action: {en}")),
                    ("alarm_actions のある aws_cloudwatch_metric_alarm", "an aws_cloudwatch_metric_alarm with alarm_actions"),
                ),
            }
        }
    }
}

/// Does a pattern contain each of these words, as words?
fn notices(pattern: &str, markers: &[&str]) -> bool {
    let found: BTreeSet<&str> = pattern.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    markers.iter().all(|marker| found.contains(marker))
}

/// Does an alarm watch the metric of a filter, and tell somebody?
fn rings(alarm: &Resource, filter: &Resource) -> bool {
    let same = |argument: &str, transformed: &str| {
        let value = alarm.body.value(argument);
        value.is_some() && value == filter.body.value(&format!("metric_transformation.{transformed}"))
    };
    same("metric_name", "name") && same("namespace", "namespace") && acts(alarm)
}

/// Does an alarm tell somebody?
pub(in crate::compliance::controls) fn acts(alarm: &Resource) -> bool {
    alarm.body.value("alarm_actions").is_some_and(|actions| !actions.items().is_empty())
        && is_on(alarm.body.value("actions_enabled").unwrap_or(&Value::Null))
}
