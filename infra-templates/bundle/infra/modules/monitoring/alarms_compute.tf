# ECS services and queues.

# Target tracking adds tasks well below this: the alarm means that it ran out of them.
resource "aws_cloudwatch_metric_alarm" "ecs_cpu" {
  for_each = var.targets.ecs_service_names

  alarm_actions       = local.actions
  alarm_description   = "Service ${each.key} is busy although it scales: is max_count reached?"
  alarm_name          = "${var.name_prefix}-${each.key}-cpu"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 3
  metric_name         = "CPUUtilization"
  namespace           = "AWS/ECS"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Average"
  threshold           = var.monitoring.ecs_cpu_percent

  # A service without a single task sends nothing at all.
  treat_missing_data = "breaching"

  dimensions = {
    ClusterName = var.targets.ecs_cluster_name
    ServiceName = each.value
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-${each.key}-cpu" })
}

resource "aws_cloudwatch_metric_alarm" "ecs_memory" {
  for_each = var.targets.ecs_service_names

  alarm_actions       = local.actions
  alarm_description   = "Tasks of service ${each.key} come close to their memory limit, beyond which they are killed."
  alarm_name          = "${var.name_prefix}-${each.key}-memory"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 3
  metric_name         = "MemoryUtilization"
  namespace           = "AWS/ECS"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Maximum"
  threshold           = var.monitoring.ecs_memory_percent
  treat_missing_data  = "missing"

  dimensions = {
    ClusterName = var.targets.ecs_cluster_name
    ServiceName = each.value
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-${each.key}-memory" })
}

# Whatever lies here failed as often as it was allowed to: a mail that was not sent.
resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  for_each = var.targets.dead_letter_queue_names

  alarm_actions       = local.actions
  alarm_description   = "Messages in ${each.value} were given up: find the cause, then redrive them."
  alarm_name          = "${each.value}-depth"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "ApproximateNumberOfMessagesVisible"
  namespace           = "AWS/SQS"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Maximum"
  threshold           = 0
  treat_missing_data  = "notBreaching"

  dimensions = {
    QueueName = each.value
  }

  tags = merge(var.tags, { Name = "${each.value}-depth" })
}

# Nobody takes messages out, or not fast enough: mail is late, and no error says so.
resource "aws_cloudwatch_metric_alarm" "oldest_message" {
  for_each = var.targets.queue_names

  alarm_actions       = local.actions
  alarm_description   = "The oldest message of ${each.value} waits too long: is its consumer running, and fast enough?"
  alarm_name          = "${each.value}-age"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "ApproximateAgeOfOldestMessage"
  namespace           = "AWS/SQS"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Maximum"
  threshold           = local.oldest_message_seconds
  treat_missing_data  = "notBreaching"

  dimensions = {
    QueueName = each.value
  }

  tags = merge(var.tags, { Name = "${each.value}-age" })
}
