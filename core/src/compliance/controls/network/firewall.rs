//! Firewalls in front of what is public, and what they stop.

use std::collections::BTreeSet;

use crate::compliance::controls::entries::{self, balancers, distributions, firewall, is_public};
use crate::compliance::judge::{Judge, shown};
use crate::plan::{Block, Plan, Resource, Value};

/// The association of a load balancer's firewall, where it is one for load balancers.
pub(super) fn regional<'a>(plan: &'a Plan, balancer: &Resource) -> Option<&'a Resource> {
    firewall(plan, balancer).filter(|(_, acl)| acl.body.text("scope") == Some("REGIONAL")).map(|(association, _)| association)
}

pub(super) fn firewalls(judge: &mut Judge<'_>) {
    judge.absent("公開の入口がありません。", "There is no public way in.");
    let plan = judge.plan();
    for balancer in balancers(plan).filter(|balancer| is_public(balancer)) {
        guarded(judge, balancer);
    }
    for distribution in distributions(plan) {
        guarded_distribution(judge, distribution);
    }
}

fn guarded<'a>(judge: &mut Judge<'a>, balancer: &'a Resource) {
    let plan = judge.plan();
    let wanted = ("REGIONAL の Web ACL の関連付け", "an association with a web ACL of scope REGIONAL");
    if let Some(association) = regional(plan, balancer) {
        return judge.saw(association, format!("{} を守る Web ACL", balancer.address), format!("web ACL in front of {}", balancer.address));
    }
    if let Some((_, acl)) = firewall(plan, balancer) {
        return judge.lacks_argument(acl, "scope", wanted.0, wanted.1);
    }
    let found = (format!("{} に Web ACL がない", balancer.address), format!("{} has no web ACL", balancer.address));
    let unused = plan.of_type("aws_wafv2_web_acl").find(|acl| acl.body.text("scope") == Some("REGIONAL"));
    judge.lacks(unused.unwrap_or(balancer), found, wanted);
}

fn guarded_distribution<'a>(judge: &mut Judge<'a>, distribution: &'a Resource) {
    let plan = judge.plan();
    let own = |value: &Value| plan.behind(value, "aws_wafv2_web_acl").is_some_and(|acl| acl.body.text("scope") == Some("CLOUDFRONT"));
    let wanted = ("この構成の CLOUDFRONT の Web ACL", "a web ACL of this design of scope CLOUDFRONT");
    if distribution.find("web_acl_id").is_some() {
        judge.expect(distribution, "web_acl_id", own, wanted.0, wanted.1);
        return;
    }
    for origin in entries::served(distribution) {
        let behind = entries::balancer_behind(plan, origin).filter(|balancer| regional(plan, balancer).is_some());
        if let Some(balancer) = behind {
            let address = &balancer.address;
            judge.saw_block(
                distribution,
                origin,
                format!("{address} の Web ACL で守られる"),
                format!("guarded by the web ACL of {address}"),
            );
        } else if entries::is_server(origin) {
            let found = ("web_acl_id がなく、オリジンにも Web ACL がない", "neither a web_acl_id nor a web ACL at the origin");
            judge.lacks_line(Some(distribution), origin.line.clone(), found, wanted);
        } else {
            judge.saw_block(distribution, origin, "S3 の静的ファイルだけ", "static files of S3 only");
        }
    }
}

const RULE_GROUPS: [&str; 3] = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesSQLiRuleSet"];

/// So many rules of a group may count instead of blocking: what an application's own traffic hits.
const MOST_COUNTED: usize = 3;

/// A limit above this stops no guessing of passwords. Product policy.
const MOST_REQUESTS: f64 = 10_000.0;

pub(super) fn firewall_rules(judge: &mut Judge<'_>) {
    judge.absent("公開の入口がありません。", "There is no public way in.");
    let plan = judge.plan();
    let mut acls = plan.of_type("aws_wafv2_web_acl").peekable();
    if let (None, Some(balancer)) = (acls.peek(), balancers(plan).find(|balancer| is_public(balancer))) {
        let wanted = ("マネージドルールとレート制限のある Web ACL", "a web ACL with managed rule groups and a rate rule");
        judge.lacks(balancer, ("Web ACL がない", "no web ACL"), wanted);
    }
    for acl in acls {
        for name in RULE_GROUPS {
            managed_group(judge, acl, name);
        }
        rate_rules(judge, acl);
    }
}

