//! What a plan asks AWS, and the roles that ask it: `ReadOnlyAccess` lets it through, and nothing of ours takes it away.

use std::collections::{BTreeMap, BTreeSet};

use sekkei_tests::iam::{Statement, statements};
use sekkei_tests::scanners::{managed_policy, service_authorization};

use crate::roles::role;
use crate::{bootstrap, certificates, prod};

/// What the provider calls to read a resource of each type, and what data sources call. A type that is not here is a
/// failure.
fn reads() -> BTreeMap<&'static str, Vec<&'static str>> {
    let bucket = |action: &'static str| vec![action, "s3:ListBucket"];
    let network = |action: &'static str| vec![action];
    let mut table = BTreeMap::from([
        ("aws_acm_certificate", vec!["acm:DescribeCertificate", "acm:ListTagsForCertificate"]),
        ("aws_acm_certificate_validation", vec!["acm:DescribeCertificate"]),
        ("aws_appautoscaling_policy", vec!["application-autoscaling:DescribeScalingPolicies"]),
        (
            "aws_appautoscaling_target",
            vec!["application-autoscaling:DescribeScalableTargets", "application-autoscaling:ListTagsForResource"],
        ),
        ("aws_batch_compute_environment", vec!["batch:DescribeComputeEnvironments"]),
        ("aws_batch_job_definition", vec!["batch:DescribeJobDefinitions"]),
        ("aws_batch_job_queue", vec!["batch:DescribeJobQueues"]),
        ("aws_cloudfront_distribution", vec!["cloudfront:GetDistribution", "cloudfront:ListTagsForResource"]),
        ("aws_cloudfront_function", vec!["cloudfront:DescribeFunction", "cloudfront:GetFunction"]),
        ("aws_cloudfront_origin_access_control", vec!["cloudfront:GetOriginAccessControl"]),
        ("aws_cloudfront_response_headers_policy", vec!["cloudfront:GetResponseHeadersPolicy"]),
        ("aws_cloudwatch_dashboard", vec!["cloudwatch:GetDashboard"]),
        ("aws_cloudwatch_event_rule", vec!["events:DescribeRule", "events:ListTagsForResource"]),
        ("aws_cloudwatch_event_target", vec!["events:ListTargetsByRule"]),
        ("aws_cloudwatch_log_delivery", vec!["logs:GetDelivery", "logs:ListTagsForResource"]),
        ("aws_cloudwatch_log_delivery_destination", vec!["logs:GetDeliveryDestination", "logs:ListTagsForResource"]),
        ("aws_cloudwatch_log_delivery_source", vec!["logs:GetDeliverySource", "logs:ListTagsForResource"]),
        ("aws_cloudwatch_log_group", vec!["logs:DescribeLogGroups", "logs:ListTagsForResource"]),
        ("aws_cloudwatch_log_resource_policy", vec!["logs:DescribeResourcePolicies"]),
        ("aws_cloudwatch_metric_alarm", vec!["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"]),
        ("aws_codedeploy_app", vec!["codedeploy:GetApplication", "codedeploy:ListTagsForResource"]),
        ("aws_codedeploy_deployment_group", vec!["codedeploy:GetDeploymentGroup", "codedeploy:ListTagsForResource"]),
        ("aws_db_instance", vec!["rds:DescribeDBInstances", "rds:ListTagsForResource"]),
        ("aws_db_parameter_group", vec!["rds:DescribeDBParameterGroups", "rds:DescribeDBParameters", "rds:ListTagsForResource"]),
        ("aws_db_subnet_group", vec!["rds:DescribeDBSubnetGroups", "rds:ListTagsForResource"]),
        ("aws_ecr_lifecycle_policy", vec!["ecr:GetLifecyclePolicy"]),
        ("aws_ecr_repository", vec!["ecr:DescribeRepositories", "ecr:ListTagsForResource"]),
        ("aws_ecs_cluster", vec!["ecs:DescribeClusters"]),
        ("aws_ecs_service", vec!["ecs:DescribeServices"]),
        ("aws_ecs_task_definition", vec!["ecs:DescribeTaskDefinition"]),
        ("aws_elasticache_parameter_group", vec!["elasticache:DescribeCacheParameterGroups", "elasticache:DescribeCacheParameters"]),
        (
            "aws_elasticache_replication_group",
            vec!["elasticache:DescribeCacheClusters", "elasticache:DescribeReplicationGroups", "elasticache:ListTagsForResource"],
        ),
        ("aws_elasticache_subnet_group", vec!["elasticache:DescribeCacheSubnetGroups", "elasticache:ListTagsForResource"]),
        ("aws_elasticache_user", vec!["elasticache:DescribeUsers", "elasticache:ListTagsForResource"]),
        ("aws_elasticache_user_group", vec!["elasticache:DescribeUserGroups", "elasticache:ListTagsForResource"]),
        ("aws_iam_policy", vec!["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"]),
        ("aws_iam_role", vec!["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies"]),
        ("aws_iam_role_policy", vec!["iam:GetRolePolicy"]),
        ("aws_iam_role_policy_attachment", vec!["iam:ListAttachedRolePolicies"]),
        ("aws_kms_alias", vec!["kms:ListAliases"]),
        ("aws_kms_key", vec!["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"]),
        (
            "aws_lb",
            vec![
                "elasticloadbalancing:DescribeLoadBalancerAttributes",
                "elasticloadbalancing:DescribeLoadBalancers",
                "elasticloadbalancing:DescribeTags",
            ],
        ),
        (
            "aws_lb_listener",
            vec![
                "elasticloadbalancing:DescribeListenerAttributes",
                "elasticloadbalancing:DescribeListeners",
                "elasticloadbalancing:DescribeTags",
            ],
        ),
        ("aws_lb_target_group", vec!["elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeTargetGroups"]),
        ("aws_lb_trust_store", vec!["elasticloadbalancing:DescribeTags", "elasticloadbalancing:DescribeTrustStores"]),
        ("aws_route53_record", vec!["route53:GetChange", "route53:GetHostedZone", "route53:ListResourceRecordSets"]),
        ("aws_secretsmanager_secret", vec!["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"]),
        ("aws_secretsmanager_secret_rotation", vec!["secretsmanager:DescribeSecret"]),
        ("aws_sesv2_configuration_set", vec!["ses:GetConfigurationSet", "ses:ListTagsForResource"]),
        ("aws_sesv2_configuration_set_event_destination", vec!["ses:GetConfigurationSetEventDestinations"]),
        ("aws_sesv2_email_identity", vec!["ses:GetEmailIdentity", "ses:ListTagsForResource"]),
        ("aws_sesv2_email_identity_mail_from_attributes", vec!["ses:GetEmailIdentity"]),
        ("aws_sns_topic", vec!["sns:GetTopicAttributes", "sns:ListTagsForResource"]),
        ("aws_sns_topic_policy", vec!["sns:GetTopicAttributes"]),
        ("aws_sns_topic_subscription", vec!["sns:GetSubscriptionAttributes"]),
        ("aws_sqs_queue", vec!["sqs:GetQueueAttributes", "sqs:ListQueueTags"]),
        ("aws_sqs_queue_policy", vec!["sqs:GetQueueAttributes"]),
        ("aws_sqs_queue_redrive_allow_policy", vec!["sqs:GetQueueAttributes"]),
        ("aws_sqs_queue_redrive_policy", vec!["sqs:GetQueueAttributes"]),
        ("aws_wafv2_web_acl", vec!["wafv2:GetWebACL", "wafv2:ListTagsForResource"]),
        ("aws_wafv2_web_acl_association", vec!["wafv2:GetWebACLForResource"]),
        ("aws_wafv2_web_acl_logging_configuration", vec!["wafv2:GetLoggingConfiguration"]),
        ("terraform_data", Vec::new()),
        // A bucket is asked for all it ever had, whatever else is managed.
        (
            "aws_s3_bucket",
            vec![
                "s3:GetAccelerateConfiguration",
                "s3:GetBucketAcl",
                "s3:GetBucketCORS",
                "s3:GetBucketLocation",
                "s3:GetBucketLogging",
                "s3:GetBucketObjectLockConfiguration",
                "s3:GetBucketPolicy",
                "s3:GetBucketRequestPayment",
                "s3:GetBucketTagging",
                "s3:GetBucketVersioning",
                "s3:GetBucketWebsite",
                "s3:GetEncryptionConfiguration",
                "s3:GetLifecycleConfiguration",
                "s3:GetReplicationConfiguration",
                "s3:ListBucket",
                "s3:ListTagsForResource",
            ],
        ),
        ("aws_s3_bucket_lifecycle_configuration", bucket("s3:GetLifecycleConfiguration")),
        ("aws_s3_bucket_logging", bucket("s3:GetBucketLogging")),
        ("aws_s3_bucket_object_lock_configuration", bucket("s3:GetBucketObjectLockConfiguration")),
        ("aws_s3_bucket_ownership_controls", bucket("s3:GetBucketOwnershipControls")),
        ("aws_s3_bucket_policy", bucket("s3:GetBucketPolicy")),
        ("aws_s3_bucket_public_access_block", bucket("s3:GetBucketPublicAccessBlock")),
        ("aws_s3_bucket_server_side_encryption_configuration", bucket("s3:GetEncryptionConfiguration")),
        ("aws_s3_bucket_versioning", bucket("s3:GetBucketVersioning")),
        ("aws_default_security_group", network("ec2:DescribeSecurityGroups")),
        ("aws_eip", vec!["ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute"]),
        ("aws_flow_log", network("ec2:DescribeFlowLogs")),
        ("aws_internet_gateway", network("ec2:DescribeInternetGateways")),
        ("aws_nat_gateway", network("ec2:DescribeNatGateways")),
        ("aws_route", network("ec2:DescribeRouteTables")),
        ("aws_route_table", network("ec2:DescribeRouteTables")),
        ("aws_route_table_association", network("ec2:DescribeRouteTables")),
        ("aws_security_group", vec!["ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups"]),
        ("aws_subnet", network("ec2:DescribeSubnets")),
        ("aws_vpc", vec!["ec2:DescribeNetworkAcls", "ec2:DescribeRouteTables", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs"]),
        ("aws_vpc_endpoint", vec!["ec2:DescribePrefixLists", "ec2:DescribeVpcEndpoints"]),
        ("aws_vpc_security_group_egress_rule", network("ec2:DescribeSecurityGroupRules")),
        ("aws_vpc_security_group_ingress_rule", network("ec2:DescribeSecurityGroupRules")),
    ]);
    for (source, actions) in [
        ("data.aws_caller_identity", Vec::new()),
        ("data.aws_cloudfront_cache_policy", vec!["cloudfront:GetCachePolicy", "cloudfront:ListCachePolicies"]),
        ("data.aws_cloudfront_origin_request_policy", vec!["cloudfront:GetOriginRequestPolicy", "cloudfront:ListOriginRequestPolicies"]),
        (
            "data.aws_cloudfront_response_headers_policy",
            vec!["cloudfront:GetResponseHeadersPolicy", "cloudfront:ListResponseHeadersPolicies"],
        ),
        ("data.aws_iam_openid_connect_provider", vec!["iam:GetOpenIDConnectProvider", "iam:ListOpenIDConnectProviders"]),
        ("data.aws_iam_policy_document", Vec::new()),
        ("data.aws_route53_zone", vec!["route53:GetHostedZone", "route53:ListHostedZones", "route53:ListTagsForResource"]),
        // The object itself is a matter of its place: roles.rs looks at that.
        ("data.aws_s3_object", vec!["s3:GetObjectTagging"]),
    ] {
        table.insert(source, actions);
    }
    table
}

/// Types of resources and of sources that the files of environments name, also those that the default design does not create.
fn kinds() -> BTreeSet<String> {
    let files = sekkei_tests::compliance::files(&design_core::DesignDraft::default());
    let of_environments = files.iter().filter(|(path, _)| path.starts_with("infra/modules/") || path.starts_with("infra/envs/"));
    of_environments
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| {
            let (prefix, rest) =
                line.strip_prefix("data \"").map_or_else(|| Some(("", line.strip_prefix("resource \"")?)), |rest| Some(("data.", rest)))?;
            Some(format!("{prefix}{}", rest.split('"').next()?))
        })
        .collect()
}

#[test]
fn a_plan_may_read_every_resource_and_every_source() {
    let table = reads();
    let reference = service_authorization();
    let read_only = statements(&managed_policy("ReadOnlyAccess"));
    let boundary: Vec<Statement> = statements(bootstrap().text("aws_iam_policy.boundary", "policy"));
    let kinds = kinds();
    assert!(prod().resources.values().chain(certificates().resources.values()).all(|item| kinds.contains(&item.kind)));
    let mut problems = BTreeSet::new();
    let mut checked = 0;
    for name in ["apply", "plan"] {
        let own = role(prod(), name);
        for kind in &kinds {
            let actions = table.get(&**kind).unwrap_or_else(|| panic!("say in this table what a plan asks for {kind}"));
            for action in actions {
                checked += 1;
                let (service, operation) = action.split_once(':').unwrap();
                let level = reference[service]["privileges"][operation]["access_level"].as_str();
                if !matches!(level, Some("List" | "Read" | "Permissions management" | "Tagging")) {
                    problems.insert(format!("{action} is no action that reads ({level:?})"));
                }
                if !read_only.iter().any(|statement| statement.allows() && statement.covers(action, "*")) {
                    problems.insert(format!("{kind}: ReadOnlyAccess has no {action}"));
                }
                let denies = |statement: &&Statement| !statement.allows() && statement.covers(action, "*");
                if let Some(statement) = own.iter().chain(&boundary).find(denies) {
                    problems.insert(format!("{kind}: {name} is denied {action} by {}", statement.sid));
                }
            }
        }
    }
    println!("{checked} reads of {} types", kinds.len());
    assert!(checked > 200);
    assert_eq!(problems, BTreeSet::new());
    let idle: Vec<&&str> = table.keys().filter(|kind| !kinds.contains(**kind)).collect();
    assert!(idle.is_empty(), "{idle:?} are in the table, and in no file");
}

/// The check above can fail.
#[test]
fn what_is_denied_to_a_plan_is_found() {
    let own = role(prod(), "plan");
    for action in ["s3:GetObject", "secretsmanager:GetSecretValue", "logs:GetLogEvents", "batch:DescribeJobs"] {
        assert!(own.iter().any(|statement| !statement.allows() && statement.covers(action, "*")), "{action}");
    }
}
