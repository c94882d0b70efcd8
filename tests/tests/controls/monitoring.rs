//! MON.

use design_core::compliance::{FindingLevel, Verdict};
use sekkei_tests::compliance::{Case, case};
use serde_json::json;

const COMPUTE: &str = "infra/modules/monitoring/alarms_compute.tf";
const DATA: &str = "infra/modules/monitoring/alarms_data.tf";
const DETECTION: &str = "infra/bootstrap/detection.tf";
const EDGE: &str = "infra/modules/monitoring/alarms_edge.tf";
const MONITORING: &str = "infra/modules/monitoring/main.tf";

/// The default design with somebody to tell.
fn told(name: &str) -> Case {
    case(name).project("alarm_emails", json!(["ops@example.jp"]))
}

#[test]
fn mon_01_alarms() {
    let silent = case("nobody is told").judged();
    assert_eq!(silent.verdict("MON-01", 2), Some(Verdict::Fails(FindingLevel::Error)));
    told("somebody is told").meets("MON-01");
    for (name, path, from) in [
        ("ALB 5xx", EDGE, "\"HTTPCode_ELB_5XX_Count\""),
        ("API 5xx", EDGE, "\"HTTPCode_Target_5XX_Count\""),
        ("unhealthy hosts", EDGE, "\"UnHealthyHostCount\""),
        ("ECS CPU", COMPUTE, "\"CPUUtilization\""),
        ("ECS memory", COMPUTE, "\"MemoryUtilization\""),
        ("dead letters", COMPUTE, "\"ApproximateNumberOfMessagesVisible\""),
        ("RDS CPU", DATA, "\"CPUUtilization\""),
        ("RDS connections", DATA, "\"DatabaseConnections\""),
        ("RDS storage", DATA, "\"FreeStorageSpace\""),
        ("cache memory", DATA, "\"DatabaseMemoryUsagePercentage\""),
    ] {
        told(name).good().replace(path, from, "\"Other\"").judged_fails("MON-01");
    }
    told("of another database")
        .replace(DATA, "DBInstanceIdentifier = var.targets.db_identifier", "DBInstanceIdentifier = \"other\"")
        .judged_fails("MON-01");
    told("no action").good().replace(DATA, "alarm_actions       = local.actions", "alarm_actions       = []").breaks(&["MON-01"]);
    told("subscribed to another")
        .good()
        .replace(
            MONITORING,
            "  topic_arn = aws_sns_topic.alarms.arn\n",
            "  topic_arn = \"arn:aws:sns:ap-northeast-1:111122223333:other\"\n",
        )
        .judged_fails("MON-01");
}

#[test]
fn mon_02_detection() {
    case("everything").meets("MON-02");
    for (name, from, to) in [
        ("detector off", "enable                       = true", "enable                       = false"),
        ("no objects", ", \"S3_DATA_EVENTS\"", ""),
        ("no sign-ins", "\"RDS_LOGIN_EVENTS\", ", ""),
        (
            "runtime off",
            "name        = \"RUNTIME_MONITORING\"\n  status      = \"ENABLED\"",
            "name        = \"RUNTIME_MONITORING\"\n  status      = \"DISABLED\"",
        ),
        ("no agents", "    status = \"ENABLED\"\n", "    status = \"DISABLED\"\n"),
        ("some resources only", "all_supported                 = true", "all_supported                 = false"),
        ("no global resources", "include_global_resource_types = true", "include_global_resource_types = false"),
        ("recorder stopped", "is_enabled = true", "is_enabled = false"),
        ("machines only", "resource_types = [\"ECR\"]", "resource_types = [\"EC2\"]"),
    ] {
        case(name).good().replace(DETECTION, from, to).breaks(&["MON-02"]);
    }
    case("no hub").project("account.securityhub", false).judged_fails("MON-02");
    case("no recorder").project("account.securityhub", false).project("account.config", false).judged_fails("MON-02");
    case("no agent in tasks").project("account.guardduty_runtime", false).judged_fails("MON-02");
    case("no detector").project("account.guardduty", false).judged_fails("MON-02");
    case("images are not looked at").project("account.inspector", false).judged_fails("MON-02");
}
