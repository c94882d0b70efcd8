//! Where the world comes in: load balancers and CloudFront distributions, and what lies behind them.

use super::relation::names;
use crate::plan::{Block, Plan, Resource, Value};

/// Load balancers, under both names of the type.
pub(super) fn balancers(plan: &Plan) -> impl Iterator<Item = &Resource> {
    plan.of_type("aws_lb").chain(plan.of_type("aws_alb"))
}

/// Does a load balancer have public addresses? AWS gives it some unless told otherwise.
pub(super) fn is_public(balancer: &Resource) -> bool {
    balancer.body.bool("internal") != Some(true)
}

/// Listeners of a plan, under both names of the type.
pub(super) fn listeners(plan: &Plan) -> impl Iterator<Item = &Resource> {
    plan.of_type("aws_lb_listener").chain(plan.of_type("aws_alb_listener"))
}

/// Listeners of a load balancer.
pub(super) fn listeners_of<'a>(plan: &'a Plan, balancer: &'a Resource) -> impl Iterator<Item = &'a Resource> {
    listeners(plan).filter(|listener| listener.body.value("load_balancer_arn").is_some_and(|value| value.refers_to(&balancer.address)))
}

/// Does a listener (or a rule of one) only send clients on to HTTPS?
pub(super) fn redirects(action: &Block) -> bool {
    action.text("type") == Some("redirect")
        && action.text("redirect.protocol") == Some("HTTPS")
        && action.text("redirect.status_code") == Some("HTTP_301")
}

/// Distributions.
pub(super) fn distributions(plan: &Plan) -> impl Iterator<Item = &Resource> {
    plan.of_type("aws_cloudfront_distribution")
}

/// Cache behaviours of a distribution.
pub(super) fn behaviors(distribution: &Resource) -> impl Iterator<Item = &Block> {
    let body = &distribution.body;
    body.blocks_of("default_cache_behavior").chain(body.blocks_of("ordered_cache_behavior"))
}

/// Origins that a behaviour sends requests to. With groups of origins, all of them.
pub(super) fn served(distribution: &Resource) -> Vec<&Block> {
    let targets: Vec<Option<&str>> = behaviors(distribution).map(|behavior| behavior.text("target_origin_id")).collect();
    let all = distribution.body.block("origin_group").is_some() || targets.contains(&None);
    let origins = distribution.body.blocks_of("origin");
    origins.filter(|origin| all || origin.text("origin_id").is_none_or(|id| targets.contains(&Some(id)))).collect()
}

/// Does an origin lead to a server instead of a bucket?
pub(super) fn is_server(origin: &Block) -> bool {
    origin.block("custom_origin_config").is_some() || origin.block("vpc_origin_config").is_some()
}

/// The load balancer behind an origin: named by the origin itself, by the record of its domain, or by
/// its VPC origin.
pub(super) fn balancer_behind<'a>(plan: &'a Plan, origin: &Block) -> Option<&'a Resource> {
    let private = origin.value("vpc_origin_config.vpc_origin_id").and_then(|value| plan.behind(value, "aws_cloudfront_vpc_origin"));
    let private = private.and_then(|endpoint| endpoint.body.value("vpc_origin_endpoint_config.arn"));
    let domain = origin.value("domain_name")?;
    let record = plan.of_type("aws_route53_record").find(|record| is_record_of(record, domain));
    let targets = record.map(|record| ["alias.name", "records"].map(|path| record.body.value(path)));
    let values = [private, Some(domain)].into_iter().chain(targets.into_iter().flatten()).flatten();
    let values: Vec<&Value> = values.collect();
    balancers(plan).find(|balancer| values.iter().any(|value| value.refers_to(&balancer.address)))
}

fn is_record_of(record: &Resource, domain: &Value) -> bool {
    let (Some(name), Some(domain)) = (record.body.text("name"), domain.as_str()) else { return false };
    domain == name || domain.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
}

/// The bucket behind an origin.
pub(super) fn bucket_behind<'a>(plan: &'a Plan, origin: &Block) -> Option<&'a Resource> {
    let domain = origin.value("domain_name")?;
    plan.of_type("aws_s3_bucket").find(|bucket| {
        let spelt = bucket.body.text("bucket").zip(domain.as_str());
        domain.refers_to(&bucket.address) || spelt.is_some_and(|(name, domain)| domain.starts_with(&format!("{name}.s3")))
    })
}

/// The firewall of a load balancer: its association and the web ACL.
pub(super) fn firewall<'a>(plan: &'a Plan, balancer: &Resource) -> Option<(&'a Resource, &'a Resource)> {
    plan.of_type("aws_wafv2_web_acl_association")
        .filter(|association| association.body.value("resource_arn").is_some_and(|value| names(value, balancer, "arn")))
        .find_map(|association| Some((association, plan.behind(association.body.value("web_acl_arn")?, "aws_wafv2_web_acl")?)))
}
