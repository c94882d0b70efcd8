//! Backup (BKP).

use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::Judge;
use crate::plan::Value;
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "BKP-01",
        title: t("RDS の自動バックアップと任意時点への復元", "Automated backup and point-in-time recovery"),
        what: t(
            "backup_retention_period が、開発 1 日、検証 7 日、本番 35 日以上であること。0 は任意時点への復元も止めます。",
            "backup_retention_period is at least 1 day in dev, 7 in stg, 35 in prod. 0 also turns point-in-time recovery off.",
        ),
        why: t("誤った更新や身代金要求の前の時点へ戻す、最初の手段です。", "It is the first way back to before a mistake or an extortion."),
        fix: t("サイズ表の rds.backup_retention_days を上げてください。", "Raise rds.backup_retention_days in the sizes."),
        settings: &["rds.backup_retention_days", "rds.enable_pitr"],
        proof: Proof::Files(automated_backup),
    },
    Control {
        id: "BKP-04",
        title: t("S3 のバージョニング", "S3 versioning"),
        what: t("どのバケットにも、status が Enabled のバージョニングがあること。", "Each bucket has versioning with status = Enabled."),
        why: t("上書きや削除から戻せます。", "Overwritten and deleted objects can be brought back."),
        fix: t(
            "modules/s3/main.tf の aws_s3_bucket_versioning を元に戻してください。",
            "Restore aws_s3_bucket_versioning in modules/s3/main.tf.",
        ),
        settings: &["s3.noncurrent_days"],
        proof: Proof::Files(versioning),
    },
    Control {
        id: "BKP-05",
        title: t("削除保護", "Deletion protection"),
        what: t(
            "データベースとロードバランサーの削除保護が有効で、データベースを消す時に最終スナップショットを取り、バケットは中身ごとは消せないこと。",
            "Database and load balancer have deletion protection, deleting the database takes a final snapshot, and no bucket can be destroyed with its content.",
        ),
        why: t(
            "terraform destroy の打ち間違い 1 つで、診療情報が消えないようにします。",
            "One mistyped terraform destroy must not erase patients' data.",
        ),
        fix: t(
            "サイズ表の rds.deletion_protection と alb.deletion_protection を有効にしてください。",
            "Turn on rds.deletion_protection and alb.deletion_protection in the sizes.",
        ),
        settings: &["rds.deletion_protection", "alb.deletion_protection"],
        proof: Proof::Files(deletion_protection),
    },
];

fn automated_backup(judge: &mut Judge<'_>) {
    judge.absent("データベースがありません。", "There is no database.");
    let least = judge.threshold(1.0, 7.0, 35.0);
    for database in judge.of_type("aws_db_instance") {
        let enough = |value: &Value| value.as_number().is_some_and(|days| days >= least);
        if !judge.expect(database, "backup_retention_period", enough, format!("{least} 日以上"), format!("at least {least} days")) {
            judge.mend_size("rds.backup_retention_days", judge.threshold(1, 7, 35));
        }
    }
}

fn versioning(judge: &mut Judge<'_>) {
    judge.absent("バケットがありません。", "There are no buckets.");
    for bucket in judge.of_type("aws_s3_bucket") {
        match judge.plan().pointing_at("aws_s3_bucket_versioning", "bucket", &bucket.address).next() {
            Some(versioning) => {
                let path = "versioning_configuration.status";
                judge.expect(versioning, path, |value| value.as_str() == Some("Enabled"), "status = \"Enabled\"", "status = \"Enabled\"");
            }
            None => judge.lacks(
                bucket,
                ("バージョニングがない", "there is no versioning"),
                ("aws_s3_bucket_versioning", "an aws_s3_bucket_versioning"),
            ),
        }
    }
}

fn deletion_protection(judge: &mut Judge<'_>) {
    judge.absent("データベースもロードバランサーもありません。", "There is no database and no load balancer.");
    for database in judge.of_type("aws_db_instance") {
        if !judge.expect_bool(database, "deletion_protection", true) {
            judge.mend_size("rds.deletion_protection", true);
        }
        let taken = |value: &Value| *value == Value::Null || value.as_bool() == Some(false);
        judge.expect(database, "skip_final_snapshot", taken, "skip_final_snapshot = false", "skip_final_snapshot = false");
    }
    for balancer in judge.of_type("aws_lb") {
        if !judge.expect_bool(balancer, "enable_deletion_protection", true) {
            judge.mend_size("alb.deletion_protection", true);
        }
    }
    for bucket in judge.of_type("aws_s3_bucket") {
        let kept = |value: &Value| *value == Value::Null || value.as_bool() == Some(false);
        judge.expect(bucket, "force_destroy", kept, "force_destroy = false", "force_destroy = false");
    }
}
