"""Images and deployments."""

from . import creates


@creates("aws_ecr_repository")
def _ecr_repository(new) -> None:
    new.only_terraform("force_delete")
    made = new.call(
        "ecr",
        "CreateRepository",
        ["name", "encryption_configuration", "image_scanning_configuration", "image_tag_mutability"],
        {"name": "repositoryName"},
        tags="tags",
    )
    new.answered("arn", made, "repository.repositoryArn")
    new.answered("repository_url", made, "repository.repositoryUri")


@creates("aws_ecr_lifecycle_policy")
def _ecr_lifecycle_policy(new) -> None:
    new.call("ecr", "PutLifecyclePolicy", ["policy", "repository"], {"policy": "lifecyclePolicyText", "repository": "repositoryName"})


@creates("aws_codedeploy_app")
def _codedeploy_app(new) -> None:
    new.call("codedeploy", "CreateApplication", ["compute_platform", "name"], {"name": "applicationName"}, tags="tags")


@creates("aws_codedeploy_deployment_group")
def _codedeploy_deployment_group(new) -> None:
    for alarm in new.given.get("alarm_configuration") or []:
        alarm["alarms"] = [{"name": name} for name in alarm.get("alarms") or []]
    new.call(
        "codedeploy",
        "CreateDeploymentGroup",
        [
            "alarm_configuration",
            "app_name",
            "auto_rollback_configuration",
            "blue_green_deployment_config",
            "deployment_config_name",
            "deployment_group_name",
            "deployment_style",
            "ecs_service",
            "load_balancer_info",
            "outdated_instances_strategy",
            "service_role_arn",
        ],
        {
            "app_name": "applicationName",
            "blue_green_deployment_config": "blueGreenDeploymentConfiguration",
            "ecs_service": "ecsServices",
            "load_balancer_info.target_group_pair_info": "targetGroupPairInfoList",
            "target_group_pair_info.target_group": "targetGroups",
            "load_balancer_info.target_group_pair_info.target_group": "targetGroups",
        },
        tags="tags",
    )
