//! TLS.

use design_core::compliance::{FindingLevel, Verdict};
use sekkei_tests::compliance::{Case, case};

const CACHE: &str = "infra/modules/elasticache/main.tf";
const CACHE_USERS: &str = "infra/modules/elasticache/users.tf";
const CDN: &str = "infra/modules/cloudfront/main.tf";
const CDN_POLICY: &str = "infra/modules/cloudfront/bucket_policy.tf";
const GROUPS: &str = "infra/modules/vpc/security_groups.tf";
const LISTENERS: &str = "infra/modules/alb/main.tf";
const PARAMETERS: &str = "infra/modules/rds/parameters.tf";
const POLICIES: &str = "infra/modules/s3/policies.tf";
const RDS: &str = "infra/modules/rds/main.tf";
const SES: &str = "infra/modules/ses/main.tf";
const STATE: &str = "infra/bootstrap/state.tf";

/// A listener on port 80 with the default action that is given.
fn with_plain_listener(name: &str, action: &str) -> Case {
    let listener = format!(
        "resource \"aws_lb_listener\" \"plain\" {{\n  load_balancer_arn = aws_lb.this.arn\n  port = 80\n  protocol = \"HTTP\"\n\n  default_action {{\n{action}  }}\n}}\n\n# Shows the new version"
    );
    case(name).replace(LISTENERS, "# Shows the new version", &listener)
}

fn redirect(status: &str) -> String {
    format!(
        "    type = \"redirect\"\n\n    redirect {{\n      port = \"443\"\n      protocol = \"HTTPS\"\n      status_code = \"{status}\"\n    }}\n"
    )
}

#[test]
fn tls_01_https_only() {
    case("default").meets("TLS-01");
    with_plain_listener("redirect", &redirect("HTTP_301")).meets("TLS-01");
    with_plain_listener("redirect of a moment", &redirect("HTTP_302")).breaks(&["TLS-01"]);
    let forward = "    type = \"forward\"\n    target_group_arn = aws_lb_target_group.this[\"blue\"].arn\n";
    with_plain_listener("plain", forward).breaks(&["TLS-01"]);
    let rule = "resource \"aws_lb_listener_rule\" \"past\" {\n  listener_arn = aws_lb_listener.plain.arn\n\n  action {\n    type = \"forward\"\n    target_group_arn = aws_lb_target_group.this[\"blue\"].arn\n  }\n\n  condition {\n    path_pattern {\n      values = [\"/api/*\"]\n    }\n  }\n}\n\n# There is no listener";
    with_plain_listener("rule past the redirect", &redirect("HTTP_301"))
        .replace(LISTENERS, "# There is no listener", rule)
        .breaks(&["TLS-01"]);
    case("test listener open")
        .replace(
            GROUPS,
            "description                  = \"Test listener from api tasks\"",
            "description = \"Test\"\n  cidr_ipv4 = \"0.0.0.0/0\"",
        )
        .breaks(&["TLS-01", "NET-02"]);
}

#[test]
fn net_02_port_80_with_a_redirect() {
    let door = "resource \"aws_vpc_security_group_ingress_rule\" \"alb_http\" {\n  cidr_ipv4 = \"0.0.0.0/0\"\n  from_port = 80\n  ip_protocol = \"tcp\"\n  security_group_id = aws_security_group.alb.id\n  to_port = 80\n}\n\n# Interface endpoints";
    with_plain_listener("redirect", &redirect("HTTP_301")).replace(GROUPS, "# Interface endpoints", door).meets("NET-02");
    case("nobody listens").replace(GROUPS, "# Interface endpoints", door).breaks(&["NET-02"]);
}

#[test]
fn tls_02_policy() {
    case("default").meets("TLS-02");
    // checkov passes this one (CKV_AWS_103), although it takes TLS 1.0.
    case("TLS 1.0").replace(LISTENERS, "= var.alb.ssl_policy", "= \"ELBSecurityPolicy-TLS13-1-0-2021-06\"").breaks(&["TLS-02"]);
    case("unset").replace(LISTENERS, "  ssl_policy        = var.alb.ssl_policy\n", "").breaks(&["TLS-02"]);
    case("weak ciphers").replace(LISTENERS, "= var.alb.ssl_policy", "= \"ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06\"").breaks(&["TLS-02"]);
    case("TLS 1.3 only").prod("alb.ssl_policy", "ELBSecurityPolicy-TLS13-1-3-2021-06").meets("TLS-02");
}

