locals {
  # title, then metrics as CloudWatch writes them: namespace, name, dimensions, options.
  widgets = [
    {
      title = "Requests and errors"
      stat  = "Sum"
      metrics = [
        ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", var.targets.alb_arn_suffix, {}],
        ["AWS/ApplicationELB", "HTTPCode_Target_4XX_Count", "LoadBalancer", var.targets.alb_arn_suffix, {}],
        ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", var.targets.alb_arn_suffix, {}],
        ["AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "LoadBalancer", var.targets.alb_arn_suffix, {}],
      ]
    },
    {
      title = "Response time (seconds)"
      stat  = "p95"
      metrics = [
        ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.targets.alb_arn_suffix, { stat = "p50" }],
        ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.targets.alb_arn_suffix, { stat = "p95" }],
        ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.targets.alb_arn_suffix, { stat = "p99" }],
      ]
    },
    {
      title = "Healthy tasks per target group"
      stat  = "Minimum"
      metrics = [
        for key, suffix in var.targets.target_group_arn_suffixes :
        ["AWS/ApplicationELB", "HealthyHostCount", "TargetGroup", suffix, "LoadBalancer", var.targets.alb_arn_suffix, { label = key }]
      ]
    },
    {
      title = "Firewall: blocked requests"
      stat  = "Sum"
      metrics = [
        ["AWS/WAFV2", "BlockedRequests", "WebACL", var.targets.web_acl_name, "Region", var.aws_region, "Rule", "ALL", { label = "all rules" }],
        ["AWS/WAFV2", "BlockedRequests", "WebACL", var.targets.web_acl_name, "Region", var.aws_region, "Rule", var.targets.web_acl_rate_rule_name, { label = "rate limit" }],
      ]
    },
    {
      title = "ECS CPU (percent)"
      stat  = "Average"
      metrics = [
        for key, service in var.targets.ecs_service_names :
        ["AWS/ECS", "CPUUtilization", "ClusterName", var.targets.ecs_cluster_name, "ServiceName", service, { label = key }]
      ]
    },
    {
      title = "ECS memory (percent)"
      stat  = "Maximum"
      metrics = [
        for key, service in var.targets.ecs_service_names :
        ["AWS/ECS", "MemoryUtilization", "ClusterName", var.targets.ecs_cluster_name, "ServiceName", service, { label = key }]
      ]
    },
    {
      title = "Database: CPU (percent) and connections"
      stat  = "Average"
      metrics = [
        ["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", var.targets.db_identifier, {}],
        ["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", var.targets.db_identifier, { yAxis = "right" }],
      ]
    },
    {
      title = "Database: free storage and memory (bytes)"
      stat  = "Minimum"
      metrics = [
        ["AWS/RDS", "FreeStorageSpace", "DBInstanceIdentifier", var.targets.db_identifier, {}],
        ["AWS/RDS", "FreeableMemory", "DBInstanceIdentifier", var.targets.db_identifier, { yAxis = "right" }],
      ]
    },
    {
      title = "Cache: memory and engine CPU (percent)"
      stat  = "Maximum"
      metrics = flatten([
        for id in var.targets.cache_cluster_ids : [
          { row = ["AWS/ElastiCache", "DatabaseMemoryUsagePercentage", "CacheClusterId", id, { label = "${id} memory" }] },
          { row = ["AWS/ElastiCache", "EngineCPUUtilization", "CacheClusterId", id, { label = "${id} CPU" }] },
        ]
      ])[*].row
    },
    {
      title  = "CloudFront: server errors (percent)"
      stat   = "Average"
      region = "us-east-1"
      metrics = [
        ["AWS/CloudFront", "5xxErrorRate", "DistributionId", var.targets.cdn_distribution_id, "Region", "Global", {}],
      ]
    },
    {
      title = "Queues: age of the oldest message (seconds)"
      stat  = "Maximum"
      metrics = [
        for name in var.targets.queue_names :
        ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", name, { label = name }]
      ]
    },
    {
      title = "Dead letters"
      stat  = "Maximum"
      metrics = [
        for name in var.targets.dead_letter_queue_names :
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name, { label = name }]
      ]
    },
  ]

  # An environment without queues has nothing to draw in the last two.
  drawn = [for widget in local.widgets : widget if length(widget.metrics) > 0]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name_prefix

  dashboard_body = jsonencode({
    widgets = [
      for index, widget in local.drawn : {
        type   = "metric"
        x      = index % 2 * 12
        y      = floor(index / 2) * 6
        width  = 12
        height = 6

        properties = {
          metrics = widget.metrics
          period  = 300
          region  = try(widget.region, var.aws_region)
          stat    = widget.stat
          title   = widget.title
          view    = "timeSeries"
        }
      }
    ]
  })
}
