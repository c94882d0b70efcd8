//! Availability (AVL): two zones, spare tasks, room to grow, and nothing lost in silence.

use super::relation::{autoscaling, names, subnets, zone, zones};
use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::Judge;
use crate::compliance::policy;
use crate::plan::{Attribute, Plan, Resource, Value};
use crate::text::t;

/// The longest that SQS keeps a message: 14 days, in seconds.
const LONGEST_SQS_RETENTION: u32 = 1_209_600;

/// The smallest gp3 volume of RDS, in GiB.
const SMALLEST_VOLUME: f64 = 20.0;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "AVL-01",
        title: t("2 AZ 以上", "At least two AZs"),
        what: t(
            "ロードバランサーと DB サブネットグループのサブネットが、2 つ以上の AZ にまたがること。",
            "The subnets of the load balancer and of the database lie in two or more availability zones.",
        ),
        why: t(
            "1 つの AZ が止まっても診療中にカルテを読めるようにします。ALB と RDS は、そもそも 2 AZ 分のサブネットを求めます。",
            "Records stay readable during care when one zone fails. ALB and RDS do not accept fewer than two zones either.",
        ),
        fix: t(
            "vpc.az_count を 2 以上にし、infra/modules/vpc/subnets.tf のサブネットを AZ ごとに分けてください。",
            "Set vpc.az_count to 2 or more and keep one subnet per zone in infra/modules/vpc/subnets.tf.",
        ),
        settings: &["vpc.az_count"],
        proof: Proof::Files(two_zones),
    },
    Control {
        id: "AVL-02",
        title: t("RDS マルチ AZ", "RDS Multi-AZ"),
        what: t("データベースの multi_az が true であること。", "The database has multi_az = true."),
        why: t(
            "データベースの AZ が止まったとき、待機系へ自動で切り替わります。切り替えがなければ、復旧までカルテを参照できません。",
            "When the zone of the database fails, the standby takes over by itself. Without it records are out of reach until a restore.",
        ),
        fix: t("rds.multi_az をオンにしてください。", "Turn rds.multi_az on."),
        settings: &["rds.multi_az"],
        proof: Proof::Files(database_standby),
    },
    Control {
        id: "AVL-03",
        title: t("キャッシュの冗長化", "Cache failover"),
        what: t(
            "キャッシュのノードが 2 つ以上あり、automatic_failover_enabled と multi_az_enabled が true であること。",
            "The cache has two nodes or more, with automatic_failover_enabled and multi_az_enabled.",
        ),
        why: t(
            "キャッシュにはセッションとジョブのキューがあります。1 台だけでは、故障で利用者がサインアウトし、ジョブが失われます。",
            "The cache holds sessions and the job queue. With a single node a failure signs users out and loses jobs.",
        ),
        fix: t(
            "elasticache.num_cache_clusters を 2 以上、elasticache.automatic_failover をオンにしてください。",
            "Set elasticache.num_cache_clusters to 2 or more and turn elasticache.automatic_failover on.",
        ),
        settings: &["elasticache.automatic_failover", "elasticache.num_cache_clusters"],
        proof: Proof::Files(cache_failover),
    },
    Control {
        id: "AVL-04",
        title: t("ECS タスクの最小数", "Minimum number of tasks"),
        what: t(
            "ロードバランサーの後ろのサービスが、検証環境では 2 つ、本番では AZ の数（2 以上）を下回らないこと。ローリング更新のサービスは deployment_minimum_healthy_percent が 100 以上であること。",
            "A service behind the load balancer never has fewer tasks than 2 in staging and than the number of zones (at least 2) in production. A rolling service has deployment_minimum_healthy_percent of 100 or more.",
        ),
        why: t(
            "タスクが 1 つでは、その故障や更新がそのまま診療中の停止になります。",
            "With a single task, its failure or replacement is an outage during care.",
        ),
        fix: t(
            "api.min_count を AZ の数以上にしてください。ローリング更新の下限は infra/modules/ecs/services.tf にあります。",
            "Set api.min_count to at least the number of zones. The floor of rolling updates stands in infra/modules/ecs/services.tf.",
        ),
        settings: &["api.desired_count", "api.min_count", "vpc.az_count"],
        proof: Proof::Files(minimum_tasks),
    },
    Control {
        id: "AVL-05",
        title: t("オートスケールの幅", "Autoscaling headroom"),
        what: t(
            "すべての ECS サービスにオートスケールがあり、最小 ≦ 希望 ≦ 最大で、本番では最大が最小の 2 倍以上であること。",
            "Every ECS service scales by itself, minimum ≦ desired ≦ maximum, and in production the maximum is at least twice the minimum.",
        ),
        why: t(
            "朝の受付のような集中や、AZ 障害で半分になったときに、人手を待たずに増やせるようにします。",
            "The morning rush, or the loss of half the tasks with a zone, is met without waiting for a person.",
        ),
        fix: t("api.max_count と worker.max_count を増やしてください。", "Raise api.max_count and worker.max_count."),
        settings: &["api.desired_count", "api.max_count", "api.min_count", "worker.desired_count", "worker.max_count", "worker.min_count"],
        proof: Proof::Files(headroom),
    },
    Control {
        id: "AVL-06",
        title: t("NAT の冗長化", "NAT gateway per AZ"),
        what: t(
            "プライベートサブネットの外向きの経路が、本番では同じ AZ の NAT ゲートウェイを通ること。",
            "In production the way out of a private subnet is a NAT gateway in its own zone.",
        ),
        why: t(
            "NAT が 1 つだけだと、その AZ の障害で、無事な AZ のタスクも外部（LINE、外部 API など）へ出られなくなります。",
            "With a single NAT gateway, the failure of its zone cuts the tasks of the healthy zones off from outside services.",
        ),
        fix: t("vpc.nat_gateway_count を AZ の数と同じにしてください。", "Set vpc.nat_gateway_count to the number of zones."),
        settings: &["vpc.az_count", "vpc.nat_gateway_count"],
        proof: Proof::Files(nat_per_zone),
    },
    Control {
        id: "AVL-07",
        title: t("DB の容量とクラス", "Database capacity and class"),
        what: t(
            "ストレージが 20 GiB 以上で自動拡張の上限がそれより大きく、拡張モニタリングと Performance Insights が有効で、本番のクラスが micro・small でないこと。",
            "Storage is 20 GiB or more with a higher autoscaling limit, enhanced monitoring and Performance Insights are on, and the class in production is not micro or small.",
        ),
        why: t(
            "容量が尽きたデータベースは書き込みを受け付けません。バースト型の小さなクラスは、負荷が続くと急に遅くなります。",
            "A database without free space accepts no writes. Small burstable classes slow down suddenly under lasting load.",
        ),
        fix: t(
            "rds.max_allocated_storage_gb、rds.instance_class、rds.monitoring_interval を見直してください。",
            "Review rds.max_allocated_storage_gb, rds.instance_class and rds.monitoring_interval.",
        ),
        settings: &["rds.allocated_storage_gb", "rds.instance_class", "rds.max_allocated_storage_gb", "rds.monitoring_interval"],
        proof: Proof::Files(database_room),
    },
    Control {
        id: "AVL-08",
        title: t("DLQ と可視性", "Dead-letter queue"),
        what: t(
            "作業キューのすべてに redrive_policy（この構成の DLQ と maxReceiveCount）があり、DLQ の保持期間が 14 日であること。",
            "Every work queue has a redrive policy (a dead-letter queue of this design and maxReceiveCount), and dead-letter queues keep messages for 14 days.",
        ),
        why: t(
            "処理に失敗した通知（予約の連絡など）が黙って消えないようにします。14 日は SQS の上限です。",
            "A notification that failed, such as one about an appointment, must not vanish in silence. 14 days is the most that SQS keeps.",
        ),
        fix: t(
            "infra/modules/sqs/main.tf の redrive_policy を戻し、sqs.dlq_retention_seconds を 1209600 にしてください。",
            "Restore redrive_policy in infra/modules/sqs/main.tf and set sqs.dlq_retention_seconds to 1209600.",
        ),
        settings: &["components.sqs", "sqs.dlq_retention_seconds", "sqs.max_receive_count"],
        proof: Proof::Files(dead_letters),
    },
];

