//! The VPC: what stands there for hours, and what passes through.
//! Sources: AWS pricing pages of VPC, NAT gateway, PrivateLink and public IPv4 addresses.

use super::super::bench::{Amount, Bench};
use super::{Entry, fixed, usage};
use crate::plan::Resource;
use crate::text::t;

pub(super) const TABLE: &[Entry] = &[
    ("aws_nat_gateway", fixed(nat)),
    (
        "aws_eip",
        fixed(|bench, resource| {
            bench.fixed(resource, t("パブリック IPv4 アドレス", "Public IPv4 address"), Amount::one().hours(), "ipv4.hour");
        }),
    ),
    ("aws_vpc_endpoint", fixed(endpoint)),
    (
        "aws_internet_gateway",
        usage(|bench, resource| {
            bench.usage(resource, t("インターネットへの送信", "Sent to the internet"), "usage.internet_out_gb", 1, "transfer.out");
        }),
    ),
    (
        "aws_vpc",
        usage(|bench, resource| {
            bench.usage(resource, t("AZ をまたぐ転送", "Between zones"), "usage.cross_az_gb", 1, "transfer.az");
        }),
    ),
];

fn nat(bench: &mut Bench<'_>, nat: &Resource) {
    bench.fixed(nat, t("NAT ゲートウェイ", "NAT gateway"), Amount::one().hours(), "nat.hour");
    bench.usage(nat, t("NAT の処理量", "Through NAT"), "usage.nat_gb", 1, "nat.gb");
}

/// A gateway endpoint is free; an interface endpoint is charged for each zone in which it stands, but for the one by
/// which `GuardDuty`'s agent reports (`GuardDuty` user guide, "Creating an Amazon VPC endpoint").
fn endpoint(bench: &mut Bench<'_>, endpoint: &Resource) {
    let is_gateway = endpoint.body.text("vpc_endpoint_type").unwrap_or("Gateway") == "Gateway";
    if is_gateway || endpoint.body.text("service_name").is_some_and(|name| name.ends_with(".guardduty-data")) {
        return;
    }
    let zones = bench.items(endpoint, "subnet_ids");
    bench.fixed(endpoint, t("インターフェースエンドポイント", "Interface endpoint"), zones.hours(), "vpce.hour");
    bench.usage(endpoint, t("エンドポイントの処理量", "Through interface endpoints"), "usage.endpoint_gb", 1, "vpce.gb");
}
