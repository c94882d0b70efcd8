//! BKP.

use sekkei_tests::compliance::case;

#[test]
fn bkp_01_automated_backup() {
    case("default").meets("BKP-01");
    case("a month of production").prod("rds.backup_retention_days", 30).breaks(&["BKP-01"]);
}

#[test]
fn bkp_04_versioning() {
    case("default").meets("BKP-04");
    case("suspended").replace("infra/modules/s3/main.tf", "\"Enabled\"", "\"Suspended\"").breaks(&["BKP-04"]);
}

#[test]
fn bkp_05_deletion_protection() {
    case("default").meets("BKP-05");
    case("database").prod("rds.deletion_protection", false).breaks(&["BKP-05"]);
    case("load balancer").prod("alb.deletion_protection", false).breaks(&["BKP-05"]);
    case("no final snapshot")
        .replace("infra/modules/rds/main.tf", "skip_final_snapshot       = false", "skip_final_snapshot       = true")
        .breaks(&["BKP-05"]);
}
