"""Databases, caches, queues, the lock table, backups."""

import json

from . import creates


@creates("aws_db_subnet_group")
def _db_subnet_group(new) -> None:
    new.call(
        "rds",
        "CreateDBSubnetGroup",
        ["name", "subnet_ids"],
        {"name": "DBSubnetGroupName"},
        tags="Tags",
        # The provider's default.
        DBSubnetGroupDescription=new["description"] or "Managed by Terraform",
    )


@creates("aws_db_parameter_group")
def _db_parameter_group(new) -> None:
    made = new.call(
        "rds",
        "CreateDBParameterGroup",
        ["name", "family", "description"],
        {"name": "DBParameterGroupName", "family": "DBParameterGroupFamily"},
        tags="Tags",
    )
    parameters = [
        {"ParameterName": one["name"].lower(), "ParameterValue": one["value"], "ApplyMethod": one.get("apply_method") or "immediate"}
        for one in new["parameter"] or []
    ]
    # The provider asks for twenty at a time.
    for start in range(0, len(parameters), 20):
        if made:
            new.call("rds", "ModifyDBParameterGroup", DBParameterGroupName=new["name"], Parameters=parameters[start : start + 20])


@creates("aws_db_instance")
def _db_instance(new) -> None:
    new.only_terraform("allow_major_version_upgrade", "apply_immediately", "delete_automated_backups", "skip_final_snapshot")
    made = new.call(
        "rds",
        "CreateDBInstance",
        [
            "allocated_storage",
            "auto_minor_version_upgrade",
            "availability_zone",
            "backup_retention_period",
            "backup_window",
            "ca_cert_identifier",
            "copy_tags_to_snapshot",
            "database_insights_mode",
            "db_name",
            "db_subnet_group_name",
            "deletion_protection",
            "enabled_cloudwatch_logs_exports",
            "engine",
            "engine_version",
            "iam_database_authentication_enabled",
            "identifier",
            "instance_class",
            "iops",
            "kms_key_id",
            "maintenance_window",
            "manage_master_user_password",
            "master_user_secret_kms_key_id",
            "max_allocated_storage",
            "monitoring_interval",
            "monitoring_role_arn",
            "multi_az",
            "network_type",
            "parameter_group_name",
            "performance_insights_enabled",
            "performance_insights_kms_key_id",
            "performance_insights_retention_period",
            "port",
            "publicly_accessible",
            "storage_encrypted",
            "storage_throughput",
            "storage_type",
            "username",
            "vpc_security_group_ids",
        ],
        {
            "backup_window": "PreferredBackupWindow",
            "ca_cert_identifier": "CACertificateIdentifier",
            "enabled_cloudwatch_logs_exports": "EnableCloudwatchLogsExports",
            "iam_database_authentication_enabled": "EnableIAMDatabaseAuthentication",
            "identifier": "DBInstanceIdentifier",
            "instance_class": "DBInstanceClass",
            "maintenance_window": "PreferredMaintenanceWindow",
            "parameter_group_name": "DBParameterGroupName",
            "performance_insights_enabled": "EnablePerformanceInsights",
            "username": "MasterUsername",
        },
        tags="Tags",
    )
    new.answered("resource_id", made, "DBInstance.DbiResourceId")
    new.answered("address", made, "DBInstance.Endpoint.Address")
    for secret in new.resource.made.get("master_user_secret") or []:
        real = made and (made["DBInstance"].get("MasterUserSecret") or {}).get("SecretArn")
        if real:
            new.account.known_as(secret["secret_arn"], real)
        else:
            new.account.never_made(secret["secret_arn"])
    # Its name is needed by a destroy; the model of that call says what it may be.
    final = new["final_snapshot_identifier"]
    if final:
        new.would("rds", "DeleteDBInstance", "final_snapshot_identifier", DBInstanceIdentifier=new.given["identifier"], FinalDBSnapshotIdentifier=final)


@creates("aws_elasticache_subnet_group")
def _elasticache_subnet_group(new) -> None:
    new.call(
        "elasticache",
        "CreateCacheSubnetGroup",
        ["name", "description", "subnet_ids"],
        {"name": "CacheSubnetGroupName", "description": "CacheSubnetGroupDescription"},
        tags="Tags",
    )


