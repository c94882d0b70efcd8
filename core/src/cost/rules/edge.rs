//! What stands between users and the service: load balancer, firewall, content delivery, names.
//! Sources: AWS pricing pages of the services; each managed rule group counts as one rule of the firewall.

use super::super::bench::{Amount, Bench};
use super::{Class, Entry, fixed, usage};
use crate::plan::Resource;
use crate::text::t;

pub(super) const TABLE: &[Entry] = &[
    ("aws_lb", fixed(load_balancer)),
    (
        "aws_lb_trust_store",
        Class::NotPriced(t("時間で課金。単価の記録が見つかっていません", "Charged by hour; no record of the price was found")),
    ),
    ("aws_wafv2_web_acl", fixed(firewall)),
    ("aws_cloudfront_distribution", usage(distribution)),
    ("aws_route53_zone", fixed(zone)),
    (
        "aws_cloudfront_function",
        Class::NotPriced(t("実行回数で課金。単価の記録が見つかっていません", "Charged by call; no record of the price was found")),
    ),
    (
        "aws_cloudwatch_log_delivery",
        Class::NotPriced(t(
            "CloudFront のログの配信量で課金されることがあります。単価の記録が見つかっていません",
            "The delivery of CloudFront's logs may be charged by size; no record of the price was found",
        )),
    ),
];

fn load_balancer(bench: &mut Bench<'_>, balancer: &Resource) {
    let hour = match balancer.body.text("load_balancer_type") {
        None | Some("application") => "alb.hour",
        Some(_) => "lb.other.hour",
    };
    bench.fixed(balancer, t("ロードバランサー", "Load balancer"), Amount::one().hours(), hour);
    if balancer.body.bool("internal") != Some(true) {
        // One address in each zone; nodes that AWS adds under load come on top.
        let mut zones = bench.items(balancer, "subnets");
        zones.trace.extend(balancer.find("internal").map(|found| bench.trace(balancer, found)).unwrap_or_default());
        bench.fixed(balancer, t("ロードバランサーのパブリック IPv4", "Public IPv4 of the load balancer"), zones.hours(), "ipv4.hour");
    }
    // The average is stated for the whole month.
    bench.usage_of(balancer, t("処理量（LCU）", "Processing (LCU)"), "usage.alb_lcu", Amount::one().hours(), "alb.lcu");
}

fn firewall(bench: &mut Bench<'_>, firewall: &Resource) {
    let rules = firewall.body.blocks_of("rule").count();
    bench.fixed(firewall, t("Web ACL", "Web ACL"), Amount::one(), "waf.acl");
    bench.fixed(firewall, t("Web ACL のルール", "Rules of the web ACL"), Amount::whole(rules), "waf.rule");
    bench.usage(firewall, t("検査するリクエスト", "Inspected requests"), "usage.api_requests_million", 1, "waf.req1m");
}

fn distribution(bench: &mut Bench<'_>, distribution: &Resource) {
    bench.usage(distribution, t("利用者への配信", "Delivery to viewers"), "usage.cloudfront_gb", 1, "cloudfront.jp.gb");
    bench.usage(distribution, t("HTTPS リクエスト", "HTTPS requests"), "usage.cloudfront_requests_million", 100, "cloudfront.jp.https10k");
    bench.usage(distribution, t("オリジンへの送信", "Sent to the origins"), "usage.cloudfront_origin_gb", 1, "cloudfront.jp.origin_gb");
}

fn zone(bench: &mut Bench<'_>, zone: &Resource) {
    bench.fixed(zone, t("ホストゾーン", "Hosted zone"), Amount::one(), "route53.zone");
    bench.usage(zone, t("DNS の問い合わせ", "DNS queries"), "usage.dns_queries_million", 1, "route53.query1m");
}
