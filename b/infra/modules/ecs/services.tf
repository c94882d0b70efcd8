resource "aws_ecs_service" "api" {
  cluster                           = aws_ecs_cluster.this.id
  desired_count                     = var.api.desired_count
  enable_ecs_managed_tags           = true
  enable_execute_command            = true
  health_check_grace_period_seconds = 60
  launch_type                       = "FARGATE"
  name                              = local.api_name
  platform_version                  = "LATEST"
  propagate_tags                    = "SERVICE"
  task_definition                   = aws_ecs_task_definition.api.arn

  deployment_controller {
    type = "CODE_DEPLOY"
  }

  load_balancer {
    container_name   = "api"
    container_port   = 8000
    target_group_arn = var.load_balancer.target_groups["blue"].arn
  }

  network_configuration {
    assign_public_ip = false
    security_groups  = [var.security_group_ids.api]
    subnets          = var.subnet_ids
  }

  tags = merge(var.tags, { Name = local.api_name })

  # CodeDeploy sets the first four with every deployment and ECS refuses any other
  # change of them; the number of tasks belongs to the autoscaling. A change of
  # subnets therefore needs a deployment whose AppSpec names them.
  lifecycle {
    ignore_changes = [
      desired_count,
      load_balancer,
      network_configuration,
      platform_version,
      task_definition,
    ]
  }

  depends_on = [
    aws_iam_role_policy.execution,
    aws_iam_role_policy.task,
  ]
}

resource "aws_ecs_service" "worker" {
  count = var.components.worker ? 1 : 0

  cluster                            = aws_ecs_cluster.this.id
  deployment_maximum_percent         = 200
  deployment_minimum_healthy_percent = 100
  desired_count                      = var.worker.desired_count
  enable_ecs_managed_tags            = true
  enable_execute_command             = true
  launch_type                        = "FARGATE"
  name                               = local.worker_name
  platform_version                   = "LATEST"
  propagate_tags                     = "SERVICE"
  task_definition                    = aws_ecs_task_definition.worker[0].arn

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  deployment_controller {
    type = "ECS"
  }

  network_configuration {
    assign_public_ip = false
    security_groups  = [var.security_group_ids.worker]
    subnets          = var.subnet_ids
  }

  tags = merge(var.tags, { Name = local.worker_name })

  # The workflow brings new revisions, the autoscaling the number of tasks.
  lifecycle {
    ignore_changes = [
      desired_count,
      task_definition,
    ]
  }

  depends_on = [
    aws_iam_role_policy.execution,
    aws_iam_role_policy.task,
  ]
}
