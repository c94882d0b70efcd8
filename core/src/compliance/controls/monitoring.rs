//! Monitoring (MON): what raises an alarm, who hears it, and what looks for intruders.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::logging::{acts, is_on};
use super::relation::names;
use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::Judge;
use crate::plan::{Block, Plan, Resource, Value};
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "MON-01",
        title: t("障害・負荷アラームと通知先", "Alarms with a real recipient"),
        what: t(
            "ロードバランサー（5xx、UnHealthyHostCount）、ECS サービス（CPU、メモリ）、データベース（CPU、接続数、空き容量）、キャッシュ（メモリ）、DLQ（滞留）のそれぞれに通知先のあるアラームがあり、通知先の SNS トピックに購読者がいること。",
            "Each load balancer (5xx, UnHealthyHostCount), ECS service (CPU, memory), database (CPU, connections, free storage), cache (memory) and dead-letter queue (depth) has an alarm with an action, and the topics of those actions have a subscriber.",
        ),
        why: t(
            "購読者のいないアラームは、誰にも届きません。診療を止める障害に、利用者より先に気づくためのものです。",
            "An alarm without a subscriber reaches nobody. It is there to know of an outage before the clinics do.",
        ),
        fix: t(
            "alarm_emails に通知先のメールアドレスを入れ、届いた確認メールで購読を承認してください。",
            "Put addresses into alarm_emails and confirm the subscription in the mail that arrives.",
        ),
        settings: &["alarm_emails"],
        proof: Proof::Files(alarms),
    },
    Control {
        id: "MON-02",
        title: t("脅威検知と構成監査", "Threat detection, config recording"),
        what: t(
            "アカウントで GuardDuty（S3、RDS ログイン、ECS ランタイム）、AWS Config（全リソースの記録と配信）、Security Hub、ECR イメージの Inspector が有効なこと。",
            "The account has GuardDuty (S3, RDS sign-ins, ECS runtime), AWS Config (recording and delivering all resources), Security Hub, and Inspector for images in ECR.",
        ),
        why: t(
            "盗まれた権限での操作や、知らぬ間の設定変更を、人の目だけで見つけるのは無理です。",
            "Stolen rights in use, or a setting changed unnoticed, are not found by eye.",
        ),
        fix: t(
            "account.guardduty、account.guardduty_runtime、account.config、account.securityhub、account.inspector をオンにしてください。組織で有効にしているなら、そのことを確認して記録してください。",
            "Turn account.guardduty, account.guardduty_runtime, account.config, account.securityhub and account.inspector on. Where the organization runs them, confirm that and record it.",
        ),
        settings: &["account.config", "account.guardduty", "account.guardduty_runtime", "account.inspector", "account.securityhub"],
        proof: Proof::Files(detection),
    },
];

fn both(text: impl Into<String>) -> (String, String) {
    let text = text.into();
    (text.clone(), text)
}

/// A kind of resource, the metrics that have to be watched (one of each list), and the dimension and
/// argument by which an alarm names it.
struct Watch {
    kinds: &'static [&'static str],
    metrics: &'static [&'static [&'static str]],
    dimension: &'static str,
    argument: &'static str,
}

const WATCHES: &[Watch] = &[
    Watch {
        kinds: &["aws_lb", "aws_alb"],
        metrics: &[&["HTTPCode_ELB_5XX_Count"], &["HTTPCode_Target_5XX_Count"], &["UnHealthyHostCount"]],
        dimension: "LoadBalancer",
        argument: "arn_suffix",
    },
    Watch {
        kinds: &["aws_ecs_service"],
        metrics: &[&["CPUUtilization"], &["MemoryUtilization"]],
        dimension: "ServiceName",
        argument: "name",
    },
    Watch {
        kinds: &["aws_db_instance"],
        metrics: &[&["CPUUtilization"], &["DatabaseConnections"], &["FreeStorageSpace"]],
        dimension: "DBInstanceIdentifier",
        argument: "identifier",
    },
    Watch {
        kinds: &["aws_elasticache_replication_group"],
        metrics: &[&["DatabaseMemoryUsagePercentage", "FreeableMemory"]],
        dimension: "CacheClusterId",
        argument: "replication_group_id",
    },
];

