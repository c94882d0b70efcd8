//! LOG and MON.

use sekkei_tests::compliance::case;

#[test]
fn log_01_trail() {
    case("default").meets("LOG-01");
    const TRAIL: &str = "infra/bootstrap/trail.tf";
    case("one region").replace(TRAIL, "is_multi_region_trail         = true", "is_multi_region_trail         = false").breaks(&["LOG-01"]);
    case("no validation")
        .replace(TRAIL, "enable_log_file_validation    = true", "enable_log_file_validation    = false")
        .breaks(&["LOG-01"]);
}

#[test]
fn log_05_flow_logs() {
    case("default").meets("LOG-05");
    case("rejected only").replace("infra/modules/vpc/flow_logs.tf", "\"ALL\"", "\"REJECT\"").breaks(&["LOG-05"]);
}

#[test]
fn log_09_retention() {
    case("default").meets("LOG-09");
    case("half a year of production").prod("logs.retention_days", 180).breaks(&["LOG-09"]);
    case("for ever").replace("infra/modules/alb/waf.tf", "= var.log_retention_days", "= null").breaks(&["LOG-09"]);
}
