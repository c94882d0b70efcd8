//! ENC.

use design_core::compliance::Verdict;
use sekkei_tests::compliance::case;

const ALARMS: &str = "infra/modules/monitoring/main.tf";
const BACKEND: &str = "infra/envs/prod/backend.tf";
const BATCH_IAM: &str = "infra/modules/batch/iam.tf";
const BUCKETS: &str = "infra/modules/s3/main.tf";
const CACHE: &str = "infra/modules/elasticache/main.tf";
const CICD_READ: &str = "infra/modules/cicd/read.tf";
const KEYS: &str = "infra/modules/s3/kms.tf";
const MAIL_EVENTS: &str = "infra/modules/ses/events.tf";
const QUEUES: &str = "infra/modules/sqs/main.tf";
const RDS: &str = "infra/modules/rds/main.tf";
const RDS_KEY: &str = "infra/modules/rds/kms.tf";
const REGISTRY: &str = "infra/modules/cicd/ecr.tf";
const SECRETS: &str = "infra/modules/ecs/secrets.tf";
const STATE: &str = "infra/bootstrap/state.tf";
const TRAIL: &str = "infra/bootstrap/trail.tf";

#[test]
fn enc_01_database_is_encrypted() {
    case("default").meets("ENC-01");
    case("unencrypted").replace(RDS, "storage_encrypted     = true", "storage_encrypted     = false").breaks(&["ENC-01"]);
    case("AWS's key").replace(RDS, "  kms_key_id            = aws_kms_key.database.arn\n", "").breaks(&["ENC-01"]);
    case("AWS's key for insights")
        .replace(RDS, "  performance_insights_kms_key_id       = aws_kms_key.database.arn\n", "")
        .breaks(&["ENC-01"]);
    let aliased = "data.aws_kms_alias.rds.target_key_arn";
    let lookup = "data \"aws_kms_alias\" \"rds\" {\n  name = \"alias/aws/rds\"\n}\n\nresource \"aws_db_instance\" \"this\" {";
    case("AWS's key by its alias")
        .replace(RDS, "kms_key_id            = aws_kms_key.database.arn", &format!("kms_key_id = {aliased}"))
        .replace(RDS, "resource \"aws_db_instance\" \"this\" {", lookup)
        .breaks(&["ENC-01"]);
}

#[test]
fn enc_02_buckets() {
    case("default").meets("ENC-02");
    case("AES256 for records")
        .replace(BUCKETS, "toset([\"front\", \"logs\"])", "toset([\"front\", \"hbp-next\", \"logs\"])")
        .breaks(&["ENC-02"]);
    case("AWS's key").replace(BUCKETS, "? null : aws_kms_key.data.arn", "? null : null").breaks(&["ENC-02"]);
    case("state").replace(STATE, "sse_algorithm     = \"aws:kms\"", "sse_algorithm = \"AES256\"").breaks(&["ENC-02"]);
    // What is missing belongs to the bucket, which lies in the same file.
    case("not configured")
        .replace(
            BUCKETS,
            "resource \"aws_s3_bucket_server_side_encryption_configuration\" \"this\" {\n  for_each = aws_s3_bucket.this",
            "resource \"aws_s3_bucket_server_side_encryption_configuration\" \"this\" {\n  for_each = {}",
        )
        .breaks(&["ENC-02"]);
}

#[test]
fn enc_03_cache() {
    case("default").meets("ENC-03");
    case("unencrypted").replace(CACHE, "at_rest_encryption_enabled = true", "at_rest_encryption_enabled = false").breaks(&["ENC-03"]);
    case("AWS's key").replace(CACHE, "  kms_key_id                 = var.kms_key_arn\n", "").breaks(&["ENC-03"]);
    let dev = case("AWS's key").replace(CACHE, "  kms_key_id                 = var.kms_key_arn\n", "").judged();
    assert_eq!(dev.verdict("ENC-03", 0), Some(Verdict::Met), "a key of one's own is for production");
}

