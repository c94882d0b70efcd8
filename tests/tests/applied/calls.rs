//! What the provider calls to create, change and delete each type of resource, and where AWS checks it.

use std::collections::BTreeMap;

/// Where an action is checked.
pub enum At {
    /// On no resource.
    Nothing,
    /// On an ARN with `{attribute}` of the resource.
    Arn(&'static str),
}

use At::{Arn, Nothing};

/// What the provider calls to create, change and delete a resource of each type, and where it is checked
/// (service authorization reference). A type that is not here is a failure: new resources need a decision.
pub fn calls() -> BTreeMap<&'static str, Vec<(&'static str, At)>> {
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
            [
                all(
                    &["application-autoscaling:DeleteScalingPolicy", "application-autoscaling:PutScalingPolicy"],
                    "arn:aws:application-autoscaling:ap-northeast-1:123456789012:scalable-target/x",
                ),
                // Checked before a policy is taken (Application Auto Scaling user guide, "Permissions validation").
                all(
                    &["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"],
                    "arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:TargetTracking-{resource_id}-AlarmHigh-0",
                ),
            ]
            .concat_all(),
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
            all(&["logs:CreateDelivery", "logs:DeleteDelivery", "logs:TagResource"], "arn:aws:logs:us-east-1:123456789012:delivery:{id}"),
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
        ("aws_cloudwatch_metric_alarm", all(&["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource"], "{arn}")),
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
        (
            "aws_lb_trust_store",
            all(
                &[
                    "elasticloadbalancing:AddTags",
                    "elasticloadbalancing:CreateTrustStore",
                    "elasticloadbalancing:DeleteTrustStore",
                    "elasticloadbalancing:ModifyTrustStore",
                ],
                "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:truststore/{name}/0",
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
        ("aws_cloudwatch_event_rule", all(&["events:DeleteRule", "events:PutRule", "events:TagResource"], "{arn}")),
        (
            "aws_cloudwatch_event_target",
            all(&["events:PutTargets", "events:RemoveTargets"], "arn:aws:events:ap-northeast-1:123456789012:rule/{rule}"),
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
        // PutBucketTagging is provider 5's, TagResource provider 6's.
        ("aws_s3_bucket", &["s3:CreateBucket", "s3:DeleteBucket", "s3:PutBucketTagging", "s3:TagResource", "s3:UntagResource"][..]),
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
        let any = "arn:aws:ec2:ap-northeast-1:123456789012:any/any";
        table.insert(kind, [all(actions, any), all(&["ec2:CreateTags"], any)].concat_all());
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