fn two_zones(judge: &mut Judge<'_>) {
    judge.absent("ロードバランサーもデータベースもありません。", "There is neither a load balancer nor a database.");
    let plan = judge.plan();
    let balancers = judge.of_type("aws_lb").map(|balancer| (balancer, "subnets"));
    let groups = judge.of_type("aws_db_subnet_group").map(|group| (group, "subnet_ids"));
    for (holder, argument) in balancers.chain(groups) {
        let spread = |value: &Value| zones(plan, value).len() >= 2;
        if judge.expect(holder, argument, spread, "2 つ以上の AZ のサブネット", "subnets in two or more zones") {
            continue;
        }
        // Several subnets, one zone: the mistake stands with the subnets.
        let named = holder.body.value(argument).map(|value| subnets(plan, value)).unwrap_or_default();
        for subnet in named.iter().filter(|_| named.len() > 1) {
            judge.lacks_argument(subnet, "availability_zone", "サブネットごとに異なる AZ", "another zone for each subnet");
        }
    }
    for database in judge.of_type("aws_db_instance") {
        let named = database.body.value("db_subnet_group_name");
        let known = named.is_some_and(|name| plan.of_type("aws_db_subnet_group").any(|group| names(name, group, "name")));
        if !known {
            judge.lacks_argument(
                database,
                "db_subnet_group_name",
                "この構成の DB サブネットグループ",
                "a database subnet group of this design",
            );
        }
    }
}

