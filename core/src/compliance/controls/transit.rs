//! Encryption on the way (TLS).

use super::buckets;
use super::entries::{self, balancers, behaviors, distributions, is_public, listeners, listeners_of};
use super::groups::{Rule, groups, rules_of};
use super::relation::names;
use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::{Judge, shown};
use crate::plan::{Block, Plan, Resource, Value};
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "TLS-01",
        title: t("ALB は HTTPS のみ", "HTTPS-only listeners"),
        what: t(
            "ロードバランサーのリスナーがすべて HTTPS か、HTTPS へ 301 で転送するだけの HTTP であること。ブルー/グリーンのテスト用リスナーはインターネットから届かないこと。",
            "Every listener speaks HTTPS, or speaks HTTP and does nothing but redirect to HTTPS with 301. The test listener of blue/green deployments is not reachable from the internet.",
        ),
        why: t(
            "平文の HTTP では、経路上の誰もが患者情報とログインの情報を読めます。公開前の版も外から見えてはなりません。",
            "With plain HTTP everyone on the way reads patients' data and credentials. A version that is not released must not be seen from outside either.",
        ),
        fix: t(
            "infra/modules/alb/main.tf の protocol を HTTPS に戻し、テスト用ポートの受信規則を infra/modules/vpc/security_groups.tf で元に戻してください。",
            "Restore protocol = \"HTTPS\" in infra/modules/alb/main.tf, and the ingress rule of the test port in infra/modules/vpc/security_groups.tf.",
        ),
        settings: &[],
        proof: Proof::Files(https_only),
    },
    Control {
        id: "TLS-02",
        title: t("ALB の TLS ポリシー", "ALB TLS policy"),
        what: t(
            "HTTPS リスナーの ssl_policy が明示され、TLS 1.3 を含み 1.2 未満を許さないポリシーであること。",
            "Every HTTPS listener names an ssl_policy that has TLS 1.3 and nothing below 1.2.",
        ),
        why: t(
            "指定しなければ TLS 1.0 も受け付ける ELBSecurityPolicy-2016-08 になります。名前に TLS13 とあっても 1.0 を許すポリシーがあります。",
            "Unset means ELBSecurityPolicy-2016-08, which takes TLS 1.0. A name with TLS13 in it can allow 1.0 too.",
        ),
        fix: t(
            "ロードバランサーの「TLS ポリシー」に TLS13-1-2-Res-PQ-2025-09 などを選んでください。",
            "Choose a TLS policy of the load balancer such as TLS13-1-2-Res-PQ-2025-09.",
        ),
        settings: &["alb.ssl_policy"],
        proof: Proof::Files(tls_policy),
    },
    Control {
        id: "TLS-03",
        title: t("CloudFront 閲覧者側 TLS", "CloudFront viewer TLS"),
        what: t(
            "すべての振る舞いの viewer_protocol_policy が https-only か redirect-to-https で、自分の ACM 証明書と TLSv1.2_2021 以降の minimum_protocol_version が指定されていること。",
            "Every behaviour has viewer_protocol_policy https-only or redirect-to-https; an ACM certificate of one's own and a minimum_protocol_version of TLSv1.2_2021 or later are set.",
        ),
        why: t(
            "既定の証明書では TLS 1.0 までさかのぼって接続でき、止める手段がありません。",
            "With CloudFront's default certificate, TLS 1.0 is accepted and cannot be refused.",
        ),
        fix: t(
            "infra/modules/cloudfront/main.tf の viewer_protocol_policy と viewer_certificate を元に戻してください。",
            "Restore viewer_protocol_policy and viewer_certificate in infra/modules/cloudfront/main.tf.",
        ),
        settings: &[],
        proof: Proof::Files(viewer_tls),
    },
    Control {
        id: "TLS-04",
        title: t("CloudFront→オリジン TLS", "Origin TLS"),
        what: t(
            "S3 以外のオリジンの origin_protocol_policy が https-only で、origin_ssl_protocols が TLSv1.2 だけであること。",
            "Every origin but S3 has origin_protocol_policy https-only and origin_ssl_protocols of TLSv1.2 alone.",
        ),
        why: t(
            "閲覧者側だけ暗号化しても、CloudFront と API の間が平文なら途中で読めます。",
            "Encryption up to CloudFront is worth little if the rest of the way to the API is in clear.",
        ),
        fix: t(
            "infra/modules/cloudfront/main.tf の custom_origin_config を元に戻してください。",
            "Restore custom_origin_config in infra/modules/cloudfront/main.tf.",
        ),
        settings: &[],
        proof: Proof::Files(origin_tls),
    },
    Control {
        id: "TLS-05",
        title: t("RDS 接続の TLS 強制", "RDS TLS enforced"),
        what: t(
            "データベースのパラメータグループで rds.force_ssl = 1（MySQL・MariaDB では require_secure_transport）が明示されていること。",
            "The parameter group of the database says rds.force_ssl = 1 (require_secure_transport for MySQL and MariaDB).",
        ),
        why: t(
            "強制しなければ、設定を誤ったクライアントが VPC の中で患者情報を平文で流します。",
            "Without it, a client with a wrong setting sends patients' data in clear through the VPC.",
        ),
        fix: t(
            "infra/modules/rds/parameters.tf の rds.force_ssl を 1 に戻してください。",
            "Restore rds.force_ssl = 1 in infra/modules/rds/parameters.tf.",
        ),
        settings: &[],
        proof: Proof::Files(database_tls),
    },
    Control {
        id: "TLS-06",
        title: t("Redis/Valkey 転送暗号化と認証", "Cache TLS and sign-in"),
        what: t(
            "キャッシュの transit_encryption_enabled が true、transit_encryption_mode が required で、auth_token か、パスワードなしで使えるユーザーのいないユーザーグループがあること。",
            "The cache has transit_encryption_enabled = true and transit_encryption_mode = \"required\", and an auth_token or a user group in which nobody gets in without signing in.",
        ),
        why: t(
            "セッションやキューの中身は患者情報につながります。届いただけで読める状態にはしません。",
            "Sessions and queued jobs lead to patients' data. Being able to connect must not be enough to read them.",
        ),
        fix: t(
            "infra/modules/elasticache/main.tf の transit_encryption と user_group_ids、users.tf の default ユーザーを元に戻してください。",
            "Restore transit encryption and user_group_ids in infra/modules/elasticache/main.tf, and the user default in users.tf.",
        ),
        settings: &[],
        proof: Proof::Files(cache_tls),
    },
    Control {
        id: "TLS-07",
        title: t("S3 の非 TLS 拒否", "Deny non-TLS to S3"),
        what: t(
            "環境とアカウントの土台のすべてのバケットのポリシーに、aws:SecureTransport が false の要求を、誰からでも、すべての操作とオブジェクトについて拒否する文があること。",
            "The policy of every bucket, of the environment and of the account baseline, refuses requests with aws:SecureTransport = false from anybody, for every action and every object.",
        ),
        why: t(
            "S3 は HTTP でも受け付けます。拒否しなければ、設定の古いクライアントが平文で読み書きします。",
            "S3 answers plain HTTP as well. Unless refused, a badly configured client reads and writes in clear.",
        ),
        fix: t(
            "infra/modules/s3/policies.tf、infra/modules/cloudfront/bucket_policy.tf、infra/bootstrap の拒否の文を元に戻してください。",
            "Restore the refusing statement in infra/modules/s3/policies.tf, infra/modules/cloudfront/bucket_policy.tf or infra/bootstrap.",
        ),
        settings: &[],
        proof: Proof::Files(buckets_refuse),
    },
    Control {
        id: "TLS-08",
        title: t("SES 送信 TLS 必須", "SES requires TLS"),
        what: t(
            "SES の設定セットの tls_policy が REQUIRE で、送信元のドメインがその設定セットを既定で使うこと。",
            "The configuration set of SES has tls_policy = REQUIRE, and every identity uses such a set by default.",
        ),
        why: t(
            "既定では、相手が TLS に対応しないとメールは平文で送られます。TLS を使えない相手には届かなくなります。",
            "By default mail goes in clear to a host without TLS. With REQUIRE such hosts get no mail at all.",
        ),
        fix: t(
            "infra/modules/ses/main.tf の tls_policy と configuration_set_name を元に戻してください。",
            "Restore tls_policy and configuration_set_name in infra/modules/ses/main.tf.",
        ),
        settings: &[],
        proof: Proof::Files(mail_tls),
    },
    Control {
        id: "TLS-09",
        title: t("オープンネットワーク接続のクライアント認証", "Client authentication on open networks"),
        what: t(
            "API の入口がクライアント証明書を検証する（mutual_authentication の mode が verify でトラストストアがある）か、ロードバランサーが内部向けで、CloudFront からも API に届かないこと。この構成のセキュリティグループからしか届かないリスナーは除きます。",
            "The ways to the API verify client certificates (mutual_authentication with mode verify and a trust store), or the load balancer is internal, and no distribution leads to the API. A listener that only security groups of this design reach is left out.",
        ),
        why: t(
            "ガイドラインは、インターネットで医療情報をやり取りするとき、TLS 1.3 とクライアント証明書、または閉じた回線を求めます。どうするかは構成の責任者が決めることで、このツールは決められません。",
            "For medical information over the internet the guideline asks for TLS 1.3 with client certificates, or a closed line. Which one is for the owner of the design to decide; this tool cannot.",
        ),
        fix: t(
            "ロードバランサーの「クライアント認証」で mtls（クライアント証明書）か vpn（閉域網・VPN）を選んでください。どちらも API は CloudFront を通らなくなり、画面は API の名前を直接呼びます。ほかの方法で認証するなら、例外の受容を、理由と期限とともに記録してください。",
            "Choose mtls (client certificates) or vpn (a closed line or VPN) as client authentication of the load balancer. With either, CloudFront no longer serves the API and the app calls the API by its own name. Where clients are authenticated in another way, waive this control with a reason and a date.",
        ),
        settings: &["alb.client_auth"],
        proof: Proof::Files(client_certificates),
    },
    Control {
        id: "TLS-10",
        title: t("クライアント証明書・閉域網の運用", "Client certificates or closed line in operation"),
        what: t(
            "証明書なら、発行・配布・失効の手順があること。閉域網・VPN なら、回線の契約、暗号化の方式（IPsec と IKE）、許す相手のアドレスが決まっていること。人が確認します。横に、入口の設定を示します。",
            "With certificates: it is settled how they are issued, handed out and revoked. With a closed line or VPN: the contract, the encryption (IPsec with IKE) and whose addresses are let in. A person confirms it. Beside it: what the files say of the entry.",
        ),
        why: t(
            "Terraform が作るのは入口だけです。失くした端末の証明書が使えたり、回線の先に知らない相手がいたりすれば、入口は守りになりません。",
            "Terraform makes the entry alone. It protects nobody if the certificate of a lost device still opens it, or strangers stand at the other end of the line.",
        ),
        fix: t(
            "infra/docs/OPERATIONS.md「クライアント認証」の手順を済ませ、契約書や手順書の場所と、確認した人・日付を記録してください。",
            "Follow \"Client authentication\" in infra/docs/OPERATIONS.en.md, then record where contract and procedure lie, who confirmed them and when.",
        ),
        settings: &["alb.client_auth"],
        proof: Proof::Person(clients_operated),
    },
];