#[test]
fn enc_04_queues_and_topics() {
    case("default").meets("ENC-04");
    // checkov passes SSE-SQS (CKV2_AWS_73).
    case("SSE-SQS")
        .replace(QUEUES, "  kms_master_key_id                 = var.kms_key_arn\n", "  sqs_managed_sse_enabled = true\n")
        .breaks(&["ENC-04"]);
    case("unencrypted topic").replace(ALARMS, "  kms_master_key_id = var.kms_key_arn\n", "").breaks(&["ENC-04"]);
    case("unencrypted mail events").replace(MAIL_EVENTS, "  kms_master_key_id = var.kms_key_arn\n", "").breaks(&["ENC-04"]);
    case("AWS's key").replace(ALARMS, "= var.kms_key_arn", "= \"alias/aws/sns\"").breaks(&["ENC-04"]);
    case("alarms refused").replace(KEYS, "[\"cloudwatch.amazonaws.com\"]", "[\"ec2.amazonaws.com\"]").breaks(&["ENC-04"]);
    case("mail events refused").replace(KEYS, "\"ses.amazonaws.com\"", "\"ec2.amazonaws.com\"").breaks(&["ENC-04"]);
    case("events refused").replace(KEYS, "\"events.amazonaws.com\"", "\"ec2.amazonaws.com\"").breaks(&["ENC-04"]);
    case("account events refused").replace(TRAIL, "[\"events.amazonaws.com\"]", "[\"ec2.amazonaws.com\"]").breaks(&["ENC-04"]);
}

#[test]
fn enc_05_secrets_and_registry() {
    case("default").meets("ENC-05");
    case("AWS's key").replace(SECRETS, "  kms_key_id  = var.kms_key_arn\n", "").breaks(&["ENC-05"]);
    case("AWS's key for the password").replace(RDS, "  master_user_secret_kms_key_id = aws_kms_key.database.arn\n", "").breaks(&["ENC-05"]);
    case("AES256 images")
        .replace(REGISTRY, "encryption_type = \"KMS\"\n    kms_key         = var.kms_key_arn", "encryption_type = \"AES256\"")
        .breaks(&["ENC-05"]);
    case("AWS's key for images").replace(REGISTRY, "    kms_key         = var.kms_key_arn\n", "").breaks(&["ENC-05"]);
    case("plain parameter")
        .replace(
            SECRETS,
            "# Created empty",
            "resource \"aws_ssm_parameter\" \"plain\" {\n  name = \"plain\"\n  type = \"String\"\n  value = \"1\"\n}\n\n# Created empty",
        )
        .breaks(&["ENC-05"]);
}

#[test]
fn enc_06_logs() {
    case("default").meets("ENC-06");
    case("flow logs").replace("infra/modules/vpc/flow_logs.tf", "  kms_key_id        = var.logs_kms_key_arn\n", "").breaks(&["ENC-06"]);
    case("trail").replace(TRAIL, "  kms_key_id                    = aws_kms_key.trail.arn\n", "").breaks(&["ENC-06"]);
    case("log group of the trail").replace(TRAIL, "  kms_key_id        = aws_kms_key.trail.arn\n", "").breaks(&["ENC-06"]);
}

