//! Rules of security groups: who may talk to whom.

use std::collections::BTreeSet;

use crate::compliance::controls::entries::{self, balancers, is_public};
use crate::compliance::controls::groups::{Rule, groups, rules, rules_of};
use crate::compliance::controls::relation::refers;
use crate::compliance::judge::{Judge, both};
use crate::plan::{Plan, Resource, Value};

pub(super) fn nothing_open(judge: &mut Judge<'_>) {
    judge.absent("セキュリティグループの受信規則がありません。", "There is no ingress rule of a security group.");
    let plan = judge.plan();
    for rule in rules(plan).into_iter().filter(|rule| rule.inbound) {
        if !rule.is_open() || is_front_door(plan, &rule) {
            saw_rule(judge, &rule);
        } else {
            lacks_rule(
                judge,
                &rule,
                (
                    "公開ロードバランサーの 443 以外は、相手をセキュリティグループで指定",
                    "except for 443 of a public load balancer, name the other side by its security group",
                ),
            );
        }
    }
}

/// Port 443 of a public load balancer, or 80 where its listener only redirects.
fn is_front_door(plan: &Plan, rule: &Rule<'_>) -> bool {
    let mut public = balancers(plan).filter(|balancer| is_public(balancer)).filter(|balancer| {
        let attached = balancer.body.value("security_groups").map(|value| groups(plan, value)).unwrap_or_default();
        attached.iter().any(|group| rule.belongs_to(group))
    });
    let redirected = |balancer: &Resource| {
        let plain = entries::listeners_of(plan, balancer).find(|listener| listener.body.number("port") == Some(80.0));
        plain.and_then(|listener| listener.body.block("default_action")).is_some_and(entries::redirects)
    };
    public.any(|balancer| rule.is_only(443.0) || (rule.is_only(80.0) && redirected(balancer)))
}

pub(super) fn saw_rule(judge: &mut Judge<'_>, rule: &Rule<'_>) {
    let (ja, en) = both(rule.text());
    judge.saw_line(Some(rule.resource), rule.line.clone(), ja, en);
}

fn lacks_rule(judge: &mut Judge<'_>, rule: &Rule<'_>, wanted: (&str, &str)) {
    judge.lacks_line(Some(rule.resource), rule.line.clone(), both(rule.text()), wanted);
}

/// Stores, the argument with their groups, and the port where none is written.
const STORES: [(&str, &str, f64); 4] = [
    ("aws_db_instance", "vpc_security_group_ids", 5432.0),
    ("aws_elasticache_cluster", "security_group_ids", 6379.0),
    ("aws_elasticache_replication_group", "security_group_ids", 6379.0),
    ("aws_rds_cluster", "vpc_security_group_ids", 5432.0),
];

pub(super) fn stores_by_group(judge: &mut Judge<'_>) {
    judge.absent("データベースもキャッシュもありません。", "There is no database and no cache.");
    let plan = judge.plan();
    for (kind, argument, port) in STORES {
        // A member of a replication group has the groups of that.
        for store in plan.of_type(kind).filter(|store| store.find("replication_group_id").is_none() || kind != "aws_elasticache_cluster") {
            let known = |value: &Value| {
                let items = value.items();
                !items.is_empty() && items.iter().all(|item| groups(plan, item).len() == 1)
            };
            judge.expect(store, argument, known, "この構成のセキュリティグループ", "security groups of this design");
            let mysql = store.body.text("engine").is_some_and(|engine| engine.contains("mysql") || engine == "mariadb");
            let port = store.body.number("port").unwrap_or(if mysql { 3306.0 } else { port });
            for group in store.body.value(argument).map(|value| groups(plan, value)).unwrap_or_default() {
                store_rules(judge, group, port);
            }
        }
    }
}

fn store_rules<'a>(judge: &mut Judge<'a>, group: &'a Resource, port: f64) {
    let inbound: Vec<Rule<'a>> = rules_of(judge.plan(), group).into_iter().filter(|rule| rule.inbound).collect();
    if inbound.is_empty() {
        judge.saw(group, "受信規則がない", "no ingress rule");
    }
    for rule in inbound {
        if rule.is_only(port) && by_application(judge.plan(), &rule) {
            saw_rule(judge, &rule);
        } else {
            let ja = format!("tcp {port} を、アプリのセキュリティグループからだけ許可");
            let en = format!("tcp {port} from the security groups of the application only");
            lacks_rule(judge, &rule, (&ja, &en));
        }
    }
}

/// Does a rule name groups of this design on the other side, none of them in front of the world?
fn by_application(plan: &Plan, rule: &Rule<'_>) -> bool {
    let named = rule.addresses.is_empty() && rule.prefix_lists.is_empty() && !rule.is_open() && !rule.groups.is_empty();
    let public = |group: &Resource| {
        balancers(plan).filter(|balancer| is_public(balancer)).any(|balancer| refers(&balancer.body, "security_groups", group))
    };
    named && rule.groups.iter().all(|value| groups(plan, value).first().is_some_and(|group| !public(group)))
}

/// Who runs the application's code, and the argument with its groups.
const RUNNERS: [(&str, &str); 2] = [
    ("aws_batch_compute_environment", "compute_resources.security_group_ids"),
    ("aws_ecs_service", "network_configuration.security_groups"),
];

pub(super) fn egress_limited(judge: &mut Judge<'_>) {
    judge.absent("アプリを動かす ECS も Batch もありません。", "There is neither ECS nor Batch to run an application.");
    let plan = judge.plan();
    let mut seen = BTreeSet::new();
    for (kind, path) in RUNNERS {
        for runner in plan.of_type(kind) {
            let found = runner.body.value(path).map(|value| groups(plan, value)).unwrap_or_default();
            if found.is_empty() {
                judge.lacks_argument(runner, path, "この構成のセキュリティグループ", "a security group of this design");
            }
            for group in found.into_iter().filter(|group| seen.insert(group.address.clone())) {
                group_egress(judge, group);
            }
        }
    }
}

fn group_egress<'a>(judge: &mut Judge<'a>, group: &'a Resource) {
    let outbound: Vec<Rule<'a>> = rules_of(judge.plan(), group).into_iter().filter(|rule| !rule.inbound).collect();
    if outbound.is_empty() {
        // Terraform takes away the rule that AWS would add.
        judge.saw(group, "送信規則がない", "no egress rule");
    }
    for rule in outbound {
        let only_groups = rule.addresses.is_empty() && !rule.is_open() && !rule.groups.is_empty();
        if only_groups || rule.is_only(443.0) || rule.is_only(587.0) {
            saw_rule(judge, &rule);
        } else {
            lacks_rule(judge, &rule, ("CIDR 宛ては tcp 443（と 587）だけ", "to CIDR blocks tcp 443 (and 587) only"));
        }
    }
}

pub(super) fn default_closed(judge: &mut Judge<'_>) {
    judge.absent("VPC がありません。", "There is no VPC.");
    let plan = judge.plan();
    for vpc in plan.of_type("aws_vpc") {
        let Some(group) = plan.of_type("aws_default_security_group").find(|group| refers(&group.body, "vpc_id", vpc)) else {
            judge.lacks(
                vpc,
                ("デフォルトのセキュリティグループが既定のまま", "the default security group is as AWS made it"),
                ("規則のない aws_default_security_group", "an aws_default_security_group without rules"),
            );
            continue;
        };
        let own = rules_of(plan, group);
        if own.is_empty() {
            judge.saw(group, "規則がない", "no rule");
        }
        for rule in own {
            lacks_rule(judge, &rule, ("規則なし", "no rule"));
        }
    }
}
