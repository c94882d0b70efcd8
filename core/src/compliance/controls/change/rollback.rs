//! The way back from a bad release.

use std::collections::BTreeSet;

use crate::compliance::controls::relation::names;
use crate::compliance::judge::Judge;
use crate::plan::{Resource, Value};

pub(super) fn rolls_back(judge: &mut Judge<'_>) {
    judge.absent("ECS サービスがありません。", "There is no ECS service.");
    let plan = judge.plan();
    for service in judge.of_type("aws_ecs_service") {
        let controller = service.body.text("deployment_controller.type").unwrap_or("ECS");
        match (controller, service.body.block("load_balancer").is_some()) {
            ("CODE_DEPLOY", _) => {
                let group = plan
                    .of_type("aws_codedeploy_deployment_group")
                    .find(|group| group.body.value("ecs_service.service_name").is_some_and(|value| names(value, service, "name")));
                match group {
                    Some(group) => blue_green(judge, group),
                    None => judge.lacks(
                        service,
                        ("デプロイグループがない", "no deployment group"),
                        ("aws_codedeploy_deployment_group", "an aws_codedeploy_deployment_group"),
                    ),
                }
            }
            (_, behind_balancer) => {
                judge.expect_bool(service, "deployment_circuit_breaker.enable", true);
                judge.expect_bool(service, "deployment_circuit_breaker.rollback", true);
                if behind_balancer {
                    let blue_green = |value: &Value| value.as_str() == Some("BLUE_GREEN");
                    judge.expect(service, "deployment_configuration.strategy", blue_green, "BLUE_GREEN", "BLUE_GREEN");
                    let bakes = |value: &Value| value.as_number().is_some_and(|minutes| minutes > 0.0);
                    judge.expect(service, "deployment_configuration.bake_time_in_minutes", bakes, "1 分以上", "a minute or more");
                }
            }
        }
    }
    for group in judge.of_type("aws_lb_target_group") {
        let path = |value: &Value| value.as_str().is_some_and(|path| path.starts_with('/'));
        judge.expect(group, "health_check.path", path, "ヘルスチェックのパス", "a path of the health check");
        if group.body.bool("health_check.enabled") == Some(false) {
            judge.lacks_argument(group, "health_check.enabled", "true", "true");
        }
    }
}

fn blue_green(judge: &mut Judge<'_>, group: &Resource) {
    let plan = judge.plan();
    let Some(group) = plan.at(&group.address) else { return };
    let style = |value: &Value| value.as_str() == Some("BLUE_GREEN");
    judge.expect(group, "deployment_style.deployment_type", style, "BLUE_GREEN", "BLUE_GREEN");
    let pair = group.body.block("load_balancer_info").and_then(|info| info.block("target_group_pair_info"));
    let named = pair.into_iter().flat_map(|pair| pair.blocks_of("target_group")).filter_map(|target| target.value("name"));
    let targets: BTreeSet<&str> = named
        .flat_map(|value| plan.of_type("aws_lb_target_group").filter(move |target| names(value, target, "name")))
        .map(|target| &*target.address)
        .collect();
    match pair {
        Some(pair) if targets.len() == 2 => judge.saw_block(group, pair, "2 つのターゲットグループ", "two target groups"),
        _ => judge.lacks(
            group,
            ("ターゲットグループが 2 つない", "not two target groups"),
            ("異なる 2 つのターゲットグループ", "two different target groups"),
        ),
    }
    judge.expect_bool(group, "auto_rollback_configuration.enabled", true);
    let events = |value: &Value| {
        ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"].iter().all(|event| value.items().iter().any(|item| item.as_str() == Some(event)))
    };
    judge.expect(
        group,
        "auto_rollback_configuration.events",
        events,
        "DEPLOYMENT_FAILURE と DEPLOYMENT_STOP_ON_ALARM",
        "DEPLOYMENT_FAILURE and DEPLOYMENT_STOP_ON_ALARM",
    );
    judge.expect_bool(group, "alarm_configuration.enabled", true);
    let alarms = |value: &Value| {
        let known = |item: &Value| plan.of_type("aws_cloudwatch_metric_alarm").any(|alarm| names(item, alarm, "alarm_name"));
        !value.items().is_empty() && value.items().iter().all(known)
    };
    judge.expect(group, "alarm_configuration.alarms", alarms, "この構成のアラーム", "alarms of this design");
}
