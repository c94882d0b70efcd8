//! Roles and policies as they stand after an apply of the default design's prod: what a workflow calls is
//! allowed to the role it assumes, and nothing is limited in a way that AWS does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use design_core::DesignDraft;
use sekkei_tests::folder::Folder;
use sekkei_tests::iam::{Statement, allowed, matches, statements};
use sekkei_tests::scanners::service_authorization;
use sekkei_tests::state::State;
use sekkei_tests::terraform::SCHEMAS;
use serde_json::Value;

const ACCOUNT: &str = "123456789012";

fn prod() -> &'static State {
    static STATE: OnceLock<State> = OnceLock::new();
    STATE.get_or_init(|| {
        let folder = Folder::of(&DesignDraft::default());
        State::applied(SCHEMAS[0], &folder.init(SCHEMAS[0], "infra/envs/prod"))
    })
}

fn bootstrap() -> &'static State {
    static STATE: OnceLock<State> = OnceLock::new();
    STATE.get_or_init(|| {
        let folder = Folder::of(&DesignDraft::default());
        State::applied(SCHEMAS[0], &folder.init(SCHEMAS[0], "infra/bootstrap"))
    })
}

/// Attributes that hold a policy document.
const DOCUMENTS: [&str; 4] = ["access_policy", "assume_role_policy", "policy", "policy_document"];

/// Every document of a state, by address.
fn documents(state: &State) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    for (address, item) in &state.resources {
        for attribute in DOCUMENTS {
            if let Some(text) = item.values[attribute].as_str().filter(|text| text.contains("\"Statement\"")) {
                found.push((format!("{address}.{attribute}"), text));
            }
        }
    }
    found
}

/// What the inline and attached policies of a role of GitHub's say, without those that AWS keeps.
fn role(state: &State, name: &str) -> Vec<Statement> {
    let address = format!("module.cicd.aws_iam_role.github[\"{name}\"]");
    let (id, role) = (state.text(&address, "id"), state.text(&address, "name"));
    let inline = state.of_type("aws_iam_role_policy").filter(|(_, policy)| policy["role"] == id);
    let attached: BTreeSet<&str> = state
        .of_type("aws_iam_role_policy_attachment")
        .filter(|(_, attachment)| attachment["role"] == role)
        .filter_map(|(_, attachment)| attachment["policy_arn"].as_str())
        .collect();
    let managed = state.of_type("aws_iam_policy").filter(|(_, policy)| policy["arn"].as_str().is_some_and(|arn| attached.contains(arn)));
    inline.chain(managed).flat_map(|(_, policy)| statements(policy["policy"].as_str().unwrap())).collect()
}

#[test]
fn every_policy_is_a_document_and_opens_nothing_to_everybody() {
    let mut count = 0;
    for (address, text) in documents(prod()).into_iter().chain(documents(bootstrap())) {
        for statement in statements(text) {
            count += 1;
            let everybody = statement.principal == "*" || statement.principal["AWS"] == "*";
            // The way to S3 names no principal: who may pass is a matter of the account, or of TLS.
            let is_narrowed = statement.condition != Value::Null && address.contains("aws_vpc_endpoint.s3");
            assert!(!everybody || !statement.allows() || is_narrowed, "{address}: {} is open to everybody", statement.sid);
        }
    }
    println!("{count} statements");
    assert!(count > 120);
}

/// Limits of IAM: 6,144 characters for a managed policy, 10,240 for all inline policies of a role.
#[test]
fn policies_fit_their_limits() {
    let length = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).count();
    let mut inline: BTreeMap<String, usize> = BTreeMap::new();
    for state in [prod(), bootstrap()] {
        for (address, policy) in state.of_type("aws_iam_policy") {
            let length = length(policy["policy"].as_str().unwrap());
            println!("{address}: {length} of 6144");
            assert!(length <= 6144, "{address} has {length} characters");
        }
        for (_, policy) in state.of_type("aws_iam_role_policy") {
            *inline.entry(policy["role"].to_string()).or_default() += length(policy["policy"].as_str().unwrap());
        }
    }
    for (role, length) in inline {
        println!("{role}: {length} of 10240 inline");
        assert!(length <= 10240, "{role} has {length} characters of inline policies");
    }
}

/// Do two patterns have a text in common?
fn meet(a: &[u8], b: &[u8]) -> bool {
    match (a, b) {
        ([], []) => true,
        ([b'*', rest @ ..], _) if meet(rest, b) => true,
        ([b'*', ..], [_, tail @ ..]) => meet(a, tail),
        (_, [b'*', rest @ ..]) if meet(a, rest) => true,
        ([_, tail @ ..], [b'*', ..]) => meet(tail, b),
        ([x, more @ ..], [y, others @ ..]) => x == y && meet(more, others),
        _ => false,
    }
}

/// The ARN of a kind of resource, with `*` for what differs.
fn pattern(service: &Value, kind: &str) -> Option<String> {
    let arn = service["resources"][kind.trim_end_matches('*')]["arn"].as_str()?.replace("${Partition}", "aws");
    let mut pieces = arn.split("${");
    let mut text = pieces.next()?.to_owned();
    for piece in pieces {
        text.push('*');
        text.push_str(piece.split_once('}')?.1);
    }
    Some(text)
}

