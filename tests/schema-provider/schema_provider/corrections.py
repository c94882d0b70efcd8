"""Facts about the real schema that neither source spells out, applied after extraction."""

# Marked sensitive by the provider; the bindings drop the mark.
SENSITIVE = {
    "resource": {
        "aws_db_instance": ("password",),
        "aws_docdb_cluster": ("master_password",),
        "aws_elasticache_replication_group": ("auth_token",),
        "aws_elasticache_user": ("passwords",),
        "aws_iam_access_key": ("secret", "ses_smtp_password_v4"),
        "aws_rds_cluster": ("master_password",),
        "aws_secretsmanager_secret_version": ("secret_string", "secret_binary"),
        "aws_ssm_parameter": ("value",),
    },
    "data": {
        "aws_ecr_authorization_token": ("authorization_token", "password"),
        "aws_kms_secrets": ("plaintext",),
        "aws_secretsmanager_secret_version": ("secret_string", "secret_binary"),
        "aws_ssm_parameter": ("value",),
    },
}

# Limits above one cannot be seen in the bindings.
MAX_ITEMS = {
    "aws_codedeploy_deployment_group": {
        ("load_balancer_info", "target_group_pair_info", "target_group"): 2,
    },
}

# Blocks that AWS fills when the configuration has none. The protocol has no flag for that.
COMPUTED_BLOCKS = {
    "aws_config_configuration_recorder": ("recording_group", "recording_mode"),
    "aws_dynamodb_table": ("point_in_time_recovery", "server_side_encryption"),
    "aws_ecs_cluster": ("setting",),
    "aws_guardduty_detector": ("datasources",),
    "aws_lb": ("subnet_mapping",),
    "aws_lb_target_group": ("health_check", "stickiness"),
    "aws_sesv2_email_identity": ("dkim_signing_attributes",),
    "aws_vpc_endpoint": ("dns_options",),
}


def _mark_write_only(block: dict) -> None:
    """Write-only arguments all end in `_wo`; their values never reach plan or state."""
    for name, attribute in block["attributes"].items():
        if name.endswith("_wo") and not attribute.get("computed"):
            attribute["write_only"] = attribute["sensitive"] = True
    for nested in block["block_types"].values():
        _mark_write_only(nested["block"])


def correct(kind: str, terraform_type: str, block: dict) -> None:
    for name in SENSITIVE.get(kind, {}).get(terraform_type, ()):
        if name in block["attributes"]:
            block["attributes"][name]["sensitive"] = True
    if kind != "resource":
        return
    _mark_write_only(block)
    for name in COMPUTED_BLOCKS.get(terraform_type, ()):
        if name in block["block_types"]:
            block["block_types"][name]["computed"] = True
    for path, limit in MAX_ITEMS.get(terraform_type, {}).items():
        inner = block
        for step in path[:-1]:
            inner = inner["block_types"].get(step, {}).get("block", {"block_types": {}})
        if path[-1] in inner["block_types"]:
            inner["block_types"][path[-1]]["max_items"] = limit
