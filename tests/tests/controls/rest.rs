//! ENC.

use sekkei_tests::compliance::case;

const RDS: &str = "infra/modules/rds/main.tf";

#[test]
fn enc_01_database_is_encrypted() {
    case("default").meets("ENC-01");
    case("unencrypted").replace(RDS, "storage_encrypted     = true", "storage_encrypted     = false").breaks(&["ENC-01"]);
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
