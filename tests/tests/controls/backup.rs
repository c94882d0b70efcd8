//! BKP.

use design_core::compliance::{FindingLevel, Verdict};
use sekkei_tests::compliance::case;

const ACCOUNT: &str = "infra/bootstrap/backup.tf";
const BOOTSTRAP_LOGS: &str = "infra/bootstrap/logs.tf";
const CACHE: &str = "infra/modules/elasticache/main.tf";
const KMS: &str = "infra/modules/s3/kms.tf";
const LIFECYCLE: &str = "infra/modules/s3/lifecycle.tf";
const RDS: &str = "infra/modules/rds/main.tf";
const S3: &str = "infra/modules/s3/main.tf";
const STATE: &str = "infra/bootstrap/state.tf";

#[test]
fn bkp_01_automated_backup() {
    case("default").meets("BKP-01");
    case("a month of production").prod("rds.backup_retention_days", 30).breaks(&["BKP-01"]);
    case("no recovery to a point in time").prod("rds.backup_retention_days", 0).prod("rds.enable_pitr", false).breaks(&["BKP-01"]);
    case("more than RDS keeps").replace(RDS, "var.rds.enable_pitr ? max(1, var.rds.backup_retention_days) : 0", "36").breaks(&["BKP-01"]);
    case("unknown")
        .replace(RDS, "var.rds.enable_pitr ? max(1, var.rds.backup_retention_days) : 0", "length(aws_db_subnet_group.this.arn)")
        .breaks(&["BKP-01"]);
}

#[test]
fn bkp_02_second_method() {
    case("default").meets("BKP-02");
    let default = case("staging holds no patients' data").judged();
    assert_eq!(default.verdict("BKP-02", 1), Some(Verdict::Fails(FindingLevel::Warning)));
    for (name, from, to) in [
        ("no daily", "cron(0 20 * * ? *)", "cron(0 20 ? * SUN *)"),
        ("no monthly", "cron(0 21 1 * ? *)", "cron(0 21 1 1 ? *)"),
        ("monthly for a month", "delete_after = 400", "delete_after = 35"),
        ("not the database", "db:${var.project}-${environment}-*", "db:other-${environment}-*"),
        ("not one of the buckets", "\"audit-logs\", \"hbp-next\", ", "\"audit-logs\", "),
    ] {
        case(name).replace(ACCOUNT, from, to).breaks(&["BKP-02"]);
    }
    case("another tag").replace(ACCOUNT, "aws:ResourceTag/Phi", "aws:ResourceTag/Other").judged_fails("BKP-02");
    case("of another plan")
        .replace(ACCOUNT, "plan_id      = aws_backup_plan.this[0].id", "plan_id      = \"other\"")
        .judged_fails("BKP-02");
    case("all but the tag").replace(ACCOUNT, "string_equals {", "string_not_equals {").judged_fails("BKP-02");
    case("no plan").project("account.backup_copy_to_osaka", false).project("account.backup", false).judged_fails("BKP-02");
    case("no data declared").prod("phi", false).judged_fails("BKP-02");
}

#[test]
fn bkp_03_immutable_copy() {
    case("default").meets("BKP-03");
    case("compliance").project("account.backup_vault_lock_mode", "compliance").meets("BKP-03");
    case("no lock").project("account.backup_vault_lock_mode", "off").judged_fails("BKP-03");
    case("no copy").project("account.backup_copy_to_osaka", false).judged_fails("BKP-03");
    case("no least").replace(ACCOUNT, "min_retention_days  = local.backup_rules.daily.delete_after", "").breaks(&["BKP-03"]);
    case("lock of the copies only")
        .replace(ACCOUNT, "backup_vault_name   = aws_backup_vault.this[0].name", "backup_vault_name   = \"other\"")
        .breaks(&["BKP-03"]);
    case("lock of the originals only")
        .replace(ACCOUNT, "backup_vault_name   = aws_backup_vault.osaka[0].name", "backup_vault_name   = \"other\"")
        .breaks(&["BKP-03"]);
    case("copy beside the original")
        .replace(ACCOUNT, "destination_vault_arn = copy_action.value.arn", "destination_vault_arn = aws_backup_vault.this[0].arn")
        .breaks(&["BKP-03"]);
    case("another account")
        .replace(
            ACCOUNT,
            "destination_vault_arn = copy_action.value.arn",
            "destination_vault_arn = \"arn:aws:backup:ap-northeast-1:111122223333:backup-vault:copies\"",
        )
        .meets("BKP-03");
    case("abroad")
        .replace(
            ACCOUNT,
            "destination_vault_arn = copy_action.value.arn",
            "destination_vault_arn = \"arn:aws:backup:us-west-2:111122223333:backup-vault:copies\"",
        )
        .breaks(&["BKP-03", "DAT-02"]);
}

