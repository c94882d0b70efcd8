//! Network (NET): what can reach what.

use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::Judge;
use crate::plan::{Resource, Value};
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "NET-01",
        title: t("アプリ・DB・キャッシュの非公開配置", "Private placement of application, database and cache"),
        what: t(
            "データベースの publicly_accessible とタスクの assign_public_ip が false で、どのサブネットも起動時に公開 IP を付けないこと。",
            "The database has publicly_accessible = false, tasks have assign_public_ip = false, and no subnet hands out public addresses.",
        ),
        why: t(
            "公開 IP を持つものは、設定を 1 つ間違えただけでインターネットから届きます。",
            "What has a public address is one mistaken rule away from the internet.",
        ),
        fix: t(
            "modules/rds、modules/ecs、modules/vpc の該当する引数を false に戻してください。",
            "Set the argument back to false in modules/rds, modules/ecs or modules/vpc.",
        ),
        settings: &[],
        proof: Proof::Files(private_placement),
    },
    Control {
        id: "NET-02",
        title: t("全世界に開いた受信規則の禁止", "No ingress open to the world"),
        what: t(
            "0.0.0.0/0 や ::/0 からの受信を許す規則が、ロードバランサーのセキュリティグループの 443 だけであること。",
            "The only rule that lets 0.0.0.0/0 or ::/0 in is port 443 of the load balancer's security group.",
        ),
        why: t("入口を 1 つに絞ると、守る所と記録する所も 1 つで済みます。", "One entrance is one place to guard and to log."),
        fix: t("規則の送信元をセキュリティグループの参照に変えてください。", "Let the rule name a security group instead of an address."),
        settings: &[],
        proof: Proof::Files(world_open),
    },
    Control {
        id: "NET-03",
        title: t("DB・キャッシュはセキュリティグループ参照だけで許可", "Database and cache reachable only from security groups"),
        what: t(
            "データベースとキャッシュのセキュリティグループの受信規則が、CIDR ではなくセキュリティグループを送信元とし、そのポートだけを開けること。",
            "Ingress rules of the database's and the cache's security groups name a security group, not a CIDR, and only their port.",
        ),
        why: t(
            "アドレス範囲で許すと、同じネットワークに後から置かれたものまで届きます。",
            "An address range also lets in whatever is put into the network later.",
        ),
        fix: t(
            "modules/vpc/security_groups.tf の規則を referenced_security_group_id に戻してください。",
            "Use referenced_security_group_id in modules/vpc/security_groups.tf.",
        ),
        settings: &[],
        proof: Proof::Files(stores_by_reference),
    },
    Control {
        id: "NET-05",
        title: t("デフォルトのセキュリティグループを閉じる", "Default security group closed"),
        what: t(
            "どの VPC にも、規則のない aws_default_security_group があること。",
            "Each VPC has an aws_default_security_group without rules.",
        ),
        why: t(
            "既定のグループは仲間同士の通信を許すため、付け忘れたものがつながってしまいます。",
            "The default group lets its members talk, so whatever forgets its own group is connected.",
        ),
        fix: t(
            "modules/vpc/main.tf の aws_default_security_group を規則なしで残してください。",
            "Keep aws_default_security_group in modules/vpc/main.tf, without rules.",
        ),
        settings: &[],
        proof: Proof::Files(default_group_closed),
    },
    Control {
        id: "NET-07",
        title: t("WAF を入口に適用", "Firewall on the entrance"),
        what: t(
            "公開のロードバランサーごとに、aws_wafv2_web_acl_association があること。",
            "Each public load balancer has an aws_wafv2_web_acl_association.",
        ),
        why: t("既知の攻撃を、アプリケーションに届く前に止めます。", "Known attacks are stopped before they reach the application."),
        fix: t("modules/alb/waf.tf の関連付けを元に戻してください。", "Restore the association in modules/alb/waf.tf."),
        settings: &["alb.waf_rate_limit_5min"],
        proof: Proof::Files(firewall_on_entrance),
    },
];

fn private_placement(judge: &mut Judge<'_>) {
    judge.absent("データベースもタスクもサブネットもありません。", "There is no database, task or subnet.");
    for database in judge.of_type("aws_db_instance") {
        judge.expect_bool(database, "publicly_accessible", false);
    }
    for service in judge.of_type("aws_ecs_service") {
        judge.expect_bool(service, "network_configuration.assign_public_ip", false);
    }
    for subnet in judge.of_type("aws_subnet") {
        let closed = |value: &Value| *value == Value::Null || value.as_bool() == Some(false);
        judge.expect(subnet, "map_public_ip_on_launch", closed, "map_public_ip_on_launch = false", "map_public_ip_on_launch = false");
    }
}

const WORLD: [&str; 2] = ["0.0.0.0/0", "::/0"];

