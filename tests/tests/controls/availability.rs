//! AVL.

use design_core::compliance::{FindingLevel, Verdict};
use design_core::{DesignDraft, Edit, apply};
use sekkei_tests::compliance::{case, files, judged};

const ALB: &str = "infra/modules/alb/main.tf";
const CACHE: &str = "infra/modules/elasticache/main.tf";
const RDS: &str = "infra/modules/rds/main.tf";
const SCALING: &str = "infra/modules/ecs/autoscaling.tf";
const SERVICES: &str = "infra/modules/ecs/services.tf";
const SQS: &str = "infra/modules/sqs/main.tf";
const SUBNETS: &str = "infra/modules/vpc/subnets.tf";

#[test]
fn avl_01_two_zones() {
    case("default").meets("AVL-01");
    case("balancer in one zone").replace(ALB, "= var.subnet_ids", "= slice(var.subnet_ids, 0, 1)").breaks(&["AVL-01"]);
    case("database in one zone")
        .replace(RDS, "subnet_ids = var.subnet_ids", "subnet_ids = slice(var.subnet_ids, 0, 1)")
        .breaks(&["AVL-01"]);
    case("database in the default VPC")
        .replace(RDS, "db_subnet_group_name   = aws_db_subnet_group.this.name", "")
        .breaks(&["AVL-01", "NET-01"]);
    // Two subnets, one zone: what a count of subnets would let pass.
    case("two subnets, one zone")
        .replace(SUBNETS, "availability_zone       = each.value.name", "availability_zone       = \"ap-northeast-1a\"")
        .breaks(&["AVL-01"]);
}

#[test]
fn avl_02_database_has_a_standby() {
    case("default").meets("AVL-02");
    case("no standby").prod("rds.multi_az", false).breaks(&["AVL-02"]);
    case("standby fixed off").replace(RDS, "= var.rds.multi_az", "= false").breaks(&["AVL-02"]);
}

#[test]
fn avl_03_cache_fails_over() {
    case("default").meets("AVL-03");
    case("one node").prod("elasticache.automatic_failover", false).prod("elasticache.num_cache_clusters", 1).breaks(&["AVL-03"]);
    case("no failover").prod("elasticache.automatic_failover", false).breaks(&["AVL-03"]);
    case("one zone")
        .replace(CACHE, "multi_az_enabled           = var.elasticache.automatic_failover", "multi_az_enabled           = false")
        .breaks(&["AVL-03"]);
}

#[test]
fn avl_04_spare_tasks() {
    case("default").meets("AVL-04");
    case("one task").prod("api.min_count", 1).breaks(&["AVL-04"]);
    case("fewer tasks than zones").prod("api.min_count", 2).prod("vpc.az_count", 3).prod("vpc.nat_gateway_count", 3).breaks(&["AVL-04"]);
    case("half the workers go first")
        .replace(SERVICES, "deployment_minimum_healthy_percent = 100", "deployment_minimum_healthy_percent = 50")
        .breaks(&["AVL-04"]);
}

#[test]
fn avl_05_room_to_grow() {
    case("default").meets("AVL-05");
    case("no room").prod("api.max_count", 6).breaks(&["AVL-05"]);
    case("no room for workers").prod("worker.max_count", 3).breaks(&["AVL-05"]);
    case("starts below the minimum").replace(SERVICES, "= var.api.desired_count", "= 0").breaks(&["AVL-05"]);
    case("no policy follows")
        .replace(SCALING, "= aws_appautoscaling_target.worker[0].resource_id", "= \"service/other/other\"")
        .breaks(&["AVL-05"]);
    case("scales something else").replace(SCALING, "${aws_ecs_service.worker[0].name}", "other").breaks(&["AVL-05"]);
}

#[test]
fn avl_06_a_way_out_per_zone() {
    case("default").meets("AVL-06");
    let one = case("one NAT gateway").prod("vpc.nat_gateway_count", 1).judged();
    let found = one.find("AVL-06", 2).unwrap();
    assert_eq!(found.verdict, Verdict::Fails(FindingLevel::Warning), "{found:#?}");
    assert!(!found.judgement.findings[0].repair.is_empty());
    case("all through one zone")
        .replace(SUBNETS, "aws_nat_gateway.this[each.value.nat_letter].id", "aws_nat_gateway.this[\"a\"].id")
        .breaks(&["AVL-06"]);
}

#[test]
fn avl_07_database_has_room() {
    case("default").meets("AVL-07");
    case("small class").replace(RDS, "= var.rds.instance_class", "= \"db.t4g.small\"").breaks(&["AVL-07"]);
    case("cannot grow").replace(RDS, "= var.rds.max_allocated_storage_gb", "= 0").breaks(&["AVL-07"]);
    case("tiny volume").replace(RDS, "= var.rds.allocated_storage_gb\n", "= 10\n").breaks(&["AVL-07"]);
    case("operating system unseen").prod("rds.monitoring_interval", 0).breaks(&["AVL-07"]);
    case("load unseen")
        .replace(RDS, "performance_insights_enabled          = true", "performance_insights_enabled          = false")
        .breaks(&["AVL-07"]);
}

#[test]
fn avl_08_failed_messages_stay() {
    case("default").meets("AVL-08");
    case("short memory").prod("sqs.dlq_retention_seconds", 345_600).breaks(&["AVL-08"]);
    case("nothing catches")
        .replace(
            SQS,
            "redrive_policy\" \"this\" {\n  for_each = local.queues",
            "redrive_policy\" \"this\" {\n  for_each = toset([\"mailer\"])",
        )
        .breaks(&["AVL-08"]);
    case("catches elsewhere")
        .replace(
            SQS,
            "deadLetterTargetArn = aws_sqs_queue.dead_letter[each.key].arn",
            "deadLetterTargetArn = \"arn:aws:sqs:ap-northeast-1:123456789012:other\"",
        )
        .breaks(&["AVL-08"]);
    case("never gives up").replace(SQS, "maxReceiveCount     = var.sqs.max_receive_count", "maxReceiveCount     = 0").breaks(&["AVL-08"]);
}

/// What a finding offers as a repair leads to a control that is met.
#[test]
fn avl_repairs_mend() {
    let broken: &[(&str, &[(&str, serde_json::Value)])] = &[
        ("AVL-02", &[("rds.multi_az", false.into())]),
        ("AVL-03", &[("elasticache.automatic_failover", false.into()), ("elasticache.num_cache_clusters", 1.into())]),
        ("AVL-04", &[("api.min_count", 1.into()), ("api.desired_count", 1.into())]),
        ("AVL-05", &[("api.max_count", 6.into()), ("worker.max_count", 2.into())]),
        ("AVL-06", &[("vpc.nat_gateway_count", 1.into())]),
        ("AVL-07", &[("rds.monitoring_interval", 0.into())]),
        ("AVL-08", &[("sqs.dlq_retention_seconds", 345_600.into())]),
        ("VUL-03", &[("rds.engine_version", "17.6".into())]),
    ];
    for (control, sizes) in broken {
        let mut draft = DesignDraft::default();
        for (id, value) in *sizes {
            apply(&mut draft, &Edit::SetSize { environment: 2, id: (*id).to_owned(), value: value.clone() });
        }
        let before = judged(&files(&draft));
        let found = before.find(control, 2).unwrap();
        assert!(matches!(found.verdict, Verdict::Fails(_)), "{control}: {found:#?}");
        for edit in found.judgement.findings.iter().flat_map(|finding| &finding.repair) {
            apply(&mut draft, edit);
        }
        assert_eq!(judged(&files(&draft)).verdict(control, 2), Some(Verdict::Met), "{control}");
    }
}