/// A listener of a network load balancer that speaks TLS counts like one that speaks HTTPS.
fn is_encrypted(listener: &Resource) -> bool {
    matches!(listener.body.text("protocol"), Some("HTTPS" | "TLS"))
}

fn https_only(judge: &mut Judge<'_>) {
    judge.absent("ロードバランサーのリスナーがありません。", "There is no listener of a load balancer.");
    let plan = judge.plan();
    for listener in listeners(plan) {
        if is_encrypted(listener) {
            judge.expect(listener, "protocol", |_| true, "HTTPS", "HTTPS");
        } else {
            only_redirects(judge, listener);
        }
    }
    for group in plan.of_type("aws_codedeploy_deployment_group") {
        let tests = group.body.value("load_balancer_info.target_group_pair_info.test_traffic_route.listener_arns");
        for listener in listeners(plan).filter(|listener| tests.is_some_and(|value| value.refers_to(&listener.address))) {
            from_inside(judge, listener);
        }
    }
}

/// A listener without TLS, and the rules that could forward past its default action.
fn only_redirects<'a>(judge: &mut Judge<'a>, listener: &'a Resource) {
    let plan = judge.plan();
    let wanted = ("protocol = HTTPS、または HTTPS への 301 転送だけ", "protocol = HTTPS, or nothing but a redirect to HTTPS with 301");
    match listener.body.block("default_action") {
        Some(action) if entries::redirects(action) => {
            judge.saw_block(listener, action, "HTTPS への 301 転送", "redirect to HTTPS with 301")
        }
        _ => judge.lacks_argument(listener, "protocol", wanted.0, wanted.1),
    }
    let rules = ["aws_lb_listener_rule", "aws_alb_listener_rule"].into_iter().flat_map(|kind| plan.of_type(kind));
    for rule in rules.filter(|rule| rule.body.value("listener_arn").is_some_and(|value| value.refers_to(&listener.address))) {
        for action in rule.body.blocks_of("action").filter(|action| !entries::redirects(action)) {
            let found = ("HTTP のまま処理する規則", "a rule that answers plain HTTP");
            judge.lacks_line(Some(rule), action.line.clone(), found, wanted);
        }
    }
}

