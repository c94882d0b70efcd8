# Load balancer, web application firewall, certificate, and the way out.

# 5xx of the load balancer itself: no healthy target, a target that hangs up.
resource "aws_cloudwatch_metric_alarm" "alb_5xx" {
  alarm_actions       = local.actions
  alarm_description   = "The load balancer itself answers 5xx: no healthy task, or tasks that do not answer."
  alarm_name          = "${var.name_prefix}-alb-5xx"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "HTTPCode_ELB_5XX_Count"
  namespace           = "AWS/ApplicationELB"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Sum"
  threshold           = var.monitoring.alb_5xx_count_5min
  treat_missing_data  = "notBreaching"

  dimensions = {
    LoadBalancer = var.targets.alb_arn_suffix
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-alb-5xx" })
}

resource "aws_cloudwatch_metric_alarm" "api_5xx" {
  alarm_actions       = local.actions
  alarm_description   = "The application answers 5xx: read the log of the API service."
  alarm_name          = "${var.name_prefix}-api-5xx"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "HTTPCode_Target_5XX_Count"
  namespace           = "AWS/ApplicationELB"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Sum"
  threshold           = var.monitoring.alb_5xx_count_5min
  treat_missing_data  = "notBreaching"

  dimensions = {
    LoadBalancer = var.targets.alb_arn_suffix
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-api-5xx" })
}

# Slow for fifteen minutes on end: a statement without an index, or too few tasks. Nobody has answered
# with an error yet.
resource "aws_cloudwatch_metric_alarm" "api_slow" {
  alarm_actions       = local.actions
  alarm_description   = "One request in twenty takes ${local.slow_seconds} seconds or longer: look at the database's statements and at the number of tasks."
  alarm_name          = "${var.name_prefix}-api-slow"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 3
  extended_statistic  = "p95"
  metric_name         = "TargetResponseTime"
  namespace           = "AWS/ApplicationELB"
  ok_actions          = local.actions
  period              = 300
  threshold           = local.slow_seconds
  treat_missing_data  = "notBreaching"

  # At night a handful of requests has no meaningful 95th percentile.
  evaluate_low_sample_count_percentiles = "ignore"

  dimensions = {
    LoadBalancer = var.targets.alb_arn_suffix
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-api-slow" })
}

resource "aws_cloudwatch_metric_alarm" "unhealthy_hosts" {
  for_each = var.targets.target_group_arn_suffixes

  alarm_actions       = local.actions
  alarm_description   = "Tasks in target group ${each.key} fail their health check."
  alarm_name          = "${var.name_prefix}-unhealthy-hosts-${each.key}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 5
  metric_name         = "UnHealthyHostCount"
  namespace           = "AWS/ApplicationELB"
  ok_actions          = local.actions
  period              = 60
  statistic           = "Maximum"
  threshold           = 0

  # Between deployments one of the two groups is empty and sends nothing.
  treat_missing_data = "notBreaching"

  dimensions = {
    LoadBalancer = var.targets.alb_arn_suffix
    TargetGroup  = each.value
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-unhealthy-hosts-${each.key}" })
}

# A burst of blocked requests is an attack, or a rule that blocks patients.
resource "aws_cloudwatch_metric_alarm" "waf_blocked" {
  alarm_actions       = local.actions
  alarm_description   = "The firewall blocks unusually many requests: an attack, or a rule that hits real users."
  alarm_name          = "${var.name_prefix}-waf-blocked"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "BlockedRequests"
  namespace           = "AWS/WAFV2"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Sum"
  threshold           = var.monitoring.waf_blocked_requests_5min
  treat_missing_data  = "notBreaching"

  dimensions = {
    Region = var.aws_region
    Rule   = "ALL"
    WebACL = var.targets.web_acl_name
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-waf-blocked" })
}

resource "aws_cloudwatch_metric_alarm" "certificate_expiry" {
  alarm_actions       = local.actions
  alarm_description   = "The certificate of the API was not renewed: check its validation record in Route 53."
  alarm_name          = "${var.name_prefix}-certificate-expiry"
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 1
  metric_name         = "DaysToExpiry"
  namespace           = "AWS/CertificateManager"
  ok_actions          = local.actions
  period              = 86400
  statistic           = "Minimum"
  threshold           = local.certificate_days
  treat_missing_data  = "notBreaching"

  dimensions = {
    CertificateArn = var.targets.certificate_arn
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-certificate-expiry" })
}

# 55,000 connections at once to one address: beyond that, calls to a partner fail while everything here
# looks healthy.
resource "aws_cloudwatch_metric_alarm" "nat_ports" {
  for_each = var.targets.nat_gateway_ids

  alarm_actions       = local.actions
  alarm_description   = "NAT gateway ${each.key} has no port left for a destination: tasks keep too many connections to one service."
  alarm_name          = "${var.name_prefix}-nat-ports-${each.key}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "ErrorPortAllocation"
  namespace           = "AWS/NATGateway"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Sum"
  threshold           = 0
  treat_missing_data  = "notBreaching"

  dimensions = {
    NatGatewayId = each.value
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-nat-ports-${each.key}" })
}
