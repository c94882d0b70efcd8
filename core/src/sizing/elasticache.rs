//! The cache that also holds the arq queue (modules/elasticache).

use super::params;
use crate::param::Preset::{Bool, Number, Text};
use crate::param::{Group, Kind, Scope, Unit};
use crate::text::t;

params! {
    /// ElastiCache replication group.
    Elasticache in Scope::Size, Group::Cache, "elasticache.";
    node_type: String = {
        kind: Kind::CacheNode,
        unit: Unit::None,
        label: t("ノードタイプ", "Node type"),
        help: t("メモリの大きさ。arq のキューも載るので、追い出しは行いません（noeviction）。", "Memory size. It also holds the arq queue, so nothing is evicted (noeviction)."),
        source: "cfn-lint 1.58.0 cachenodetype_enum, 2026-10-20",
        defaults: [Text("cache.t4g.micro"), Text("cache.t4g.small"), Text("cache.m7g.large")],
    }
    num_cache_clusters: i64 = {
        kind: Kind::Number { min: 1, max: 6 },
        unit: Unit::Count,
        label: t("ノード数", "Nodes"),
        help: t("プライマリを含む数。フェイルオーバーには 2 以上が要ります。", "Including the primary. Failover needs at least 2."),
        source: "botocore 1.44.5 elasticache NumCacheClusters",
        defaults: [Number(1), Number(2), Number(2)],
    }
    automatic_failover: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("自動フェイルオーバーとマルチ AZ", "Automatic failover and Multi-AZ"),
        help: t("プライマリが止まると別の AZ のレプリカへ切り替えます。", "When the primary fails, a replica in another zone takes over."),
        source: "botocore 1.44.5 elasticache CreateReplicationGroupMessage.AutomaticFailoverEnabled",
        defaults: [Bool(false), Bool(true), Bool(true)],
    }
    snapshot_retention_days: i64 = {
        kind: Kind::Number { min: 0, max: 35 },
        unit: Unit::Days,
        label: t("スナップショット保持", "Snapshot retention"),
        help: t("0 にするとキューの中身は復元できません。", "With 0 the contents of the queue cannot be restored."),
        source: "botocore 1.44.5 elasticache SnapshotRetentionLimit",
        defaults: [Number(1), Number(3), Number(7)],
    }
}