/// The internet does not reach this listener's port.
fn from_inside<'a>(judge: &mut Judge<'a>, listener: &'a Resource) {
    let plan = judge.plan();
    let wanted = ("テスト用リスナーは社内・タスクからだけ", "the test listener is for those inside only");
    let Some(port) = listener.body.number("port") else {
        return judge.lacks_argument(listener, "port", "既知のポート", "a known port");
    };
    let balancer = balancers(plan).find(|balancer| listeners_of(plan, balancer).any(|own| own.address == listener.address));
    let attached =
        balancer.and_then(|balancer| balancer.body.value("security_groups")).map(|value| groups(plan, value)).unwrap_or_default();
    if attached.is_empty() {
        return judge.lacks(listener, ("セキュリティグループが分からない", "its security group is not in these files"), wanted);
    }
    let rules: Vec<Rule<'a>> = attached.into_iter().flat_map(|group| rules_of(plan, group)).collect();
    for rule in rules.iter().filter(|rule| rule.inbound && rule.covers(port)) {
        let text = rule.text();
        if rule.is_open() {
            judge.lacks_line(Some(rule.resource), rule.line.clone(), (text.clone(), text), wanted);
        } else {
            judge.saw_line(Some(rule.resource), rule.line.clone(), text.clone(), text);
        }
    }
}

