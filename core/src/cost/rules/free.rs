//! What costs nothing, each with the reason. Whatever it makes possible is charged at the resource
//! that does it.

use super::{Class, Entry};
use crate::text::{Text, t};

/// A part of another resource, whose lines carry the cost.
const SETTING: Class =
    Class::Free(t("別のリソースの設定で、単独の料金はありません", "A setting of another resource; it has no price of its own"));
/// Permissions and identities.
const IAM: Class = Class::Free(t("IAM に料金はありません", "IAM has no price"));
/// Subnets, routes and rules.
const NETWORK: Class =
    Class::Free(t("VPC の構成要素に料金はありません。通信量は別の行です", "Parts of a VPC have no price; traffic has lines of its own"));
/// Only what uses it is charged.
const USER_PAYS: Class = Class::Free(t("これを使うリソースの側で課金されます", "The resource that uses it is charged"));
/// Widely stated, but no record was found.
const SAID_FREE: Text = t("無料とされています（記録では確かめていません）", "Said to be free (no record was found to prove it)");

pub(super) const TABLE: &[Entry] = &[
    ("aws_acm_certificate", Class::Free(SAID_FREE)),
    ("aws_acm_certificate_validation", SETTING),
    ("aws_appautoscaling_target", SETTING),
    ("aws_backup_selection", SETTING),
    ("aws_backup_vault", USER_PAYS),
    ("aws_backup_vault_lock_configuration", SETTING),
    ("aws_batch_compute_environment", USER_PAYS),
    ("aws_batch_job_queue", USER_PAYS),
    ("aws_cloudfront_origin_access_control", SETTING),
    ("aws_cloudfront_response_headers_policy", SETTING),
    ("aws_cloudwatch_event_rule", Class::Free(SAID_FREE)),
    ("aws_cloudwatch_event_target", SETTING),
    ("aws_cloudwatch_log_delivery_destination", SETTING),
    ("aws_cloudwatch_log_delivery_source", SETTING),
    ("aws_cloudwatch_log_resource_policy", SETTING),
    ("aws_codedeploy_app", Class::Free(SAID_FREE)),
    ("aws_codedeploy_deployment_group", SETTING),
    ("aws_config_configuration_recorder_status", SETTING),
    ("aws_config_delivery_channel", SETTING),
    ("aws_db_parameter_group", SETTING),
    ("aws_db_subnet_group", SETTING),
    ("aws_default_security_group", NETWORK),
    ("aws_ebs_encryption_by_default", SETTING),
    ("aws_ecr_lifecycle_policy", SETTING),
    ("aws_ecs_task_definition", USER_PAYS),
    ("aws_elasticache_parameter_group", SETTING),
    ("aws_elasticache_subnet_group", SETTING),
    ("aws_elasticache_user", SETTING),
    ("aws_elasticache_user_group", SETTING),
    ("aws_iam_account_password_policy", IAM),
    ("aws_iam_openid_connect_provider", IAM),
    ("aws_iam_policy", IAM),
    ("aws_iam_role", IAM),
    ("aws_iam_role_policy", IAM),
    ("aws_iam_role_policy_attachment", IAM),
    ("aws_iam_service_linked_role", IAM),
    ("aws_kms_alias", SETTING),
    ("aws_lb_listener", SETTING),
    ("aws_lb_target_group", SETTING),
    ("aws_route", NETWORK),
    ("aws_route53_record", SETTING),
    ("aws_route_table", NETWORK),
    ("aws_route_table_association", NETWORK),
    ("aws_s3_account_public_access_block", SETTING),
    ("aws_s3_bucket_lifecycle_configuration", SETTING),
    ("aws_s3_bucket_logging", SETTING),
    ("aws_s3_bucket_object_lock_configuration", SETTING),
    ("aws_s3_bucket_ownership_controls", SETTING),
    ("aws_s3_bucket_policy", SETTING),
    ("aws_s3_bucket_public_access_block", SETTING),
    ("aws_s3_bucket_server_side_encryption_configuration", SETTING),
    ("aws_s3_bucket_versioning", SETTING),
    ("aws_secretsmanager_secret_rotation", SETTING),
    ("aws_security_group", NETWORK),
    ("aws_sesv2_configuration_set", SETTING),
    ("aws_sesv2_configuration_set_event_destination", SETTING),
    ("aws_sesv2_email_identity_mail_from_attributes", SETTING),
    ("aws_sns_topic_policy", SETTING),
    ("aws_sns_topic_subscription", USER_PAYS),
    ("aws_sqs_queue_policy", SETTING),
    ("aws_sqs_queue_redrive_allow_policy", SETTING),
    ("aws_sqs_queue_redrive_policy", SETTING),
    ("aws_subnet", NETWORK),
    ("aws_vpc_security_group_egress_rule", NETWORK),
    ("aws_vpc_security_group_ingress_rule", NETWORK),
    ("aws_wafv2_web_acl_association", SETTING),
    ("aws_wafv2_web_acl_logging_configuration", SETTING),
    ("terraform_data", Class::Free(t("Terraform の中だけの値です", "A value inside Terraform"))),
];
