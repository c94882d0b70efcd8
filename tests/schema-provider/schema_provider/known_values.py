"""How identifiers, ARNs and endpoints of common resources look.

Values inside a list of objects are named by their path: `list.attribute`.

Templates are filled from the resource's own arguments plus: {id} {region} {account} {hash} (12 hex digits)
{uuid} {name} (the best name found). A resource that is absent here gets generic values.
"""

_ARN = "arn:aws:{service}:{{region}}:{{account}}:{resource}"


def _arn(service: str, resource: str) -> str:
    return _ARN.format(service=service, resource=resource)


def _global(service: str, resource: str) -> str:
    return f"arn:aws:{service}::{{account}}:{resource}"


# Identifiers of the form prefix-0123456789abcdef0.
ID_PREFIXES = {
    "aws_customer_gateway": "cgw",
    "aws_ebs_volume": "vol",
    "aws_eip": "eipalloc",
    "aws_flow_log": "fl",
    "aws_instance": "i",
    "aws_internet_gateway": "igw",
    "aws_launch_template": "lt",
    "aws_nat_gateway": "nat",
    "aws_network_acl": "acl",
    "aws_network_interface": "eni",
    "aws_prefix_list": "pl",
    "aws_ec2_managed_prefix_list": "pl",
    "aws_route_table": "rtb",
    "aws_route_table_association": "rtbassoc",
    "aws_security_group": "sg",
    "aws_default_security_group": "sg",
    "aws_security_group_rule": "sgrule",
    "aws_subnet": "subnet",
    "aws_vpc": "vpc",
    "aws_vpc_endpoint": "vpce",
    "aws_vpc_peering_connection": "pcx",
    "aws_vpc_security_group_egress_rule": "sgr",
    "aws_vpc_security_group_ingress_rule": "sgr",
}

# Arguments that name a thing, best first.
NAME_ARGUMENTS = (
    "name", "bucket", "identifier", "cluster_identifier", "family", "replication_group_id", "function_name",
    "compute_environment_name", "domain", "domain_name", "email_identity", "configuration_set_name", "alarm_name",
    "dashboard_name", "rule", "key_id", "name_prefix",
)