/// Policies with TLS 1.3 and nothing below 1.2. Those with `Ext` in their name bring back weak ciphers.
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html>
const POLICIES: [&str; 8] = [
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
];

fn tls_policy(judge: &mut Judge<'_>) {
    judge.absent("HTTPS のリスナーがありません。", "There is no HTTPS listener.");
    for listener in listeners(judge.plan()).filter(|listener| is_encrypted(listener)) {
        let strong = |value: &Value| value.as_str().is_some_and(|policy| POLICIES.contains(&policy));
        if !judge.expect(listener, "ssl_policy", strong, "TLS 1.3 と 1.2 だけのポリシー", "a policy with TLS 1.3 and 1.2 only") {
            judge.mend_chosen_size("alb.ssl_policy", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
        }
    }
}

const VIEWER_POLICIES: [&str; 2] = ["https-only", "redirect-to-https"];
const VIEWER_MINIMUM: [&str; 3] = ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"];

fn one_of(value: &Value, allowed: &[&str]) -> bool {
    value.as_str().is_some_and(|text| allowed.contains(&text))
}

fn viewer_tls(judge: &mut Judge<'_>) {
    judge.absent("CloudFront のディストリビューションがありません。", "There is no CloudFront distribution.");
    for distribution in distributions(judge.plan()) {
        let wanted = VIEWER_POLICIES.join(" / ");
        for behavior in behaviors(distribution) {
            let fine = |value: &Value| one_of(value, &VIEWER_POLICIES);
            judge.expect_in(distribution, behavior, "viewer_protocol_policy", fine, &wanted, &wanted);
        }
        let path = "viewer_certificate.minimum_protocol_version";
        let wanted = VIEWER_MINIMUM.join(" / ");
        judge.expect(distribution, path, |value| one_of(value, &VIEWER_MINIMUM), &wanted, &wanted);
        // The default certificate wins over a minimum version.
        let default = "viewer_certificate.cloudfront_default_certificate";
        if distribution.find(default).is_some_and(|attribute| attribute.value.as_bool() != Some(false)) {
            judge.lacks_argument(distribution, default, "自分の証明書", "a certificate of one's own");
        }
        let written = |value: &Value| *value != Value::Null;
        judge.expect(distribution, "viewer_certificate.acm_certificate_arn", written, "ACM の証明書", "a certificate of ACM");
    }
}

fn origin_tls(judge: &mut Judge<'_>) {
    judge.absent("S3 以外のオリジンを持つ CloudFront がありません。", "There is no CloudFront origin but S3.");
    let plan = judge.plan();
    for distribution in distributions(plan) {
        for origin in distribution.body.blocks_of("origin").filter_map(|origin| origin.block("custom_origin_config")) {
            origin_config(judge, distribution, origin);
        }
    }
    for origin in plan.of_type("aws_cloudfront_vpc_origin") {
        match origin.body.block("vpc_origin_endpoint_config") {
            Some(config) => origin_config(judge, origin, config),
            None => judge.lacks_argument(origin, "vpc_origin_endpoint_config", "https-only", "https-only"),
        }
    }
}

fn origin_config<'a>(judge: &mut Judge<'a>, resource: &'a Resource, config: &'a Block) {
    let https = |value: &Value| value.as_str() == Some("https-only");
    judge.expect_in(resource, config, "origin_protocol_policy", https, "https-only", "https-only");
    // A VPC origin wraps the list in a block of the same name.
    let (block, path) = match config.block("origin_ssl_protocols") {
        Some(inner) => (inner, "items"),
        None => (config, "origin_ssl_protocols"),
    };
    let strong = |value: &Value| !value.items().is_empty() && value.items().iter().all(|version| version.as_str() == Some("TLSv1.2"));
    judge.expect_in(resource, block, path, strong, "[\"TLSv1.2\"]", "[\"TLSv1.2\"]");
}

