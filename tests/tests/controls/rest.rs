//! ENC.

use sekkei_tests::compliance::case;

const RDS: &str = "infra/modules/rds/main.tf";

#[test]
fn enc_01_database_is_encrypted() {
    case("default").meets("ENC-01");
    case("unencrypted").replace(RDS, "storage_encrypted     = true", "storage_encrypted     = false").breaks(&["ENC-01"]);
}
