//! Networks (NET): what is reachable, from where, and past which firewall.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::buckets;
use super::entries::{self, balancers, distributions, firewall, is_public};
use super::groups::{Rule, groups, rules, rules_of};
use super::relation::{names, subnets};
use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::{Judge, Subject, shown};
use crate::compliance::policy::json;
use crate::plan::{Block, Line, Plan, Resource, Value};
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "NET-01",
        title: t("アプリ・DB・キャッシュの非公開配置", "Private placement"),
        what: t(
            "データベース、キャッシュ、ECS、Batch のサブネットがすべてこの構成のもので、インターネットゲートウェイへの経路も自動のパブリック IP もなく、DB と ECS・Batch にパブリック IP が付かないこと。",
            "The subnets of database, cache, ECS and Batch are all of this design, have no route to an internet gateway and give no public addresses; database, tasks and jobs get none either.",
        ),
        why: t(
            "医療情報を扱う機器に外から直接届かないようにします。入口がロードバランサーと CloudFront だけなら、守る場所も限られます。",
            "Nothing outside reaches what holds medical records. With load balancer and CloudFront as the only ways in, there are few places to guard.",
        ),
        fix: t(
            "infra/envs/*/main.tf の subnet_ids と infra/modules/vpc/subnets.tf の経路を元に戻し、publicly_accessible と assign_public_ip を false にしてください。",
            "Restore subnet_ids in infra/envs/*/main.tf and the routes in infra/modules/vpc/subnets.tf, and set publicly_accessible and assign_public_ip to false.",
        ),
        settings: &[],
        proof: Proof::Files(private_placement),
    },
    Control {
        id: "NET-02",
        title: t("全世界公開の受信規則禁止", "No world-open ingress"),
        what: t(
            "インターネット全体からの受信を許す規則が、公開ロードバランサーのセキュリティグループの 443 だけであること（HTTPS へ転送するリスナーがあれば 80 も）。CIDR を分割した実質的な全公開も許しません。",
            "A rule that lets the whole internet in exists for port 443 of a public load balancer alone (and 80 where its listener redirects to HTTPS). The internet split into several CIDR blocks counts as well.",
        ),
        why: t(
            "開いたポートは、見つかればすぐに試されます。入口を 1 つにして、そこに WAF と TLS を置きます。",
            "An open port is tried as soon as it is found. One way in, guarded by WAF and TLS, is the design.",
        ),
        fix: t(
            "infra/modules/vpc/security_groups.tf で、相手を CIDR ではなくセキュリティグループで指定してください。",
            "Name the other side by its security group instead of a CIDR block in infra/modules/vpc/security_groups.tf.",
        ),
        settings: &[],
        proof: Proof::Files(nothing_open),
    },
    Control {
        id: "NET-03",
        title: t("DB・キャッシュは SG 参照のみ許可", "DB and cache reachable only from app SGs"),
        what: t(
            "データベースとキャッシュのセキュリティグループの受信規則が、そのサービスのポートだけを、アプリのセキュリティグループを参照して許していること。CIDR、プレフィックスリスト、公開ロードバランサーのグループは許しません。",
            "Ingress rules of the groups of database and cache allow the one port of the service, from a security group they refer to: no CIDR block, no prefix list, not the group of a public load balancer.",
        ),
        why: t(
            "アプリ以外から DB に届けば、権限の検査を通らずに患者情報へ近づけます。",
            "Whoever reaches the database past the application comes near patients' data past its checks.",
        ),
        fix: t(
            "infra/modules/vpc/security_groups.tf の rds_app と elasticache_app を元に戻してください。",
            "Restore rds_app and elasticache_app in infra/modules/vpc/security_groups.tf.",
        ),
        settings: &[],
        proof: Proof::Files(stores_by_group),
    },
    Control {
        id: "NET-04",
        title: t("送信先の制限", "Egress limited"),
        what: t(
            "ECS と Batch のセキュリティグループの送信規則が、CIDR 宛ては 443（とメールの 587）だけで、そのほかはセキュリティグループ宛てであること。",
            "Egress rules of the groups of ECS and Batch go to CIDR blocks on port 443 (and 587 for mail) alone, everything else to security groups.",
        ),
        why: t(
            "乗っ取られたタスクが外へ接続できる経路を減らし、持ち出しを難しくします。",
            "A task that was taken over has fewer ways to carry data out.",
        ),
        fix: t(
            "infra/modules/vpc/security_groups.tf の app_https のポートとプロトコルを元に戻してください。",
            "Restore port and protocol of app_https in infra/modules/vpc/security_groups.tf.",
        ),
        settings: &[],
        proof: Proof::Files(egress_limited),
    },
    Control {
        id: "NET-05",
        title: t("デフォルト SG 閉塞", "Default SG closed"),
        what: t(
            "VPC ごとに aws_default_security_group があり、受信・送信の規則がないこと。",
            "Every VPC has an aws_default_security_group without any rule.",
        ),
        why: t(
            "グループを指定し忘れた機器は、既定のグループに入ります。既定のままでは互いに通信でき、外へも出られます。",
            "What is started without a group lands in the default one, where members reach each other and everything outside.",
        ),
        fix: t(
            "infra/modules/vpc/main.tf の aws_default_security_group を規則なしに戻してください。",
            "Restore aws_default_security_group without rules in infra/modules/vpc/main.tf.",
        ),
        settings: &[],
        proof: Proof::Files(default_closed),
    },
    Control {
        id: "NET-06",
        title: t("VPC エンドポイントの全環境同一構成", "Same VPC endpoint set everywhere"),
        what: t(
            "S3 のゲートウェイ型がアプリの経路表すべてに付き、ecr.api、ecr.dkr、secretsmanager、ssm、ssmmessages、logs（KMS と SQS を使えば kms、sqs も）のインターフェース型がプライベート DNS 付きであり、ほかの環境にあるものが欠けていないこと。",
            "A gateway endpoint for S3 serves every route table of the application; interface endpoints with private DNS exist for ecr.api, ecr.dkr, secretsmanager, ssm, ssmmessages and logs (kms and sqs where they are used); nothing is missing that another environment has.",
        ),
        why: t(
            "AWS への通信をインターネットに出しません。環境で経路が違うと、開発で確かめたことが本番で成り立ちません。",
            "Traffic to AWS stays off the internet. Where paths differ between environments, a test in dev says nothing of prod.",
        ),
        fix: t(
            "infra/modules/vpc/endpoints.tf の interface_endpoints と S3 のエンドポイントを元に戻してください。",
            "Restore interface_endpoints and the endpoint of S3 in infra/modules/vpc/endpoints.tf.",
        ),
        settings: &[],
        proof: Proof::Files(same_endpoints),
    },
    Control {
        id: "NET-07",
        title: t("WAF を入口に適用", "WAF on every public entry"),
        what: t(
            "公開ロードバランサーに REGIONAL の Web ACL が関連付き、API を配る CloudFront は自身の Web ACL（CLOUDFRONT）か、その先のロードバランサーの Web ACL で守られていること。",
            "A web ACL of scope REGIONAL is associated with every public load balancer; a distribution that serves the API has its own (CLOUDFRONT) or leads to a load balancer that has one.",
        ),
        why: t(
            "既知の攻撃をアプリの手前で止め、攻撃の試みを記録に残します。",
            "Known attacks stop before the application, and every attempt leaves a record.",
        ),
        fix: t(
            "infra/modules/alb/waf.tf の aws_wafv2_web_acl_association を元に戻してください。",
            "Restore aws_wafv2_web_acl_association in infra/modules/alb/waf.tf.",
        ),
        settings: &[],
        proof: Proof::Files(firewalls),
    },
    Control {
        id: "NET-08",
        title: t("WAF マネージドルールとレート制限", "Managed rule groups and a rate rule"),
        what: t(
            "Web ACL に CommonRuleSet、KnownBadInputs、SQLi のマネージドルールが遮断の設定であり（カウントに替えた規則は 3 つまで）、すべての要求にかかる遮断のレート制限が 5 分あたり 10,000 件以下であること。",
            "The web ACL has the managed groups CommonRuleSet, KnownBadInputs and SQLi with their own actions (at most three rules only count), and rate rules that block, cover every request and allow at most 10,000 in five minutes.",
        ),
        why: t(
            "規則のない WAF や数えるだけの WAF は何も止めません。レート制限がなければ、パスワードの総当たりも止まりません。",
            "A firewall without rules, or one that only counts, stops nothing. Without a rate rule nobody stops the guessing of passwords.",
        ),
        fix: t(
            "infra/modules/alb/waf.tf の規則を元に戻し、レート制限の数を見直してください。",
            "Restore the rules in infra/modules/alb/waf.tf, and choose a lower rate limit.",
        ),
        settings: &["alb.waf_rate_limit_5min"],
        proof: Proof::Files(firewall_rules),
    },
    Control {
        id: "NET-09",
        title: t("S3 オリジンは OAC のみ", "S3 origin via OAC only"),
        what: t(
            "CloudFront の S3 オリジンに署名を常に行う OAC が付き、そのバケットのポリシーが許す相手が、AWS:SourceArn でディストリビューションを限定した CloudFront だけであること。",
            "Every S3 origin of CloudFront has an origin access control that always signs, and the policy of its bucket allows nobody but CloudFront, limited by AWS:SourceArn to the distribution.",
        ),
        why: t(
            "バケットに直接届けば、CloudFront の TLS とヘッダーの設定を迂回できます。ほかの契約者の CloudFront からも読めてはなりません。",
            "A bucket reached directly goes past TLS and headers of CloudFront. Distributions of other customers must not read it either.",
        ),
        fix: t(
            "infra/modules/cloudfront/main.tf の origin_access_control_id と bucket_policy.tf の条件を元に戻してください。",
            "Restore origin_access_control_id in infra/modules/cloudfront/main.tf and the condition in bucket_policy.tf.",
        ),
        settings: &[],
        proof: Proof::Files(origin_access),
    },
    Control {
        id: "NET-10",
        title: t("ALB 直接到達の制限", "ALB not bypassable"),
        what: t(
            "API を CloudFront 経由で配るとき、その先のロードバランサーが内部向けか、受信元が CloudFront のプレフィックスリストだけか、直接届く要求にも REGIONAL の Web ACL がかかること。",
            "Where CloudFront serves the API, the load balancer behind it is internal, or takes nothing but CloudFront's prefix list, or has a web ACL of scope REGIONAL for those who come straight.",
        ),
        why: t(
            "CloudFront だけに防御を置くと、ロードバランサーのアドレスを知る人が迂回できます。",
            "With the defence at CloudFront alone, whoever knows the load balancer's address goes around it.",
        ),
        fix: t(
            "infra/modules/alb/waf.tf の関連付けを元に戻すか、infra/modules/vpc/security_groups.tf の受信元を CloudFront のプレフィックスリストにしてください。",
            "Restore the association in infra/modules/alb/waf.tf, or let only CloudFront's prefix list in (infra/modules/vpc/security_groups.tf).",
        ),
        settings: &[],
        proof: Proof::Files(no_bypass),
    },
];

