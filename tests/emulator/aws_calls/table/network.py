"""VPC, load balancer and its firewall."""

from . import creates


def _marked(new, kind: str) -> list:
    tags = [{"Key": key, "Value": value} for key, value in sorted((new.given.get("tags_all") or {}).items())]
    return [{"ResourceType": kind, "Tags": tags}] if tags else None


@creates("aws_vpc")
def _vpc(new) -> None:
    made = new.call("ec2", "CreateVpc", ["cidr_block"], TagSpecifications=_marked(new, "vpc"))
    new.answered("id", made, "Vpc.VpcId")
    vpc = made and made["Vpc"]["VpcId"]
    if not vpc:
        return
    new.call("ec2", "ModifyVpcAttribute", VpcId=vpc, EnableDnsSupport={"Value": new["enable_dns_support"]})
    new.call("ec2", "ModifyVpcAttribute", VpcId=vpc, EnableDnsHostnames={"Value": new["enable_dns_hostnames"]})
    of_vpc = [{"Name": "vpc-id", "Values": [vpc]}]
    new.answered("default_security_group_id", new.call("ec2", "DescribeSecurityGroups", Filters=of_vpc), "SecurityGroups[0].GroupId")
    new.answered("default_network_acl_id", new.call("ec2", "DescribeNetworkAcls", Filters=of_vpc), "NetworkAcls[0].NetworkAclId")
    new.answered("main_route_table_id", new.call("ec2", "DescribeRouteTables", Filters=of_vpc), "RouteTables[0].RouteTableId")


@creates("aws_default_security_group")
def _default_security_group(new) -> None:
    found = new.call(
        "ec2", "DescribeSecurityGroups", Filters=[{"Name": "group-name", "Values": ["default"]}, {"Name": "vpc-id", "Values": [new["vpc_id"]]}]
    )
    new.answered("id", found, "SecurityGroups[0].GroupId")
    group = found and found["SecurityGroups"] and found["SecurityGroups"][0]
    if not group:
        new.fault("the VPC has no default security group", "ec2:DescribeSecurityGroups")
        return
    for operation, rules in (("RevokeSecurityGroupIngress", "IpPermissions"), ("RevokeSecurityGroupEgress", "IpPermissionsEgress")):
        if group[rules]:
            new.call("ec2", operation, GroupId=group["GroupId"], IpPermissions=[{key: rule[key] for key in ("IpProtocol", "IpRanges") if rule.get(key)} for rule in group[rules]])


@creates("aws_subnet")
def _subnet(new) -> None:
    made = new.call("ec2", "CreateSubnet", ["availability_zone", "cidr_block", "vpc_id"], TagSpecifications=_marked(new, "subnet"))
    new.answered("id", made, "Subnet.SubnetId")
    if new["map_public_ip_on_launch"] and made:
        new.call("ec2", "ModifySubnetAttribute", SubnetId=made["Subnet"]["SubnetId"], MapPublicIpOnLaunch={"Value": True})


@creates("aws_internet_gateway")
def _internet_gateway(new) -> None:
    made = new.call("ec2", "CreateInternetGateway", TagSpecifications=_marked(new, "internet-gateway"))
    new.answered("id", made, "InternetGateway.InternetGatewayId")
    if made:
        new.call("ec2", "AttachInternetGateway", ["vpc_id"], InternetGatewayId=made["InternetGateway"]["InternetGatewayId"])


@creates("aws_eip")
def _eip(new) -> None:
    made = new.call("ec2", "AllocateAddress", ["domain"], TagSpecifications=_marked(new, "elastic-ip"))
    new.answered("id", made, "AllocationId")


@creates("aws_nat_gateway")
def _nat_gateway(new) -> None:
    made = new.call("ec2", "CreateNatGateway", ["allocation_id", "subnet_id"], TagSpecifications=_marked(new, "natgateway"))
    new.answered("id", made, "NatGateway.NatGatewayId")


@creates("aws_route_table")
def _route_table(new) -> None:
    made = new.call("ec2", "CreateRouteTable", ["vpc_id"], TagSpecifications=_marked(new, "route-table"))
    new.answered("id", made, "RouteTable.RouteTableId")


@creates("aws_route")
def _route(new) -> None:
    new.call("ec2", "CreateRoute", ["route_table_id", "destination_cidr_block", "gateway_id", "nat_gateway_id"])


@creates("aws_route_table_association")
def _route_table_association(new) -> None:
    new.call("ec2", "AssociateRouteTable", ["route_table_id", "subnet_id"])


@creates("aws_security_group")
def _security_group(new) -> None:
    made = new.call(
        "ec2", "CreateSecurityGroup", ["name", "description", "vpc_id"], {"name": "GroupName"}, TagSpecifications=_marked(new, "security-group")
    )
    new.answered("id", made, "GroupId")
    if made:
        # As the provider does: a new group lets everything out.
        everything = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
        new.call("ec2", "RevokeSecurityGroupEgress", GroupId=made["GroupId"], IpPermissions=everything)