#[test]
fn bkp_04_versioning() {
    case("default").meets("BKP-04");
    case("suspended").replace(S3, "\"Enabled\"", "\"Suspended\"").breaks(&["BKP-04", "LOG-02"]);
    case("logs of the account")
        .replace(
            BOOTSTRAP_LOGS,
            "status = \"Enabled\"\n  }\n}\n\nresource \"aws_s3_bucket_server",
            "status = \"Suspended\"\n  }\n}\n\nresource \"aws_s3_bucket_server",
        )
        .breaks(&["BKP-04"]);
    case("a month of old versions").prod("s3.noncurrent_days", 30).breaks(&["BKP-04"]);
    case("a week of old versions in the account")
        .replace(BOOTSTRAP_LOGS, "noncurrent_days = 30", "noncurrent_days = 7")
        .breaks(&["BKP-04"]);
}

#[test]
fn bkp_05_deletion_protection() {
    case("default").meets("BKP-05");
    case("database").prod("rds.deletion_protection", false).breaks(&["BKP-05"]);
    case("load balancer").prod("alb.deletion_protection", false).breaks(&["BKP-05"]);
    case("no final snapshot").replace(RDS, "skip_final_snapshot       = false", "skip_final_snapshot       = true").breaks(&["BKP-05"]);
    case("snapshots without tags").replace(RDS, "copy_tags_to_snapshot    = true", "copy_tags_to_snapshot    = false").breaks(&["BKP-05"]);
    case("lock table").replace(STATE, "deletion_protection_enabled = true", "deletion_protection_enabled = false").breaks(&["BKP-05"]);
    case("bucket with its content")
        .replace(S3, "  bucket = each.value\n", "  bucket = each.value\n  force_destroy = true\n")
        .breaks(&["BKP-05"]);
    case("buckets").replace(S3, "prevent_destroy = true", "prevent_destroy = false").breaks(&["BKP-05"]);
    case("keys").replace(KMS, "prevent_destroy = true", "prevent_destroy = false").breaks(&["BKP-05"]);
    case("state").replace(STATE, "prevent_destroy = true", "prevent_destroy = false").breaks(&["BKP-05"]);
}

#[test]
fn bkp_06_cache() {
    case("default").meets("BKP-06");
    case("no snapshots").prod("elasticache.snapshot_retention_days", 0).breaks(&["BKP-06"]);
    case("not written").replace(CACHE, "snapshot_retention_limit   = var.elasticache.snapshot_retention_days", "").breaks(&["BKP-06"]);
    let dev = case("dev without").size(0, "elasticache.snapshot_retention_days", 0).judged();
    assert_eq!(dev.verdict("BKP-06", 0), Some(Verdict::Met));
}

#[test]
fn bkp_07_nothing_expires() {
    case("default").meets("BKP-07");
    let expiring = |days: &str| {
        format!("    id     = \"infrequent-access\"\n    status = \"Enabled\"\n\n    expiration {{\n      days = {days}\n    }}\n")
    };
    let rule = "    id     = \"infrequent-access\"\n    status = \"Enabled\"\n";
    case("a year").replace(LIFECYCLE, rule, &expiring("365")).breaks(&["BKP-07"]);
    case("unknown").replace(LIFECYCLE, rule, &expiring("length(aws_s3_bucket.this[each.key].arn)")).breaks(&["BKP-07"]);
    case("ten years").replace(LIFECYCLE, rule, &expiring("3653")).meets("BKP-07");
}

#[test]
fn bkp_repairs_mend() {
    case("a month").prod("rds.backup_retention_days", 30).mends("BKP-01");
    case("none").prod("rds.backup_retention_days", 0).prod("rds.enable_pitr", false).mends("BKP-01");
    case("no second method").project("account.backup_copy_to_osaka", false).project("account.backup", false).mends("BKP-02");
    case("no copy").project("account.backup_copy_to_osaka", false).mends("BKP-03");
    case("no lock").project("account.backup_vault_lock_mode", "off").mends("BKP-03");
    case("old versions").prod("s3.noncurrent_days", 30).mends("BKP-04");
    case("unprotected").prod("rds.deletion_protection", false).prod("alb.deletion_protection", false).mends("BKP-05");
    case("no snapshots").prod("elasticache.snapshot_retention_days", 0).mends("BKP-06");
}