// Who lies where

/// Where a type says in which subnets it lies.
const DIRECT: [(&str, &str); 2] =
    [("aws_batch_compute_environment", "compute_resources.subnets"), ("aws_ecs_service", "network_configuration.subnets")];

/// The same by way of a subnet group: type, argument, type of the group.
const BY_GROUP: [(&str, &str, &str); 4] = [
    ("aws_db_instance", "db_subnet_group_name", "aws_db_subnet_group"),
    ("aws_elasticache_cluster", "subnet_group_name", "aws_elasticache_subnet_group"),
    ("aws_elasticache_replication_group", "subnet_group_name", "aws_elasticache_subnet_group"),
    ("aws_rds_cluster", "db_subnet_group_name", "aws_db_subnet_group"),
];

/// Arguments by which something asks for a public address; AWS gives none unless asked.
const PUBLIC_ADDRESS: [(&str, &str); 3] = [
    ("aws_db_instance", "publicly_accessible"),
    ("aws_ecs_service", "network_configuration.assign_public_ip"),
    ("aws_rds_cluster_instance", "publicly_accessible"),
];

fn is_off(value: &Value) -> bool {
    *value == Value::Null || value.as_bool() == Some(false)
}

fn private_placement(judge: &mut Judge<'_>) {
    judge.absent("データベース、キャッシュ、アプリがありません。", "There is no database, cache or application.");
    let plan = judge.plan();
    for (kind, path) in PUBLIC_ADDRESS {
        for resource in plan.of_type(kind) {
            judge.expect(resource, path, is_off, format!("{path} = false"), format!("{path} = false"));
        }
    }
    for job in plan.of_type("aws_batch_job_definition") {
        // A job gets no public address unless its properties, which have to be readable, ask for one.
        let disabled = |value: &Value| {
            json(value).is_some_and(|properties| {
                let assign = properties.entry("networkConfiguration").and_then(|network| network.entry("assignPublicIp"));
                assign.is_none_or(|assign| assign.as_str() == Some("DISABLED"))
            })
        };
        if let Some(attribute) = job.find("container_properties") {
            let wanted = "assignPublicIp = DISABLED";
            if disabled(&attribute.value) {
                judge.saw_line(Some(job), attribute.line.clone(), wanted, wanted);
            } else {
                let found = ("assignPublicIp が DISABLED でない", "assignPublicIp is not DISABLED");
                judge.lacks_line(Some(job), attribute.line.clone(), found, (wanted, wanted));
            }
        }
    }
    let mut used = BTreeMap::new();
    for (kind, path) in DIRECT {
        for resource in plan.of_type(kind) {
            placed(judge, resource, path, &mut used);
        }
    }
    for (kind, argument, group_kind) in BY_GROUP {
        for resource in plan.of_type(kind) {
            let group = resource.body.value(argument).and_then(|value| plan.of_type(group_kind).find(|group| names(value, group, "name")));
            match group {
                Some(group) => placed(judge, group, "subnet_ids", &mut used),
                None => judge.lacks_argument(resource, argument, "この構成のサブネットグループ", "a subnet group of this design"),
            }
        }
    }
    for subnet in used.into_values() {
        private_subnet(judge, subnet);
    }
}