def _rule(new, operation: str) -> None:
    permission = {"IpProtocol": new["ip_protocol"], "FromPort": new["from_port"], "ToPort": new["to_port"]}
    named = {"Description": new["description"]} if new["description"] else {}
    if new["cidr_ipv4"]:
        permission["IpRanges"] = [{"CidrIp": new["cidr_ipv4"], **named}]
    if new["referenced_security_group_id"]:
        permission["UserIdGroupPairs"] = [{"GroupId": new["referenced_security_group_id"], **named}]
    if new["prefix_list_id"]:
        permission["PrefixListIds"] = [{"PrefixListId": new["prefix_list_id"], **named}]
    permission = {key: value for key, value in permission.items() if value is not None}
    new.call("ec2", operation, GroupId=new["security_group_id"], IpPermissions=[permission], TagSpecifications=_marked(new, "security-group-rule"))


@creates("aws_vpc_security_group_ingress_rule")
def _ingress_rule(new) -> None:
    _rule(new, "AuthorizeSecurityGroupIngress")


@creates("aws_vpc_security_group_egress_rule")
def _egress_rule(new) -> None:
    _rule(new, "AuthorizeSecurityGroupEgress")


@creates("aws_vpc_endpoint")
def _vpc_endpoint(new) -> None:
    made = new.call(
        "ec2",
        "CreateVpcEndpoint",
        ["policy", "private_dns_enabled", "route_table_ids", "security_group_ids", "service_name", "subnet_ids", "vpc_endpoint_type", "vpc_id"],
        {"policy": "PolicyDocument"},
        TagSpecifications=_marked(new, "vpc-endpoint"),
    )
    new.answered("id", made, "VpcEndpoint.VpcEndpointId")


@creates("aws_flow_log")
def _flow_log(new) -> None:
    new.call(
        "ec2",
        "CreateFlowLogs",
        ["iam_role_arn", "log_destination", "log_destination_type", "max_aggregation_interval", "traffic_type"],
        {"iam_role_arn": "DeliverLogsPermissionArn"},
        ResourceIds=[new["vpc_id"]],
        ResourceType="VPC",
        TagSpecifications=_marked(new, "vpc-flow-log"),
    )


@creates("aws_ebs_encryption_by_default")
def _ebs_encryption_by_default(new) -> None:
    if new["enabled"]:
        new.call("ec2", "EnableEbsEncryptionByDefault")


@creates("aws_lb")
def _lb(new) -> None:
    made = new.call(
        "elbv2",
        "CreateLoadBalancer",
        ["name", "load_balancer_type", "subnets", "security_groups", "ip_address_type"],
        {"load_balancer_type": "Type"},
        tags="Tags",
        Scheme="internal" if new["internal"] else None,
    )
    new.answered("arn", made, "LoadBalancers[0].LoadBalancerArn")
    new.answered("dns_name", made, "LoadBalancers[0].DNSName")
    new.answered("zone_id", made, "LoadBalancers[0].CanonicalHostedZoneId")
    arn = made and made["LoadBalancers"][0]["LoadBalancerArn"]
    new.is_really("arn_suffix", arn and arn.split(":loadbalancer/")[1])
    logs, connections = new.block("access_logs"), new.block("connection_logs")
    attributes = {
        "access_logs.s3.bucket": logs.get("bucket"),
        "access_logs.s3.enabled": logs.get("enabled"),
        "access_logs.s3.prefix": logs.get("prefix"),
        "connection_logs.s3.bucket": connections.get("bucket"),
        "connection_logs.s3.enabled": connections.get("enabled"),
        "connection_logs.s3.prefix": connections.get("prefix"),
        "deletion_protection.enabled": new["enable_deletion_protection"],
        "idle_timeout.timeout_seconds": new["idle_timeout"],
        "routing.http.desync_mitigation_mode": new["desync_mitigation_mode"],
        "routing.http.drop_invalid_header_fields.enabled": new["drop_invalid_header_fields"],
        "routing.http.preserve_host_header.enabled": new["preserve_host_header"],
        "routing.http.xff_header_processing.mode": new["xff_header_processing_mode"],
    }
    if made:
        new.call("elbv2", "ModifyLoadBalancerAttributes", LoadBalancerArn=arn, Attributes=_attributes(attributes))


def _attributes(values: dict) -> list:
    return [
        {"Key": key, "Value": str(value).lower() if isinstance(value, bool) else str(value)}
        for key, value in sorted(values.items())
        if value is not None
    ]


