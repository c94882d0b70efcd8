//! What lies behind CloudFront is reached through CloudFront.

use super::firewall::regional;
use super::rules::saw_rule;
use crate::compliance::controls::buckets;
use crate::compliance::controls::entries::{self, distributions, is_public};
use crate::compliance::controls::groups::{Rule, groups, rules_of};
use crate::compliance::judge::Judge;
use crate::plan::{Plan, Resource, Value};

pub(super) fn origin_access(judge: &mut Judge<'_>) {
    judge.absent("S3 をオリジンにする CloudFront がありません。", "There is no CloudFront distribution with a bucket behind it.");
    let plan = judge.plan();
    for distribution in distributions(plan) {
        for origin in distribution.body.blocks_of("origin") {
            let bucket = entries::bucket_behind(plan, origin);
            if bucket.is_none() && entries::is_server(origin) {
                continue;
            }
            let control =
                origin.value("origin_access_control_id").and_then(|value| plan.behind(value, "aws_cloudfront_origin_access_control"));
            let wanted = ("この構成の OAC", "an origin access control of this design");
            judge.expect_in(distribution, origin, "origin_access_control_id", |_| control.is_some(), wanted.0, wanted.1);
            for (argument, text) in [("origin_access_control_origin_type", "s3"), ("signing_behavior", "always")] {
                if let Some(control) = control {
                    judge.expect(control, argument, |value| value.as_str() == Some(text), text, text);
                }
            }
            match bucket {
                Some(bucket) => only_cloudfront(judge, bucket),
                None => {
                    let found = ("オリジンのバケットがこの構成にない", "the bucket behind the origin is not in these files");
                    judge.lacks_line(Some(distribution), origin.line.clone(), found, ("この構成のバケット", "a bucket of this design"));
                }
            }
        }
    }
}

/// The policy of a bucket allows CloudFront, on behalf of one distribution, and nobody else.
fn only_cloudfront<'a>(judge: &mut Judge<'a>, bucket: &'a Resource) {
    let wanted = (
        "AWS:SourceArn で限定した cloudfront.amazonaws.com だけを許可",
        "only cloudfront.amazonaws.com, limited by AWS:SourceArn, is allowed",
    );
    let Some((policy, statements)) = buckets::policy(judge.plan(), bucket) else {
        return judge.lacks(bucket, ("読めるバケットポリシーがない", "no bucket policy that can be read"), wanted);
    };
    let allowed: Vec<_> = statements.iter().filter(|statement| statement.allow).collect();
    if allowed.is_empty() {
        judge.lacks(policy, ("CloudFront を許可していない", "CloudFront is not allowed"), wanted);
    }
    for statement in allowed {
        let cloudfront = |(kind, id): &(String, String)| kind == "Service" && id == "cloudfront.amazonaws.com";
        // The ARN of a distribution of this design is unknown before an apply: `…`.
        let exact = |value: &String| value.contains('…') && !value.contains('*') && !value.contains('?');
        let limited = statement.conditions.iter().any(|(test, key, values)| {
            matches!(test.as_str(), "StringEquals" | "ArnEquals" | "ArnLike" | "StringLike")
                && key.eq_ignore_ascii_case("aws:SourceArn")
                && !values.is_empty()
                && values.iter().all(exact)
        });
        let only = !statement.principals.is_empty() && statement.principals.iter().all(cloudfront);
        if only && limited {
            judge.saw_line(
                Some(policy),
                statement.line.clone(),
                "cloudfront.amazonaws.com、AWS:SourceArn で限定",
                "cloudfront.amazonaws.com, limited by AWS:SourceArn",
            );
        } else {
            let who: Vec<&str> = statement.principals.iter().map(|(_, id)| id.as_str()).collect();
            let found = (format!("許可: {}", who.join(", ")), format!("allows {}", who.join(", ")));
            judge.lacks_line(Some(policy), statement.line.clone(), found, wanted);
        }
    }
}

pub(super) fn no_bypass(judge: &mut Judge<'_>) {
    judge.absent("CloudFront を経由する API がありません。", "No API is served through CloudFront.");
    let plan = judge.plan();
    for distribution in distributions(plan) {
        for origin in entries::served(distribution).into_iter().filter(|origin| entries::is_server(origin)) {
            match entries::balancer_behind(plan, origin) {
                Some(balancer) => bypass(judge, balancer),
                None => judge.lacks_line(
                    Some(distribution),
                    origin.line.clone(),
                    ("オリジンの先がこの構成で分からない", "what lies behind the origin is not in these files"),
                    ("この構成のロードバランサー", "a load balancer of this design"),
                ),
            }
        }
    }
}

fn bypass<'a>(judge: &mut Judge<'a>, balancer: &'a Resource) {
    let plan = judge.plan();
    if !is_public(balancer) {
        judge.expect_bool(balancer, "internal", true);
        return;
    }
    let attached = balancer.body.value("security_groups").map(|value| groups(plan, value)).unwrap_or_default();
    let inbound: Vec<Rule<'a>> = attached.iter().flat_map(|group| rules_of(plan, group)).filter(|rule| rule.inbound).collect();
    let (from_edge, others): (Vec<Rule<'a>>, Vec<Rule<'a>>) = inbound.into_iter().partition(|rule| by_edge(plan, rule));
    if !from_edge.is_empty() && others.iter().all(|rule| rule.addresses.is_empty() && rule.prefix_lists.is_empty() && !rule.is_open()) {
        from_edge.iter().for_each(|rule| saw_rule(judge, rule));
    } else if let Some(association) = regional(plan, balancer) {
        let address = &balancer.address;
        judge.saw(
            association,
            format!("直接届く要求にも {address} の Web ACL がかかる"),
            format!("the web ACL of {address} also holds for those who come straight"),
        );
    } else {
        let open = others.iter().find(|rule| rule.is_open());
        let found = ("CloudFront を経ずに届く", "is reached past CloudFront");
        let wanted =
            ("CloudFront のプレフィックスリスト、または REGIONAL の Web ACL", "CloudFront's prefix list, or a web ACL of scope REGIONAL");
        let place = plan.of_type("aws_wafv2_web_acl").next().map(Resource::line).or_else(|| open.map(|rule| &rule.line));
        judge.lacks_line(Some(balancer), place.unwrap_or_else(|| balancer.line()).clone(), found, wanted);
    }
}

/// Does a rule let in CloudFront's own addresses and nothing else?
fn by_edge(plan: &Plan, rule: &Rule<'_>) -> bool {
    let edge = |value: &&Value| {
        let list = plan.behind(value, "aws_ec2_managed_prefix_list").and_then(|list| list.body.text("name"));
        list == Some("com.amazonaws.global.cloudfront.origin-facing")
    };
    rule.addresses.is_empty() && rule.groups.is_empty() && !rule.prefix_lists.is_empty() && rule.prefix_lists.iter().all(edge)
}