/// Every subnet of an argument is one of the plan and private.
fn placed<'a>(judge: &mut Judge<'a>, resource: &'a Resource, path: &str, used: &mut BTreeMap<Arc<str>, &'a Resource>) {
    let plan = judge.plan();
    let fine = |value: &Value| {
        let items = value.items();
        let private = |item: &Value| subnets(plan, item).first().is_some_and(|subnet| matches!(reach(plan, subnet), Reach::Private(_)));
        !items.is_empty() && items.iter().all(private)
    };
    judge.expect(resource, path, fine, "この構成のプライベートサブネットだけ", "private subnets of this design only");
    used.extend(
        resource.body.value(path).into_iter().flat_map(|value| subnets(plan, value)).map(|subnet| (subnet.address.clone(), subnet)),
    );
}

fn private_subnet<'a>(judge: &mut Judge<'a>, subnet: &'a Resource) {
    match reach(judge.plan(), subnet) {
        Reach::Private(association) => judge.saw(
            association,
            format!("{} の経路表にインターネットゲートウェイへの経路がない", subnet.address),
            format!("the route table of {} has no route to an internet gateway", subnet.address),
        ),
        Reach::Public(line) => judge.lacks_line(
            Some(subnet),
            line,
            ("インターネットゲートウェイへの経路がある", "has a route to an internet gateway"),
            ("NAT ゲートウェイへの経路、または経路なし", "a route to a NAT gateway, or none"),
        ),
        Reach::Unknown => judge.lacks(
            subnet,
            ("経路表の関連付けがない", "no route table is associated"),
            ("経路表の関連付け（aws_route_table_association）", "an aws_route_table_association"),
        ),
    }
    judge.expect(subnet, "map_public_ip_on_launch", is_off, "map_public_ip_on_launch = false", "map_public_ip_on_launch = false");
}