/// What AWS would not understand in a statement that grants something.
fn misunderstood(reference: &Value, statement: &Value) -> Vec<String> {
    let list = |value: &Value| match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    };
    let resources = list(&statement["Resource"]);
    let mut problems = Vec::new();
    // A pattern is there to hold what the reference does not list yet.
    for action in list(&statement["Action"]).iter().filter(|action| !action.contains('*')) {
        let (prefix, name) = action.split_once(':').unwrap();
        let service = &reference[prefix];
        let Some(privilege) = service["privileges"]
            .as_object()
            .and_then(|all| all.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)))
            .map(|(_, privilege)| privilege)
        else {
            problems.push(format!("{action} is no action of AWS"));
            continue;
        };
        let kinds: Vec<(&String, &Value)> =
            privilege["resource_types"].as_object().unwrap().iter().filter(|(kind, _)| !kind.is_empty()).collect();
        if kinds.is_empty() {
            if !resources.iter().any(|resource| resource == "*") {
                problems.push(format!("{action} cannot be limited to a resource, and is never allowed so"));
            }
            continue;
        }
        let is_met = |kind: &str| {
            pattern(service, kind)
                .is_none_or(|arn| resources.iter().any(|resource| resource == "*" || meet(resource.as_bytes(), arn.as_bytes())))
        };
        for (kind, _) in kinds.iter().filter(|(kind, about)| about["required"] == true && !is_met(kind)) {
            problems.push(format!("{action} needs a resource of kind {kind}, and none is granted"));
        }
        if !kinds.iter().any(|(kind, _)| is_met(kind)) {
            problems.push(format!("{action} knows none of the resources"));
        }
    }
    problems
}

/// A limit that AWS does not know for an action denies it for good: without an error when it is written.
#[test]
fn every_grant_is_one_that_aws_understands() {
    let reference = service_authorization();
    let mut problems = BTreeSet::new();
    let mut count = 0;
    for (address, text) in documents(prod()).into_iter().chain(documents(bootstrap())) {
        let json: Value = serde_json::from_str(text).unwrap();
        for statement in json["Statement"].as_array().into_iter().flatten().filter(|statement| statement["Effect"] == "Allow") {
            // Policies of resources and of trust grant on the resource itself.
            if statement["Resource"] == Value::Null {
                continue;
            }
            count += 1;
            problems.extend(misunderstood(&reference, statement).into_iter().map(|problem| format!("{address}: {problem}")));
        }
    }
    println!("{count} grants");
    assert!(count > 80);
    assert_eq!(problems, BTreeSet::new());
}

#[test]
fn a_limit_that_aws_does_not_know_is_found() {
    let reference = service_authorization();
    let found =
        |action: &str, resource: &str| misunderstood(&reference, &serde_json::json!({ "Action": action, "Resource": resource })).len();
    assert_eq!(found("acm:RequestCertificate", "*"), 0);
    assert_eq!(found("acm:RequestCertificate", "arn:aws:acm:ap-northeast-1:123456789012:certificate/*"), 1);
    assert_eq!(found("acm:OrderCertificate", "*"), 1);
    assert_eq!(found("sqs:CreateQueue", "arn:aws:sns:ap-northeast-1:123456789012:x"), 2);
}