fn world_open(judge: &mut Judge<'_>) {
    judge.absent("セキュリティグループの受信規則がありません。", "There are no ingress rules.");
    let entrances: Vec<&Resource> = judge.of_type("aws_lb").collect();
    let is_entrance = |group: &Value| {
        let groups = group.references();
        entrances.iter().any(|entrance| {
            let own = entrance.body.value("security_groups").map(Value::references).unwrap_or_default();
            !groups.is_empty() && groups.iter().any(|group| own.contains(group))
        })
    };
    for rule in judge.of_type("aws_vpc_security_group_ingress_rule") {
        let open =
            ["cidr_ipv4", "cidr_ipv6"].into_iter().find(|argument| rule.body.text(argument).is_some_and(|cidr| WORLD.contains(&cidr)));
        let Some(open) = open else {
            judge.saw(rule, "送信元は全世界ではない", "the source is not the world");
            continue;
        };
        let port = rule.body.number("from_port") == Some(443.0) && rule.body.number("to_port") == Some(443.0);
        if port && rule.body.value("security_group_id").is_some_and(is_entrance) {
            judge.saw(rule, format!("{open} からの 443 はロードバランサーだけ"), format!("443 from {open}, on the load balancer alone"));
        } else {
            judge.lacks_argument(
                rule,
                open,
                "全世界からの受信はロードバランサーの 443 だけ",
                "only 443 of the load balancer is open to the world",
            );
        }
    }
    // The older ways to write a rule.
    for group in judge.of_type("aws_security_group").chain(judge.of_type("aws_default_security_group")) {
        for block in group.body.blocks_of("ingress") {
            let open = ["cidr_blocks", "ipv6_cidr_blocks"].iter().filter_map(|name| block.value(name)).flat_map(Value::items);
            if open.filter_map(Value::as_str).any(|cidr| WORLD.contains(&cidr)) {
                judge.lacks_line(
                    Some(group),
                    block.line.clone(),
                    ("全世界からの受信を許す ingress", "an ingress block open to the world"),
                    ("送信元をセキュリティグループにする", "a security group as the source"),
                );
            }
        }
    }
    for rule in judge.of_type("aws_security_group_rule").filter(|rule| rule.body.text("type") == Some("ingress")) {
        let open = ["cidr_blocks", "ipv6_cidr_blocks"].iter().filter_map(|name| rule.body.value(name)).flat_map(Value::items);
        if open.filter_map(Value::as_str).any(|cidr| WORLD.contains(&cidr)) {
            judge.lacks(
                rule,
                ("全世界からの受信を許す規則", "a rule open to the world"),
                ("送信元をセキュリティグループにする", "a security group as the source"),
            );
        }
    }
}

fn stores_by_reference(judge: &mut Judge<'_>) {
    judge.absent("データベースもキャッシュもありません。", "There is no database and no cache.");
    let stores = [("aws_db_instance", "vpc_security_group_ids"), ("aws_elasticache_replication_group", "security_group_ids")];
    for (kind, argument) in stores {
        for store in judge.of_type(kind) {
            let groups = store.body.value(argument).map(Value::references).unwrap_or_default();
            let port = store.body.number("port");
            let rules: Vec<&Resource> = judge
                .of_type("aws_vpc_security_group_ingress_rule")
                .filter(|rule| {
                    rule.body.value("security_group_id").is_some_and(|group| group.references().iter().any(|own| groups.contains(own)))
                })
                .collect();
            if rules.is_empty() {
                judge.lacks(
                    store,
                    ("受信規則を持つセキュリティグループが見つからない", "no security group with ingress rules was found"),
                    ("アプリのセキュリティグループだけを許す規則", "rules that let the application's security groups in"),
                );
            }
            for rule in rules {
                let by_reference = |value: &Value| !value.references().is_empty();
                let wanted = ("referenced_security_group_id = セキュリティグループ", "referenced_security_group_id = a security group");
                if judge.expect(rule, "referenced_security_group_id", by_reference, wanted.0, wanted.1) {
                    let only_port = |value: &Value| port.is_some() && value.as_number() == port;
                    judge.expect(rule, "from_port", only_port, "接続先のポートだけ", "the store's port alone");
                    judge.expect(rule, "to_port", only_port, "接続先のポートだけ", "the store's port alone");
                }
            }
        }
    }
}

fn default_group_closed(judge: &mut Judge<'_>) {
    judge.absent("VPC がありません。", "There is no VPC.");
    for vpc in judge.of_type("aws_vpc") {
        let group = judge.plan().pointing_at("aws_default_security_group", "vpc_id", &vpc.address).next();
        match group {
            None => judge.lacks(
                vpc,
                ("この VPC に aws_default_security_group がない", "this VPC has no aws_default_security_group"),
                ("規則のない aws_default_security_group", "an aws_default_security_group without rules"),
            ),
            Some(group) => match group.body.blocks.iter().find(|block| matches!(&*block.kind, "ingress" | "egress")) {
                Some(block) => judge.lacks_line(
                    Some(group),
                    block.line.clone(),
                    ("デフォルトのグループに規則がある", "the default group has a rule"),
                    ("規則なし", "no rule"),
                ),
                None => judge.saw(group, "規則なし", "no rules"),
            },
        }
    }
}

fn firewall_on_entrance(judge: &mut Judge<'_>) {
    judge.absent("公開のロードバランサーがありません。", "There is no public load balancer.");
    for balancer in judge.of_type("aws_lb").filter(|balancer| balancer.body.bool("internal") != Some(true)) {
        let association = judge.plan().pointing_at("aws_wafv2_web_acl_association", "resource_arn", &balancer.address).next();
        let acl = association.and_then(|association| judge.plan().behind(association.body.value("web_acl_arn")?, "aws_wafv2_web_acl"));
        match (association, acl) {
            (Some(association), Some(acl)) if acl.body.text("scope") == Some("REGIONAL") => {
                judge.saw(association, format!("{} を適用", acl.address), format!("{} applies", acl.address));
            }
            (Some(association), _) => judge.lacks_argument(association, "web_acl_arn", "REGIONAL の web ACL", "a REGIONAL web ACL"),
            (None, _) => judge.lacks(
                balancer,
                ("web ACL が関連付けられていない", "no web ACL is associated"),
                ("aws_wafv2_web_acl_association", "an aws_wafv2_web_acl_association"),
            ),
        }
    }
}
