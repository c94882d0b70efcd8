//! TLS.

use sekkei_tests::compliance::case;

#[test]
fn tls_01_https_only() {
    case("default").meets("TLS-01");
    case("plain http")
        .replace("infra/modules/alb/main.tf", "protocol          = \"HTTPS\"", "protocol          = \"HTTP\"")
        .breaks(&["TLS-01"]);
}

#[test]
fn tls_02_tls_policy() {
    case("default").meets("TLS-02");
    case("no policy").replace("infra/modules/alb/main.tf", "= var.alb.ssl_policy", "= null").breaks(&["TLS-02"]);
    case("TLS 1.0, which checkov passes")
        .replace("infra/modules/alb/main.tf", "= var.alb.ssl_policy", "= \"ELBSecurityPolicy-TLS13-1-0-2021-06\"")
        .breaks(&["TLS-02"]);
}

#[test]
fn tls_05_database_tls() {
    case("default").meets("TLS-05");
    case("not forced")
        .replace(
            "infra/modules/rds/parameters.tf",
            "name  = \"rds.force_ssl\"\n    value = \"1\"",
            "name  = \"rds.force_ssl\"\n    value = \"0\"",
        )
        .breaks(&["TLS-05"]);
    case("not stated").replace("infra/modules/rds/parameters.tf", "\"rds.force_ssl\"", "\"log_hostname\"").breaks(&["TLS-05"]);
}

#[test]
fn tls_06_cache_tls() {
    case("default").meets("TLS-06");
    const CACHE: &str = "infra/modules/elasticache/main.tf";
    case("preferred").replace(CACHE, "\"required\"", "\"preferred\"").breaks(&["TLS-06"]);
    case("off").replace(CACHE, "transit_encryption_enabled = true", "transit_encryption_enabled = false").breaks(&["TLS-06"]);
    case("no sign-in").replace(CACHE, "= [aws_elasticache_user_group.this.user_group_id]", "= []").breaks(&["TLS-06"]);
}

#[test]
fn tls_07_buckets_refuse_plain_http() {
    case("default").meets("TLS-07");
    const POLICIES: &str = "infra/modules/s3/policies.tf";
    case("another condition").replace(POLICIES, "aws:SecureTransport", "aws:PrincipalIsAWSService").breaks(&["TLS-07"]);
    case("allowed instead").replace(POLICIES, "\"Deny\"", "\"Allow\"").breaks(&["TLS-07"]);
}