fn database_standby(judge: &mut Judge<'_>) {
    judge.absent("データベースがありません。", "There is no database.");
    for database in judge.of_type("aws_db_instance") {
        if !judge.expect_bool(database, "multi_az", true) {
            judge.mend_size("rds.multi_az", true);
        }
    }
}

fn cache_failover(judge: &mut Judge<'_>) {
    judge.absent("キャッシュがありません。", "There is no cache.");
    for cache in judge.of_type("aws_elasticache_replication_group") {
        // With shards the copies are counted by shard, the primary not among them.
        let sharded = cache.find("replicas_per_node_group").is_some();
        let (count, least) = if sharded { ("replicas_per_node_group", 1.0) } else { ("num_cache_clusters", 2.0) };
        let single = !cache.body.number(count).is_some_and(|number| number >= least);
        let enough = |value: &Value| value.as_number().is_some_and(|number| number >= least);
        if !judge.expect(cache, count, enough, format!("{count} >= {least}"), format!("{count} >= {least}")) {
            judge.mend_size("elasticache.num_cache_clusters", 2);
        }
        for switch in ["automatic_failover_enabled", "multi_az_enabled"] {
            if !judge.expect_bool(cache, switch, true) {
                // Failover with a single node is refused.
                if single {
                    judge.mend_size("elasticache.num_cache_clusters", 2);
                }
                judge.mend_size("elasticache.automatic_failover", true);
            }
        }
    }
    for cache in judge.of_type("aws_elasticache_cluster").filter(|cache| cache.find("replication_group_id").is_none()) {
        judge.lacks(
            cache,
            ("レプリケーショングループに属さない 1 台構成", "a cluster outside a replication group"),
            ("aws_elasticache_replication_group の 2 台以上の構成", "an aws_elasticache_replication_group of two nodes or more"),
        );
    }
}

/// Which sizes count the tasks of a service: one behind a load balancer is the API.
fn size_of(service: &Resource, name: &str) -> String {
    let group = if service.body.block("load_balancer").is_some() { "api" } else { "worker" };
    format!("{group}.{name}")
}

fn minimum_tasks(judge: &mut Judge<'_>) {
    judge.absent("ECS サービスがありません。", "There is no ECS service.");
    let plan = judge.plan();
    for service in judge.of_type("aws_ecs_service") {
        if service.body.block("load_balancer").is_some() {
            let spread = service.body.value("network_configuration.subnets").map_or(0, |subnets| zones(plan, subnets).len());
            let spread = u32::try_from(spread).unwrap_or(u32::MAX);
            let least = judge.threshold(1, 2, spread.max(2));
            floor(judge, service, least);
        }
        let controller = service.body.value("deployment_controller.type");
        if controller.is_none_or(|kind| !matches!(kind.as_str(), Some("CODE_DEPLOY" | "EXTERNAL"))) {
            // ECS takes 100 where nothing is written.
            let whole = |value: &Value| *value == Value::Null || value.as_number().is_some_and(|percent| percent >= 100.0);
            judge.expect(service, "deployment_minimum_healthy_percent", whole, "100 以上", "100 or more");
        }
    }
}

/// A service never has fewer tasks than `least`.
fn floor(judge: &mut Judge<'_>, service: &Resource, least: u32) {
    let plan = judge.plan();
    let enough = |value: &Value| value.as_number().is_some_and(|count| count >= f64::from(least));
    let wanted = format!(">= {least}");
    let (holder, argument) = match autoscaling(plan, service) {
        Some(target) => (target, "min_capacity"),
        None => match plan.at(&service.address) {
            Some(service) => (service, "desired_count"),
            None => return,
        },
    };
    if !judge.expect(holder, argument, enough, format!("{argument} {wanted}"), format!("{argument} {wanted}")) {
        judge.mend_size(&size_of(service, "min_count"), least);
        for (holder, argument, size) in [(service, "desired_count", "desired_count"), (holder, "max_capacity", "max_count")] {
            if holder.body.number(argument).is_some_and(|count| count < f64::from(least)) {
                judge.mend_size(&size_of(service, size), least);
            }
        }
    }
}

