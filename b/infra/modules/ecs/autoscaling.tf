resource "aws_appautoscaling_target" "api" {
  max_capacity       = var.api.max_count
  min_capacity       = var.api.min_count
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.api.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"

  tags = merge(var.tags, { Name = local.api_name })
}

resource "aws_appautoscaling_policy" "api_cpu" {
  name               = "${local.api_name}-cpu"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.api.resource_id
  scalable_dimension = aws_appautoscaling_target.api.scalable_dimension
  service_namespace  = aws_appautoscaling_target.api.service_namespace

  target_tracking_scaling_policy_configuration {
    scale_in_cooldown  = 300
    scale_out_cooldown = 60
    target_value       = var.api.autoscaling_cpu_percent

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

# The predefined metric ALBRequestCountPerTarget looks at one target group, and AWS
# does not support it with blue/green deployments: after every second one it would
# see none of the traffic. This is the same number of both groups together; the
# group that is idle adds nothing.
resource "aws_appautoscaling_policy" "api_requests" {
  name               = "${local.api_name}-requests"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.api.resource_id
  scalable_dimension = aws_appautoscaling_target.api.scalable_dimension
  service_namespace  = aws_appautoscaling_target.api.service_namespace

  target_tracking_scaling_policy_configuration {
    scale_in_cooldown  = 300
    scale_out_cooldown = 60
    target_value       = var.api.autoscaling_requests_per_target

    customized_metric_specification {
      metrics {
        expression  = "SUM([FILL(blue, 0), FILL(green, 0)])"
        id          = "requests"
        label       = "Requests per task and minute, both target groups"
        return_data = true
      }

      dynamic "metrics" {
        for_each = toset(["blue", "green"])

        content {
          id          = metrics.value
          return_data = false

          metric_stat {
            stat = "Sum"

            metric {
              metric_name = "RequestCountPerTarget"
              namespace   = "AWS/ApplicationELB"

              dimensions {
                name  = "LoadBalancer"
                value = var.load_balancer.arn_suffix
              }

              dimensions {
                name  = "TargetGroup"
                value = var.load_balancer.target_groups[metrics.value].arn_suffix
              }
            }
          }
        }
      }
    }
  }
}

resource "aws_appautoscaling_target" "worker" {
  count = var.components.worker ? 1 : 0

  max_capacity       = var.worker.max_count
  min_capacity       = var.worker.min_count
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.worker[0].name}"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"

  tags = merge(var.tags, { Name = local.worker_name })
}

resource "aws_appautoscaling_policy" "worker_cpu" {
  count = var.components.worker ? 1 : 0

  name               = "${local.worker_name}-cpu"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.worker[0].resource_id
  scalable_dimension = aws_appautoscaling_target.worker[0].scalable_dimension
  service_namespace  = aws_appautoscaling_target.worker[0].service_namespace

  target_tracking_scaling_policy_configuration {
    scale_in_cooldown  = 300
    scale_out_cooldown = 60
    target_value       = var.worker.autoscaling_cpu_percent

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