/// Where an action is checked.
enum At {
    /// On no resource.
    Nothing,
    /// On an ARN with `{attribute}` of the resource.
    Arn(&'static str),
}

use At::{Arn, Nothing};

const R: &str = "ap-northeast-1:123456789012";

/// What the provider calls to create, change and delete a resource of each type, and where it is checked
/// (service authorization reference). A type that is not here is a failure: new resources need a decision.
fn calls() -> BTreeMap<&'static str, Vec<(&'static str, At)>> {
    let all = |actions: &[&'static str], arn: &'static str| -> Vec<(&'static str, At)> {
        actions.iter().map(|action| (*action, Arn(arn))).collect()
    };
    let none = |actions: &[&'static str]| -> Vec<(&'static str, At)> { actions.iter().map(|action| (*action, Nothing)).collect() };
    let bucket = |actions: &[&'static str]| all(actions, "arn:aws:s3:::{bucket}");
    let mut table = BTreeMap::from([
        (
            "aws_acm_certificate",
            [none(&["acm:RequestCertificate"]), all(&["acm:AddTagsToCertificate", "acm:DeleteCertificate"], "{arn}")].concat_all(),
        ),
        ("aws_acm_certificate_validation", Vec::new()),
        (
            "aws_appautoscaling_policy",
            all(
                &["application-autoscaling:DeleteScalingPolicy", "application-autoscaling:PutScalingPolicy"],
                "arn:aws:application-autoscaling:ap-northeast-1:123456789012:scalable-target/x",
            ),
        ),
        (
            "aws_appautoscaling_target",
            all(
                &[
                    "application-autoscaling:DeregisterScalableTarget",
                    "application-autoscaling:RegisterScalableTarget",
                    "application-autoscaling:TagResource",
                ],
                "arn:aws:application-autoscaling:ap-northeast-1:123456789012:scalable-target/x",
            ),
        ),
        (
            "aws_batch_compute_environment",
            all(
                &[
                    "batch:CreateComputeEnvironment",
                    "batch:DeleteComputeEnvironment",
                    "batch:TagResource",
                    "batch:UpdateComputeEnvironment",
                ],
                "{arn}",
            ),
        ),
        ("aws_batch_job_definition", all(&["batch:DeregisterJobDefinition", "batch:RegisterJobDefinition", "batch:TagResource"], "{arn}")),
        (
            "aws_batch_job_queue",
            all(&["batch:CreateJobQueue", "batch:DeleteJobQueue", "batch:TagResource", "batch:UpdateJobQueue"], "{arn}"),
        ),
        (
            "aws_cloudfront_distribution",
            all(
                &[
                    "cloudfront:CreateDistribution",
                    "cloudfront:DeleteDistribution",
                    "cloudfront:TagResource",
                    "cloudfront:UpdateDistribution",
                ],
                "{arn}",
            ),
        ),
        (
            "aws_cloudfront_function",
            all(
                &["cloudfront:CreateFunction", "cloudfront:DeleteFunction", "cloudfront:PublishFunction", "cloudfront:UpdateFunction"],
                "arn:aws:cloudfront::123456789012:function/{name}",
            ),
        ),
        (
            "aws_cloudfront_origin_access_control",
            [
                none(&["cloudfront:CreateOriginAccessControl"]),
                all(
                    &["cloudfront:DeleteOriginAccessControl", "cloudfront:UpdateOriginAccessControl"],
                    "arn:aws:cloudfront::123456789012:origin-access-control/{id}",
                ),
            ]
            .concat_all(),
        ),
        (
            "aws_cloudfront_response_headers_policy",
            all(
                &[
                    "cloudfront:CreateResponseHeadersPolicy",
                    "cloudfront:DeleteResponseHeadersPolicy",
                    "cloudfront:UpdateResponseHeadersPolicy",
                ],
                "arn:aws:cloudfront::123456789012:response-headers-policy/{id}",
            ),
        ),
        (
            "aws_cloudwatch_dashboard",
            all(&["cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"], "arn:aws:cloudwatch::123456789012:dashboard/{dashboard_name}"),
        ),
        (
            "aws_cloudwatch_log_delivery",
            all(&["logs:CreateDelivery", "logs:DeleteDelivery"], "arn:aws:logs:us-east-1:123456789012:delivery:{id}"),
        ),
        (
            "aws_cloudwatch_log_delivery_destination",
            all(
                &["logs:DeleteDeliveryDestination", "logs:PutDeliveryDestination", "logs:TagResource"],
                "arn:aws:logs:us-east-1:123456789012:delivery-destination:{name}",
            ),
        ),
        (
            "aws_cloudwatch_log_delivery_source",
            all(
                &["logs:DeleteDeliverySource", "logs:PutDeliverySource", "logs:TagResource"],
                "arn:aws:logs:us-east-1:123456789012:delivery-source:{name}",
            ),
        ),
        (
            "aws_cloudwatch_log_group",
            all(
                &["logs:AssociateKmsKey", "logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:PutRetentionPolicy", "logs:TagResource"],
                "arn:aws:logs:ap-northeast-1:123456789012:log-group:{name}",
            ),
        ),
        ("aws_cloudwatch_log_resource_policy", none(&["logs:DeleteResourcePolicy", "logs:PutResourcePolicy"])),
        (
            "aws_cloudwatch_metric_alarm",
            all(
                &["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource"],
                "arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:{alarm_name}",
            ),
        ),
        (
            "aws_codedeploy_app",
            all(
                &["codedeploy:CreateApplication", "codedeploy:DeleteApplication", "codedeploy:TagResource"],
                "arn:aws:codedeploy:ap-northeast-1:123456789012:application:{name}",
            ),
        ),
        (
            "aws_codedeploy_deployment_group",
            all(
                &[
                    "codedeploy:CreateDeploymentGroup",
                    "codedeploy:DeleteDeploymentGroup",
                    "codedeploy:TagResource",
                    "codedeploy:UpdateDeploymentGroup",
                ],
                "arn:aws:codedeploy:ap-northeast-1:123456789012:deploymentgroup:{app_name}/{deployment_group_name}",
            ),
        ),
        (
            "aws_db_instance",
            all(
                &["rds:AddTagsToResource", "rds:CreateDBInstance", "rds:DeleteDBInstance", "rds:ModifyDBInstance", "rds:RebootDBInstance"],
                "arn:aws:rds:ap-northeast-1:123456789012:db:{identifier}",
            ),
        ),
        (
            "aws_db_parameter_group",
            all(
                &[
                    "rds:AddTagsToResource",
                    "rds:CreateDBParameterGroup",
                    "rds:DeleteDBParameterGroup",
                    "rds:ModifyDBParameterGroup",
                    "rds:ResetDBParameterGroup",
                ],
                "arn:aws:rds:ap-northeast-1:123456789012:pg:{name}",
            ),
        ),
        (
            "aws_db_subnet_group",
            all(
                &["rds:AddTagsToResource", "rds:CreateDBSubnetGroup", "rds:DeleteDBSubnetGroup", "rds:ModifyDBSubnetGroup"],
                "arn:aws:rds:ap-northeast-1:123456789012:subgrp:{name}",
            ),
        ),
        (
            "aws_ecr_lifecycle_policy",
            all(
                &["ecr:DeleteLifecyclePolicy", "ecr:PutLifecyclePolicy"],
                "arn:aws:ecr:ap-northeast-1:123456789012:repository/{repository}",
            ),
        ),
        (
            "aws_ecr_repository",
            all(
                &[
                    "ecr:CreateRepository",
                    "ecr:DeleteRepository",
                    "ecr:PutImageScanningConfiguration",
                    "ecr:PutImageTagMutability",
                    "ecr:TagResource",
                ],
                "{arn}",
            ),
        ),
        ("aws_ecs_cluster", all(&["ecs:CreateCluster", "ecs:DeleteCluster", "ecs:TagResource", "ecs:UpdateCluster"], "{arn}")),
        (
            "aws_ecs_service",
            all(
                &["ecs:CreateService", "ecs:DeleteService", "ecs:TagResource", "ecs:UpdateService"],
                "arn:aws:ecs:ap-northeast-1:123456789012:service/hbp-cc-prod/{name}",
            ),
        ),
        (
            "aws_ecs_task_definition",
            [none(&["ecs:DeregisterTaskDefinition"]), all(&["ecs:RegisterTaskDefinition", "ecs:TagResource"], "{arn}")].concat_all(),
        ),
        (
            "aws_elasticache_parameter_group",
            all(
                &[
                    "elasticache:AddTagsToResource",
                    "elasticache:CreateCacheParameterGroup",
                    "elasticache:DeleteCacheParameterGroup",
                    "elasticache:ModifyCacheParameterGroup",
                ],
                "arn:aws:elasticache:ap-northeast-1:123456789012:parametergroup:{name}",
            ),
        ),
        (
            "aws_elasticache_replication_group",
            all(
                &[
                    "elasticache:AddTagsToResource",
                    "elasticache:CreateReplicationGroup",
                    "elasticache:DecreaseReplicaCount",
                    "elasticache:DeleteReplicationGroup",
                    "elasticache:IncreaseReplicaCount",
                    "elasticache:ModifyReplicationGroup",
                ],
                "arn:aws:elasticache:ap-northeast-1:123456789012:replicationgroup:{replication_group_id}",
            ),
        ),
        (
            "aws_elasticache_subnet_group",
            all(
                &[
                    "elasticache:AddTagsToResource",
                    "elasticache:CreateCacheSubnetGroup",
                    "elasticache:DeleteCacheSubnetGroup",
                    "elasticache:ModifyCacheSubnetGroup",
                ],
                "arn:aws:elasticache:ap-northeast-1:123456789012:subnetgroup:{name}",
            ),
        ),
        (
            "aws_elasticache_user",
            all(
                &["elasticache:AddTagsToResource", "elasticache:CreateUser", "elasticache:DeleteUser", "elasticache:ModifyUser"],
                "arn:aws:elasticache:ap-northeast-1:123456789012:user:{user_id}",
            ),
        ),
        (
            "aws_elasticache_user_group",
            all(
                &[
                    "elasticache:AddTagsToResource",
                    "elasticache:CreateUserGroup",
                    "elasticache:DeleteUserGroup",
                    "elasticache:ModifyUserGroup",
                ],
                "arn:aws:elasticache:ap-northeast-1:123456789012:usergroup:{user_group_id}",
            ),
        ),
        (
            "aws_iam_policy",
            all(&["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:TagPolicy"], "{arn}"),
        ),
        (
            "aws_iam_role",
            all(
                &["iam:CreateRole", "iam:DeleteRole", "iam:PassRole", "iam:TagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"],
                "{arn}",
            ),
        ),
        ("aws_iam_role_policy", all(&["iam:DeleteRolePolicy", "iam:PutRolePolicy"], "arn:aws:iam::123456789012:role/{role}")),
        ("aws_iam_role_policy_attachment", all(&["iam:AttachRolePolicy", "iam:DetachRolePolicy"], "arn:aws:iam::123456789012:role/{role}")),
        (
            "aws_kms_alias",
            all(&["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"], "arn:aws:kms:ap-northeast-1:123456789012:{name}"),
        ),
        (
            "aws_kms_key",
            [
                none(&["kms:CreateKey"]),
                all(
                    &[
                        "kms:EnableKeyRotation",
                        "kms:PutKeyPolicy",
                        "kms:ScheduleKeyDeletion",
                        "kms:TagResource",
                        "kms:UpdateKeyDescription",
                    ],
                    "{arn}",
                ),
            ]
            .concat_all(),
        ),
        (
            "aws_lb",
            all(
                &[
                    "elasticloadbalancing:AddTags",
                    "elasticloadbalancing:CreateLoadBalancer",
                    "elasticloadbalancing:DeleteLoadBalancer",
                    "elasticloadbalancing:ModifyLoadBalancerAttributes",
                    "elasticloadbalancing:SetSecurityGroups",
                    "elasticloadbalancing:SetSubnets",
                ],
                "{arn}",
            ),
        ),
        (
            "aws_lb_listener",
            [
                all(&["elasticloadbalancing:CreateListener"], "{load_balancer_arn}"),
                all(
                    &["elasticloadbalancing:AddTags", "elasticloadbalancing:DeleteListener", "elasticloadbalancing:ModifyListener"],
                    "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/hbp-cc-prod-alb/0/1",
                ),
            ]
            .concat_all(),
        ),
        (
            "aws_lb_target_group",
            all(
                &[
                    "elasticloadbalancing:AddTags",
                    "elasticloadbalancing:CreateTargetGroup",
                    "elasticloadbalancing:DeleteTargetGroup",
                    "elasticloadbalancing:ModifyTargetGroup",
                    "elasticloadbalancing:ModifyTargetGroupAttributes",
                ],
                "{arn}",
            ),
        ),
        ("aws_route53_record", all(&["route53:ChangeResourceRecordSets"], "arn:aws:route53:::hostedzone/{zone_id}")),
        (
            "aws_secretsmanager_secret",
            all(
                &[
                    "secretsmanager:CreateSecret",
                    "secretsmanager:DeleteSecret",
                    "secretsmanager:TagResource",
                    "secretsmanager:UpdateSecret",
                ],
                "{arn}",
            ),
        ),
        ("aws_secretsmanager_secret_rotation", all(&["secretsmanager:CancelRotateSecret", "secretsmanager:RotateSecret"], "{secret_id}")),
        (
            "aws_sesv2_configuration_set",
            all(
                &[
                    "ses:CreateConfigurationSet",
                    "ses:DeleteConfigurationSet",
                    "ses:PutConfigurationSetDeliveryOptions",
                    "ses:PutConfigurationSetReputationOptions",
                    "ses:PutConfigurationSetSendingOptions",
                    "ses:PutConfigurationSetSuppressionOptions",
                    "ses:TagResource",
                ],
                "{arn}",
            ),
        ),
        (
            "aws_sesv2_configuration_set_event_destination",
            all(
                &[
                    "ses:CreateConfigurationSetEventDestination",
                    "ses:DeleteConfigurationSetEventDestination",
                    "ses:UpdateConfigurationSetEventDestination",
                ],
                "arn:aws:ses:ap-northeast-1:123456789012:configuration-set/{configuration_set_name}",
            ),
        ),
        (
            "aws_sesv2_email_identity",
            all(
                &[
                    "ses:CreateEmailIdentity",
                    "ses:DeleteEmailIdentity",
                    "ses:PutEmailIdentityConfigurationSetAttributes",
                    "ses:PutEmailIdentityDkimSigningAttributes",
                    "ses:TagResource",
                ],
                "{arn}",
            ),
        ),
        (
            "aws_sesv2_email_identity_mail_from_attributes",
            all(&["ses:PutEmailIdentityMailFromAttributes"], "arn:aws:ses:ap-northeast-1:123456789012:identity/{email_identity}"),
        ),
        ("aws_sns_topic", all(&["sns:CreateTopic", "sns:DeleteTopic", "sns:SetTopicAttributes", "sns:TagResource"], "{arn}")),
        ("aws_sns_topic_policy", all(&["sns:SetTopicAttributes"], "{arn}")),
        (
            "aws_sns_topic_subscription",
            [all(&["sns:Subscribe"], "{topic_arn}"), none(&["sns:SetSubscriptionAttributes", "sns:Unsubscribe"])].concat_all(),
        ),
        ("aws_sqs_queue", all(&["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:TagQueue"], "{arn}")),
        ("aws_wafv2_web_acl", all(&["wafv2:CreateWebACL", "wafv2:DeleteWebACL", "wafv2:TagResource", "wafv2:UpdateWebACL"], "{arn}")),
        (
            "aws_wafv2_web_acl_association",
            [none(&["elasticloadbalancing:SetWebAcl"]), all(&["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"], "{resource_arn}")]
                .concat_all(),
        ),
        (
            "aws_wafv2_web_acl_logging_configuration",
            [
                all(&["wafv2:DeleteLoggingConfiguration", "wafv2:PutLoggingConfiguration"], "{resource_arn}"),
                none(&["logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:PutResourcePolicy"]),
            ]
            .concat_all(),
        ),
        ("terraform_data", Vec::new()),
    ]);
    for (kind, actions) in [
        ("aws_s3_bucket", &["s3:CreateBucket", "s3:DeleteBucket", "s3:PutBucketTagging"][..]),
        ("aws_s3_bucket_lifecycle_configuration", &["s3:PutLifecycleConfiguration"]),
        ("aws_s3_bucket_logging", &["s3:PutBucketLogging"]),
        ("aws_s3_bucket_object_lock_configuration", &["s3:PutBucketObjectLockConfiguration"]),
        ("aws_s3_bucket_ownership_controls", &["s3:PutBucketOwnershipControls"]),
        ("aws_s3_bucket_policy", &["s3:DeleteBucketPolicy", "s3:PutBucketPolicy"]),
        ("aws_s3_bucket_public_access_block", &["s3:PutBucketPublicAccessBlock"]),
        ("aws_s3_bucket_server_side_encryption_configuration", &["s3:PutEncryptionConfiguration"]),
        ("aws_s3_bucket_versioning", &["s3:PutBucketVersioning"]),
    ] {
        table.insert(kind, bucket(actions));
    }
    for kind in ["aws_sqs_queue_policy", "aws_sqs_queue_redrive_allow_policy", "aws_sqs_queue_redrive_policy"] {
        table.insert(kind, none(&[]));
    }
    // Networks are limited to the region: any of their ARNs will do.
    for (kind, actions) in [
        ("aws_default_security_group", &["ec2:CreateTags", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"][..]),
        ("aws_eip", &["ec2:AllocateAddress", "ec2:DisassociateAddress", "ec2:ReleaseAddress"]),
        ("aws_flow_log", &["ec2:CreateFlowLogs", "ec2:DeleteFlowLogs"]),
        (
            "aws_internet_gateway",
            &["ec2:AttachInternetGateway", "ec2:CreateInternetGateway", "ec2:DeleteInternetGateway", "ec2:DetachInternetGateway"],
        ),
        ("aws_nat_gateway", &["ec2:CreateNatGateway", "ec2:DeleteNatGateway"]),
        ("aws_route", &["ec2:CreateRoute", "ec2:DeleteRoute", "ec2:ReplaceRoute"]),
        ("aws_route_table", &["ec2:CreateRouteTable", "ec2:DeleteRouteTable"]),
        ("aws_route_table_association", &["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable", "ec2:ReplaceRouteTableAssociation"]),
        ("aws_security_group", &["ec2:CreateSecurityGroup", "ec2:DeleteSecurityGroup", "ec2:RevokeSecurityGroupEgress"]),
        ("aws_subnet", &["ec2:CreateSubnet", "ec2:DeleteSubnet", "ec2:ModifySubnetAttribute"]),
        ("aws_vpc", &["ec2:CreateVpc", "ec2:DeleteVpc", "ec2:ModifyVpcAttribute"]),
        ("aws_vpc_endpoint", &["ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints", "ec2:ModifyVpcEndpoint"]),
        (
            "aws_vpc_security_group_egress_rule",
            &["ec2:AuthorizeSecurityGroupEgress", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroupEgress"],
        ),
        (
            "aws_vpc_security_group_ingress_rule",
            &["ec2:AuthorizeSecurityGroupIngress", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroupIngress"],
        ),
    ] {
        table.insert(kind, all(actions, "arn:aws:ec2:ap-northeast-1:123456789012:any/any"));
    }
    table.get_mut("aws_vpc_endpoint").unwrap().push(("route53:AssociateVPCWithHostedZone", Arn("arn:aws:route53:::hostedzone/Z0")));
    table.get_mut("aws_db_instance").unwrap().extend(all(
        &["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
        "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:rds!db-0",
    ));
    table.get_mut("aws_cloudfront_distribution").unwrap().push(("cloudfront:AllowVendedLogDeliveryForResource", Arn("{arn}")));
    table
}

trait ConcatAll<T> {
    fn concat_all(self) -> Vec<T>;
}

impl<T, const N: usize> ConcatAll<T> for [Vec<T>; N] {
    fn concat_all(self) -> Vec<T> {
        self.into_iter().flatten().collect()
    }
}

fn filled(template: &str, values: &Value) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap();
        text.push_str(before);
        text.push_str(values[name].as_str().unwrap_or_else(|| panic!("{template}: no {name} in {values}")));
        rest = tail;
    }
    text.push_str(rest);
    text
}

#[test]
fn the_apply_role_may_do_what_every_resource_needs() {
    let statements = role(prod(), "apply");
    let calls = calls();
    let mut checked = 0;
    let mut denied = BTreeSet::new();
    for (address, item) in &prod().resources {
        let Some(actions) = calls.get(&*item.kind) else {
            panic!("{address}: say in this table what the apply role needs for {}", item.kind);
        };
        for (action, at) in actions {
            let resource = match at {
                Nothing => "*".to_owned(),
                Arn(template) => filled(template, &item.values),
            };
            checked += 1;
            if !allowed(&statements, action, &resource) {
                denied.insert(format!("{}: {action} on {resource}", item.kind));
            }
        }
    }
    println!("{checked} calls for {} resources", prod().resources.len());
    assert_eq!(denied, BTreeSet::new());
}

/// Roles are handed to services, and policies of AWS attached, only as the apply role's conditions allow.
#[test]
fn the_apply_role_may_hand_over_every_role_and_attach_every_policy() {
    let statements = role(prod(), "apply");
    let values = |action: &str, key: &str| -> Vec<String> {
        let conditions = statements.iter().filter(|statement| statement.allows() && statement.names(action)).flat_map(|statement| {
            let operators = statement.condition.as_object().cloned().unwrap_or_default();
            operators.into_iter().map(|(_, keys)| keys[key].clone()).collect::<Vec<_>>()
        });
        conditions
            .flat_map(|value| match value {
                Value::String(text) => vec![text],
                Value::Array(items) => items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect(),
                _ => Vec::new(),
            })
            .collect()
    };
    let services = values("iam:PassRole", "iam:PassedToService");
    for (address, role) in prod().of_type("aws_iam_role") {
        let trust: Value = serde_json::from_str(role["assume_role_policy"].as_str().unwrap()).unwrap();
        if let Some(service) = trust["Statement"][0]["Principal"]["Service"].as_str() {
            assert!(services.iter().any(|known| known == service), "{address} cannot be handed to {service}");
        }
    }
    let policies = values("iam:AttachRolePolicy", "iam:PolicyARN");
    for (address, attachment) in prod().of_type("aws_iam_role_policy_attachment") {
        let arn = attachment["policy_arn"].as_str().unwrap();
        assert!(policies.iter().any(|pattern| matches(pattern, arn)), "{address}: {arn} cannot be attached");
    }
}

/// What `apply` must never be able to do.
#[test]
fn the_apply_role_reaches_no_data_and_no_other_environment() {
    let statements = role(prod(), "apply");
    for (action, resource) in [
        ("s3:GetObject", "arn:aws:s3:::hbp-cc-prod-user-resources-123456789012/a"),
        ("s3:PutObject", "arn:aws:s3:::hbp-cc-prod-user-resources-123456789012/a"),
        ("s3:PutObject", "arn:aws:s3:::hbp-cc-tfstate/hbp-cc/dev/terraform.tfstate"),
        ("s3:DeleteObject", "arn:aws:s3:::hbp-cc-tfstate/hbp-cc/prod/terraform.tfstate"),
        ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:hbp-cc-prod/app/jwt-secret-key-abc"),
        ("iam:PutRolePolicy", "arn:aws:iam::123456789012:role/hbp-cc-stg-github-apply"),
        ("iam:CreateUser", "arn:aws:iam::123456789012:user/x"),
        ("iam:CreateAccessKey", "arn:aws:iam::123456789012:user/x"),
        ("rds:DeleteDBInstance", "arn:aws:rds:ap-northeast-1:123456789012:db:hbp-cc-stg-postgres"),
        ("cloudtrail:StopLogging", "arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/hbp-cc"),
        ("sts:AssumeRole", "arn:aws:iam::123456789012:role/any"),
    ] {
        assert!(!allowed(&statements, action, resource), "{action} on {resource}");
    }
}

#[test]
fn apply_and_plan_use_the_state_of_their_environment_alone() {
    let state = "arn:aws:s3:::hbp-cc-tfstate/hbp-cc/prod/terraform.tfstate";
    let table = "arn:aws:dynamodb:ap-northeast-1:123456789012:table/hbp-cc-tflock";
    for name in ["apply", "plan"] {
        let statements = role(prod(), name);
        let may = |action: &str, resource: &str| allowed(&statements, action, resource);
        assert!(may("s3:ListBucket", "arn:aws:s3:::hbp-cc-tfstate") && may("s3:GetObject", state), "{name} reads the state");
        assert_eq!(may("s3:PutObject", state), name == "apply", "{name} writes the state");
        for action in ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"] {
            assert!(may(action, &format!("{state}.tflock")), "{name}: {action} of the lock file");
        }
        for action in ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem"] {
            assert!(may(action, table), "{name}: {action} of the lock table");
        }
        for action in ["kms:Decrypt", "kms:GenerateDataKey"] {
            assert!(may(action, "arn:aws:kms:ap-northeast-1:123456789012:key/0"), "{name}: {action}");
        }
        let keys: Vec<&Value> =
            statements.iter().filter(|statement| statement.sid == "StateKey").map(|statement| &statement.condition).collect();
        let alias = bootstrap().text("aws_kms_alias.state", "name");
        assert!(
            keys.iter().any(|condition| condition["ForAnyValue:StringEquals"]["kms:ResourceAliases"] == alias),
            "{name}: the key of bootstrap"
        );
    }
}

/// Who may assume which role, to the letter.
#[test]
fn subjects_of_github_are_pinned() {
    let repository = "repo:change--me/hbp-cc";
    let environment = format!("{repository}:environment:production");
    for (name, wanted) in [
        ("apply", vec![environment.clone()]),
        ("deploy", vec![environment]),
        ("plan", vec![format!("{repository}:pull_request"), format!("{repository}:ref:refs/heads/production")]),
    ] {
        let trust = prod().text(&format!("module.cicd.aws_iam_role.github[\"{name}\"]"), "assume_role_policy");
        let json: Value = serde_json::from_str(trust).unwrap();
        assert_eq!(json["Statement"].as_array().unwrap().len(), 1, "{name}");
        let statement = &json["Statement"][0];
        assert_eq!(statement["Action"], "sts:AssumeRoleWithWebIdentity");
        let equals = &statement["Condition"]["StringEquals"];
        assert_eq!(equals["token.actions.githubusercontent.com:aud"], "sts.amazonaws.com", "{name}");
        let subjects = match &equals["token.actions.githubusercontent.com:sub"] {
            Value::String(text) => vec![text.clone()],
            Value::Array(items) => items.iter().map(|item| item.as_str().unwrap().to_owned()).collect(),
            other => panic!("{name}: {other}"),
        };
        assert_eq!(subjects.into_iter().collect::<BTreeSet<_>>(), wanted.into_iter().collect(), "{name}");
        assert_eq!(statement["Condition"].as_object().unwrap().len(), 1, "{name}: nothing but StringEquals");
    }
}

/// Calls of the deployment workflows, the actions behind them, and where they are checked.
fn deployment_calls() -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let state = prod();
    let repository = state.text("module.cicd.aws_ecr_repository.this[\"worker\"]", "arn").to_owned();
    let group = format!(
        "arn:aws:codedeploy:{R}:deploymentgroup:{}/{}",
        state.text("module.ecs.aws_codedeploy_deployment_group.api", "app_name"),
        state.text("module.ecs.aws_codedeploy_deployment_group.api", "deployment_group_name")
    );
    let application = format!("arn:aws:codedeploy:{R}:application:{}", state.text("module.ecs.aws_codedeploy_app.api", "name"));
    let configuration = format!(
        "arn:aws:codedeploy:{R}:deploymentconfig:{}",
        state.text("module.ecs.aws_codedeploy_deployment_group.api", "deployment_config_name")
    );
    let service = format!("arn:aws:ecs:{R}:service/hbp-cc-prod/{}", state.text("module.ecs.aws_ecs_service.worker[0]", "name"));
    let task = format!("arn:aws:ecs:{R}:task-definition/{}:2", state.text("module.ecs.aws_ecs_task_definition.worker[0]", "family"));
    let job = format!("arn:aws:batch:{R}:job-definition/{}", state.text("module.batch[0].aws_batch_job_definition.this", "name"));
    let job_roles = ["module.ecs.aws_iam_role.execution", "module.batch[0].aws_iam_role.job"];
    let task_roles = ["module.ecs.aws_iam_role.execution", "module.ecs.aws_iam_role.task"];
    let handed = |roles: [&str; 2]| roles.map(|role| ("iam:PassRole", state.text(role, "arn").to_owned()));
    let front = state.text("module.s3.aws_s3_bucket.this[\"front\"]", "arn").to_owned();
    let distribution = state.text("module.cloudfront.aws_cloudfront_distribution.this", "arn").to_owned();
    let nothing = || "*".to_owned();
    let one = |action, resource: &String| (action, resource.clone());
    vec![
        ("aws ecr get-login-password", vec![("ecr:GetAuthorizationToken", nothing())]),
        ("aws ecr describe-images", vec![one("ecr:DescribeImages", &repository)]),
        (
            "docker push",
            [
                "ecr:BatchCheckLayerAvailability",
                "ecr:CompleteLayerUpload",
                "ecr:InitiateLayerUpload",
                "ecr:PutImage",
                "ecr:UploadLayerPart",
            ]
            .map(|action| one(action, &repository))
            .to_vec(),
        ),
        ("aws ecs describe-task-definition", vec![("ecs:DescribeTaskDefinition", nothing())]),
        (
            "aws ecs register-task-definition",
            [vec![one("ecs:RegisterTaskDefinition", &task), one("ecs:TagResource", &task)], handed(task_roles).to_vec()].concat(),
        ),
        ("aws ecs update-service", vec![one("ecs:UpdateService", &service)]),
        ("aws ecs wait", vec![one("ecs:DescribeServices", &service)]),
        ("aws ecs describe-services", vec![one("ecs:DescribeServices", &service)]),
        ("aws deploy list-deployments", vec![one("codedeploy:ListDeployments", &group)]),
        (
            "aws deploy create-deployment",
            vec![
                one("codedeploy:CreateDeployment", &group),
                one("codedeploy:GetApplicationRevision", &application),
                one("codedeploy:GetDeploymentConfig", &configuration),
                one("codedeploy:RegisterApplicationRevision", &application),
            ],
        ),
        ("aws deploy get-deployment", vec![one("codedeploy:GetDeployment", &group)]),
        ("aws batch describe-job-definitions", vec![("batch:DescribeJobDefinitions", nothing())]),
        (
            "aws batch register-job-definition",
            [vec![one("batch:RegisterJobDefinition", &job), one("batch:TagResource", &job)], handed(job_roles).to_vec()].concat(),
        ),
        ("aws s3 cp", vec![("s3:PutObject", format!("{front}/index.html")), one("s3:ListBucket", &front)]),
        ("aws cloudfront create-invalidation", vec![one("cloudfront:CreateInvalidation", &distribution)]),
        ("aws cloudfront wait", vec![one("cloudfront:GetInvalidation", &distribution)]),
    ]
}

/// Commands of AWS and of the registry in a workflow: the words up to the operation.
fn commands(workflow: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in workflow.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let words: Vec<&str> =
            line.split(|letter: char| letter.is_whitespace() || "$(\"')".contains(letter)).filter(|word| !word.is_empty()).collect();
        for (at, word) in words.iter().enumerate() {
            match (*word, words.get(at + 1), words.get(at + 2)) {
                ("aws", Some(service), Some(operation)) => found.insert(format!("aws {service} {operation}")),
                ("docker", Some(&"push"), _) => found.insert("docker push".to_owned()),
                _ => false,
            };
        }
    }
    found
}

#[test]
fn the_deploy_role_may_do_what_the_workflows_call() {
    let bundle = infra_templates::Bundle::render(&sekkei_tests::folder::design(&DesignDraft::default()));
    let workflows: String = bundle.files().iter().filter(|(path, _)| path.ends_with(".yml")).map(|(_, text)| &**text).collect();
    let called = commands(&workflows);
    let table = deployment_calls();
    let known: BTreeSet<String> = table.iter().map(|(command, _)| (*command).to_owned()).collect();
    assert_eq!(called, known, "commands of the workflows and of this table");
    let statements = role(prod(), "deploy");
    for (command, actions) in table {
        for (action, resource) in actions {
            assert!(allowed(&statements, action, &resource), "`{command}` needs {action} on {resource}");
        }
    }
    for (action, resource) in [
        ("s3:PutObject", "arn:aws:s3:::hbp-cc-prod-user-resources-123456789012/a".to_owned()),
        ("iam:PassRole", format!("arn:aws:iam::{ACCOUNT}:role/hbp-cc-prod-github-apply")),
        ("ecs:UpdateService", format!("arn:aws:ecs:{R}:service/hbp-cc-stg/hbp-cc-stg-worker")),
    ] {
        assert!(!allowed(&statements, action, &resource), "{action} on {resource}");
    }
}