/// Databases, the argument with their parameter group, its type.
const DATABASES: [(&str, &str, &str); 2] = [
    ("aws_db_instance", "parameter_group_name", "aws_db_parameter_group"),
    ("aws_rds_cluster", "db_cluster_parameter_group_name", "aws_rds_cluster_parameter_group"),
];

fn database_tls(judge: &mut Judge<'_>) {
    judge.absent("データベースがありません。", "There is no database.");
    let plan = judge.plan();
    for (kind, argument, group_kind) in DATABASES {
        for database in plan.of_type(kind) {
            let group = database.body.value(argument).and_then(|value| plan.of_type(group_kind).find(|group| names(value, group, "name")));
            match group {
                Some(group) => forces_tls(judge, database, group),
                None => judge.lacks_argument(database, argument, "この構成のパラメータグループ", "a parameter group of this design"),
            }
        }
    }
}

fn forces_tls(judge: &mut Judge<'_>, database: &Resource, group: &Resource) {
    let mysql = database.body.text("engine").is_some_and(|engine| engine.contains("mysql") || engine == "mariadb");
    let name = if mysql { "require_secure_transport" } else { "rds.force_ssl" };
    let wanted = format!("{name} = 1");
    match group.body.blocks_of("parameter").find(|parameter| parameter.text("name") == Some(name)) {
        Some(parameter) => {
            let value = parameter.value("value");
            let line = parameter.find("value").map_or(&parameter.line, |attribute| &attribute.line).clone();
            let found = format!("{name} = {}", value.map_or_else(|| "null".to_owned(), shown));
            if value.is_some_and(|value| value.as_number() == Some(1.0) || value.as_str() == Some("ON")) {
                judge.saw_line(Some(group), line, found.clone(), found);
            } else {
                judge.lacks_line(Some(group), line, (found.clone(), found), (&wanted, &wanted));
            }
        }
        None => judge.lacks(group, (format!("{name} がない"), format!("{name} is missing")), (&wanted, &wanted)),
    }
}

