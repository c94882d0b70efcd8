//! LOG.

use design_core::compliance::{FindingLevel, Verdict};
use sekkei_tests::compliance::case;

const ALARMS: &str = "infra/bootstrap/alarms.tf";
const ALB: &str = "infra/modules/alb/main.tf";
const BATCH: &str = "infra/modules/batch/main.tf";
const CDN_LOGS: &str = "infra/modules/cloudfront/logging.tf";
const FLOW_LOGS: &str = "infra/modules/vpc/flow_logs.tf";
const LIFECYCLE: &str = "infra/modules/s3/lifecycle.tf";
const PARAMETERS: &str = "infra/modules/rds/parameters.tf";
const PROVIDERS: &str = "infra/envs/prod/providers.tf";
const RDS: &str = "infra/modules/rds/main.tf";
const S3: &str = "infra/modules/s3/main.tf";
const TASKS: &str = "infra/modules/ecs/task_definitions.tf";
const TRAIL: &str = "infra/bootstrap/trail.tf";
const WAF: &str = "infra/modules/alb/waf.tf";

#[test]
fn log_01_trail() {
    case("default").meets("LOG-01");
    for (name, from, to) in [
        ("one region", "is_multi_region_trail         = true", "is_multi_region_trail         = false"),
        ("no validation", "enable_log_file_validation    = true", "enable_log_file_validation    = false"),
        ("switched off", "enable_logging                = true", "enable_logging                = false"),
        ("no global services", "include_global_service_events = true", "include_global_service_events = false"),
        ("no management events", "equals = [\"Management\"]", "equals = [\"NetworkActivity\"]"),
        (
            "reads only",
            "    field_selector {\n      equals = [\"Management\"]",
            "    field_selector {\n      equals = [\"true\"]\n      field  = \"readOnly\"\n    }\n\n    field_selector {\n      equals = [\"Management\"]",
        ),
    ] {
        case(name).replace(TRAIL, from, to).breaks(&["LOG-01"]);
    }
    let second = "resource \"aws_cloudtrail\" \"second\" {\n  is_multi_region_trail = true\n  enable_log_file_validation = true\n  name = \"second\"\n  s3_bucket_name = aws_s3_bucket.trail.id\n}\n\nresource \"aws_cloudtrail\" \"this\" {";
    case("two trails").replace(TRAIL, "resource \"aws_cloudtrail\" \"this\" {", second).judged_fails("LOG-01");
    case("somebody's bucket")
        .replace(TRAIL, "s3_bucket_name                = aws_s3_bucket.trail.id", "s3_bucket_name                = \"other\"")
        .breaks(&["LOG-01", "LOG-02"]);
}

#[test]
fn log_02_write_once() {
    case("default").meets("LOG-02");
    case("compliance").project("account.object_lock_mode", "compliance").meets("LOG-02");
    case("trail not locked").project("account.object_lock_mode", "off").judged_fails("LOG-02");
    case("trail locked for a month").project("account.object_lock_days", 30).judged_fails("LOG-02");
    case("audit logs not locked").prod("logs.object_lock_mode", "off").judged_fails("LOG-02");
    case("audit logs locked for a month").prod("logs.object_lock_days", 30).breaks(&["LOG-02"]);
    case("versions of the trail")
        .replace(
            TRAIL,
            "status = \"Enabled\"\n  }\n}\n\nresource \"aws_s3_bucket_server",
            "status = \"Suspended\"\n  }\n}\n\nresource \"aws_s3_bucket_server",
        )
        .breaks(&["LOG-02", "BKP-04"]);
    case("open to policies").replace(TRAIL, "block_public_policy     = true", "block_public_policy     = false").judged_fails("LOG-02");
    case("logs into itself")
        .replace(TRAIL, "target_bucket = aws_s3_bucket.logs.id", "target_bucket = aws_s3_bucket.trail.id")
        .judged_fails("LOG-02");
    let dev = case("dev without a lock of its own").judged();
    assert_eq!(dev.verdict("LOG-02", 0), Some(Verdict::Met));
}

