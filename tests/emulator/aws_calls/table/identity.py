"""IAM, KMS, certificates, secrets."""

from . import creates


@creates("aws_iam_role")
def _iam_role(new) -> None:
    made = new.call(
        "iam",
        "CreateRole",
        ["name", "assume_role_policy", "description", "max_session_duration", "path", "permissions_boundary"],
        {"name": "RoleName", "assume_role_policy": "AssumeRolePolicyDocument"},
        tags="Tags",
    )
    new.answered("arn", made, "Role.Arn")
    new.answered("unique_id", made, "Role.RoleId")
    new.only_terraform("force_detach_policies")


@creates("aws_iam_role_policy")
def _iam_role_policy(new) -> None:
    new.call("iam", "PutRolePolicy", ["name", "policy", "role"], {"name": "PolicyName", "policy": "PolicyDocument", "role": "RoleName"})


@creates("aws_iam_policy")
def _iam_policy(new) -> None:
    made = new.call(
        "iam", "CreatePolicy", ["name", "description", "path", "policy"], {"name": "PolicyName", "policy": "PolicyDocument"}, tags="Tags"
    )
    new.answered("arn", made, "Policy.Arn")


@creates("aws_iam_role_policy_attachment")
def _iam_role_policy_attachment(new) -> None:
    new.call("iam", "AttachRolePolicy", ["policy_arn", "role"], {"role": "RoleName"})


@creates("aws_iam_service_linked_role")
def _iam_service_linked_role(new) -> None:
    made = new.call("iam", "CreateServiceLinkedRole", ["aws_service_name", "custom_suffix", "description"], {"aws_service_name": "AWSServiceName"})
    new.answered("arn", made, "Role.Arn")


@creates("aws_iam_openid_connect_provider")
def _iam_openid_connect_provider(new) -> None:
    made = new.call("iam", "CreateOpenIDConnectProvider", ["client_id_list", "thumbprint_list", "url"], tags="Tags")
    new.answered("arn", made, "OpenIDConnectProviderArn")


@creates("aws_iam_account_password_policy")
def _iam_account_password_policy(new) -> None:
    new.call("iam", "UpdateAccountPasswordPolicy", sorted(set(new.given) - {"id"}))


@creates("aws_kms_key")
def _kms_key(new) -> None:
    made = new.call("kms", "CreateKey", ["description", "policy", "multi_region", "key_usage", "customer_master_key_spec"], tags="Tags")
    new.answered("key_id", made, "KeyMetadata.KeyId")
    key = made and made["KeyMetadata"]["KeyId"]
    if made and new["enable_key_rotation"]:
        new.call("kms", "EnableKeyRotation", ["rotation_period_in_days"], KeyId=key)
    if new["deletion_window_in_days"] is not None:
        new.would("kms", "ScheduleKeyDeletion", "deletion_window_in_days", KeyId="of this key", PendingWindowInDays=new["deletion_window_in_days"])


@creates("aws_kms_alias")
def _kms_alias(new) -> None:
    new.call("kms", "CreateAlias", ["name", "target_key_id"], {"name": "AliasName"})


@creates("aws_acm_certificate")
def _acm_certificate(new) -> None:
    # Terraform's list holds the domain itself as well; the provider leaves it out of the call.
    others = [name for name in new["subject_alternative_names"] or [] if name != new.given["domain_name"]]
    made = new.call(
        "acm", "RequestCertificate", ["domain_name", "validation_method", "key_algorithm", "options"], tags="Tags", SubjectAlternativeNames=others or None
    )
    new.answered("arn", made, "CertificateArn")
    new.only_terraform("domain_validation_options")


@creates("aws_acm_certificate_validation")
def _acm_certificate_validation(new) -> None:
    new.call("acm", "DescribeCertificate", ["certificate_arn"])
    new.only_terraform("validation_record_fqdns")


@creates("aws_secretsmanager_secret")
def _secretsmanager_secret(new) -> None:
    made = new.call("secretsmanager", "CreateSecret", ["name", "description", "kms_key_id"], tags="Tags")
    new.answered("arn", made, "ARN")
    # Zero means at once, by another parameter.
    if new["recovery_window_in_days"]:
        new.would("secretsmanager", "DeleteSecret", "recovery_window_in_days", SecretId="of this secret", RecoveryWindowInDays=new["recovery_window_in_days"])


@creates("aws_secretsmanager_secret_rotation")
def _secretsmanager_secret_rotation(new) -> None:
    rules = new.block("rotation_rules")
    new.call(
        "secretsmanager",
        "RotateSecret",
        ["secret_id", "rotate_immediately", "rotation_lambda_arn"],
        {"rotation_lambda_arn": "RotationLambdaARN"},
        RotationRules={
            key: value
            for key, value in {
                "AutomaticallyAfterDays": rules.get("automatically_after_days"),
                "Duration": rules.get("duration"),
                "ScheduleExpression": rules.get("schedule_expression"),
            }.items()
            if value is not None
        },
    )