fn cache_tls(judge: &mut Judge<'_>) {
    judge.absent("キャッシュがありません。", "There is no cache.");
    let plan = judge.plan();
    for cache in plan.of_type("aws_elasticache_replication_group") {
        judge.expect_bool(cache, "transit_encryption_enabled", true);
        let required = |value: &Value| value.as_str() == Some("required");
        judge.expect(cache, "transit_encryption_mode", required, "required", "required");
        let token = cache.find("auth_token");
        let users = cache.body.value("user_group_ids");
        let group =
            plan.of_type("aws_elasticache_user_group").find(|group| users.is_some_and(|value| any_names(value, group, "user_group_id")));
        match (group, token) {
            (Some(group), _) => user_group(judge, group),
            (None, Some(token)) => judge.saw_line(Some(cache), token.line.clone(), "auth_token", "auth_token"),
            (None, None) => judge.lacks_argument(
                cache,
                "user_group_ids",
                "この構成のユーザーグループ、または auth_token",
                "a user group of this design, or an auth_token",
            ),
        }
    }
    for cache in plan.of_type("aws_elasticache_cluster").filter(|cache| cache.find("replication_group_id").is_none()) {
        let wanted = ("転送暗号化と認証のあるレプリケーショングループ", "a replication group with encryption and sign-in");
        judge.lacks(cache, ("単独のクラスター", "a cluster on its own"), wanted);
    }
}

fn any_names(value: &Value, resource: &Resource, argument: &str) -> bool {
    value.items().iter().any(|item| names(item, resource, argument))
}

/// Nobody of the group gets in without signing in.
fn user_group<'a>(judge: &mut Judge<'a>, group: &'a Resource) {
    let plan = judge.plan();
    let ids = group.body.value("user_ids");
    let members = plan.of_type("aws_elasticache_user").filter(|user| ids.is_some_and(|value| any_names(value, user, "user_id")));
    let members: Vec<&Resource> = members.collect();
    if members.is_empty() || ids.is_none_or(|value| value.items().len() != members.len()) {
        judge.lacks_argument(group, "user_ids", "この構成のユーザーだけ", "users of this design only");
    }
    for user in members {
        let off = user.body.text("access_string").is_some_and(|rights| rights.split_whitespace().next() == Some("off"));
        let signs_in = matches!(user.body.text("authentication_mode.type"), Some("iam" | "password")) || user.find("passwords").is_some();
        let open = user.body.bool("no_password_required") == Some(true);
        if off {
            judge.expect(user, "access_string", |_| true, "off", "off");
        } else if signs_in && !open {
            judge.saw(user, "認証が必要なユーザー", "a user who signs in");
        } else {
            let found = ("認証なしで使えるユーザー", "a user who need not sign in");
            judge.lacks(user, found, ("IAM かパスワードの認証、または off", "sign-in by IAM or password, or off"));
        }
    }
}

