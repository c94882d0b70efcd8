//! The second line of a card: the sizes that the files give a component, in a few words. Empty where
//! the files say nothing; never a guess.

use super::scene::Scene;
use crate::plan::{Resource, Value, format_number};
use crate::text::Lang;

/// The size line of a component in an environment.
#[must_use]
pub fn detail(scene: &Scene<'_>, component: &str, lang: Lang) -> String {
    let ja = lang == Lang::Ja;
    let first = |kind: &str| scene.first(component, kind);
    let text = |kind: &str, argument: &str| first(kind).and_then(|resource| resource.body.text(argument)).map(str::to_owned);
    let count = |kind: &str| scene.resources(component).iter().filter(|resource| &*resource.kind == kind).count();
    let counted = |kind: &str, ja_word: &str, one: &str, many: &str| match count(kind) {
        0 => None,
        number if ja => Some(format!("{number} {ja_word}")),
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    };
    let days = |resource: Option<&Resource>, argument: &str| {
        let number = resource?.body.number(argument).filter(|number| *number > 0.0)?;
        Some(if ja { format!("{} 日", format_number(number)) } else { format!("{} days", format_number(number)) })
    };
    let parts: Vec<Option<String>> = match component {
        "dns" => vec![scene.resources(component).first().and_then(|record| record.body.text("name")).map(str::to_owned)],
        "certificates" => vec![text("aws_acm_certificate", "domain_name")],
        "cdn" => vec![
            text("aws_cloudfront_distribution", "price_class"),
            text("aws_cloudfront_distribution", "http_version").map(|version| version.replace("http2and3", "HTTP/2·3")),
        ],
        "front_bucket" | "app_buckets" | "log_bucket" => {
            let versioned = scene.resources(component).iter().any(|resource| {
                &*resource.kind == "aws_s3_bucket_versioning" && resource.body.text("versioning_configuration.status") == Some("Enabled")
            });
            vec![
                (count("aws_s3_bucket") > 1).then(|| counted("aws_s3_bucket", "バケット", "bucket", "buckets")).flatten(),
                encryption(scene, component),
                versioned.then(|| if ja { "版管理".to_owned() } else { "versioned".to_owned() }),
            ]
        }
        "waf" => vec![first("aws_wafv2_web_acl").and_then(|acl| {
            let limit = acl.find("rule.statement.rate_based_statement.limit")?.value.as_number()?;
            Some(if ja { format!("5 分に {} 件まで", format_number(limit)) } else { format!("{} in 5 minutes", format_number(limit)) })
        })],
        "alb" => vec![
            first("aws_lb").and_then(|balancer| zones(balancer.find("subnets").map(|attribute| &attribute.value))),
            text("aws_lb_listener", "protocol"),
            first("aws_lb_trust_store").map(|_| if ja { "証明書を検証".to_owned() } else { "asks for certificates".to_owned() }),
            first("aws_lb")
                .filter(|balancer| balancer.body.bool("internal") == Some(true))
                .map(|_| if ja { "内部向け".to_owned() } else { "internal".to_owned() }),
        ],
        "target_blue" | "target_green" => vec![
            first("aws_lb_target_group")
                .and_then(|group| Some(format!("{} {}", group.body.text("protocol")?, format_number(group.body.number("port")?)))),
        ],
        "cluster" => vec![
            first("aws_ecs_cluster")
                .filter(|cluster| cluster.body.text("configuration.execute_command_configuration.logging") == Some("OVERRIDE"))
                .map(|_| if ja { "操作を記録".to_owned() } else { "commands are logged".to_owned() }),
        ],
        "api" | "worker" => vec![tasks(scene, component)],
        "batch" => vec![
            text("aws_batch_compute_environment", "compute_resources.type").map(|kind| kind.replace("FARGATE", "Fargate")),
            first("aws_batch_compute_environment").and_then(|environment| {
                let most = format_number(environment.body.number("compute_resources.max_vcpus")?);
                Some(if ja { format!("最大 {most} vCPU") } else { format!("up to {most} vCPU") })
            }),
        ],
        "database" => {
            let database = first("aws_db_instance");
            vec![
                text("aws_db_instance", "instance_class"),
                database.filter(|database| database.body.bool("multi_az") == Some(true)).map(|_| "Multi-AZ".to_owned()),
                // Short, beside a long name of a class.
                days(database, "backup_retention_period").map(|days| days.replace("days", "d")),
            ]
        }
        "cache" => vec![
            text("aws_elasticache_replication_group", "engine").map(|engine| engine.replace("redis", "Redis").replace("valkey", "Valkey")),
            first("aws_elasticache_replication_group").and_then(|group| {
                Some(format!("{} × {}", group.body.text("node_type")?, format_number(group.body.number("num_cache_clusters")?)))
            }),
        ],
        "queue" => {
            let letters = scene.resources(component).iter().any(|resource| &*resource.name == "dead_letter");
            let queues = scene
                .resources(component)
                .iter()
                .filter(|resource| &*resource.kind == "aws_sqs_queue" && &*resource.name != "dead_letter")
                .count();
            vec![
                (queues > 0).then(|| if ja { format!("{queues} キュー") } else { format!("{queues} queues") }),
                letters.then(|| "DLQ".to_owned()),
            ]
        }
        "mail" => vec![text("aws_sesv2_email_identity_mail_from_attributes", "email_identity")],
        "secrets" => vec![counted("aws_secretsmanager_secret", "シークレット", "secret", "secrets")],
        "registry" => vec![counted("aws_ecr_repository", "リポジトリ", "repository", "repositories")],
        "delivery_roles" => vec![counted("aws_iam_role", "ロール", "role", "roles")],
        "alarms" => vec![counted("aws_cloudwatch_metric_alarm", "アラーム", "alarm", "alarms")],
        "notices" => vec![Some(
            counted("aws_sns_topic_subscription", "通知先", "recipient", "recipients")
                .unwrap_or_else(|| if ja { "通知先が未登録".to_owned() } else { "no recipient yet".to_owned() }),
        )],
        "logs" => vec![
            counted("aws_cloudwatch_log_group", "グループ", "group", "groups"),
            days(first("aws_cloudwatch_log_group"), "retention_in_days"),
        ],
        "key_data" | "key_logs" | "key_database" => vec![
            first("aws_kms_key")
                .filter(|key| key.body.bool("enable_key_rotation") == Some(true))
                .map(|_| if ja { "年 1 回 自動更新".to_owned() } else { "rotated every year".to_owned() }),
        ],
        "network" => vec![text("aws_vpc", "cidr_block")],
        "nat" => vec![counted("aws_nat_gateway", "台", "gateway", "gateways")],
        "endpoints" => vec![counted("aws_vpc_endpoint", "エンドポイント", "endpoint", "endpoints")],
        "codedeploy" => vec![first("aws_codedeploy_deployment_group").and_then(|group| {
            let minutes = format_number(
                group
                    .find("blue_green_deployment_config.terminate_blue_instances_on_deployment_success.termination_wait_time_in_minutes")?
                    .value
                    .as_number()?,
            );
            Some(if ja { format!("blue を {minutes} 分残す") } else { format!("blue stays {minutes} minutes") })
        })],
        "trail" => vec![
            first("aws_cloudtrail")
                .filter(|trail| trail.body.bool("is_multi_region_trail") == Some(true))
                .map(|_| if ja { "全リージョン".to_owned() } else { "all regions".to_owned() }),
        ],
        "state" => vec![text("aws_s3_bucket", "bucket")],
        "flow_logs" => vec![text("aws_flow_log", "traffic_type")],
        _ => Vec::new(),
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn encryption(scene: &Scene<'_>, component: &str) -> Option<String> {
    let resource = scene.first(component, "aws_s3_bucket_server_side_encryption_configuration")?;
    let algorithm = resource.find("rule.apply_server_side_encryption_by_default.sse_algorithm")?.value.as_str()?;
    Some(if algorithm == "aws:kms" { "SSE-KMS".to_owned() } else { "SSE-S3".to_owned() })
}

fn zones(subnets: Option<&Value>) -> Option<String> {
    let zones = subnets?.items().len();
    (zones > 0).then(|| format!("{zones} AZ"))
}

/// `2–6 × 1 vCPU / 2 GB`: tasks at least and at most, and the size of each.
fn tasks(scene: &Scene<'_>, component: &str) -> Option<String> {
    let definition = scene.first(component, "aws_ecs_task_definition")?;
    let (cpu, memory) = (definition.body.number("cpu")?, definition.body.number("memory")?);
    let size = format!("{} vCPU / {} GB", format_number(cpu / 1024.0), format_number(memory / 1024.0));
    let range = scene.first(component, "aws_appautoscaling_target").and_then(|target| {
        let (low, high) = (target.body.number("min_capacity")?, target.body.number("max_capacity")?);
        Some(if low == high { format_number(low) } else { format!("{}–{}", format_number(low), format_number(high)) })
    });
    Some(match range {
        Some(range) => format!("{range} × {size}"),
        None => size,
    })
}
