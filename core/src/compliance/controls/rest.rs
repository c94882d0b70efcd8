//! Encryption at rest (ENC).

use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::Judge;
use crate::plan::Value;
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[Control {
    id: "ENC-01",
    title: t("RDS の保存時暗号化（CMK）", "RDS encrypted with a customer managed key"),
    what: t(
        "データベースの storage_encrypted が true で、kms_key_id と Performance Insights の鍵が指定されていること。",
        "The database has storage_encrypted = true, a kms_key_id and a key for Performance Insights.",
    ),
    why: t(
        "ディスクやスナップショットが持ち出されても読めないようにします。後から暗号化するには作り直しが必要です。",
        "A disk or snapshot that leaves the account cannot be read. Encrypting later means building the database anew.",
    ),
    fix: t(
        "infra/modules/rds/main.tf の storage_encrypted と kms_key_id を元に戻してください。",
        "Restore storage_encrypted and kms_key_id in infra/modules/rds/main.tf.",
    ),
    settings: &[],
    proof: Proof::Files(rds_encrypted),
}];

fn rds_encrypted(judge: &mut Judge<'_>) {
    judge.absent("データベースがありません。", "There is no database.");
    for database in judge.of_type("aws_db_instance") {
        judge.expect_bool(database, "storage_encrypted", true);
        judge.expect(
            database,
            "kms_key_id",
            |value| value.references().iter().any(|reference| reference.address.contains("aws_kms_key.")),
            "kms_key_id = この構成で作る KMS キー",
            "kms_key_id = a KMS key of this design",
        );
        if database.body.bool("performance_insights_enabled") == Some(true) {
            judge.expect(
                database,
                "performance_insights_kms_key_id",
                |value| *value != Value::Null,
                "performance_insights_kms_key_id を指定",
                "performance_insights_kms_key_id is set",
            );
        }
    }
}