fn buckets_refuse(judge: &mut Judge<'_>) {
    judge.absent("S3 バケットがありません。", "There is no S3 bucket.");
    for plan in judge.plans() {
        for bucket in plan.of_type("aws_s3_bucket") {
            refuses(judge, plan, bucket);
        }
    }
}

fn refuses(judge: &mut Judge<'_>, plan: &Plan, bucket: &Resource) {
    let wanted = ("aws:SecureTransport = false の全面拒否", "a refusal of everything with aws:SecureTransport = false");
    match buckets::policy(plan, bucket) {
        Some((policy, statements)) => match buckets::refuses_clear_text(&statements) {
            Some(line) => {
                let address = &bucket.address;
                judge.saw_line(
                    Some(policy),
                    line,
                    format!("{address}: TLS なしを拒否"),
                    format!("{address}: refuses requests without TLS"),
                );
            }
            None => {
                let place = statements.first().map_or_else(|| policy.line().clone(), |statement| statement.line.clone());
                let found =
                    (format!("{} が TLS なしを拒否しない", bucket.address), format!("{} takes requests without TLS", bucket.address));
                judge.lacks_line(Some(policy), place, found, wanted);
            }
        },
        None => judge.lacks(bucket, ("読めるバケットポリシーがない", "no bucket policy that can be read"), wanted),
    }
}

fn mail_tls(judge: &mut Judge<'_>) {
    judge.absent("SES がありません。", "There is no SES.");
    let plan = judge.plan();
    for (kind, wanted) in [("aws_ses_configuration_set", "Require"), ("aws_sesv2_configuration_set", "REQUIRE")] {
        for set in plan.of_type(kind) {
            judge.expect(set, "delivery_options.tls_policy", |value| value.as_str() == Some(wanted), wanted, wanted);
        }
    }
    for identity in plan.of_type("aws_sesv2_email_identity") {
        let set = |value: &Value| plan.of_type("aws_sesv2_configuration_set").any(|set| names(value, set, "configuration_set_name"));
        judge.expect(identity, "configuration_set_name", set, "この構成の設定セット", "a configuration set of this design");
    }
    for identity in plan.of_type("aws_ses_domain_identity").chain(plan.of_type("aws_ses_email_identity")) {
        let found = ("既定の設定セットを持てない", "cannot have a default configuration set");
        judge.lacks(identity, found, ("aws_sesv2_email_identity", "an aws_sesv2_email_identity"));
    }
}

fn client_certificates(judge: &mut Judge<'_>) {
    judge.absent("API の入口がありません。", "There is no way in to an API.");
    let plan = judge.plan();
    for balancer in balancers(plan) {
        if !is_public(balancer) {
            judge.expect_bool(balancer, "internal", true);
            continue;
        }
        let encrypted = listeners_of(plan, balancer).filter(|listener| is_encrypted(listener));
        let verified: Vec<bool> = encrypted.map(|listener| knows_clients(judge, balancer, listener)).collect();
        if verified.contains(&false) {
            judge.lacks_argument(
                balancer,
                "internal",
                "または internal = true: クライアントは閉域網か VPN から来る（ALB は作り直され、API は CloudFront を通らなくなる）",
                "or internal = true: clients come by a closed line or VPN (the ALB is made anew, CloudFront no longer serves the API)",
            );
            judge.mend_chosen_size(CLIENT_AUTH, "vpn");
        }
    }
    for distribution in distributions(plan) {
        for origin in entries::served(distribution).into_iter().filter(|origin| entries::is_server(origin)) {
            judge.lacks_line(
                Some(distribution),
                origin.line.clone(),
                ("CloudFront 経由ではクライアント証明書を検証できない", "through CloudFront the client certificate is not verified"),
                ("API への経路は、証明書を検証する入口だけ", "the only ways to the API are those that verify certificates"),
            );
        }
    }
}

