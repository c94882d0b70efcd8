//! The database (modules/rds).

use super::params;
use crate::param::Preset::{Bool, Number, Text};
use crate::param::{Group, Kind, Scope, Unit};
use crate::text::t;

/// 7 days, whole months of 31 days up to 23, or two years.
const INSIGHTS_DAYS: &[i64] =
    &[7, 31, 62, 93, 124, 155, 186, 217, 248, 279, 310, 341, 372, 403, 434, 465, 496, 527, 558, 589, 620, 651, 682, 713, 731];

params! {
    /// RDS for PostgreSQL 17.
    Rds in Scope::Size, Group::Database, "rds.";
    instance_class: String = {
        kind: Kind::DbClass,
        unit: Unit::None,
        label: t("インスタンスクラス", "Instance class"),
        help: t("CPU とメモリ。接続数の上限もメモリで決まります。", "CPU and memory. Memory also decides the connection limit."),
        source: "cfn-lint 1.58.0 dbinstanceclass_enum and db_instance_class, 2026-10-20",
        defaults: [Text("db.t4g.micro"), Text("db.t4g.medium"), Text("db.m7g.large")],
    }
    allocated_storage_gb: i64 = {
        kind: Kind::Number { min: 20, max: 65535 },
        unit: Unit::Gib,
        label: t("ストレージ", "Storage"),
        help: t("gp3 の容量。増やせますが、減らすことはできません。自動拡張の上限（最大 65536）より小さい値です。", "gp3 volume. It can grow, never shrink. The autoscaling limit (at most 65536) must be above it."),
        source: "botocore 1.44.5 rds CreateDBInstanceMessage.AllocatedStorage",
        defaults: [Number(20), Number(50), Number(100)],
    }
    max_allocated_storage_gb: i64 = {
        kind: Kind::Number { min: 21, max: 65536 },
        unit: Unit::Gib,
        label: t("ストレージの自動拡張の上限", "Storage autoscaling limit"),
        help: t("空きが減ると自動で拡張します。その上限です。", "Storage grows by itself when space runs low, up to here."),
        source: "re:Post rds-autoscaling-low-free-storage",
        defaults: [Number(40), Number(100), Number(390)],
    }
    multi_az: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("マルチ AZ", "Multi-AZ"),
        help: t("別の AZ に待機系を置き、障害時に切り替えます。料金はおよそ 2 倍です。", "A standby in another zone takes over on failure, at about twice the price."),
        source: "product plan; FSBP RDS.5",
        defaults: [Bool(false), Bool(true), Bool(true)],
    }
    backup_retention_days: i64 = {
        kind: Kind::Number { min: 0, max: 35 },
        unit: Unit::Days,
        label: t("バックアップ保持", "Backup retention"),
        help: t("自動バックアップの保持日数。0 にするとバックアップも PITR も止まります。", "Days that automated backups are kept. 0 turns backups and point-in-time recovery off."),
        source: "botocore 1.44.5 rds CreateDBInstanceMessage.BackupRetentionPeriod",
        defaults: [Number(7), Number(14), Number(35)],
    }
    enable_pitr: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("PITR", "Point-in-time recovery"),
        help: t("任意の秒への復元。RDS に独立した設定はなく、保持日数が 1 以上のときだけ有効です。", "Restore to any second. RDS has no separate switch: it is on exactly when retention is 1 day or more."),
        source: "AWS RDS FAQ; botocore 1.44.5 rds",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    deletion_protection: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("削除保護", "Deletion protection"),
        help: t("オンの間は Terraform からもコンソールからも削除できません。", "While on, neither Terraform nor the console can delete the database."),
        source: "FSBP RDS.8",
        defaults: [Bool(false), Bool(true), Bool(true)],
    }
    engine_version: String = {
        kind: Kind::Choice(&["17", "17.5", "17.6", "17.7", "17.8", "17.9", "17.10", "17.11"]),
        unit: Unit::None,
        label: t("エンジンバージョン", "Engine version"),
        help: t("17 は最新のマイナーに自動で追従します。固定するなら 17.5 以降を選びます。", "17 follows the newest minor version. To pin one, choose 17.5 or later."),
        source: "cfn-lint 1.58.0 db_instance_class.json; 17.1 to 17.4 cannot be created since 2026-05-01",
        defaults: [Text("17"), Text("17"), Text("17")],
    }
    log_min_duration_ms: i64 = {
        kind: Kind::Number { min: -1, max: 2147483647 },
        unit: Unit::Milliseconds,
        label: t("遅いクエリの記録", "Slow query log"),
        help: t("これより長いクエリを記録します。-1 で記録しません。", "Queries longer than this are logged. -1 logs none."),
        source: "PostgreSQL 17 log_min_duration_statement",
        defaults: [Number(1000), Number(1000), Number(1000)],
    }
    pgaudit: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("pgaudit", "pgaudit"),
        help: t("誰がどの表を読み書きしたかを監査ログに残します。", "Writes who read or changed which table to the audit log."),
        source: "control LOG-06",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    monitoring_interval: i64 = {
        kind: Kind::NumberChoice(&[0, 1, 5, 10, 15, 30, 60]),
        unit: Unit::Seconds,
        label: t("拡張モニタリングの間隔", "Enhanced monitoring interval"),
        help: t("OS の指標を取る間隔。0 で取りません。", "Interval of operating system metrics. 0 turns them off."),
        source: "botocore 1.44.5 rds CreateDBInstanceMessage.MonitoringInterval",
        defaults: [Number(60), Number(60), Number(60)],
    }
    performance_insights_days: i64 = {
        kind: Kind::NumberChoice(INSIGHTS_DAYS),
        unit: Unit::Days,
        label: t("Performance Insights の保持", "Performance Insights retention"),
        help: t("負荷の内訳を残す日数。7 日は無料です。", "Days that the load breakdown is kept. 7 days are free."),
        source: "botocore 1.44.5 rds CreateDBInstanceMessage.PerformanceInsightsRetentionPeriod",
        defaults: [Number(7), Number(7), Number(7)],
    }
}