/// What a subnet's route table lets it reach.
enum Reach<'a> {
    /// No internet gateway; its association.
    Private(&'a Resource),
    /// An internet gateway, by the route on this line.
    Public(Line),
    /// The main route table of the VPC holds, whatever stands in it.
    Unknown,
}

fn reach<'a>(plan: &'a Plan, subnet: &Resource) -> Reach<'a> {
    let Some((association, table)) = route_table(plan, subnet) else { return Reach::Unknown };
    let inline = table.body.blocks_of("route");
    let own = plan.of_type("aws_route").filter(|route| refers(&route.body, "route_table_id", table)).map(|route| &route.body);
    let gateway = own.chain(inline).find(|route| {
        let value = route.value("gateway_id");
        value.is_some_and(|value| {
            let named = value.references().iter().any(|reference| reference.address.contains("aws_internet_gateway."));
            named || value.as_str().is_some_and(|text| text.starts_with("igw-"))
        })
    });
    gateway.map_or(Reach::Private(association), |route| Reach::Public(route.line.clone()))
}

fn route_table<'a>(plan: &'a Plan, subnet: &Resource) -> Option<(&'a Resource, &'a Resource)> {
    let association = plan.of_type("aws_route_table_association").find(|association| refers(&association.body, "subnet_id", subnet))?;
    Some((association, plan.behind(association.body.value("route_table_id")?, "aws_route_table")?))
}