fn headroom(judge: &mut Judge<'_>) {
    judge.absent("ECS サービスがありません。", "There is no ECS service.");
    let plan = judge.plan();
    let factor: f64 = judge.threshold(1.0, 1.0, 2.0);
    stray_targets(judge);
    for service in judge.of_type("aws_ecs_service") {
        let Some(target) = autoscaling(plan, service) else {
            judge.lacks(
                service,
                ("オートスケールの対象ではない", "not an autoscaling target"),
                ("aws_appautoscaling_target", "an aws_appautoscaling_target"),
            );
            continue;
        };
        let Some(least) = target.body.number("min_capacity") else {
            judge.lacks_argument(target, "min_capacity", "分かる値", "a known value");
            continue;
        };
        let room = |value: &Value| value.as_number().is_some_and(|most| most >= least * factor);
        let wanted = format!("max_capacity >= {}", least * factor);
        if !judge.expect(target, "max_capacity", room, wanted.clone(), wanted) {
            judge.mend_size(&size_of(service, "max_count"), serde_json::json!((least * factor) as i64));
        }
        let most = target.body.number("max_capacity").unwrap_or(least);
        let within = |value: &Value| value.as_number().is_some_and(|count| least <= count && count <= most);
        let wanted = format!("{least} <= desired_count <= {most}");
        if !judge.expect(service, "desired_count", within, wanted.clone(), wanted) {
            judge.mend_size(&size_of(service, "desired_count"), serde_json::json!(least as i64));
        }
        match plan.of_type("aws_appautoscaling_policy").find(|policy| follows(policy, target)) {
            Some(policy) => judge.saw(policy, "オートスケールのポリシー", "an autoscaling policy"),
            None => judge.lacks(
                target,
                ("ポリシーがないので増減しない", "no policy, so it never scales"),
                ("aws_appautoscaling_policy", "an aws_appautoscaling_policy"),
            ),
        }
    }
}

/// An ECS target without its service counts nothing.
fn stray_targets(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let known: Vec<&Resource> = plan.of_type("aws_ecs_service").filter_map(|service| autoscaling(plan, service)).collect();
    for target in judge.of_type("aws_appautoscaling_target").filter(|target| target.body.text("service_namespace") == Some("ecs")) {
        if !known.iter().any(|known| known.address == target.address) {
            judge.lacks_argument(target, "resource_id", "この構成の ECS サービス", "an ECS service of this design");
        }
    }
}

fn follows(policy: &Resource, target: &Resource) -> bool {
    policy.body.value("resource_id").is_some_and(|id| names(id, target, "resource_id"))
}

fn nat_per_zone(judge: &mut Judge<'_>) {
    judge.absent("NAT ゲートウェイを通る経路がありません。", "No route goes through a NAT gateway.");
    let plan = judge.plan();
    let own_zone = judge.threshold(false, false, true);
    let all_zones: std::collections::BTreeSet<&str> = plan.of_type("aws_subnet").filter_map(zone).collect();
    for association in judge.of_type("aws_route_table_association") {
        let behind = |argument: &str, kind: &str| plan.behind(association.body.value(argument)?, kind);
        let (Some(subnet), Some(table)) = (behind("subnet_id", "aws_subnet"), behind("route_table_id", "aws_route_table")) else {
            continue;
        };
        for (route, path, way) in ways_out(plan, table) {
            let gateway = plan.behind(&way.value, "aws_nat_gateway");
            let regional = gateway.is_some_and(|gateway| gateway.body.text("availability_mode") == Some("regional"));
            let at = gateway.and_then(|gateway| plan.behind(gateway.body.value("subnet_id")?, "aws_subnet")).and_then(zone);
            if regional || !own_zone || (at.is_some() && at == zone(subnet)) {
                judge.saw_argument(route, path, way);
            } else {
                let (here, there) = (zone(subnet).unwrap_or("?"), at.unwrap_or("?"));
                judge.lacks_attribute(
                    route,
                    path,
                    way,
                    format!("{here} の NAT ゲートウェイ（いまは {there}）"),
                    format!("a NAT gateway in {here} (now {there})"),
                );
                judge.mend_size("vpc.nat_gateway_count", all_zones.len());
            }
        }
    }
}

/// The routes of a table that lead to a NAT gateway.
fn ways_out<'a>(plan: &'a Plan, table: &'a Resource) -> Vec<(&'a Resource, &'static str, &'a Attribute)> {
    let inside = table.body.blocks_of("route").filter_map(|route| Some((table, "route.nat_gateway_id", route.find("nat_gateway_id")?)));
    let beside = plan
        .pointing_at("aws_route", "route_table_id", &table.address)
        .filter_map(|route| Some((route, "nat_gateway_id", route.find("nat_gateway_id")?)));
    inside.chain(beside).collect()
}