fn managed_group<'a>(judge: &mut Judge<'a>, acl: &'a Resource, name: &str) {
    let group = acl.body.blocks_of("rule").find_map(|rule| {
        let group = rule.block("statement")?.block("managed_rule_group_statement")?;
        (group.text("name") == Some(name) && group.text("vendor_name") == Some("AWS")).then_some((rule, group))
    });
    let wanted = (format!("遮断する {name}"), format!("{name} with its own actions"));
    let Some((rule, group)) = group else {
        return judge.lacks(acl, (format!("{name} がない"), format!("{name} is missing")), wanted);
    };
    let counts = rule.block("override_action").is_none_or(|action| action.block("none").is_none());
    let overridden = group
        .blocks_of("rule_action_override")
        .filter(|rule| rule.block("action_to_use").is_none_or(|action| action.block("block").is_none()));
    let weakened = overridden.count() + group.blocks_of("excluded_rule").count();
    let found = if counts {
        Some(("全体がカウントのみ", "the group only counts"))
    } else if weakened > MOST_COUNTED {
        Some(("カウントに替えた規則が多い", "many rules only count"))
    } else if group.block("scope_down_statement").is_some() {
        Some(("scope_down_statement で対象が狭い", "scope_down_statement leaves requests out"))
    } else {
        None
    };
    match found {
        None => judge.saw_block(acl, rule, name, name),
        Some((ja, en)) => judge.lacks_line(Some(acl), rule.line.clone(), (format!("{name}: {ja}"), format!("{name}: {en}")), wanted),
    }
}

fn rate_rules<'a>(judge: &mut Judge<'a>, acl: &'a Resource) {
    let rated = |rule: &'a Block| Some((rule, rule.block("statement")?.block("rate_based_statement")?));
    let rules: Vec<(&Block, &Block)> = acl.body.blocks_of("rule").filter_map(rated).collect();
    for (rule, rate) in &rules {
        let low = |value: &Value| value.as_number().is_some_and(|limit| limit <= MOST_REQUESTS);
        if !judge.expect_in(acl, rate, "limit", low, "10,000 件 / 5 分以下", "at most 10,000 in five minutes") {
            judge.mend_chosen_size("alb.waf_rate_limit_5min", 2000);
        }
        if rule.block("action").and_then(|action| action.block("block")).is_none() {
            let name = shown(rule.value("name").unwrap_or(&Value::Null));
            let found = (format!("{name} は遮断しない"), format!("{name} does not block"));
            judge.lacks_line(Some(acl), rule.line.clone(), found, ("action { block {} }", "action { block {} }"));
        }
    }
    let scopes: Vec<Option<&Block>> = rules.iter().map(|(_, rate)| rate.block("scope_down_statement")).collect();
    if !cover_all(&scopes) {
        judge.lacks(
            acl,
            ("レート制限のかからない要求がある", "some requests have no rate limit"),
            ("すべての要求にかかる rate_based_statement", "rate_based_statements that cover every request"),
        );
    }
}

/// One rule takes every request, or one takes what another leaves out.
fn cover_all(scopes: &[Option<&Block>]) -> bool {
    let negated = |block: &Block| block.block("not_statement").and_then(|not| not.block("statement")).map(written);
    let scoped: Vec<&Block> = scopes.iter().flatten().copied().collect();
    let texts: BTreeSet<String> = scoped.iter().map(|block| written(block)).collect();
    scoped.len() < scopes.len() || scoped.iter().filter_map(|block| negated(block)).any(|text| texts.contains(&text))
}

/// What stands in a block, as one text to compare.
fn written(block: &Block) -> String {
    let arguments = block.attributes.iter().map(|(name, attribute)| format!("{name} = {}", shown(&attribute.value)));
    let blocks = block.blocks.iter().map(|inner| format!("{} {{ {} }}", inner.kind, written(inner)));
    arguments.chain(blocks).collect::<Vec<_>>().join("; ")
}
