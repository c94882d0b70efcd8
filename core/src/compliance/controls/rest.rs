//! Encryption at rest (ENC).

use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::Judge;
use crate::plan::Value;
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
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
    },
    Control {
        id: "ENC-02",
        title: t("S3 の暗号化", "S3 encryption"),
        what: t("どのバケットにも、既定の暗号化の設定があること。", "Each bucket has a configuration of its default encryption."),
        why: t("どの鍵で暗号化するかを、書き込む側に任せません。", "Which key encrypts is not left to whoever writes."),
        fix: t(
            "aws_s3_bucket_server_side_encryption_configuration を元に戻してください。",
            "Restore aws_s3_bucket_server_side_encryption_configuration.",
        ),
        settings: &[],
        proof: Proof::Files(buckets_encrypted),
    },
    Control {
        id: "ENC-03",
        title: t("ElastiCache の保存時暗号化", "Cache encrypted at rest"),
        what: t(
            "at_rest_encryption_enabled が true で、この構成の KMS キーが指定されていること。",
            "at_rest_encryption_enabled = true with a KMS key of this design.",
        ),
        why: t(
            "スナップショットにはキューの中身が入ります。後から暗号化するには作り直しが必要です。",
            "Snapshots hold what is queued. Encrypting later means building the cache anew.",
        ),
        fix: t("modules/elasticache/main.tf の引数を元に戻してください。", "Restore the arguments in modules/elasticache/main.tf."),
        settings: &[],
        proof: Proof::Files(cache_encrypted),
    },
];

fn buckets_encrypted(judge: &mut Judge<'_>) {
    judge.absent("バケットがありません。", "There are no buckets.");
    for bucket in judge.of_type("aws_s3_bucket") {
        let kind = "aws_s3_bucket_server_side_encryption_configuration";
        let Some(owner) = judge.plan().pointing_at(kind, "bucket", &bucket.address).next() else {
            judge.lacks(
                bucket,
                ("既定の暗号化の設定がない", "its default encryption is not configured"),
                ("aws_s3_bucket_server_side_encryption_configuration", "an aws_s3_bucket_server_side_encryption_configuration"),
            );
            continue;
        };
        let algorithm = "rule.apply_server_side_encryption_by_default.sse_algorithm";
        let known = |value: &Value| matches!(value.as_str(), Some("aws:kms" | "aws:kms:dsse" | "AES256"));
        judge.expect(owner, algorithm, known, "aws:kms か AES256", "aws:kms or AES256");
        if owner.body.text(algorithm).is_some_and(|algorithm| algorithm.starts_with("aws:kms")) {
            let key = |value: &Value| value.references().iter().any(|reference| reference.address.contains("aws_kms_key."));
            let path = "rule.apply_server_side_encryption_by_default.kms_master_key_id";
            judge.expect(owner, path, key, "この構成の KMS キー", "a KMS key of this design");
        }
    }
}

fn cache_encrypted(judge: &mut Judge<'_>) {
    judge.absent("キャッシュがありません。", "There is no cache.");
    for cache in judge.of_type("aws_elasticache_replication_group") {
        judge.expect_bool(cache, "at_rest_encryption_enabled", true);
        let key = |value: &Value| value.references().iter().any(|reference| reference.address.contains("aws_kms_key."));
        judge.expect(cache, "kms_key_id", key, "この構成の KMS キー", "a KMS key of this design");
    }
}

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
