//! Buckets, logs and encryption keys (modules/s3 owns all three, since everything else writes to them).

use super::params;
use crate::param::Preset::{Number, Text};
use crate::param::{Group, Kind, Scope, Unit};
use crate::text::t;

/// Periods that CloudWatch Logs knows (botocore 1.44.5 logs PutRetentionPolicy).
pub(crate) const LOG_RETENTION_DAYS: &[i64] =
    &[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

params! {
    /// Application buckets.
    S3 in Scope::Size, Group::Storage, "s3.";
    noncurrent_days: i64 = {
        kind: Kind::Number { min: 30, max: 3650 },
        unit: Unit::Days,
        label: t("旧版の保持", "Old versions are kept"),
        help: t("上書き・削除した版を残す日数。", "Days that overwritten or deleted versions stay."),
        source: "control BKP-04: at least 30 days, 90 in production",
        defaults: [Number(30), Number(60), Number(90)],
    }
    noncurrent_versions_kept: i64 = {
        kind: Kind::Number { min: 1, max: 100 },
        unit: Unit::Count,
        label: t("必ず残す旧版の数", "Old versions always kept"),
        help: t("日数を過ぎても残す新しい方からの版数。", "The newest old versions that stay even after the days have passed."),
        source: "botocore 1.44.5 s3 NoncurrentVersionExpiration.NewerNoncurrentVersions",
        defaults: [Number(3), Number(5), Number(10)],
    }
    transition_ia_days: i64 = {
        kind: Kind::Number { min: 30, max: 3650 },
        unit: Unit::Days,
        label: t("低頻度アクセスへ移す日数", "Move to infrequent access after"),
        help: t("作成からこの日数で保管料の安いクラスへ移します。削除はしません。", "After this many days objects move to a cheaper class. Nothing is deleted."),
        source: "botocore 1.44.5 s3 Transition; STANDARD_IA needs 30 days",
        defaults: [Number(90), Number(90), Number(180)],
    }
}

params! {
    /// Log retention and write-once archive.
    Logs in Scope::Size, Group::Logs, "logs.";
    retention_days: i64 = {
        kind: Kind::NumberChoice(LOG_RETENTION_DAYS),
        unit: Unit::Days,
        label: t("ログ保持", "Log retention"),
        help: t("CloudWatch Logs の保持日数。AWS が認める値だけを選べます。", "Days in CloudWatch Logs. Only the values that AWS accepts can be chosen."),
        source: "botocore 1.44.5 logs PutRetentionPolicy; control LOG-09",
        defaults: [Number(30), Number(180), Number(400)],
    }
    archive_days: i64 = {
        kind: Kind::Number { min: 365, max: 36500 },
        unit: Unit::Days,
        label: t("アクセスログの長期保管", "Access log archive"),
        help: t("S3 に置くアクセスログを消すまでの日数。1827 日は 5 年（製品ポリシー）。", "Days until access logs in S3 expire. 1827 days are 5 years (product policy)."),
        source: "control LOG-10; guideline: keep what accountability needs",
        defaults: [Number(365), Number(365), Number(1827)],
    }
    object_lock_mode: String = {
        kind: Kind::Choice(&["off", "governance", "compliance"]),
        unit: Unit::None,
        label: t("監査ログの改ざん防止", "Audit log write-once"),
        help: t("アプリの監査ログのバケットに既定の Object Lock を掛けます。compliance は誰にも解除できません。", "Default Object Lock on the bucket of the application's audit logs. Nobody can lift compliance mode."),
        source: "control LOG-02, C-14",
        defaults: [Text("off"), Text("governance"), Text("governance")],
    }
    object_lock_days: i64 = {
        kind: Kind::Number { min: 1, max: 36500 },
        unit: Unit::Days,
        label: t("改ざん防止の日数", "Write-once for"),
        help: t("書き込みからこの日数は上書きも削除もできません。", "For this many days objects can be neither overwritten nor deleted."),
        source: "botocore 1.44.5 s3 DefaultRetention",
        defaults: [Number(365), Number(365), Number(1827)],
    }
}

params! {
    /// Customer managed keys.
    Kms in Scope::Size, Group::Logs, "kms.";
    deletion_window_days: i64 = {
        kind: Kind::Number { min: 7, max: 30 },
        unit: Unit::Days,
        label: t("鍵の削除待ち", "Key deletion window"),
        help: t("鍵の削除を取り消せる期間。鍵が消えるとデータは読めません。", "Time in which deleting a key can be taken back. Without its key, data cannot be read."),
        source: "botocore 1.44.5 kms ScheduleKeyDeletionRequest",
        defaults: [Number(7), Number(30), Number(30)],
    }
}
