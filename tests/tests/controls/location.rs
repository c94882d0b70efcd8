//! DAT.

use design_core::compliance::{FindingLevel, Verdict};
use sekkei_tests::compliance::case;

const BACKEND: &str = "infra/envs/prod/backend.tf";
const BACKUP: &str = "infra/bootstrap/backup.tf";
const BOOTSTRAP: &str = "infra/bootstrap/providers.tf";
const BUCKETS: &str = "infra/modules/s3/main.tf";
const CDN: &str = "infra/modules/cloudfront/main.tf";
const PROVIDERS: &str = "infra/envs/prod/providers.tf";
const STATE: &str = "infra/bootstrap/state.tf";

#[test]
fn dat_01_everything_in_japan() {
    case("default").meets("DAT-01");
    case("region abroad").replace(PROVIDERS, "= var.region", "= \"us-west-2\"").breaks(&["DAT-01", "LOG-11"]);
    case("alias abroad").replace(PROVIDERS, "= \"us-east-1\"", "= \"eu-west-1\"").breaks(&["DAT-01"]);
    case("state abroad").replace(BACKEND, "= \"ap-northeast-1\"", "= \"us-east-1\"").breaks(&["DAT-01"]);
    case("account abroad").replace(BOOTSTRAP, "= var.region", "= \"us-east-1\"").breaks(&["DAT-01"]);
    // The alias is there for certificates; a bucket in it is abroad.
    case("function in us-east-1")
        .replace(
            CDN,
            "resource \"aws_cloudfront_origin_access_control\" \"this\" {",
            "resource \"aws_cloudfront_origin_access_control\" \"this\" {\n  provider = aws.us_east_1",
        )
        .breaks(&["DAT-01"]);
    case("logs stay in us-east-1")
        .replace("infra/modules/cloudfront/logging.tf", "= var.log_bucket.arn", "= \"arn:aws:logs:us-east-1:123456789012:log-group:edge\"")
        .breaks(&["DAT-01", "LOG-07"]);
    let watched = "infra/modules/monitoring/us_east_1.tf";
    case("events go elsewhere").replace(watched, "arn:aws:events:${var.aws_region}:", "arn:aws:events:us-west-2:").breaks(&["DAT-01"]);
    case("another metric abroad").replace(watched, "\"AWS/CloudFront\"", "\"AWS/Lambda\"").breaks(&["DAT-01"]);
    case("region of one resource")
        .replace(BUCKETS, "bucket = each.value\n", "bucket = each.value\n  region = \"us-east-1\"\n")
        .breaks(&["DAT-01"]);
}

#[test]
fn dat_02_copies_stay_in_japan() {
    case("default").meets("DAT-02");
    case("backups abroad")
        .replace(BACKUP, "= copy_action.value.arn", "= \"arn:aws:backup:us-west-2:${local.account_id}:backup-vault:dr\"")
        .breaks(&["DAT-02", "BKP-03"]);
    case("vault abroad").replace(BOOTSTRAP, "\"ap-northeast-3\"", "\"ap-southeast-1\"").breaks(&["DAT-01", "DAT-02", "BKP-03"]);
    case("buckets abroad")
        .replace(
            BUCKETS,
            "resource \"aws_s3_bucket_public_access_block\"",
            "resource \"aws_s3_bucket_replication_configuration\" \"dr\" {\n  bucket = aws_s3_bucket.this[\"logs\"].id\n  role   = \"arn:aws:iam::123456789012:role/dr\"\n\n  rule {\n    status = \"Enabled\"\n\n    destination {\n      bucket = \"arn:aws:s3:::elsewhere\"\n    }\n  }\n}\n\nresource \"aws_s3_bucket_public_access_block\"",
        )
        .breaks(&["DAT-02"]);
    let nothing = case("no copies").project("account.backup_copy_to_osaka", false).judged();
    assert_eq!(nothing.verdict("DAT-02", 2), Some(Verdict::NotApplicable));
}

#[test]
fn dat_03_the_edge_keeps_nothing() {
    case("default").meets("DAT-03");
    case("API cached")
        .replace(CDN, "= data.aws_cloudfront_cache_policy.caching_disabled.id", "= data.aws_cloudfront_cache_policy.caching_optimized.id")
        .breaks(&["DAT-03"]);
    case("no sign-in at the API")
        .replace(CDN, "origin_request_policy_id   = data.aws_cloudfront_origin_request_policy.all_viewer_except_host.id", "")
        .breaks(&["DAT-03"]);
    case("edges elsewhere").replace(CDN, "= var.cloudfront.price_class", "= \"PriceClass_100\"").breaks(&["DAT-03"]);
    case("everything cached is the API")
        .replace(CDN, "target_origin_id           = local.front_origin_id", "target_origin_id           = local.api_origin_id")
        .breaks(&["DAT-03"]);
    case("policy by id")
        .replace(CDN, "= data.aws_cloudfront_cache_policy.caching_disabled.id", "= \"4135ea2d-6df8-44a3-9df3-4b5a084be39d\"")
        .meets("DAT-03");
}

#[test]
fn dat_03_records_are_not_cached() {
    let path = "infra/modules/s3/outputs.tf";
    let swapped =
        case("bucket of records behind the edge").replace(path, "aws_s3_bucket.this[\"front\"]", "aws_s3_bucket.this[\"user-resources\"]");
    assert_eq!(swapped.judged().verdict("DAT-03", 2), Some(Verdict::Fails(FindingLevel::Error)));
}

#[test]
fn dat_04_nothing_is_public() {
    case("default").meets("DAT-04");
    for switch in ["block_public_acls      ", "block_public_policy    ", "ignore_public_acls     ", "restrict_public_buckets"] {
        case(switch).replace(BUCKETS, &format!("{switch} = true"), &format!("{switch} = false")).breaks(&["DAT-04"]);
    }
    case("ACLs").replace(BUCKETS, "BucketOwnerEnforced", "BucketOwnerPreferred").breaks(&["DAT-04"]);
    case("one bucket forgotten")
        .replace(
            BUCKETS,
            "access_block\" \"this\" {\n  for_each = aws_s3_bucket.this",
            "access_block\" \"this\" {\n  for_each = { for key, bucket in aws_s3_bucket.this : key => bucket if key != \"logs\" }",
        )
        .breaks(&["DAT-04"]);
    case("one bucket with ACLs")
        .replace(
            BUCKETS,
            "ownership_controls\" \"this\" {\n  for_each = aws_s3_bucket.this",
            "ownership_controls\" \"this\" {\n  for_each = { for key, bucket in aws_s3_bucket.this : key => bucket if key != \"logs\" }",
        )
        .breaks(&["DAT-04"]);
    case("state in public")
        .replace(STATE, "restrict_public_buckets = true", "restrict_public_buckets = false")
        .breaks(&["DAT-04", "ENC-08"]);
}

#[test]
fn dat_05_real_data_is_declared() {
    case("default").meets("DAT-05");
    case("tag says otherwise")
        .replace_everywhere("main.tf", "Phi         = tostring(var.phi)", "Phi         = \"unknown\"")
        .breaks(&["DAT-05", "BKP-02"]);
    let quiet = case("default").judged();
    assert_eq!(quiet.verdict("DAT-05", 0), Some(Verdict::Fails(FindingLevel::Info)));
    let said = case("written down").replace("infra/README.md", "| `dev` |", "| `dev`（実データなし） |").judged();
    assert_eq!(said.verdict("DAT-05", 0), Some(Verdict::Met));
}
