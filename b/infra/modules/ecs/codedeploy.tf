# Blue/green deployment of the API. The two alarms are there to roll back, not to
# wake anybody: those that do are in modules/monitoring.

resource "aws_cloudwatch_metric_alarm" "rollback_5xx" {
  alarm_description   = "Rolls a deployment of ${local.api_name} back: the API answers with server errors"
  alarm_name          = "${local.api_name}-rollback-5xx"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  datapoints_to_alarm = 2
  evaluation_periods  = 3
  threshold           = 10
  treat_missing_data  = "notBreaching"

  # Both groups, because either may be the new one.
  metric_query {
    expression  = "SUM([FILL(blue, 0), FILL(green, 0)])"
    id          = "errors"
    label       = "Server errors of both target groups"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = toset(["blue", "green"])

    content {
      id = metric_query.value

      metric {
        metric_name = "HTTPCode_Target_5XX_Count"
        namespace   = "AWS/ApplicationELB"
        period      = 60
        stat        = "Sum"

        dimensions = {
          LoadBalancer = var.load_balancer.arn_suffix
          TargetGroup  = var.load_balancer.target_groups[metric_query.value].arn_suffix
        }
      }
    }
  }

  tags = merge(var.tags, { Name = "${local.api_name}-rollback-5xx" })
}

resource "aws_cloudwatch_metric_alarm" "rollback_unhealthy" {
  alarm_description   = "Rolls a deployment of ${local.api_name} back: a task fails its health check"
  alarm_name          = "${local.api_name}-rollback-unhealthy"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  datapoints_to_alarm = 3
  evaluation_periods  = 3
  threshold           = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    expression  = "SUM([FILL(blue, 0), FILL(green, 0)])"
    id          = "unhealthy"
    label       = "Unhealthy tasks of both target groups"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = toset(["blue", "green"])

    content {
      id = metric_query.value

      metric {
        metric_name = "UnHealthyHostCount"
        namespace   = "AWS/ApplicationELB"
        period      = 60
        stat        = "Maximum"

        dimensions = {
          LoadBalancer = var.load_balancer.arn_suffix
          TargetGroup  = var.load_balancer.target_groups[metric_query.value].arn_suffix
        }
      }
    }
  }

  tags = merge(var.tags, { Name = "${local.api_name}-rollback-unhealthy" })
}

data "aws_iam_policy_document" "codedeploy_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codedeploy.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

resource "aws_iam_role" "codedeploy" {
  assume_role_policy   = data.aws_iam_policy_document.codedeploy_trust.json
  description          = "CodeDeploy replaces tasks and turns the listeners"
  name                 = "${var.name_prefix}-codedeploy"
  permissions_boundary = var.permissions_boundary_arn

  tags = merge(var.tags, { Name = "${var.name_prefix}-codedeploy" })
}

# AWS keeps this policy in step with what CodeDeploy does; a copy of ours would
# fail in the middle of a deployment.
resource "aws_iam_role_policy_attachment" "codedeploy" {
  policy_arn = "arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS"
  role       = aws_iam_role.codedeploy.name
}

resource "aws_codedeploy_app" "api" {
  compute_platform = "ECS"
  name             = local.api_name

  tags = merge(var.tags, { Name = local.api_name })
}

resource "aws_codedeploy_deployment_group" "api" {
  app_name = aws_codedeploy_app.api.name

  # A tenth of the requests for five minutes first: the alarms then speak before
  # everybody is on the new version.
  deployment_config_name = "CodeDeployDefault.ECSCanary10Percent5Minutes"
  deployment_group_name  = local.api_name
  service_role_arn       = aws_iam_role.codedeploy.arn

  alarm_configuration {
    alarms = [
      aws_cloudwatch_metric_alarm.rollback_5xx.alarm_name,
      aws_cloudwatch_metric_alarm.rollback_unhealthy.alarm_name,
    ]
    enabled = true
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
  }

  blue_green_deployment_config {
    deployment_ready_option {
      action_on_timeout = "CONTINUE_DEPLOYMENT"
    }

    # For this long the previous version waits, and the way back takes seconds.
    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = var.api.termination_wait_minutes
    }
  }

  deployment_style {
    deployment_option = "WITH_TRAFFIC_CONTROL"
    deployment_type   = "BLUE_GREEN"
  }

  ecs_service {
    cluster_name = aws_ecs_cluster.this.name
    service_name = aws_ecs_service.api.name
  }

  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = [var.load_balancer.listener_arn]
      }

      target_group {
        name = var.load_balancer.target_groups["blue"].name
      }

      target_group {
        name = var.load_balancer.target_groups["green"].name
      }

      test_traffic_route {
        listener_arns = [var.load_balancer.test_listener_arn]
      }
    }
  }

  tags = merge(var.tags, { Name = local.api_name })

  depends_on = [aws_iam_role_policy_attachment.codedeploy]
}