#[test]
fn tls_03_viewers() {
    case("default").meets("TLS-03");
    case("plain pages").replace(CDN, "= \"redirect-to-https\"", "= \"allow-all\"").breaks(&["TLS-03"]);
    case("plain API")
        .replace(CDN, "viewer_protocol_policy     = \"https-only\"", "viewer_protocol_policy = \"allow-all\"")
        .breaks(&["TLS-03"]);
    case("old version").replace(CDN, "\"TLSv1.2_2021\"", "\"TLSv1.2_2018\"").breaks(&["TLS-03"]);
    case("default certificate")
        .replace(CDN, "acm_certificate_arn      = var.certificate_arn", "cloudfront_default_certificate = true")
        .breaks(&["TLS-03"]);
}

#[test]
fn tls_04_origins() {
    case("default").meets("TLS-04");
    case("as the viewer comes")
        .replace(CDN, "origin_protocol_policy   = \"https-only\"", "origin_protocol_policy = \"match-viewer\"")
        .breaks(&["TLS-04"]);
    case("old version").replace(CDN, "[\"TLSv1.2\"]", "[\"TLSv1.1\", \"TLSv1.2\"]").breaks(&["TLS-04"]);
}

#[test]
fn tls_05_database() {
    case("default").meets("TLS-05");
    case("not forced")
        .replace(PARAMETERS, "name  = \"rds.force_ssl\"\n    value = \"1\"", "name  = \"rds.force_ssl\"\n    value = \"0\"")
        .breaks(&["TLS-05"]);
    case("not said").replace(PARAMETERS, "\"rds.force_ssl\"", "\"rds.logical_replication\"").breaks(&["TLS-05"]);
    case("AWS's own group")
        .replace(RDS, "aws_db_parameter_group.this.name", "\"default.postgres17\"")
        .breaks(&["TLS-05", "LOG-06", "LOG-11"]);
}

#[test]
fn tls_06_cache() {
    case("default").meets("TLS-06");
    case("valkey").project("cache_engine", "valkey").meets("TLS-06");
    case("plain").replace(CACHE, "transit_encryption_enabled = true", "transit_encryption_enabled = false").breaks(&["TLS-06"]);
    case("either way").replace(CACHE, "\"required\"", "\"preferred\"").breaks(&["TLS-06"]);
    case("no users")
        .replace(CACHE, "  user_group_ids             = [aws_elasticache_user_group.this.user_group_id]\n", "")
        .breaks(&["TLS-06"]);
    case("an empty list of users").replace(CACHE, "= [aws_elasticache_user_group.this.user_group_id]", "= []").breaks(&["TLS-06"]);
    case("default user on").replace(CACHE_USERS, "\"off ~* -@all\"", "\"on ~* +@all\"").breaks(&["TLS-06"]);
    case("a stranger").replace(CACHE_USERS, "aws_elasticache_user.default.user_id,", "\"default\",").breaks(&["TLS-06"]);
}

#[test]
fn tls_07_buckets() {
    case("default").meets("TLS-07");
    case("other condition").replace(POLICIES, "\"aws:SecureTransport\"", "\"aws:EpochTime\"").breaks(&["TLS-07"]);
    case("allowed").replace(POLICIES, "effect  = \"Deny\"", "effect  = \"Allow\"").breaks(&["TLS-07", "IAM-08"]);
    case("reading only").replace(CDN_POLICY, "actions   = [\"s3:*\"]", "actions   = [\"s3:GetObject\"]").breaks(&["TLS-07"]);
    case("bucket only")
        .replace(CDN_POLICY, "[var.front_bucket.arn, \"${var.front_bucket.arn}/*\"]", "[var.front_bucket.arn]")
        .breaks(&["TLS-07"]);
    // What is missing belongs to the bucket, which the change leaves alone.
    let without = case("no policy").replace(POLICIES, "bucket = aws_s3_bucket.this[each.key].id", "bucket = \"elsewhere\"").judged();
    assert!(matches!(without.verdict("TLS-07", 2), Some(Verdict::Fails(_))));
    case("state").replace(STATE, "\"aws:SecureTransport\"", "\"aws:EpochTime\"").breaks(&["TLS-07", "ENC-08"]);
}

#[test]
fn tls_08_mail() {
    case("default").meets("TLS-08");
    case("where possible").replace(SES, "\"REQUIRE\"", "\"OPTIONAL\"").breaks(&["TLS-08"]);
    case("past the set")
        .replace(SES, "  configuration_set_name = aws_sesv2_configuration_set.this.configuration_set_name\n", "")
        .breaks(&["TLS-08"]);
}