fn database_room(judge: &mut Judge<'_>) {
    judge.absent("データベースがありません。", "There is no database.");
    for database in judge.of_type("aws_db_instance") {
        let large_enough = |value: &Value| value.as_number().is_some_and(|size| size >= SMALLEST_VOLUME);
        judge.expect(database, "allocated_storage", large_enough, "20 GiB 以上", "20 GiB or more");
        let allocated = database.body.number("allocated_storage").unwrap_or(SMALLEST_VOLUME);
        let grows = |value: &Value| value.as_number().is_some_and(|most| most > allocated);
        if !judge.expect(database, "max_allocated_storage", grows, format!("> {allocated}"), format!("> {allocated}")) {
            judge.mend_size("rds.max_allocated_storage_gb", serde_json::json!((allocated * 2.0).min(65536.0) as i64));
        }
        let burstable = judge.threshold(false, false, true);
        let class = |value: &Value| {
            value.as_str().is_some_and(|class| !burstable || ![".nano", ".micro", ".small"].iter().any(|small| class.ends_with(small)))
        };
        if !judge.expect(database, "instance_class", class, "micro・small より大きいクラス", "a class larger than micro and small")
        {
            judge.mend_size("rds.instance_class", "db.m7g.large");
        }
        let watched = |value: &Value| value.as_number().is_some_and(|seconds| seconds > 0.0);
        if !judge.expect(database, "monitoring_interval", watched, "monitoring_interval > 0", "monitoring_interval > 0") {
            judge.mend_size("rds.monitoring_interval", 60);
        }
        judge.expect_bool(database, "performance_insights_enabled", true);
    }
}

/// A redrive policy: who holds it, the argument, and the queue it belongs to.
struct Redrive<'a> {
    holder: &'a Resource,
    attribute: &'a Attribute,
    queue: &'a str,
}

fn redrives(plan: &Plan) -> Vec<Redrive<'_>> {
    let queues = plan.of_type("aws_sqs_queue");
    let inside =
        queues.filter_map(|queue| Some(Redrive { holder: queue, attribute: queue.find("redrive_policy")?, queue: &queue.address }));
    let beside = plan.of_type("aws_sqs_queue_redrive_policy").filter_map(|policy| {
        let queue = plan.behind(policy.body.value("queue_url")?, "aws_sqs_queue")?;
        Some(Redrive { holder: policy, attribute: policy.find("redrive_policy")?, queue: &queue.address })
    });
    inside.chain(beside).collect()
}

fn dead_letters(judge: &mut Judge<'_>) {
    judge.absent("SQS キューがありません。", "There is no SQS queue.");
    let plan = judge.plan();
    let redrives = redrives(plan);
    let dead: Vec<&Resource> = redrives.iter().filter_map(|redrive| plan.behind(&redrive.attribute.value, "aws_sqs_queue")).collect();
    for queue in judge.of_type("aws_sqs_queue") {
        if dead.iter().any(|dead| dead.address == queue.address) {
            let longest = |value: &Value| value.as_number().is_some_and(|seconds| seconds >= f64::from(LONGEST_SQS_RETENTION));
            if !judge.expect(queue, "message_retention_seconds", longest, "1209600（14 日）", "1209600 (14 days)") {
                judge.mend_size("sqs.dlq_retention_seconds", LONGEST_SQS_RETENTION);
            }
            continue;
        }
        let Some(redrive) = redrives.iter().find(|redrive| redrive.queue == &*queue.address) else {
            judge.lacks(
                queue,
                ("redrive_policy がない", "no redrive policy"),
                ("DLQ への redrive_policy", "a redrive policy to a dead-letter queue"),
            );
            continue;
        };
        let tries = policy::json(&redrive.attribute.value).and_then(|json| json.entry("maxReceiveCount")?.as_number());
        let leads = plan.behind(&redrive.attribute.value, "aws_sqs_queue").is_some();
        if leads && tries.is_some_and(|tries| tries >= 1.0) {
            judge.saw_argument(redrive.holder, "redrive_policy", redrive.attribute);
        } else {
            judge.lacks_attribute(
                redrive.holder,
                "redrive_policy",
                redrive.attribute,
                "この構成の DLQ と 1 以上の maxReceiveCount",
                "a dead-letter queue of this design and maxReceiveCount of 1 or more",
            );
        }
    }
}
