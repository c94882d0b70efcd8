//! Words of the cost report.

use crate::cost::prices::{Age, Confidence, Row, SetBy};
use crate::text::{Text, t};

/// The word for a unit of a price.
#[must_use]
pub fn unit_word(unit: &str) -> Text {
    match unit {
        "vcpu-hour" => t("vCPU 時間", "vCPU-hours"),
        "gb-hour" => t("GB 時間", "GB-hours"),
        "instance-hour" => t("インスタンス時間", "instance-hours"),
        "node-hour" => t("ノード時間", "node-hours"),
        "gateway-hour" => t("ゲートウェイ時間", "gateway-hours"),
        "endpoint-az-hour" => t("エンドポイント×AZ 時間", "endpoint-zone-hours"),
        "address-hour" => t("アドレス時間", "address-hours"),
        "load-balancer-hour" => t("ロードバランサー時間", "load-balancer-hours"),
        "lcu-hour" => t("LCU 時間", "LCU-hours"),
        "gb-month" => t("GB 月", "GB-months"),
        "gb" => t("GB", "GB"),
        "iops-month" => t("IOPS 月", "IOPS-months"),
        "acl-month" => t("Web ACL 月", "web ACL-months"),
        "rule-month" => t("ルール月", "rule-months"),
        "alarm-metric-month" => t("アラームのメトリクス月", "alarm metric-months"),
        "metric-month" => t("メトリクス月", "metric-months"),
        "key-month" => t("キー月", "key-months"),
        "secret-month" => t("シークレット月", "secret-months"),
        "zone-month" => t("ゾーン月", "zone-months"),
        "dashboard-month" => t("ダッシュボード月", "dashboard-months"),
        "cluster-month" => t("クラスター月", "cluster-months"),
        "1k-requests" => t("千リクエスト", "thousand requests"),
        "10k-requests" => t("万リクエスト", "ten thousand requests"),
        "million-requests" => t("百万リクエスト", "million requests"),
        "million-queries" => t("百万クエリ", "million queries"),
        "million-writes" => t("百万書き込み", "million writes"),
        "1k-messages" => t("千通", "thousand messages"),
        "100k-events" => t("十万イベント", "hundred thousand events"),
        "vcpu-month" => t("vCPU 月", "vCPU-months"),
        _ => t("単位", "units"),
    }
}

/// The word for a confidence.
#[must_use]
pub const fn confidence_word(row: &Row) -> Text {
    match (row.confidence, row.set_by) {
        (Confidence::Own, SetBy::Imported) => t("取り込んだ料金表", "imported price list"),
        (Confidence::Own, _) => t("手入力", "typed"),
        (Confidence::High, _) => t("高（複数の記録が一致）", "high (records agree)"),
        (Confidence::Medium, _) => t("中（記録 1 件）", "medium (one record)"),
        (Confidence::Derived, _) => t("計算（別の単価から）", "derived from another price"),
        (Confidence::Stale, _) => t("古い（合計に入れない）", "old snapshot (not counted)"),
        (Confidence::Unverified, _) => t("未確認", "not verified"),
    }
}

/// The mark of an age; empty where it is fresh.
#[must_use]
pub const fn age_word(age: Age) -> Text {
    match age {
        Age::Fresh => t("", ""),
        Age::Old => t("90 日より前", "older than 90 days"),
        Age::Stale => t("1 年より前", "older than a year"),
        Age::Undated => t("日付なし", "no date"),
    }
}

/// A stable word for programs.
pub(super) const fn age_id(age: Age) -> &'static str {
    match age {
        Age::Fresh => "fresh",
        Age::Old => "old",
        Age::Stale => "stale",
        Age::Undated => "undated",
    }
}

/// A stable word for programs.
pub(super) const fn confidence_id(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Derived => "derived",
        Confidence::Stale => "stale",
        Confidence::Unverified => "unverified",
        Confidence::Own => "own",
    }
}

/// A stable word for programs.
pub(super) const fn set_by_id(set_by: SetBy) -> &'static str {
    match set_by {
        SetBy::Bundled => "bundled",
        SetBy::Imported => "imported",
        SetBy::User => "user",
    }
}