/// Every way that the design offers, and everything without which it is none.
#[test]
fn tls_09_clients() {
    // Which way to take is a decision that no default can make.
    assert_eq!(case("default").judged().verdict("TLS-09", 2), Some(Verdict::Fails(FindingLevel::Error)));
    assert_eq!(case("default").judged().verdict("TLS-09", 0), Some(Verdict::Fails(FindingLevel::Info)));
    case("undecided").mends("TLS-09");
    let certificates = |name: &str| case(name).prod("alb.client_auth", "mtls");
    let closed = |name: &str| case(name).prod("alb.client_auth", "vpn");
    certificates("certificates").meets("TLS-09");
    closed("closed line").meets("TLS-09");

    let verify = "var.alb.client_auth == \"mtls\" ? \"verify\" : \"off\"";
    let store = "one(aws_lb_trust_store.clients[*].arn)";
    let strange = "\"arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:truststore/x/1\"";
    let serves = "var.serves_api ? [var.api_domain] : []";
    let test = "description                  = \"Test listener from api tasks\"";
    certificates("not asked for").good().replace(LISTENERS, verify, "\"off\"").breaks(&["TLS-09"]);
    certificates("passed on").good().replace(LISTENERS, verify, "\"passthrough\"").breaks(&["TLS-09"]);
    certificates("nobody's").good().replace(LISTENERS, store, "null").breaks(&["TLS-09"]);
    certificates("a stranger's").good().replace(LISTENERS, store, strange).breaks(&["TLS-09"]);
    certificates("past them by CloudFront").good().replace(CDN, serves, "[var.api_domain]").breaks(&["TLS-09"]);
    certificates("past them by the test listener")
        .replace(GROUPS, test, "description = \"Test\"\n  cidr_ipv4 = \"203.0.113.0/24\"")
        .judged_fails("TLS-09");
    certificates("past them by a list of prefixes")
        .replace(GROUPS, test, "description = \"Test\"\n  prefix_list_id = \"pl-1\"")
        .judged_fails("TLS-09");
    closed("public after all").good().replace(LISTENERS, "var.alb.client_auth == \"vpn\"", "false").breaks(&["TLS-09"]);
    closed("the internet comes in")
        .good()
        .replace(GROUPS, "var.closed_network ? \"10.0.0.0/8\" : \"0.0.0.0/0\"", "\"0.0.0.0/0\"")
        .breaks(&["NET-02"]);
    closed("past the line by CloudFront").good().replace(CDN, serves, "[var.api_domain]").breaks(&["TLS-09"]);
}

/// The other controls of the way in, whichever way is taken: what they look at moves, none is lost.
#[test]
fn tls_09_leaves_the_other_controls_as_they_are() {
    let before = case("default").judged();
    for way in ["mtls", "vpn"] {
        let mut case = case(way);
        for environment in 0..3 {
            case = case.size(environment, "alb.client_auth", way);
        }
        let after = case.judged();
        assert!(after.problems.is_empty(), "{way}: {:?}", after.problems);
        let mut gone = Vec::new();
        for (key, verdict) in before.verdicts() {
            let now = after.verdicts()[&key];
            if now == Verdict::NotApplicable && verdict != now && key.1 == "prod" {
                gone.push(key.0);
            } else if !["TLS-09", "TLS-10"].contains(&key.0) {
                assert!(now == verdict || now == Verdict::NotApplicable, "{way}: {key:?} was {verdict:?} and is {now:?}");
            }
        }
        // No API behind CloudFront, so neither its TLS on the way there nor a way past it.
        assert_eq!(gone, ["NET-10", "TLS-04"], "{way}");
    }
}

#[test]
fn tls_10_operation() {
    let verdict = |way: &str| case(way).prod("alb.client_auth", way).judged().verdict("TLS-10", 2);
    assert_eq!(verdict("none"), Some(Verdict::NotApplicable), "nothing to answer for before a decision");
    assert_eq!(verdict("mtls"), Some(Verdict::ToConfirm(FindingLevel::Error)));
    assert_eq!(verdict("vpn"), Some(Verdict::ToConfirm(FindingLevel::Error)));
    let seen = |way: &str| -> Vec<String> {
        let judged = case(way).prod("alb.client_auth", way).judged();
        judged.find("TLS-10", 2).unwrap().judgement.evidence.iter().map(|evidence| evidence.text.en.clone()).collect()
    };
    assert_eq!(seen("mtls"), ["ca_certificates_bundle_s3_key = \"hbp-cc/prod/client-ca.pem\""]);
    let closed = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(|range| format!("ingress tcp 443: {range:?}"));
    assert_eq!(seen("vpn"), [&["internal = true".to_owned()], &closed[..]].concat());
}