#[test]
fn log_03_events_are_watched() {
    case("default").meets("LOG-03");
    for event in [
        "cmk-disabled",
        "config-changes",
        "console-failures",
        "console-without-mfa",
        "gateway-changes",
        "iam-changes",
        "nacl-changes",
        "root-use",
        "route-changes",
        "s3-policy-changes",
        "sg-changes",
        "trail-changes",
        "unauthorized-calls",
        "vpc-changes",
    ] {
        // The event under another filter, which notices something else.
        let text = sekkei_tests::compliance::files(&design_core::DesignDraft::default())[ALARMS].clone();
        let line = text.lines().find(|line| line.trim_start().starts_with(&format!("{event} ")) && line.contains('{')).unwrap().to_owned();
        let other = format!("    {event} = \"{{ $.eventName = Something }}\"");
        case(event).replace(ALARMS, &line, &other).breaks(&["LOG-03"]);
    }
    case("nobody is told")
        .replace(ALARMS, "alarm_actions       = [aws_sns_topic.alarms.arn]", "alarm_actions       = []")
        .breaks(&["LOG-03"]);
    case("switched off")
        .replace(
            ALARMS,
            "comparison_operator = \"GreaterThanOrEqualToThreshold\"",
            "actions_enabled     = false\n  comparison_operator = \"GreaterThanOrEqualToThreshold\"",
        )
        .breaks(&["LOG-03"]);
    case("another metric")
        .replace(ALARMS, "namespace           = \"${var.project}/trail\"", "namespace           = \"other\"")
        .breaks(&["LOG-03"]);
    case("not in CloudWatch")
        .replace(TRAIL, "  cloud_watch_logs_group_arn    = \"${aws_cloudwatch_log_group.trail.arn}:*\"\n", "")
        .breaks(&["LOG-03"]);
}

#[test]
fn log_04_objects() {
    case("default").meets("LOG-04");
    case("server access logs alone").project("account.s3_data_events", false).meets("LOG-04");
    let unlogged = |name: &str| {
        case(name).replace(S3, "target_bucket = aws_s3_bucket.this[\"logs\"].id", "target_bucket = aws_s3_bucket.this[each.key].id")
    };
    unlogged("the trail alone").meets("LOG-04");
    unlogged("neither").project("account.s3_data_events", false).judged_fails("LOG-04");
    for (name, from, to) in [
        ("buckets of others", "${var.project}-${environment}-${", "other-${environment}-${"),
        ("functions", "\"AWS::S3::Object\"", "\"AWS::Lambda::Function\""),
        ("one bucket is missing", "\"hbp-next\", ", ""),
        (
            "reads only",
            "    field_selector {\n        equals = [\"AWS::S3::Object\"]".trim_start(),
            "field_selector {\n        equals = [\"true\"]\n        field  = \"readOnly\"\n      }\n\n      field_selector {\n        equals = [\"AWS::S3::Object\"]",
        ),
    ] {
        unlogged(name).good().replace(TRAIL, from, to).judged_fails("LOG-04");
    }
}

#[test]
fn log_05_flow_logs() {
    case("default").meets("LOG-05");
    case("rejected only").replace(FLOW_LOGS, "\"ALL\"", "\"REJECT\"").breaks(&["LOG-05"]);
    case("of another network")
        .replace(FLOW_LOGS, "vpc_id                   = aws_vpc.this.id", "vpc_id                   = \"vpc-0a1b2c3d\"")
        .judged_fails("LOG-05");
    case("to somewhere")
        .replace(
            FLOW_LOGS,
            "log_destination          = aws_cloudwatch_log_group.flow_logs.arn",
            "log_destination          = \"arn:aws:logs:ap-northeast-1:111122223333:log-group:other\"",
        )
        .breaks(&["LOG-05"]);
}

#[test]
fn log_06_database() {
    case("default").meets("LOG-06");
    case("no upgrade log")
        .replace(RDS, "enabled_cloudwatch_logs_exports = local.log_types", "enabled_cloudwatch_logs_exports = [\"postgresql\"]")
        .breaks(&["LOG-06"]);
    case("no connections")
        .replace(PARAMETERS, "name  = \"log_connections\"\n    value = \"1\"", "name  = \"log_connections\"\n    value = \"0\"")
        .breaks(&["LOG-06"]);
    case("no disconnections").replace(PARAMETERS, "\"log_disconnections\"", "\"log_duration\"").breaks(&["LOG-06"]);
    case("every statement").replace(PARAMETERS, "value = \"ddl\"\n", "value = \"all\"\n").breaks(&["LOG-06"]);
    case("pgaudit off").prod("rds.pgaudit", false).judged_fails("LOG-06");
    case("pgaudit loaded only").replace(PARAMETERS, "[\"ddl,role\"]", "[\"none\"]").breaks(&["LOG-06"]);
    case("default parameters")
        .replace(RDS, "parameter_group_name   = aws_db_parameter_group.this.name", "parameter_group_name   = \"default.postgres17\"")
        .judged_fails("LOG-06");
    let dev = case("dev without pgaudit").size(0, "rds.pgaudit", false).judged();
    assert_eq!(dev.verdict("LOG-06", 0), Some(Verdict::Met));
}