@creates("aws_elasticache_parameter_group")
def _elasticache_parameter_group(new) -> None:
    new.call(
        "elasticache",
        "CreateCacheParameterGroup",
        ["name", "family", "description"],
        {"name": "CacheParameterGroupName", "family": "CacheParameterGroupFamily"},
        tags="Tags",
    )
    values = [{"ParameterName": one["name"], "ParameterValue": one["value"]} for one in new["parameter"] or []]
    if values:
        new.call("elasticache", "ModifyCacheParameterGroup", CacheParameterGroupName=new["name"], ParameterNameValues=values)


@creates("aws_elasticache_user")
def _elasticache_user(new) -> None:
    mode = new.block("authentication_mode")
    asked = {"Type": mode.get("type")}
    if mode.get("passwords"):
        asked["Passwords"] = mode["passwords"]
    new.call("elasticache", "CreateUser", ["access_string", "engine", "user_id", "user_name"], tags="Tags", AuthenticationMode=asked)


@creates("aws_elasticache_user_group")
def _elasticache_user_group(new) -> None:
    new.call("elasticache", "CreateUserGroup", ["engine", "user_group_id", "user_ids"], tags="Tags")


@creates("aws_elasticache_replication_group")
def _elasticache_replication_group(new) -> None:
    new.only_terraform("apply_immediately")
    for log in new.given.get("log_delivery_configuration") or []:
        if log["destination_type"] == "cloudwatch-logs":
            log["destination"] = [{"cloud_watch_logs_details": [{"log_group": log["destination"]}]}]
        else:
            log["destination"] = [{"kinesis_firehose_details": [{"delivery_stream": log["destination"]}]}]
    new.call(
        "elasticache",
        "CreateReplicationGroup",
        [
            "at_rest_encryption_enabled",
            "auto_minor_version_upgrade",
            "automatic_failover_enabled",
            "description",
            "engine",
            "engine_version",
            "kms_key_id",
            "log_delivery_configuration",
            "maintenance_window",
            "multi_az_enabled",
            "network_type",
            "node_type",
            "num_cache_clusters",
            "num_node_groups",
            "parameter_group_name",
            "port",
            "replicas_per_node_group",
            "replication_group_id",
            "security_group_ids",
            "snapshot_retention_limit",
            "snapshot_window",
            "subnet_group_name",
            "transit_encryption_enabled",
            "transit_encryption_mode",
            "user_group_ids",
        ],
        {
            "description": "ReplicationGroupDescription",
            "log_delivery_configuration": "LogDeliveryConfigurations",
            "log_delivery_configuration.destination": "DestinationDetails",
            "maintenance_window": "PreferredMaintenanceWindow",
            "node_type": "CacheNodeType",
            "parameter_group_name": "CacheParameterGroupName",
            "subnet_group_name": "CacheSubnetGroupName",
            "multi_az_enabled": "MultiAZEnabled",
        },
        tags="Tags",
    )
    final = new["final_snapshot_identifier"]
    if final:
        new.would(
            "elasticache",
            "DeleteReplicationGroup",
            "final_snapshot_identifier",
            ReplicationGroupId=new.given["replication_group_id"],
            FinalSnapshotIdentifier=final,
        )


# Arguments of a queue and what SetQueueAttributes calls them.
_QUEUE = {
    "delay_seconds": "DelaySeconds",
    "fifo_queue": "FifoQueue",
    "kms_data_key_reuse_period_seconds": "KmsDataKeyReusePeriodSeconds",
    "kms_master_key_id": "KmsMasterKeyId",
    "max_message_size": "MaximumMessageSize",
    "message_retention_seconds": "MessageRetentionPeriod",
    "receive_wait_time_seconds": "ReceiveMessageWaitTimeSeconds",
    "sqs_managed_sse_enabled": "SqsManagedSseEnabled",
    "visibility_timeout_seconds": "VisibilityTimeout",
}


@creates("aws_sqs_queue")
def _sqs_queue(new) -> None:
    attributes = {}
    for name, attribute in _QUEUE.items():
        value = new[name]
        if value is not None:
            attributes[attribute] = str(value).lower() if isinstance(value, bool) else str(value)
    made = new.call("sqs", "CreateQueue", ["name"], {"name": "QueueName"}, tags="tags", Attributes=attributes)
    new.answered("url", made, "QueueUrl")