TEMPLATES: dict[str, dict[str, str]] = {
    "aws_acm_certificate": {
        "id": _arn("acm", "certificate/{uuid}"),
        "arn": _arn("acm", "certificate/{uuid}"),
        "status": "ISSUED",
        "type": "AMAZON_ISSUED",
    },
    "aws_acm_certificate_validation": {"id": "{certificate_arn}"},
    "aws_batch_compute_environment": {"arn": _arn("batch", "compute-environment/{name}")},
    "aws_batch_job_definition": {
        "id": _arn("batch", "job-definition/{name}:1"),
        "arn": _arn("batch", "job-definition/{name}:1"),
        "arn_prefix": _arn("batch", "job-definition/{name}"),
    },
    "aws_batch_job_queue": {"id": _arn("batch", "job-queue/{name}"), "arn": _arn("batch", "job-queue/{name}")},
    "aws_cloudfront_distribution": {
        "id": "E{HASH}",
        "arn": _global("cloudfront", "distribution/E{HASH}"),
        "domain_name": "d{hash}.cloudfront.net",
        "hosted_zone_id": "Z2FDTNDATAQYW2",
        "status": "Deployed",
    },
    "aws_cloudwatch_event_rule": {"arn": _arn("events", "rule/{name}")},
    "aws_cloudwatch_log_group": {"arn": _arn("logs", "log-group:{name}")},
    "aws_cloudwatch_metric_alarm": {"arn": _arn("cloudwatch", "alarm:{alarm_name}")},
    "aws_cloudtrail": {"arn": _arn("cloudtrail", "trail/{name}")},
    "aws_codedeploy_app": {"arn": _arn("codedeploy", "application:{name}")},
    "aws_codedeploy_deployment_group": {
        "arn": _arn("codedeploy", "deploymentgroup:{app_name}/{deployment_group_name}"),
    },
    "aws_db_instance": {
        "id": "db-{HASH}",
        "arn": _arn("rds", "db:{identifier}"),
        "address": "{identifier}.{hash}.{region}.rds.amazonaws.com",
        "endpoint": "{identifier}.{hash}.{region}.rds.amazonaws.com:5432",
        "master_user_secret.secret_arn": _arn("secretsmanager", "secret:rds!db-{uuid}-{hash6}"),
        "master_user_secret.secret_status": "active",
        "resource_id": "db-{HASH}",
        "status": "available",
    },
    "aws_dynamodb_table": {"arn": _arn("dynamodb", "table/{name}")},
    "aws_ecr_repository": {
        "arn": _arn("ecr", "repository/{name}"),
        "repository_url": "{account}.dkr.ecr.{region}.amazonaws.com/{name}",
    },
    "aws_ecs_cluster": {"id": _arn("ecs", "cluster/{name}"), "arn": _arn("ecs", "cluster/{name}")},
    "aws_ecs_service": {"id": _arn("ecs", "service/{name}")},
    "aws_ecs_task_definition": {
        "id": "{family}",
        "arn": _arn("ecs", "task-definition/{family}:1"),
        "arn_without_revision": _arn("ecs", "task-definition/{family}"),
    },
    "aws_elasticache_replication_group": {
        "id": "{replication_group_id}",
        "arn": _arn("elasticache", "replicationgroup:{replication_group_id}"),
        "primary_endpoint_address": "master.{replication_group_id}.{hash}.apne1.cache.amazonaws.com",
        "reader_endpoint_address": "replica.{replication_group_id}.{hash}.apne1.cache.amazonaws.com",
        "configuration_endpoint_address": "clustercfg.{replication_group_id}.{hash}.apne1.cache.amazonaws.com",
    },
    "aws_elasticache_user": {"arn": _arn("elasticache", "user:{user_id}")},
    "aws_elasticache_user_group": {"arn": _arn("elasticache", "usergroup:{user_group_id}")},
    "aws_iam_instance_profile": {"arn": _global("iam", "instance-profile/{name}")},
    "aws_iam_openid_connect_provider": {
        "id": _global("iam", "oidc-provider/{host}"),
        "arn": _global("iam", "oidc-provider/{host}"),
    },
    "aws_iam_policy": {"id": _global("iam", "policy/{name}"), "arn": _global("iam", "policy/{name}")},
    "aws_iam_role": {"arn": _global("iam", "role/{name}"), "unique_id": "AROA{HASH}"},
    "aws_iam_user": {"arn": _global("iam", "user/{name}"), "unique_id": "AIDA{HASH}"},
    "aws_kinesis_firehose_delivery_stream": {
        "id": _arn("firehose", "deliverystream/{name}"),
        "arn": _arn("firehose", "deliverystream/{name}"),
    },
    "aws_kms_alias": {"arn": _arn("kms", "{name}"), "target_key_arn": _arn("kms", "key/{target_key_id}")},
    "aws_kms_key": {"id": "{uuid}", "key_id": "{uuid}", "arn": _arn("kms", "key/{uuid}")},
    "aws_lambda_function": {"arn": _arn("lambda", "function:{function_name}")},
    "aws_lb": {
        "id": _arn("elasticloadbalancing", "loadbalancer/app/{name}/{hash}"),
        "arn": _arn("elasticloadbalancing", "loadbalancer/app/{name}/{hash}"),
        "arn_suffix": "app/{name}/{hash}",
        "dns_name": "{name}-{hash}.{region}.elb.amazonaws.com",
        "zone_id": "Z14GRHDCWA56QT",
    },
    "aws_lb_listener": {
        "id": _arn("elasticloadbalancing", "listener/app/lb/{hash}"),
        "arn": _arn("elasticloadbalancing", "listener/app/lb/{hash}"),
    },
    "aws_lb_target_group": {
        "id": _arn("elasticloadbalancing", "targetgroup/{name}/{hash}"),
        "arn": _arn("elasticloadbalancing", "targetgroup/{name}/{hash}"),
        "arn_suffix": "targetgroup/{name}/{hash}",
    },
    "aws_route": {"instance_id": "", "instance_owner_id": "", "network_interface_id": "", "origin": "CreateRoute"},
    "aws_route53_record": {"fqdn": "{name}"},
    "aws_route53_zone": {"id": "Z{HASH}", "zone_id": "Z{HASH}", "arn": "arn:aws:route53:::hostedzone/Z{HASH}"},
    "aws_s3_bucket": {
        "id": "{bucket}",
        "arn": "arn:aws:s3:::{bucket}",
        "bucket_domain_name": "{bucket}.s3.amazonaws.com",
        "bucket_regional_domain_name": "{bucket}.s3.{region}.amazonaws.com",
        "hosted_zone_id": "Z2M4EHUR26P7ZW",
    },
    "aws_s3_bucket_lifecycle_configuration": {
        "expected_bucket_owner": "",
        "rule.filter.prefix": "",
        "rule.prefix": "",
        "transition_default_minimum_object_size": "all_storage_classes_128K",
    },
    "aws_secretsmanager_secret": {
        "id": _arn("secretsmanager", "secret:{name}-{hash6}"),
        "arn": _arn("secretsmanager", "secret:{name}-{hash6}"),
    },
    "aws_secretsmanager_secret_version": {"arn": "{secret_id}", "version_id": "{uuid}"},
    "aws_ses_domain_identity": {"id": "{domain}", "arn": _arn("ses", "identity/{domain}")},
    "aws_sesv2_configuration_set": {"arn": _arn("ses", "configuration-set/{configuration_set_name}")},
    "aws_sesv2_email_identity": {"id": "{email_identity}", "arn": _arn("ses", "identity/{email_identity}")},
    "aws_sns_topic": {"id": _arn("sns", "{name}"), "arn": _arn("sns", "{name}")},
    "aws_sqs_queue": {
        "id": "https://sqs.{region}.amazonaws.com/{account}/{name}",
        "url": "https://sqs.{region}.amazonaws.com/{account}/{name}",
        "arn": _arn("sqs", "{name}"),
    },
    "aws_ssm_parameter": {"id": "{name}", "arn": "arn:aws:ssm:{region}:{account}:parameter{slash_name}"},
    "aws_vpc": {
        "arn": _arn("ec2", "vpc/{id}"),
        "default_network_acl_id": "acl-{hash17}",
        "default_route_table_id": "rtb-{hash17}",
        "default_security_group_id": "sg-{hash17}",
        "main_route_table_id": "rtb-{hash17}",
    },
    "aws_vpc_endpoint": {"prefix_list_id": "pl-{hash}", "state": "available"},
    "aws_wafv2_web_acl": {
        "id": "{uuid}",
        "arn": "arn:aws:wafv2:{region}:{account}:{waf_scope}/webacl/{name}/{uuid}",
    },
}

NUMBERS = {
    "aws_db_instance": {"port": 5432},
    "aws_ecs_task_definition": {"revision": 1},
    "aws_elasticache_replication_group": {"port": 6379},
}

# How many elements a list that only the provider fills has.
LIST_LENGTHS = {
    "dkim_tokens": 3,
    "tokens": 3,
    "name_servers": 4,
}
