//! Alarm thresholds (modules/monitoring).

use super::params;
use crate::param::Preset::Number;
use crate::param::{Group, Kind, Scope, Unit};
use crate::text::t;

params! {
    /// CloudWatch alarm thresholds.
    Monitoring in Scope::Size, Group::Alarms, "monitoring.";
    alb_5xx_count_5min: i64 = {
        kind: Kind::Number { min: 1, max: 1000000000 },
        unit: Unit::Count,
        label: t("ALB 5xx（5 分）", "ALB 5xx (5 min)"),
        help: t("5 分間の 5xx 応答がこれ以上で通知します。", "Alarm at this many 5xx answers in five minutes."),
        source: "product default; review after the first load test",
        defaults: [Number(10), Number(10), Number(20)],
    }
    ecs_cpu_percent: i64 = {
        kind: Kind::Number { min: 1, max: 100 },
        unit: Unit::Percent,
        label: t("ECS の CPU", "ECS CPU"),
        help: t("サービスの平均 CPU 使用率。", "Average CPU use of a service."),
        source: "product default; review after the first load test",
        defaults: [Number(85), Number(85), Number(85)],
    }
    ecs_memory_percent: i64 = {
        kind: Kind::Number { min: 1, max: 100 },
        unit: Unit::Percent,
        label: t("ECS のメモリ", "ECS memory"),
        help: t("サービスの平均メモリ使用率。", "Average memory use of a service."),
        source: "product default; review after the first load test",
        defaults: [Number(85), Number(85), Number(85)],
    }
    rds_cpu_percent: i64 = {
        kind: Kind::Number { min: 1, max: 100 },
        unit: Unit::Percent,
        label: t("RDS の CPU", "RDS CPU"),
        help: t("データベースの CPU 使用率。", "CPU use of the database."),
        source: "product default; review after the first load test",
        defaults: [Number(80), Number(80), Number(80)],
    }
    rds_connections: i64 = {
        kind: Kind::Number { min: 1, max: 1000000000 },
        unit: Unit::Count,
        label: t("RDS の接続数", "RDS connections"),
        help: t("上限（メモリで決まる）の 8 割より小さくします。", "Below 80 % of the limit, which memory decides."),
        source: "product default; review after the first load test",
        defaults: [Number(70), Number(300), Number(700)],
    }
    rds_free_storage_gb: i64 = {
        kind: Kind::Number { min: 1, max: 65536 },
        unit: Unit::Gib,
        label: t("RDS の空き容量", "RDS free storage"),
        help: t("空きがこれを下回ると通知します。", "Alarm when less than this is free."),
        source: "product default; review after the first load test",
        defaults: [Number(4), Number(10), Number(20)],
    }
    cache_memory_percent: i64 = {
        kind: Kind::Number { min: 1, max: 100 },
        unit: Unit::Percent,
        label: t("キャッシュのメモリ", "Cache memory"),
        help: t("noeviction なので、満杯になると書き込みが失敗します。", "With noeviction a full cache refuses writes."),
        source: "product default; review after the first load test",
        defaults: [Number(80), Number(80), Number(80)],
    }
    waf_blocked_requests_5min: i64 = {
        kind: Kind::Number { min: 1, max: 1000000000 },
        unit: Unit::Count,
        label: t("WAF の遮断（5 分）", "WAF blocks (5 min)"),
        help: t("5 分間に遮断したリクエストがこれ以上で通知します。", "Alarm at this many blocked requests in five minutes."),
        source: "product default; review after the first load test",
        defaults: [Number(1000), Number(1000), Number(1000)],
    }
}