#[test]
fn enc_07_keys() {
    case("default").meets("ENC-07");
    case("not rotated").replace(RDS_KEY, "enable_key_rotation     = true", "enable_key_rotation     = false").breaks(&["ENC-07"]);
    case("rotation not said").replace(KEYS, "  enable_key_rotation     = true\n", "").breaks(&["ENC-07"]);
    case("gone in a week").prod("kms.deletion_window_days", 7).breaks(&["ENC-07"]);
    case("the same in a module").replace(RDS_KEY, "= var.kms.deletion_window_days", "= 14").breaks(&["ENC-07"]);
    case("AWS's own policy")
        .replace(RDS_KEY, "  policy                  = data.aws_iam_policy_document.database_key.json\n", "")
        .breaks(&["ENC-07"]);
    case("for anybody").replace(RDS_KEY, "[\"arn:aws:iam::${local.account_id}:root\"]", "[\"*\"]").breaks(&["ENC-07", "IAM-08"]);
    case("every key").replace(BATCH_IAM, "resources = [var.kms_key_arn]", "resources = [\"*\"]").breaks(&["ENC-07"]);
    case("every key of the account").replace(CICD_READ, "\"kms:ResourceAliases\"", "\"kms:GrantOperations\"").breaks(&["ENC-07"]);
    let week = case("gone in a week").prod("kms.deletion_window_days", 7).judged();
    let mended = week.find("ENC-07", 2).is_some_and(|found| found.judgement.findings.iter().all(|finding| finding.repair.len() == 1));
    assert!(mended, "a size mends it");
}

#[test]
fn enc_08_state() {
    case("default").meets("ENC-08");
    case("lock file").project("state_lock", "s3").meets("ENC-08");
    case("both locks").project("state_lock", "both").meets("ENC-08");
    case("not encrypted").replace(BACKEND, "encrypt        = true", "encrypt = false").breaks(&["ENC-08"]);
    case("not said").replace(BACKEND, "    encrypt        = true\n", "").breaks(&["ENC-08"]);
    case("elsewhere").replace(BACKEND, "= \"hbp-cc-tfstate\"", "= \"elsewhere\"").breaks(&["ENC-08", "CHG-01"]);
    case("AWS's key").replace(BACKEND, "\"alias/hbp-cc-tfstate\"", "\"alias/aws/s3\"").breaks(&["ENC-08"]);
    case("a stranger's key").replace(BACKEND, "\"alias/hbp-cc-tfstate\"", "\"alias/other\"").breaks(&["ENC-08"]);
    let by_arn = "\"arn:aws:kms:ap-northeast-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000\"";
    case("a key by its ARN").replace(BACKEND, "\"alias/hbp-cc-tfstate\"", by_arn).meets("ENC-08");
    case("another table").replace(BACKEND, "= \"hbp-cc-tflock\"", "= \"elsewhere\"").breaks(&["ENC-08", "CHG-01"]);
    case("another backend").replace(BACKEND, "backend \"s3\"", "backend \"gcs\"").breaks(&["ENC-08", "CHG-01"]);
    case("no backend").replace(BACKEND, "backend \"s3\"", "cloud").breaks(&["ENC-08", "CHG-01"]);
    case("public").replace(STATE, "restrict_public_buckets = true", "restrict_public_buckets = false").breaks(&["ENC-08", "DAT-04"]);
    case("in clear").replace(STATE, "values   = [\"false\"]", "values   = [\"true\"]").breaks(&["ENC-08", "TLS-07"]);
    case("table unencrypted").replace(STATE, "enabled     = true", "enabled     = false").breaks(&["ENC-08"]);
    case("AWS's key for the table").replace(STATE, "    kms_key_arn = aws_kms_key.state.arn\n", "").breaks(&["ENC-08"]);
}

#[test]
fn enc_02_buckets_are_encrypted() {
    case("default").meets("ENC-02");
    case("no configuration of some buckets").replace("infra/modules/s3/main.tf", "sse_algorithm", "not_an_algorithm").breaks(&["ENC-02"]);
}

#[test]
fn enc_03_cache_is_encrypted() {
    case("default").meets("ENC-03");
    const CACHE: &str = "infra/modules/elasticache/main.tf";
    case("off").replace(CACHE, "at_rest_encryption_enabled = true", "at_rest_encryption_enabled = false").breaks(&["ENC-03"]);
    case("the key of AWS")
        .replace(CACHE, "kms_key_id                 = var.kms_key_arn", "kms_key_id                 = null")
        .breaks(&["ENC-03"]);
}