fn alarms(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    judge.absent("監視するものがありません。", "There is nothing to watch.");
    let all: Vec<&Resource> = plan.of_type("aws_cloudwatch_metric_alarm").collect();
    for watch in WATCHES {
        for resource in watch.kinds.iter().flat_map(|kind| plan.of_type(kind)) {
            for metrics in watch.metrics {
                watched(judge, &all, resource, metrics, |value| is_about(value, resource, watch));
            }
        }
    }
    for queue in plan.of_type("aws_sqs_queue").filter(|queue| is_dead_letter(plan, queue)) {
        watched(judge, &all, queue, &["ApproximateNumberOfMessagesVisible"], |dimensions| {
            dimensions.entry("QueueName").is_some_and(|value| names(value, queue, "name"))
        });
    }
    for plan in judge.plans() {
        heard(judge, plan);
    }
}

fn is_about(dimensions: &Value, resource: &Resource, watch: &Watch) -> bool {
    let Some(value) = dimensions.entry(watch.dimension) else { return false };
    // Members of a replication group carry its id and a number.
    let member = watch.dimension == "CacheClusterId"
        && resource.body.text(watch.argument).zip(value.as_str()).is_some_and(|(group, member)| member.starts_with(&format!("{group}-")));
    names(value, resource, watch.argument) || member
}

fn is_dead_letter(plan: &Plan, queue: &Resource) -> bool {
    let kinds = ["aws_sqs_queue", "aws_sqs_queue_redrive_policy"];
    kinds.iter().any(|kind| plan.pointing_at(kind, "redrive_policy", &queue.address).next().is_some())
}

/// Is there an alarm on one of these metrics of a resource, and does it tell somebody?
fn watched(judge: &mut Judge<'_>, alarms: &[&Resource], resource: &Resource, metrics: &[&str], about: impl Fn(&Value) -> bool) {
    let on_it = |block: &Block| {
        block.text("metric_name").is_some_and(|metric| metrics.contains(&metric)) && block.value("dimensions").is_some_and(&about)
    };
    let of_it = |alarm: &&&Resource| {
        on_it(&alarm.body) || alarm.body.blocks_of("metric_query").flat_map(|query| query.blocks_of("metric")).any(on_it)
    };
    let label = metrics.join(" / ");
    let found: Vec<_> = alarms.iter().filter(of_it).collect();
    let wanted = ("alarm_actions のあるアラーム", "an alarm with alarm_actions");
    match (found.iter().find(|alarm| acts(alarm)), found.first()) {
        (Some(alarm), _) => judge.saw(alarm, format!("{}: {label}", resource.address), format!("{}: {label}", resource.address)),
        (None, Some(alarm)) => judge.lacks_argument(alarm, "alarm_actions", wanted.0, wanted.1),
        (None, None) => judge.lacks(resource, (format!("アラームがない: {label}"), format!("no alarm: {label}")), wanted),
    }
}

/// Every topic that an alarm publishes to has a subscriber.
fn heard(judge: &mut Judge<'_>, plan: &Plan) {
    let topics: BTreeSet<Arc<str>> = plan
        .of_type("aws_cloudwatch_metric_alarm")
        .filter_map(|alarm| alarm.body.value("alarm_actions"))
        .flat_map(Value::references)
        .map(|reference| reference.address)
        .collect();
    for topic in topics.iter().filter_map(|address| plan.at(address)).filter(|topic| &*topic.kind == "aws_sns_topic") {
        let subscription = plan
            .of_type("aws_sns_topic_subscription")
            .find(|other| other.body.value("topic_arn").is_some_and(|value| names(value, topic, "arn")));
        if let Some(subscription) = subscription {
            judge.saw(subscription, format!("購読者: {}", topic.address), format!("a subscriber of {}", topic.address));
            continue;
        }
        let line = judge.line_with(&format!("{}/terraform.tfvars", plan.root), "alarm_emails").unwrap_or_else(|| topic.line().clone());
        let found = (format!("{} に購読者がいない", topic.address), format!("{} has no subscriber", topic.address));
        judge.lacks_line(
            Some(topic),
            line,
            found,
            ("aws_sns_topic_subscription（alarm_emails）", "an aws_sns_topic_subscription (alarm_emails)"),
        );
    }
}

