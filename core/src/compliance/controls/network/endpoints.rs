//! The way to AWS that stays off the internet.

use std::collections::{BTreeMap, BTreeSet};

use super::placement::{DIRECT, route_table};
use crate::compliance::controls::relation::{refers, subnets};
use crate::compliance::judge::{Judge, Subject};
use crate::plan::{Plan, Resource};

const ENDPOINTS: [&str; 6] = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "ssmmessages"];

/// Endpoints that are asked for where a type exists.
const ENDPOINTS_USED: [(&str, &str); 2] = [("aws_kms_key", "kms"), ("aws_sqs_queue", "sqs")];

/// `ecr.api` of `com.amazonaws.ap-northeast-1.ecr.api`.
fn service(endpoint: &Resource) -> Option<&str> {
    endpoint.body.text("service_name")?.strip_prefix("com.amazonaws.")?.split_once('.').map(|(_, service)| service)
}

fn endpoints<'a>(plan: &'a Plan, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a Resource)> {
    // AWS makes a gateway where nothing is written.
    let of_kind = move |endpoint: &&Resource| endpoint.body.text("vpc_endpoint_type").unwrap_or("Gateway") == kind;
    plan.of_type("aws_vpc_endpoint").filter(of_kind).filter_map(|endpoint| Some((service(endpoint)?, endpoint)))
}

pub(super) fn same_endpoints(judge: &mut Judge<'_>) {
    judge.absent("VPC がありません。", "There is no VPC.");
    let plan = judge.plan();
    let Some(vpc) = plan.of_type("aws_vpc").next() else { return };
    let place = plan.of_type("aws_vpc_endpoint").next().unwrap_or(vpc);
    gateway_to_s3(judge, place);
    let here: BTreeMap<&str, &Resource> = endpoints(plan, "Interface").collect();
    for endpoint in here.values() {
        let wanted = "private_dns_enabled = true";
        judge.expect(endpoint, "private_dns_enabled", |value| value.as_bool() == Some(true), wanted, wanted);
    }
    let used = ENDPOINTS_USED.iter().filter(|(kind, _)| plan.of_type(kind).next().is_some()).map(|(_, service)| *service);
    let wanted: BTreeSet<&str> = ENDPOINTS.into_iter().chain(used).collect();
    for service in wanted.iter().filter(|service| !here.contains_key(**service)) {
        let found = (format!("{service} のエンドポイントがない"), format!("no endpoint for {service}"));
        judge.lacks(place, found, (format!("インターフェース型の {service}"), format!("an interface endpoint for {service}")));
    }
    let others: Vec<&Subject> = judge.all.iter().filter(|other| other.name != judge.environment.name).collect();
    for other in others {
        let there = endpoints(&other.plan, "Interface").map(|(service, _)| service);
        for service in there.filter(|service| !here.contains_key(service) && !wanted.contains(service)) {
            let found = (format!("{} にある {service} がない", other.name), format!("{service}, which {} has, is missing", other.name));
            judge.lacks(place, found, ("全環境で同じエンドポイント", "the same endpoints in every environment"));
        }
    }
}

/// Every route table of the application has the gateway endpoint of S3.
fn gateway_to_s3<'a>(judge: &mut Judge<'a>, place: &'a Resource) {
    let plan = judge.plan();
    let lying = DIRECT.iter().flat_map(|(kind, path)| plan.of_type(kind).filter_map(move |resource| resource.body.value(path)));
    let tables: BTreeMap<&str, &Resource> = lying
        .flat_map(|value| subnets(plan, value))
        .filter_map(|subnet| route_table(plan, subnet))
        .map(|(_, table)| (&*table.address, table))
        .collect();
    let Some((_, endpoint)) = endpoints(plan, "Gateway").find(|(service, _)| *service == "s3") else {
        let found = ("S3 のゲートウェイエンドポイントがない", "no gateway endpoint for S3");
        return judge.lacks(place, found, ("ゲートウェイ型の s3", "a gateway endpoint for s3"));
    };
    let associated = |table: &Resource| {
        refers(&endpoint.body, "route_table_ids", table)
            || plan
                .of_type("aws_vpc_endpoint_route_table_association")
                .any(|link| refers(&link.body, "vpc_endpoint_id", endpoint) && refers(&link.body, "route_table_id", table))
    };
    for table in tables.into_values() {
        let wanted = ("アプリの経路表すべて", "every route table of the application");
        if associated(table) {
            judge.saw(endpoint, format!("{} に付いている", table.address), format!("serves {}", table.address));
        } else {
            let found = (format!("{} に付いていない", table.address), format!("does not serve {}", table.address));
            judge.lacks(endpoint, found, wanted);
        }
    }
}
