//! Encryption in transit (TLS).

use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::Judge;
use crate::compliance::policy;
use crate::plan::Value;
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "TLS-01",
        title: t("ロードバランサーは HTTPS のみ", "HTTPS-only listeners"),
        what: t(
            "どのリスナーも HTTPS であるか、HTTPS へ 301 で転送する HTTP であること。",
            "Each listener speaks HTTPS, or is HTTP and redirects to HTTPS with 301.",
        ),
        why: t("平文で受けると、トークンも診療情報も途中で読まれます。", "In clear, tokens and patients' data can be read on the way."),
        fix: t("modules/alb/main.tf のリスナーを HTTPS に戻してください。", "Make the listener HTTPS in modules/alb/main.tf."),
        settings: &[],
        proof: Proof::Files(https_only),
    },
    Control {
        id: "TLS-02",
        title: t("ロードバランサーの TLS ポリシー", "TLS policy of the load balancer"),
        what: t(
            "ssl_policy が指定され、TLS 1.2 未満と弱い暗号を許さないポリシーであること。未指定は 2016 年のポリシーになります。",
            "ssl_policy is set to one that refuses TLS below 1.2 and weak ciphers. Unset means the policy of 2016.",
        ),
        why: t(
            "ガイドラインは TLS 1.3 を原則とし、難しい場合に 1.2 を認めます。公開のスキャナーは TLS 1.0 を許すポリシーも通します。",
            "The guideline asks for TLS 1.3, and 1.2 where that cannot be done. Public scanners pass policies that allow TLS 1.0.",
        ),
        fix: t("サイズ表の alb.ssl_policy を選び直してください。", "Choose another alb.ssl_policy in the sizes."),
        settings: &["alb.ssl_policy"],
        proof: Proof::Files(tls_policy),
    },
    Control {
        id: "TLS-05",
        title: t("RDS 接続の TLS 強制", "TLS enforced for the database"),
        what: t(
            "データベースが使うパラメーターグループに rds.force_ssl = 1 が書かれていること。",
            "The parameter group that the database uses states rds.force_ssl = 1.",
        ),
        why: t(
            "既定値は版によって変わります。書いておけば、平文の接続は必ず断られます。",
            "Defaults change between versions. Stated, a connection in clear is always refused.",
        ),
        fix: t(
            "modules/rds/parameters.tf に rds.force_ssl = 1 を戻してください。",
            "Restore rds.force_ssl = 1 in modules/rds/parameters.tf.",
        ),
        settings: &[],
        proof: Proof::Files(database_tls),
    },
    Control {
        id: "TLS-06",
        title: t("キャッシュの転送暗号化と認証", "TLS and sign-in for the cache"),
        what: t(
            "transit_encryption_enabled が true、transit_encryption_mode が required で、認証トークンかユーザーグループがあること。",
            "transit_encryption_enabled = true, transit_encryption_mode = required, and an auth token or user group.",
        ),
        why: t("キューとセッションには利用者の情報が入ります。", "Queue and sessions hold what users sent."),
        fix: t("modules/elasticache/main.tf の引数を元に戻してください。", "Restore the arguments in modules/elasticache/main.tf."),
        settings: &[],
        proof: Proof::Files(cache_tls),
    },
    Control {
        id: "TLS-07",
        title: t("S3 への TLS なしの接続を拒否", "S3 refuses connections without TLS"),
        what: t(
            "どのバケットにも、aws:SecureTransport が false の要求を拒む Deny を持つバケットポリシーがあること。",
            "Each bucket has a policy that denies requests with aws:SecureTransport = false.",
        ),
        why: t(
            "S3 は TLS なしの要求も受け付けます。拒むのはポリシーだけです。",
            "S3 accepts requests without TLS; only a policy refuses them.",
        ),
        fix: t(
            "バケットのポリシーに DenyWithoutTls の文を戻してください。",
            "Restore the statement DenyWithoutTls in the bucket's policy.",
        ),
        settings: &[],
        proof: Proof::Files(buckets_tls),
    },
];

fn https_only(judge: &mut Judge<'_>) {
    judge.absent("リスナーがありません。", "There are no listeners.");
    for listener in judge.of_type("aws_lb_listener") {
        let redirects = listener.body.text("default_action.type") == Some("redirect")
            && listener.body.text("default_action.redirect.protocol") == Some("HTTPS")
            && listener.body.text("default_action.redirect.status_code") == Some("HTTP_301");
        let fine = |value: &Value| value.as_str() == Some("HTTPS") || (redirects && value.as_str() == Some("HTTP"));
        judge.expect(listener, "protocol", fine, "protocol = \"HTTPS\"", "protocol = \"HTTPS\"");
    }
}