fn detection(judge: &mut Judge<'_>) {
    let plans: Vec<&Plan> = judge.plans().collect();
    threats(judge, &plans);
    configuration(judge, &plans);
    match first(&plans, "aws_securityhub_account") {
        Some(hub) => judge.saw(hub, "Security Hub", "Security Hub"),
        None => missing(judge, "aws_securityhub_account", "account.securityhub"),
    }
    let inspects = |value: &Value| value.items().iter().any(|item| item.as_str() == Some("ECR"));
    let enhanced = plans
        .iter()
        .flat_map(|plan| plan.of_type("aws_ecr_registry_scanning_configuration"))
        .find(|scanning| scanning.body.text("scan_type") == Some("ENHANCED"));
    match (first(&plans, "aws_inspector2_enabler"), enhanced) {
        (Some(inspector), _) => drop(judge.expect(inspector, "resource_types", inspects, "ECR を含む", "ECR among them")),
        (None, Some(scanning)) => drop(judge.expect(scanning, "scan_type", |_| true, "", "")),
        (None, None) => missing(judge, "aws_inspector2_enabler (ECR)", "account.inspector"),
    }
}

fn first<'a>(plans: &[&'a Plan], kind: &'static str) -> Option<&'a Resource> {
    plans.iter().find_map(|plan| plan.of_type(kind).next())
}

fn missing(judge: &mut Judge<'_>, what: &str, setting: &str) {
    let line = judge.account_line();
    judge.lacks_line(None, line, (format!("{what} がない"), format!("{what} is missing")), both(what));
    switch_on(judge, setting);
}

/// The repair of the last finding, where the account's stack is in the bundle.
fn switch_on(judge: &mut Judge<'_>, setting: &str) {
    if judge.account.is_some() {
        judge.mend_project(setting, true);
    }
}

fn threats(judge: &mut Judge<'_>, plans: &[&Plan]) {
    let found = judge.plans().find_map(|plan| Some((plan, plan.of_type("aws_guardduty_detector").next()?)));
    let Some((plan, detector)) = found else { return missing(judge, "aws_guardduty_detector", "account.guardduty") };
    judge.expect(detector, "enable", is_on, "enable = true", "enable = true");
    let exists = |kind: &'static str| first(plans, kind).is_some();
    let wanted: [(&[&str], bool); 3] = [
        (&["S3_DATA_EVENTS"], exists("aws_s3_bucket")),
        (&["RDS_LOGIN_EVENTS"], exists("aws_db_instance")),
        (&["RUNTIME_MONITORING", "ECS_FARGATE_AGENT_MANAGEMENT"], exists("aws_ecs_service")),
    ];
    for (path, _) in wanted.iter().filter(|(_, asked)| *asked) {
        let [name, inner @ ..] = path else { continue };
        let mut features = plan.of_type("aws_guardduty_detector_feature");
        let feature = features.find(|feature| feature.body.text("name") == Some(name));
        let Some(feature) = feature else {
            judge.lacks(
                detector,
                (format!("{name} がない"), format!("{name} is missing")),
                ("aws_guardduty_detector_feature", "an aws_guardduty_detector_feature"),
            );
            if *name == "RUNTIME_MONITORING" {
                switch_on(judge, "account.guardduty_runtime");
            }
            continue;
        };
        let enabled = |value: &Value| value.as_str() == Some("ENABLED");
        judge.expect(feature, "status", enabled, "ENABLED", "ENABLED");
        for extra in inner {
            let block = feature.body.blocks_of("additional_configuration").find(|block| block.text("name") == Some(extra));
            match block {
                Some(block) => drop(judge.expect_in(feature, block, "status", enabled, "ENABLED", "ENABLED")),
                None => judge.lacks(
                    feature,
                    (format!("{extra} がない"), format!("{extra} is missing")),
                    ("additional_configuration", "additional_configuration"),
                ),
            }
        }
    }
}

fn configuration(judge: &mut Judge<'_>, plans: &[&Plan]) {
    let found = judge.plans().find_map(|plan| Some((plan, plan.of_type("aws_config_configuration_recorder").next()?)));
    let Some((plan, recorder)) = found else { return missing(judge, "aws_config_configuration_recorder", "account.config") };
    for argument in ["all_supported", "include_global_resource_types"] {
        judge.expect_bool(recorder, &format!("recording_group.{argument}"), true);
    }
    let status = plan
        .of_type("aws_config_configuration_recorder_status")
        .find(|status| status.body.value("name").is_some_and(|value| names(value, recorder, "name")));
    match status {
        Some(status) => drop(judge.expect_bool(status, "is_enabled", true)),
        None => judge.lacks(
            recorder,
            ("記録が始まらない", "recording is never started"),
            ("aws_config_configuration_recorder_status", "an aws_config_configuration_recorder_status"),
        ),
    }
    match first(plans, "aws_config_delivery_channel") {
        Some(channel) => judge.saw(channel, "AWS Config の配信", "delivery of AWS Config"),
        None => missing(judge, "aws_config_delivery_channel", "account.config"),
    }
}