fn refers(block: &Block, argument: &str, target: &Resource) -> bool {
    block.value(argument).is_some_and(|value| value.refers_to(&target.address))
}

// Who may talk to whom

fn nothing_open(judge: &mut Judge<'_>) {
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

fn saw_rule(judge: &mut Judge<'_>, rule: &Rule<'_>) {
    let text = rule.text();
    judge.saw_line(Some(rule.resource), rule.line.clone(), text.clone(), text);
}

fn lacks_rule(judge: &mut Judge<'_>, rule: &Rule<'_>, wanted: (&str, &str)) {
    let text = rule.text();
    judge.lacks_line(Some(rule.resource), rule.line.clone(), (text.clone(), text), wanted);
}

/// Stores, the argument with their groups, and the port where none is written.
const STORES: [(&str, &str, f64); 4] = [
    ("aws_db_instance", "vpc_security_group_ids", 5432.0),
    ("aws_elasticache_cluster", "security_group_ids", 6379.0),
    ("aws_elasticache_replication_group", "security_group_ids", 6379.0),
    ("aws_rds_cluster", "vpc_security_group_ids", 5432.0),
];

fn stores_by_group(judge: &mut Judge<'_>) {
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

fn egress_limited(judge: &mut Judge<'_>) {
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

fn default_closed(judge: &mut Judge<'_>) {
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

// The way to AWS

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

fn same_endpoints(judge: &mut Judge<'_>) {
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

// Firewalls

/// The association of a load balancer's firewall, where it is one for load balancers.
fn regional<'a>(plan: &'a Plan, balancer: &Resource) -> Option<&'a Resource> {
    firewall(plan, balancer).filter(|(_, acl)| acl.body.text("scope") == Some("REGIONAL")).map(|(association, _)| association)
}

fn firewalls(judge: &mut Judge<'_>) {
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

fn firewall_rules(judge: &mut Judge<'_>) {
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

// Origins

fn origin_access(judge: &mut Judge<'_>) {
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

fn no_bypass(judge: &mut Judge<'_>) {
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