def _queue_attribute(new, argument: str, attribute: str) -> None:
    text = new[argument]
    try:
        json.loads(text)
    except ValueError as wrong:
        new.fault(f"is no JSON: {wrong}", "sqs:SetQueueAttributes", attribute, argument)
        return
    new.call("sqs", "SetQueueAttributes", ["queue_url"], Attributes={attribute: text})


@creates("aws_sqs_queue_policy")
def _sqs_queue_policy(new) -> None:
    _queue_attribute(new, "policy", "Policy")


@creates("aws_sqs_queue_redrive_policy")
def _sqs_queue_redrive_policy(new) -> None:
    _queue_attribute(new, "redrive_policy", "RedrivePolicy")


@creates("aws_sqs_queue_redrive_allow_policy")
def _sqs_queue_redrive_allow_policy(new) -> None:
    _queue_attribute(new, "redrive_allow_policy", "RedriveAllowPolicy")


@creates("aws_dynamodb_table")
def _dynamodb_table(new) -> None:
    encryption = new.block("server_side_encryption")
    made = new.call(
        "dynamodb",
        "CreateTable",
        ["name", "billing_mode", "deletion_protection_enabled"],
        {"name": "TableName"},
        tags="Tags",
        AttributeDefinitions=[{"AttributeName": one["name"], "AttributeType": one["type"]} for one in new["attribute"]],
        KeySchema=[{"AttributeName": new["hash_key"], "KeyType": "HASH"}],
        SSESpecification={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": encryption.get("kms_key_arn")} if encryption.get("enabled") else None,
    )
    recovery = new.block("point_in_time_recovery")
    if made and recovery.get("enabled"):
        new.call(
            "dynamodb",
            "UpdateContinuousBackups",
            TableName=new["name"],
            PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
        )


@creates("aws_backup_vault")
def _backup_vault(new) -> None:
    made = new.call("backup", "CreateBackupVault", ["name", "kms_key_arn"], {"name": "BackupVaultName", "kms_key_arn": "EncryptionKeyArn"}, tags="BackupVaultTags")
    new.answered("arn", made, "BackupVaultArn")


@creates("aws_backup_vault_lock_configuration")
def _backup_vault_lock_configuration(new) -> None:
    new.call("backup", "PutBackupVaultLockConfiguration", ["backup_vault_name", "changeable_for_days", "max_retention_days", "min_retention_days"])


@creates("aws_backup_plan")
def _backup_plan(new) -> None:
    from ..convert import Unmapped, parameters

    shape = new.account.model("backup").operation_model("CreateBackupPlan").input_shape.members["BackupPlan"]
    names = {
        "name": "BackupPlanName",
        "rule": "Rules",
        "rule.copy_action": "CopyActions",
        "rule.schedule": "ScheduleExpression",
        "rule.start_window": "StartWindowMinutes",
        "rule.completion_window": "CompletionWindowMinutes",
        "rule.target_vault_name": "TargetBackupVaultName",
        "rule.copy_action.destination_vault_arn": "DestinationBackupVaultArn",
        "delete_after": "DeleteAfterDays",
        "cold_storage_after": "MoveToColdStorageAfterDays",
    }
    try:
        plan = parameters(shape, {"name": new["name"], "rule": new["rule"]}, names)
    except Unmapped as unmapped:
        new.fault(f"no parameter takes this: {unmapped}", "backup:CreateBackupPlan", attribute="rule")
        return
    made = new.call("backup", "CreateBackupPlan", tags="BackupPlanTags", BackupPlan=plan)
    new.known_by_type("id", made, "BackupPlanId")


@creates("aws_backup_selection")
def _backup_selection(new) -> None:
    condition = new.block("condition")
    words = {"string_equals": "StringEquals", "string_like": "StringLike", "string_not_equals": "StringNotEquals", "string_not_like": "StringNotLike"}
    selection = {
        "SelectionName": new["name"],
        "IamRoleArn": new["iam_role_arn"],
        "Resources": new["resources"],
        "Conditions": {
            words[name]: [{"ConditionKey": one["key"], "ConditionValue": one["value"]} for one in found] for name, found in condition.items()
        },
    }
    new.call(
        "backup",
        "CreateBackupSelection",
        BackupPlanId=new.account.real_of("aws_backup_plan", new["plan_id"]),
        BackupSelection={key: value for key, value in selection.items() if value},
    )
