//! Safeguards that no blind change of their own line takes away: what has to be changed instead, or why
//! nothing is to be changed.

/// What stands in for the change of the line.
pub enum Instead {
    /// Another text, from the line on (its first occurrence).
    Here(&'static str, &'static str),
    /// Another text in a file (all of its occurrences).
    There(&'static str, &'static str, &'static str),
    /// One more line inside the block that begins here.
    Add(&'static str),
    /// The line shows more than one safeguard, or none of its own.
    Because(&'static str),
}

use Instead::{Add, Because, Here, There};

const ALL_ADDRESSES: &str = "  cidr_ipv4 = \"0.0.0.0/0\"";
const KEYS: &str = "  access_key = \"mutant\"";
const ADMINISTRATOR: &str = "policy_arn = \"arn:aws:iam::aws:policy/AdministratorAccess\"";
const ROOT: &str = "[\"arn:aws:iam::${local.account_id}:root\"]";
const SECRET: &str = "password = \"mutant\"";
const DEV: &str = "infra/envs/dev/main.tf";
const ENVIRONMENT: &str = "# One environment. dev, stg and prod share this file byte for byte: they differ";
const MORE: &str =
    "resource \"aws_sns_topic\" \"more\" {}\n\n# One environment. dev, stg and prod share this file byte for byte: they differ";
const EXCEPTION: &str = "CloudFront reads it in us-east-1 alone; the safeguard is the provider's region, a line of its own";
const TWO_RECORDS: &str =
    "the trail and the buckets' own logs both record it, and one is enough; without both it fails (controls/logging.rs)";

const STATIC: &str = "files that are the same for everybody ask for no firewall; the line only says so";

/// Control, file, text of the line, and what is done instead.
#[rustfmt::skip]
pub const BY_HAND: &[(&str, &str, &str, Instead)] = &[
    ("AVL-05", "infra/modules/ecs/autoscaling.tf", "resource \"aws_appautoscaling_policy\" \"api_cpu\" {",
        Because("a second policy scales the same tasks by requests, and one is enough")),
    ("BKP-05", "infra/bootstrap/logs.tf", "resource \"aws_s3_bucket\" \"logs\" {", Add("  force_destroy = true")),
    ("BKP-05", "infra/bootstrap/state.tf", "resource \"aws_s3_bucket\" \"state\" {", Add("  force_destroy = true")),
    ("BKP-05", "infra/bootstrap/trail.tf", "resource \"aws_s3_bucket\" \"trail\" {", Add("  force_destroy = true")),
    ("BKP-05", "infra/modules/s3/main.tf", "resource \"aws_s3_bucket\" \"this\" {", Add("  force_destroy = true")),
    ("BKP-07", "infra/modules/s3/lifecycle.tf", "resource \"aws_s3_bucket_lifecycle_configuration\" \"app\" {",
        Here("    noncurrent_version_expiration {", "    expiration {\n      days = 30\n    }\n\n    noncurrent_version_expiration {")),
    ("CHG-06", "infra/envs/prod/main.tf", ENVIRONMENT, There(DEV, ENVIRONMENT, MORE)),
    ("CHG-06", "infra/envs/stg/main.tf", ENVIRONMENT, There(DEV, ENVIRONMENT, MORE)),
    ("DAT-01", "infra/modules/acm/main.tf", "resource \"aws_acm_certificate\" \"us_east_1\" {", Because(EXCEPTION)),
    ("DAT-01", "infra/modules/acm/main.tf", "resource \"aws_acm_certificate_validation\" \"us_east_1\" {", Because(EXCEPTION)),
    ("DAT-01", "infra/modules/cloudfront/logging.tf", "resource \"aws_cloudwatch_log_delivery\" \"this\" {", Because(EXCEPTION)),
    ("DAT-01", "infra/modules/cloudfront/logging.tf", "resource \"aws_cloudwatch_log_delivery_destination\" \"this\" {", Because(EXCEPTION)),
    ("DAT-01", "infra/modules/cloudfront/logging.tf", "resource \"aws_cloudwatch_log_delivery_source\" \"this\" {", Because(EXCEPTION)),
    ("DAT-01", "infra/modules/monitoring/us_east_1.tf", "resource \"aws_cloudwatch_event_rule\" \"carry_home\" {", Because(EXCEPTION)),
    ("DAT-01", "infra/modules/monitoring/us_east_1.tf", "resource \"aws_cloudwatch_metric_alarm\" \"cdn_5xx\" {", Because(EXCEPTION)),
    ("DAT-01", "infra/modules/monitoring/us_east_1.tf", "resource \"aws_cloudwatch_metric_alarm\" \"cdn_certificate_expiry\" {", Because(EXCEPTION)),
    ("DAT-03", "infra/modules/cloudfront/main.tf", "default_cache_behavior {",
        Here("target_origin_id           = local.front_origin_id", "target_origin_id = local.api_origin_id")),
    ("DAT-05", "infra/modules/rds/main.tf", "resource \"aws_db_instance\" \"this\" {", Here("  tags = merge(var.tags, {", "  tags = merge(var.tags, { Phi = \"unsure\" }, {")),
    ("DAT-05", "infra/modules/s3/main.tf", "resource \"aws_s3_bucket\" \"this\" {", Here("  tags = merge(var.tags, {", "  tags = merge(var.tags, { Phi = \"unsure\" }, {")),
    ("ENC-04", "infra/bootstrap/trail.tf", "resource \"aws_kms_key\" \"trail\" {",
        There("infra/bootstrap/trail.tf", "[\"events.amazonaws.com\"]", "[\"ec2.amazonaws.com\"]")),
    ("ENC-04", "infra/modules/s3/kms.tf", "resource \"aws_kms_key\" \"logs\" {",
        There("infra/modules/s3/kms.tf", "[\"cloudwatch.amazonaws.com\"]", "[\"ec2.amazonaws.com\"]")),
    ("ENC-07", "infra/bootstrap/backup.tf", "resource \"aws_kms_key\" \"backup\" {", There("infra/bootstrap/backup.tf", ROOT, "[\"*\"]")),
    ("ENC-07", "infra/bootstrap/backup.tf", "resource \"aws_kms_key\" \"backup_osaka\" {", There("infra/bootstrap/backup.tf", ROOT, "[\"*\"]")),
    ("ENC-07", "infra/bootstrap/state.tf", "resource \"aws_kms_key\" \"state\" {", There("infra/bootstrap/state.tf", ROOT, "[\"*\"]")),
    ("ENC-07", "infra/bootstrap/trail.tf", "resource \"aws_kms_key\" \"trail\" {", There("infra/bootstrap/trail.tf", ROOT, "[\"*\"]")),
    ("ENC-07", "infra/modules/batch/iam.tf", "statement { sid = \"KeyOfObjectsAndMessages\"", Here("resources = [var.kms_key_arn]", "resources = [\"*\"]")),
    ("ENC-07", "infra/modules/cicd/apply.tf", "statement { sid = \"KeysThroughServices\"", Here("aws:ResourceTag/Name", "aws:PrincipalTag/Name")),
    ("ENC-07", "infra/modules/cicd/read.tf", "statement { sid = \"StateKey\"", Here("kms:ResourceAliases", "kms:GrantOperations")),
    ("ENC-07", "infra/modules/ecs/iam.tf", "statement { sid = \"DataKey\"", Here("resources = [var.kms_key_arn]", "resources = [\"*\"]")),
    ("ENC-07", "infra/modules/ecs/iam.tf", "statement { sid = \"DecryptSecrets\"", Here("kms:EncryptionContext:SecretARN", "kms:CallerAccount")),
    ("ENC-07", "infra/modules/rds/kms.tf", "resource \"aws_kms_key\" \"database\" {", There("infra/modules/rds/kms.tf", ROOT, "[\"*\"]")),
    ("ENC-07", "infra/modules/s3/kms.tf", "resource \"aws_kms_key\" \"data\" {", There("infra/modules/s3/kms.tf", ROOT, "[\"*\"]")),
    ("ENC-07", "infra/modules/s3/kms.tf", "resource \"aws_kms_key\" \"logs\" {", There("infra/modules/s3/kms.tf", ROOT, "[\"*\"]")),
    ("IAM-01", "infra/bootstrap/backup.tf", "policy_arn = \"arn:aws:iam::aws:policy/${each.value}\"", Here("policy_arn = \"arn:aws:iam::aws:policy/${each.value}\"", ADMINISTRATOR)),
    ("IAM-01", "infra/modules/cicd/read.tf", "policy_arn = \"arn:aws:iam::aws:policy/ReadOnlyAccess\"", Here("policy_arn = \"arn:aws:iam::aws:policy/ReadOnlyAccess\"", ADMINISTRATOR)),
    ("IAM-01", "infra/modules/ecs/codedeploy.tf", "policy_arn = \"arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS\"", Here("policy_arn = \"arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS\"", ADMINISTRATOR)),
    ("IAM-01", "infra/modules/rds/monitoring.tf", "policy_arn = \"arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole\"", Here("policy_arn = \"arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole\"", ADMINISTRATOR)),
    ("IAM-02", "infra/modules/cicd/main.tf", "statement {", Here("values   = each.value", "values = [\"repo:*\"]")),
    ("IAM-03", "infra/modules/cicd/main.tf", "statement {",
        There("infra/modules/cicd/main.tf", "apply  = [\"${local.github_repository}:environment:${var.github.environment}\"]", "apply = [\"${local.github_repository}:pull_request\"]")),
    ("IAM-04", "infra/bootstrap/providers.tf", "provider \"aws\" { region = var.region", Add(KEYS)),
    ("IAM-04", "infra/bootstrap/providers.tf", "provider \"aws\" { alias = \"osaka\"", Add(KEYS)),
    ("IAM-04", "infra/envs/dev/backend.tf", "backend \"s3\" {", Add(KEYS)),
    ("IAM-04", "infra/envs/dev/providers.tf", "provider \"aws\" { region = var.region", Add(KEYS)),
    ("IAM-04", "infra/envs/dev/providers.tf", "provider \"aws\" { alias = \"us_east_1\"", Add(KEYS)),
    ("IAM-04", "infra/envs/prod/backend.tf", "backend \"s3\" {", Add(KEYS)),
    ("IAM-04", "infra/envs/prod/providers.tf", "provider \"aws\" { region = var.region", Add(KEYS)),
    ("IAM-04", "infra/envs/prod/providers.tf", "provider \"aws\" { alias = \"us_east_1\"", Add(KEYS)),
    ("IAM-04", "infra/envs/stg/backend.tf", "backend \"s3\" {", Add(KEYS)),
    ("IAM-04", "infra/envs/stg/providers.tf", "provider \"aws\" { region = var.region", Add(KEYS)),
    ("IAM-04", "infra/envs/stg/providers.tf", "provider \"aws\" { alias = \"us_east_1\"", Add(KEYS)),
    ("IAM-05", "infra/modules/batch/main.tf", "resource \"aws_batch_job_definition\" \"this\" {", Here("executionRoleArn = var.execution_role_arn", "executionRoleArn = aws_iam_role.job.arn")),
    ("IAM-05", "infra/modules/ecs/task_definitions.tf", "resource \"aws_ecs_task_definition\" \"api\" {", Here("aws_iam_role.execution.arn", "aws_iam_role.task.arn")),
    ("IAM-05", "infra/modules/ecs/task_definitions.tf", "resource \"aws_ecs_task_definition\" \"worker\" {", Here("aws_iam_role.execution.arn", "aws_iam_role.task.arn")),
    ("IAM-07", "infra/bootstrap/terraform.tfvars", "# アカウントに 1 度だけ適用する土台の値。", Here("# アカウントに 1 度だけ適用する土台の値。", SECRET)),
    ("IAM-07", "infra/envs/dev/terraform.tfvars", "# この環境のサイズと名前。", Here("# この環境のサイズと名前。", SECRET)),
    ("IAM-07", "infra/envs/prod/terraform.tfvars", "# この環境のサイズと名前。", Here("# この環境のサイズと名前。", SECRET)),
    ("IAM-07", "infra/envs/stg/terraform.tfvars", "# この環境のサイズと名前。", Here("# この環境のサイズと名前。", SECRET)),
    ("LOG-04", "infra/bootstrap/trail.tf", "dynamic \"advanced_event_selector\" {", Because(TWO_RECORDS)),
    ("LOG-04", "infra/modules/s3/main.tf", "resource \"aws_s3_bucket_logging\" \"this\" {", Because(TWO_RECORDS)),
    ("LOG-06", "infra/modules/rds/parameters.tf", "value = parameter.value", There("infra/modules/rds/parameters.tf", "[\"ddl,role\"]", "[\"none\"]")),
    ("NET-02", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_ingress_rule\" \"alb_https\" {", Here("from_port         = local.https_port", "from_port = 0")),
    ("NET-02", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_ingress_rule\" \"alb_test\" {", Add(ALL_ADDRESSES)),
    ("NET-02", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_ingress_rule\" \"api_alb\" {", Add(ALL_ADDRESSES)),
    ("NET-02", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_ingress_rule\" \"elasticache_app\" {", Add(ALL_ADDRESSES)),
    ("NET-02", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_ingress_rule\" \"endpoints_app\" {", Add(ALL_ADDRESSES)),
    ("NET-02", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_ingress_rule\" \"rds_app\" {", Add(ALL_ADDRESSES)),
    ("NET-03", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_ingress_rule\" \"elasticache_app\" {", Add(ALL_ADDRESSES)),
    ("NET-03", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_ingress_rule\" \"rds_app\" {", Add(ALL_ADDRESSES)),
    ("NET-04", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_egress_rule\" \"api_alb_test\" {", Add(ALL_ADDRESSES)),
    ("NET-04", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_egress_rule\" \"app_elasticache\" {", Add(ALL_ADDRESSES)),
    ("NET-04", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_egress_rule\" \"app_https\" {", Here("ip_protocol       = \"tcp\"", "ip_protocol = \"-1\"")),
    ("NET-04", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_egress_rule\" \"app_rds\" {", Add(ALL_ADDRESSES)),
    ("NET-07", "infra/modules/cloudfront/main.tf", "origin {", Because(STATIC)),
    ("NET-07", "infra/modules/cloudfront/main.tf", "dynamic \"origin\" {", Here("= origin.value", "= \"api.example.com\"")),
    ("TLS-01", "infra/modules/vpc/security_groups.tf", "resource \"aws_vpc_security_group_ingress_rule\" \"alb_test\" {", Add("  cidr_ipv6 = \"::/0\"")),
    ("TLS-06", "infra/modules/elasticache/users.tf", "resource \"aws_elasticache_user\" \"app\" {", Here("type = \"iam\"", "type = \"no-password-required\"")),
];