/// Policies that refuse TLS below 1.2 and every cipher without forward secrecy and authenticated
/// encryption. Source: Elastic Load Balancing, security policies, 2026-11-23.
const POLICIES: [&str; 8] = [
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
];

fn tls_policy(judge: &mut Judge<'_>) {
    judge.absent("HTTPS のリスナーがありません。", "There are no HTTPS listeners.");
    for listener in judge.of_type("aws_lb_listener").filter(|listener| listener.body.text("protocol") != Some("HTTP")) {
        let known = |value: &Value| value.as_str().is_some_and(|policy| POLICIES.contains(&policy));
        if !judge.expect(listener, "ssl_policy", known, "TLS 1.2 未満を許さないポリシー", "a policy that refuses TLS below 1.2")
        {
            judge.mend_size("alb.ssl_policy", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
        }
    }
}

fn database_tls(judge: &mut Judge<'_>) {
    judge.absent("データベースがありません。", "There is no database.");
    for database in judge.of_type("aws_db_instance") {
        let name = database.body.text("parameter_group_name");
        let group = judge.of_type("aws_db_parameter_group").find(|group| name.is_some() && group.body.text("name") == name);
        let Some(group) = group else {
            judge.lacks_argument(database, "parameter_group_name", "この構成のパラメーターグループ", "a parameter group of this design");
            continue;
        };
        let forced = group.body.blocks_of("parameter").find(|parameter| parameter.text("name") == Some("rds.force_ssl"));
        match forced {
            Some(parameter) if parameter.text("value") == Some("1") || parameter.number("value") == Some(1.0) => {
                judge.saw_block(group, parameter, "rds.force_ssl = 1", "rds.force_ssl = 1");
            }
            Some(parameter) => judge.lacks_line(
                Some(group),
                parameter.line.clone(),
                ("rds.force_ssl が 1 ではない", "rds.force_ssl is not 1"),
                ("rds.force_ssl = 1", "rds.force_ssl = 1"),
            ),
            None => judge.lacks(group, ("rds.force_ssl は未指定", "rds.force_ssl is not set"), ("rds.force_ssl = 1", "rds.force_ssl = 1")),
        }
    }
}

fn cache_tls(judge: &mut Judge<'_>) {
    judge.absent("キャッシュがありません。", "There is no cache.");
    for cache in judge.of_type("aws_elasticache_replication_group") {
        judge.expect_bool(cache, "transit_encryption_enabled", true);
        let required = |value: &Value| value.as_str() == Some("required");
        let wanted = "transit_encryption_mode = \"required\"";
        judge.expect(cache, "transit_encryption_mode", required, wanted, wanted);
        if cache.find("auth_token").is_some() {
            judge.saw(cache, "auth_token を指定", "auth_token is set");
        } else {
            let group = |value: &Value| !value.items().is_empty();
            judge.expect(cache, "user_group_ids", group, "user_group_ids か auth_token", "user_group_ids or auth_token");
        }
    }
}

fn buckets_tls(judge: &mut Judge<'_>) {
    judge.absent("バケットがありません。", "There are no buckets.");
    for bucket in judge.of_type("aws_s3_bucket") {
        let policies: Vec<_> = judge.plan().pointing_at("aws_s3_bucket_policy", "bucket", &bucket.address).collect();
        let Some(owner) = policies.first() else {
            judge.lacks(
                bucket,
                ("バケットポリシーがない", "there is no bucket policy"),
                ("TLS なしを拒むバケットポリシー", "a bucket policy that denies requests without TLS"),
            );
            continue;
        };
        let statements = owner.find("policy").and_then(|policy| policy::statements(judge.plan(), &policy.value, &policy.line));
        let denies = statements.unwrap_or_default().into_iter().find(|statement| {
            !statement.allow
                && !statement.inverted_actions
                && statement.actions.iter().any(|action| action == "s3:*" || action == "*")
                && statement.principals.iter().any(|(_, id)| id == "*")
                && matches!(statement.conditions.as_slice(), [(test, key, values)]
                    if test == "Bool" && key == "aws:SecureTransport" && values.iter().all(|value| value == "false") && !values.is_empty())
        });
        match denies {
            Some(statement) => {
                judge.saw_line(Some(bucket), statement.line, "aws:SecureTransport = false を Deny", "Deny with aws:SecureTransport = false")
            }
            None => judge.lacks(
                owner,
                ("TLS なしを拒む文がない", "no statement denies requests without TLS"),
                ("Deny s3:* と aws:SecureTransport = false", "Deny s3:* with aws:SecureTransport = false"),
            ),
        }
    }
}
