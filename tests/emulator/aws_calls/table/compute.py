"""ECS, AWS Batch, autoscaling."""

import json

from . import creates


@creates("aws_ecs_cluster")
def _ecs_cluster(new) -> None:
    made = new.call(
        "ecs",
        "CreateCluster",
        ["name", "setting", "configuration", "service_connect_defaults"],
        {"name": "clusterName", "setting": "settings", "configuration.execute_command_configuration.log_configuration": "logConfiguration"},
        tags="tags",
    )
    new.answered("arn", made, "cluster.clusterArn")


def _documents(new, argument: str, call: str):
    """A document that the provider reads before it calls."""
    try:
        return json.loads(new[argument])
    except ValueError as wrong:
        new.fault(f"is no JSON: {wrong}", call, argument, argument)
        return None


@creates("aws_ecs_task_definition")
def _ecs_task_definition(new) -> None:
    containers = _documents(new, "container_definitions", "ecs:RegisterTaskDefinition")
    if containers is None:
        return
    new.only_terraform("skip_destroy", "track_latest")
    made = new.call(
        "ecs",
        "RegisterTaskDefinition",
        [
            "cpu",
            "ephemeral_storage",
            "execution_role_arn",
            "family",
            "ipc_mode",
            "memory",
            "network_mode",
            "pid_mode",
            "requires_compatibilities",
            "runtime_platform",
            "task_role_arn",
            "volume",
        ],
        {"volume": "volumes", "volume.configure_at_launch": "configuredAtLaunch", "ephemeral_storage.size_in_gib": "sizeInGiB"},
        tags="tags",
        containerDefinitions=containers,
    )
    new.answered("arn", made, "taskDefinition.taskDefinitionArn")


@creates("aws_ecs_service")
def _ecs_service(new) -> None:
    new.only_terraform("wait_for_steady_state", "force_new_deployment", "force_delete")
    deployment = {}
    breaker = new.block("deployment_circuit_breaker")
    if breaker:
        deployment["deploymentCircuitBreaker"] = {"enable": breaker.get("enable"), "rollback": breaker.get("rollback")}
    for argument, member in (("deployment_maximum_percent", "maximumPercent"), ("deployment_minimum_healthy_percent", "minimumHealthyPercent")):
        if new[argument] is not None:
            deployment[member] = new[argument]
    alarms = new.block("alarms")
    if alarms:
        deployment["alarms"] = {"alarmNames": alarms["alarm_names"], "enable": alarms["enable"], "rollback": alarms["rollback"]}
    network = new.block("network_configuration")
    made = new.call(
        "ecs",
        "CreateService",
        [
            "availability_zone_rebalancing",
            "cluster",
            "deployment_controller",
            "desired_count",
            "enable_ecs_managed_tags",
            "enable_execute_command",
            "health_check_grace_period_seconds",
            "launch_type",
            "load_balancer",
            "name",
            "platform_version",
            "propagate_tags",
            "scheduling_strategy",
            "task_definition",
        ],
        {
            "load_balancer": "loadBalancers",
            "name": "serviceName",
            "load_balancer.elb_name": "loadBalancerName",
            "enable_ecs_managed_tags": "enableECSManagedTags",
        },
        tags="tags",
        deploymentConfiguration=deployment or None,
        networkConfiguration={
            "awsvpcConfiguration": {
                "assignPublicIp": "ENABLED" if network.get("assign_public_ip") else "DISABLED",
                "securityGroups": network.get("security_groups"),
                "subnets": network["subnets"],
            }
        }
        if network
        else None,
    )
    new.answered("id", made, "service.serviceArn")


@creates("aws_appautoscaling_target")
def _appautoscaling_target(new) -> None:
    new.call(
        "application-autoscaling",
        "RegisterScalableTarget",
        ["max_capacity", "min_capacity", "resource_id", "role_arn", "scalable_dimension", "service_namespace"],
        {"role_arn": "RoleARN"},
        tags="Tags",
    )


@creates("aws_appautoscaling_policy")
def _appautoscaling_policy(new) -> None:
    new.call(
        "application-autoscaling",
        "PutScalingPolicy",
        ["name", "policy_type", "resource_id", "scalable_dimension", "service_namespace", "target_tracking_scaling_policy_configuration"],
        {"name": "PolicyName", "target_tracking_scaling_policy_configuration.customized_metric_specification.metrics.metric_stat": "MetricStat"},
    )


@creates("aws_batch_compute_environment")
def _batch_compute_environment(new) -> None:
    # Under the 5.x line nobody names it, and the provider makes up a name beginning with this prefix.
    name = new["compute_environment_name"] or new["name"] or f"terraform-{new.resource.made['id'][-12:]}"
    made = new.call(
        "batch",
        "CreateComputeEnvironment",
        ["compute_resources", "service_role", "state", "type"],
        {"max_vcpus": "maxvCpus", "min_vcpus": "minvCpus", "desired_vcpus": "desiredvCpus"},
        tags="tags",
        # AWS takes its service-linked role where none is named, and makes it when it is needed.
        played={"serviceRole": new.account.service_linked_role("batch.amazonaws.com")},
        computeEnvironmentName=name,
    )
    new.answered("arn", made, "computeEnvironmentArn")


@creates("aws_batch_job_queue")
def _batch_job_queue(new) -> None:
    made = new.call(
        "batch", "CreateJobQueue", ["compute_environment_order", "name", "priority", "scheduling_policy_arn", "state"], {"name": "jobQueueName"}, tags="tags"
    )
    new.answered("arn", made, "jobQueueArn")


@creates("aws_batch_job_definition")
def _batch_job_definition(new) -> None:
    new.only_terraform("deregister_on_new_revision")
    container = _documents(new, "container_properties", "batch:RegisterJobDefinition")
    if container is None:
        return
    made = new.call(
        "batch",
        "RegisterJobDefinition",
        ["name", "parameters", "platform_capabilities", "propagate_tags", "retry_strategy", "scheduling_priority", "timeout", "type"],
        {"name": "jobDefinitionName"},
        tags="tags",
        containerProperties=container,
    )
    new.answered("arn", made, "jobDefinitionArn")
