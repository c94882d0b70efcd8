//! The load balancer and its web application firewall (modules/alb).

use super::params;
use crate::param::Preset::{Bool, Number, Text};
use crate::param::{Group, Kind, Scope, Unit};
use crate::text::t;

params! {
    /// ALB and REGIONAL WAF.
    Alb in Scope::Size, Group::LoadBalancer, "alb.";
    idle_timeout_seconds: i64 = {
        kind: Kind::Number { min: 1, max: 4000 },
        unit: Unit::Seconds,
        label: t("アイドルタイムアウト", "Idle timeout"),
        help: t("通信のない接続を切るまでの時間。", "Time until a silent connection is closed."),
        source: "botocore 1.44.5 elbv2 LoadBalancerAttribute.Key",
        defaults: [Number(60), Number(60), Number(60)],
    }
    ssl_policy: String = {
        kind: Kind::Choice(&["ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06"]),
        unit: Unit::None,
        label: t("TLS ポリシー", "TLS policy"),
        help: t("TLS 1.2 以上だけを並べています。1-3 は TLS 1.3 のみです。", "Only policies of TLS 1.2 and newer are offered; 1-3 is TLS 1.3 alone."),
        source: "AWS ELB describe-ssl-policies; guideline 13-5: TLS 1.3, else 1.2",
        defaults: [Text("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"), Text("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"), Text("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09")],
    }
    client_auth: String = {
        kind: Kind::Choice(&["none", "mtls", "vpn"]),
        unit: Unit::None,
        label: t("クライアント認証", "Client authentication"),
        help: t("証明書（mtls）では ALB がクライアント証明書を検証し、閉域網（vpn）では ALB を内部向けにします。どちらも API は CloudFront を通りません。none は未決定です。", "With certificates (mtls) the ALB verifies those of clients; with a closed network (vpn) the ALB is internal. With both, CloudFront no longer serves the API. Undecided is none."),
        source: "control TLS-09; guideline 13-5: client certificates or a closed line",
        defaults: [Text("none"), Text("none"), Text("none")],
    }
    deletion_protection: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("削除保護", "Deletion protection"),
        help: t("オンの間は Terraform からもコンソールからも削除できません。", "While on, neither Terraform nor the console can delete it."),
        source: "FSBP ELB.6",
        defaults: [Bool(false), Bool(true), Bool(true)],
    }
    waf_rate_limit_5min: i64 = {
        kind: Kind::Number { min: 100, max: 2000000000 },
        unit: Unit::Count,
        label: t("WAF レート制限（5 分・1 IP）", "WAF rate limit (5 min, per IP)"),
        help: t("5 分間に 1 つの IP アドレスから受けるリクエストの上限。", "Requests accepted from one IP address in five minutes."),
        source: "botocore 1.44.5 wafv2 RateLimit; 100 is the floor of older provider releases",
        defaults: [Number(2000), Number(2000), Number(2000)],
    }
}