#[test]
fn log_07_entrances() {
    case("default").meets("LOG-07");
    case("load balancer")
        .replace(ALB, "enabled = true\n    prefix  = \"alb\"", "enabled = false\n    prefix  = \"alb\"")
        .breaks(&["LOG-07"]);
    case("somebody's bucket").replace(ALB, "bucket  = var.log_bucket.id", "bucket  = \"other\"").breaks(&["LOG-07"]);
    case("another source")
        .replace(
            CDN_LOGS,
            "resource_arn = aws_cloudfront_distribution.this.arn",
            "resource_arn = aws_cloudwatch_log_delivery_destination.this.arn",
        )
        .judged_fails("LOG-07");
    case("no delivery")
        .replace(
            CDN_LOGS,
            "delivery_source_name     = aws_cloudwatch_log_delivery_source.this.name",
            "delivery_source_name     = \"other\"",
        )
        .judged_fails("LOG-07");
    case("delivered elsewhere")
        .replace(CDN_LOGS, "destination_resource_arn = var.log_bucket.arn", "destination_resource_arn = \"arn:aws:s3:::other\"")
        .breaks(&["LOG-07", "DAT-01"]);
    case("another firewall")
        .replace(WAF, "resource_arn            = aws_wafv2_web_acl.this.arn", "resource_arn            = aws_lb.this.arn")
        .judged_fails("LOG-07");
    case("name of the firewall's log")
        .replace(WAF, "name              = \"aws-waf-logs-${var.name_prefix}\"", "name              = \"waf-${var.name_prefix}\"")
        .breaks(&["LOG-07"]);
}

#[test]
fn log_08_containers() {
    case("default").meets("LOG-08");
    case("no driver").replace(TASKS, "logDriver = \"awslogs\"", "logDriver = \"none\"").breaks(&["LOG-08"]);
    case("unknown group").replace(TASKS, "aws_cloudwatch_log_group.service[\"api\"].name", "\"other\"").breaks(&["LOG-08"]);
    case("job").replace(BATCH, "    logConfiguration = {", "    other = {").breaks(&["LOG-08"]);
}

#[test]
fn log_09_retention() {
    case("default").meets("LOG-09");
    case("half a year of production").prod("logs.retention_days", 180).breaks(&["LOG-09"]);
    case("half a year of the trail").project("account.retention_days", 180).judged_fails("LOG-09");
    case("for ever").replace(WAF, "= var.log_retention_days", "= null").breaks(&["LOG-09"]);
    case("a period unknown to CloudWatch").replace(WAF, "= var.log_retention_days", "= 500").breaks(&["LOG-09"]);
}

#[test]
fn log_10_archive() {
    case("default").meets("LOG-10");
    case("never").replace(LIFECYCLE, "    expiration {\n      days = var.logs.archive_days\n    }\n", "").meets("LOG-10");
    let year = case("a year of production").prod("logs.archive_days", 1000).judged();
    assert_eq!(year.verdict("LOG-10", 2), Some(Verdict::Fails(FindingLevel::Warning)));
    case("a year of the trail").project("account.archive_days", 400).judged_fails("LOG-10");
    case("a month").replace(LIFECYCLE, "days = var.logs.archive_days", "days = 100").breaks(&["LOG-10"]);
}

#[test]
fn log_11_time() {
    case("default").meets("LOG-11");
    case("clocks elsewhere")
        .replace(PROVIDERS, "  region              = var.region\n", "  region              = \"eu-west-1\"\n")
        .judged_fails("LOG-11");
    case("timezone left open").replace(PARAMETERS, "name  = \"timezone\"", "name  = \"datestyle\"").breaks(&["LOG-11"]);
}

#[test]
fn log_repairs_mend() {
    case("trail not locked").project("account.object_lock_mode", "off").mends("LOG-02");
    case("trail locked for a month").project("account.object_lock_days", 30).mends("LOG-02");
    case("audit logs not locked").prod("logs.object_lock_mode", "off").mends("LOG-02");
    case("audit logs locked for a month").prod("logs.object_lock_days", 30).mends("LOG-02");
    case("no pgaudit").prod("rds.pgaudit", false).mends("LOG-06");
    case("short").prod("logs.retention_days", 180).mends("LOG-09");
    case("short in the account").project("account.retention_days", 180).mends("LOG-09");
    case("archive").prod("logs.archive_days", 1000).mends("LOG-10");
    case("archive of the account").project("account.archive_days", 400).mends("LOG-10");
}