@creates("aws_lb_target_group")
def _lb_target_group(new) -> None:
    check = new.block("health_check")
    checked = {
        "HealthCheckEnabled": check.get("enabled"),
        "HealthCheckIntervalSeconds": check.get("interval"),
        "HealthCheckPath": check.get("path"),
        "HealthCheckPort": check.get("port"),
        "HealthCheckProtocol": check.get("protocol"),
        "HealthCheckTimeoutSeconds": check.get("timeout"),
        "HealthyThresholdCount": check.get("healthy_threshold"),
        "Matcher": {"HttpCode": check["matcher"]} if check.get("matcher") else None,
        "UnhealthyThresholdCount": check.get("unhealthy_threshold"),
    }
    made = new.call("elbv2", "CreateTargetGroup", ["name", "port", "protocol", "target_type", "vpc_id"], tags="Tags", **checked)
    new.answered("arn", made, "TargetGroups[0].TargetGroupArn")
    arn = made and made["TargetGroups"][0]["TargetGroupArn"]
    new.is_really("arn_suffix", arn and arn.split(":")[-1])
    attributes = _attributes({"deregistration_delay.timeout_seconds": new["deregistration_delay"]})
    if made:
        new.call("elbv2", "ModifyTargetGroupAttributes", TargetGroupArn=arn, Attributes=attributes)


@creates("aws_lb_listener")
def _lb_listener(new) -> None:
    made = new.call(
        "elbv2",
        "CreateListener",
        ["load_balancer_arn", "port", "protocol", "ssl_policy", "default_action", "mutual_authentication"],
        {"default_action": "DefaultActions", "default_action.forward": "ForwardConfig", "default_action.redirect": "RedirectConfig"},
        tags="Tags",
        Certificates=[{"CertificateArn": new["certificate_arn"]}] if new["certificate_arn"] else None,
    )
    new.answered("arn", made, "Listeners[0].ListenerArn")


@creates("aws_lb_trust_store")
def _lb_trust_store(new) -> None:
    made = new.call(
        "elbv2",
        "CreateTrustStore",
        ["name", "ca_certificates_bundle_s3_bucket", "ca_certificates_bundle_s3_key", "ca_certificates_bundle_s3_object_version"],
        {
            "ca_certificates_bundle_s3_bucket": "CaCertificatesBundleS3Bucket",
            "ca_certificates_bundle_s3_key": "CaCertificatesBundleS3Key",
            "ca_certificates_bundle_s3_object_version": "CaCertificatesBundleS3ObjectVersion",
        },
        tags="Tags",
    )
    new.answered("arn", made, "TrustStores[0].TrustStoreArn")


# Names that differ between the provider's blocks and the API's members.
_WAF = {
    "rule": "Rules",
    "rule.rule_label": "RuleLabels",
    "aggregate_key_type": "AggregateKeyType",
    "forwarded_ip_config": "ForwardedIPConfig",
    "evaluation_window_sec": "EvaluationWindowSec",
    "text_transformation": "TextTransformations",
    "rule_action_override": "RuleActionOverrides",
    "custom_key": "CustomKeys",
    "cloudwatch_metrics_enabled": "CloudWatchMetricsEnabled",
    "ip_set_reference_statement": "IPSetReferenceStatement",
    "positional_constraint": "PositionalConstraint",
}


def _waf_statement(statement: list) -> list:
    """`and`, `or` and `not` name what they combine differently."""
    one = dict(statement[0])
    for name, inner in one.items():
        inner = dict(inner[0])
        if name in ("and_statement", "or_statement") and "statement" in inner:
            inner["statements"] = [_waf_statement([part])[0] for part in inner.pop("statement")]
        elif "statement" in inner:
            inner["statement"] = _waf_statement(inner["statement"])
        if "scope_down_statement" in inner:
            inner["scope_down_statement"] = _waf_statement(inner["scope_down_statement"])
        one[name] = [inner]
    return [one]


@creates("aws_wafv2_web_acl")
def _wafv2_web_acl(new) -> None:
    for rule in new.given.get("rule") or []:
        rule["statement"] = _waf_statement(rule["statement"])
    made = new.call(
        "wafv2",
        "CreateWebACL",
        ["name", "description", "scope", "default_action", "rule", "visibility_config", "custom_response_body", "token_domains"],
        _WAF,
        tags="Tags",
    )
    new.answered("arn", made, "Summary.ARN")
    new.answered("id", made, "Summary.Id")


@creates("aws_wafv2_web_acl_association")
def _wafv2_web_acl_association(new) -> None:
    new.call("wafv2", "AssociateWebACL", ["resource_arn", "web_acl_arn"])


@creates("aws_wafv2_web_acl_logging_configuration")
def _wafv2_web_acl_logging_configuration(new) -> None:
    configuration = {
        "ResourceArn": new["resource_arn"],
        "LogDestinationConfigs": new["log_destination_configs"],
        "RedactedFields": [
            {"SingleHeader": {"Name": field["single_header"][0]["name"]}} if field.get("single_header") else {_FIELDS[name]: {} for name in field}
            for field in new["redacted_fields"] or []
        ],
    }
    new.call("wafv2", "PutLoggingConfiguration", LoggingConfiguration=configuration)


_FIELDS = {"method": "Method", "query_string": "QueryString", "uri_path": "UriPath"}
