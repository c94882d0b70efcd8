# CloudFront and its certificate are measured in us-east-1 and nowhere else, and an alarm can only tell
# a topic of its own region. A second topic there would be a second key and a second mail to confirm:
# instead EventBridge carries what these two alarms say to the home region, where one rule hands it to
# the topic that everybody has confirmed.

locals {
  # Composed, so that the rules can name them before they exist.
  us_east_1_alarms = {
    certificate = "${var.name_prefix}-cdn-certificate-expiry"
    errors      = "${var.name_prefix}-cdn-5xx"
  }

  us_east_1_states = {
    detail      = { state = { value = ["ALARM", "OK"] } }
    detail-type = ["CloudWatch Alarm State Change"]
    source      = ["aws.cloudwatch"]

    resources = [
      for name in values(local.us_east_1_alarms) : "arn:aws:cloudwatch:us-east-1:${local.account_id}:alarm:${name}"
    ]
  }

  home_bus_arn = "arn:aws:events:${var.aws_region}:${local.account_id}:event-bus/default"
}

resource "aws_cloudwatch_metric_alarm" "cdn_certificate_expiry" {
  provider = aws.us_east_1

  alarm_description   = "The certificate of the app was not renewed: check its validation record in Route 53."
  alarm_name          = local.us_east_1_alarms.certificate
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 1
  metric_name         = "DaysToExpiry"
  namespace           = "AWS/CertificateManager"
  period              = 86400
  statistic           = "Minimum"
  threshold           = local.certificate_days
  treat_missing_data  = "notBreaching"

  dimensions = {
    CertificateArn = var.targets.cdn_certificate_arn
  }

  tags = merge(var.tags, { Name = local.us_east_1_alarms.certificate })
}

# Where CloudFront answers for the API, its errors are in here too.
resource "aws_cloudwatch_metric_alarm" "cdn_5xx" {
  provider = aws.us_east_1

  alarm_description   = "CloudFront answers ${local.cdn_error_percent} percent of the requests with a server error: is the API reachable, may CloudFront read the bucket?"
  alarm_name          = local.us_east_1_alarms.errors
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 3
  metric_name         = "5xxErrorRate"
  namespace           = "AWS/CloudFront"
  period              = 300
  statistic           = "Average"
  threshold           = local.cdn_error_percent
  treat_missing_data  = "notBreaching"

  dimensions = {
    DistributionId = var.targets.cdn_distribution_id
    Region         = "Global"
  }

  tags = merge(var.tags, { Name = local.us_east_1_alarms.errors })
}

resource "aws_cloudwatch_event_rule" "carry_home" {
  provider = aws.us_east_1

  description   = "Alarms of CloudFront, on their way to ${var.aws_region}"
  event_pattern = jsonencode(local.us_east_1_states)
  name          = "${var.name_prefix}-carry-home"

  tags = merge(var.tags, { Name = "${var.name_prefix}-carry-home" })
}

resource "aws_cloudwatch_event_target" "carry_home" {
  provider = aws.us_east_1

  arn       = local.home_bus_arn
  role_arn  = aws_iam_role.carry_home.arn
  rule      = aws_cloudwatch_event_rule.carry_home.name
  target_id = "home"

  depends_on = [aws_iam_role_policy.carry_home]
}

resource "aws_cloudwatch_event_rule" "cdn" {
  description   = "Alarms of CloudFront, which are measured in us-east-1"
  event_pattern = jsonencode(local.us_east_1_states)
  name          = "${var.name_prefix}-cdn-alarms"

  tags = merge(var.tags, { Name = "${var.name_prefix}-cdn-alarms" })
}

resource "aws_cloudwatch_event_target" "cdn" {
  arn       = aws_sns_topic.alarms.arn
  rule      = aws_cloudwatch_event_rule.cdn.name
  target_id = "alarms"
}

data "aws_iam_policy_document" "carry_home_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = ["arn:aws:events:us-east-1:${local.account_id}:rule/${var.name_prefix}-carry-home"]
    }
  }
}

resource "aws_iam_role" "carry_home" {
  assume_role_policy   = data.aws_iam_policy_document.carry_home_trust.json
  description          = "EventBridge carries alarms of us-east-1 to ${var.aws_region}"
  name                 = "${var.name_prefix}-carry-home"
  permissions_boundary = var.permissions_boundary_arn

  tags = merge(var.tags, { Name = "${var.name_prefix}-carry-home" })
}

data "aws_iam_policy_document" "carry_home" {
  statement {
    sid       = "HomeBus"
    actions   = ["events:PutEvents"]
    resources = [local.home_bus_arn]
  }
}

resource "aws_iam_role_policy" "carry_home" {
  name   = "put-events"
  policy = data.aws_iam_policy_document.carry_home.json
  role   = aws_iam_role.carry_home.id
}
