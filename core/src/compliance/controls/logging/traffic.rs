//! Traffic: flow logs of networks and access logs of entrances.

use super::{bucket_of, group_of};
use crate::compliance::controls::entries;
use crate::compliance::controls::relation::names;
use crate::compliance::judge::Judge;
use crate::compliance::policy::text as words;
use crate::plan::{Plan, Resource, Value};

pub(super) fn flow_logs(judge: &mut Judge<'_>) {
    judge.absent("VPC がありません。", "There is no VPC.");
    let plan = judge.plan();
    for vpc in plan.of_type("aws_vpc") {
        let Some(log) = plan.pointing_at("aws_flow_log", "vpc_id", &vpc.address).next() else {
            judge.lacks(vpc, ("フローログがない", "there is no flow log"), ("aws_flow_log", "an aws_flow_log"));
            continue;
        };
        judge.expect(log, "traffic_type", |value| value.as_str() == Some("ALL"), "traffic_type = \"ALL\"", "traffic_type = \"ALL\"");
        let here = |value: &Value| group_of(plan, Some(value)).is_some() || bucket_of(plan, Some(value)).is_some();
        let argument = if log.find("log_group_name").is_some() { "log_group_name" } else { "log_destination" };
        judge.expect(log, argument, here, "この構成のロググループかバケット", "a log group or bucket of this design");
    }
}

pub(super) fn access_logs(judge: &mut Judge<'_>) {
    judge.absent("入口（ロードバランサー、CloudFront、WAF）がありません。", "There is no entrance (load balancer, CloudFront, WAF).");
    let plan = judge.plan();
    for balancer in
        entries::balancers(plan).filter(|balancer| balancer.body.text("load_balancer_type").is_none_or(|kind| kind == "application"))
    {
        judge.expect_bool(balancer, "access_logs.enabled", true);
        let here = |value: &Value| bucket_of(plan, Some(value)).is_some();
        judge.expect(balancer, "access_logs.bucket", here, "この構成のバケット", "a bucket of this design");
    }
    for distribution in entries::distributions(plan) {
        distribution_logs(judge, plan, distribution);
    }
    for list in plan.of_type("aws_wafv2_web_acl") {
        let log = plan.pointing_at("aws_wafv2_web_acl_logging_configuration", "resource_arn", &list.address).next();
        let Some(log) = log else {
            let wanted = ("aws_wafv2_web_acl_logging_configuration", "an aws_wafv2_web_acl_logging_configuration");
            judge.lacks(list, ("WAF のログがない", "no log of the firewall"), wanted);
            continue;
        };
        let named = |target: &Resource| {
            let name = ["name", "bucket"].iter().find_map(|argument| target.body.value(argument)).map(words);
            name.is_some_and(|name| name.starts_with("aws-waf-logs-"))
        };
        let here = |value: &Value| value.references().iter().filter_map(|reference| plan.target(reference)).any(named);
        judge.expect(
            log,
            "log_destination_configs",
            here,
            "aws-waf-logs- で始まる保存先",
            "a destination whose name begins with aws-waf-logs-",
        );
    }
}

/// Standard logging: the old kind inside the distribution, or the new kind as a delivery.
fn distribution_logs<'a>(judge: &mut Judge<'a>, plan: &'a Plan, distribution: &'a Resource) {
    if distribution.find("logging_config.bucket").is_some() {
        let here = |value: &Value| bucket_of(plan, Some(value)).is_some();
        judge.expect(distribution, "logging_config.bucket", here, "この構成のバケット", "a bucket of this design");
        return;
    }
    let sources = plan.pointing_at("aws_cloudwatch_log_delivery_source", "resource_arn", &distribution.address);
    let source = sources.into_iter().find(|source| source.body.text("log_type") == Some("ACCESS_LOGS"));
    let delivery = source.and_then(|source| {
        plan.of_type("aws_cloudwatch_log_delivery")
            .find(|delivery| delivery.body.value("delivery_source_name").is_some_and(|value| names(value, source, "name")))
    });
    let destination = delivery
        .and_then(|delivery| plan.behind(delivery.body.value("delivery_destination_arn")?, "aws_cloudwatch_log_delivery_destination"));
    let Some(destination) = destination else {
        let wanted = ("logging_config、またはログの配信", "a logging_config, or a delivery of logs");
        return judge.lacks(distribution, ("アクセスログがない", "no access logs"), wanted);
    };
    const TARGET: &str = "delivery_destination_configuration.destination_resource_arn";
    let here = |value: &Value| bucket_of(plan, Some(value)).is_some() || group_of(plan, Some(value)).is_some();
    judge.expect(destination, TARGET, here, "この構成のバケットかロググループ", "a bucket or log group of this design");
}