const CLIENT_AUTH: &str = "alb.client_auth";

/// A listener verifies certificates, or nobody from outside reaches its port. False where it might verify
/// them but does not.
fn knows_clients<'a>(judge: &mut Judge<'a>, balancer: &'a Resource, listener: &'a Resource) -> bool {
    let plan = judge.plan();
    let verifies = |value: &Value| value.as_str() == Some("verify");
    if listener.find("mutual_authentication.mode").is_some_and(|mode| verifies(&mode.value)) {
        judge.expect(listener, "mutual_authentication.mode", verifies, "verify", "verify");
        let store = |value: &Value| plan.behind(value, "aws_lb_trust_store").is_some();
        let wanted = ("この構成のトラストストア", "a trust store of this design");
        judge.expect(listener, "mutual_authentication.trust_store_arn", store, wanted.0, wanted.1);
        return true;
    }
    let rules = inside_rules(plan, balancer, listener);
    for rule in &rules {
        let text = rule.text();
        judge.saw_line(Some(rule.resource), rule.line.clone(), text.clone(), text);
    }
    if rules.is_empty() {
        judge.lacks_argument(
            listener,
            "mutual_authentication.mode",
            "mode = verify とトラストストア（API は CloudFront を通らず、ALB の名前で直接受ける）",
            "mode = verify with a trust store (clients come straight to the ALB, CloudFront no longer serves the API)",
        );
        judge.mend_chosen_size(CLIENT_AUTH, "mtls");
    }
    !rules.is_empty()
}

/// The rules that let groups of this design in to a listener; none where anybody else comes in as well.
fn inside_rules<'a>(plan: &'a Plan, balancer: &Resource, listener: &Resource) -> Vec<Rule<'a>> {
    let Some(port) = listener.body.number("port") else { return Vec::new() };
    let attached = balancer.body.value("security_groups").map(|value| groups(plan, value)).unwrap_or_default();
    let rules = attached.into_iter().flat_map(|group| rules_of(plan, group)).filter(|rule| rule.inbound && rule.covers(port));
    let rules: Vec<Rule<'a>> = rules.collect();
    let inside = |rule: &Rule<'_>| rule.addresses.is_empty() && rule.prefix_lists.is_empty() && !rule.is_open();
    if rules.iter().all(inside) { rules } else { Vec::new() }
}

fn clients_operated(judge: &mut Judge<'_>) {
    judge.absent("クライアントの認証方法（TLS-09）が決まっていません。", "How clients are authenticated (TLS-09) is not decided.");
    let plan = judge.plan();
    for store in plan.of_type("aws_lb_trust_store") {
        if let Some(attribute) = store.find("ca_certificates_bundle_s3_key") {
            judge.saw_argument(store, "ca_certificates_bundle_s3_key", attribute);
        }
    }
    for balancer in balancers(plan).filter(|balancer| !is_public(balancer)) {
        judge.expect_bool(balancer, "internal", true);
        let attached = balancer.body.value("security_groups").map(|value| groups(plan, value)).unwrap_or_default();
        let rules = attached.into_iter().flat_map(|group| rules_of(plan, group)).filter(|rule| rule.inbound && !rule.addresses.is_empty());
        for rule in rules {
            let text = rule.text();
            judge.saw_line(Some(rule.resource), rule.line.clone(), text.clone(), text);
        }
    }
}
