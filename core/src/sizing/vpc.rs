//! The network (modules/vpc).

use super::params;
use crate::param::Preset::{Number, Text};
use crate::param::{Group, Kind, Scope, TextRule, Unit};
use crate::text::t;

const BLOCK: TextRule = TextRule {
    words: t("10.10.0.0/16 のような /16 の CIDR", "a /16 block such as 10.10.0.0/16"),
    max_chars: 18,
    accepts: |text| crate::network::Cidr::parse(text).is_some_and(|block| block.prefix() == 16 && block.is_private()),
};

params! {
    /// VPC, subnets and NAT gateways.
    Vpc in Scope::Size, Group::Network, "vpc.";
    cidr: String = {
        kind: Kind::Text(BLOCK),
        unit: Unit::None,
        label: t("VPC の CIDR", "VPC CIDR"),
        help: t("環境ごとに重ならない /16。後で変えるには作り直しが要ります。", "A /16 that no other environment overlaps. Changing it later means rebuilding."),
        source: "botocore 1.44.5 ec2 CreateVpc; RFC 1918",
        defaults: [Text("10.10.0.0/16"), Text("10.20.0.0/16"), Text("10.30.0.0/16")],
    }
    az_count: i64 = {
        kind: Kind::Number { min: 2, max: 3 },
        unit: Unit::Count,
        label: t("AZ 数", "Availability Zones"),
        help: t("ALB と RDS は 2 つ以上の AZ を必要とします。", "ALB and RDS need at least two zones."),
        source: "botocore 1.44.5 elbv2 CreateLoadBalancerInput.Subnets, rds CreateDBSubnetGroup",
        defaults: [Number(2), Number(2), Number(2)],
    }
    nat_gateway_count: i64 = {
        kind: Kind::Number { min: 1, max: 3 },
        unit: Unit::Count,
        label: t("NAT ゲートウェイ数", "NAT gateways"),
        help: t("AZ 数と同じにすると、1 つの AZ が止まっても外向き通信が続きます。", "One per zone keeps outbound traffic alive when a zone fails."),
        source: "FSBP; sizing study 2026-11-23 section 1.4",
        defaults: [Number(1), Number(2), Number(2)],
    }
}
