# Events of the trail that somebody should know of the same day.

locals {
  # The fourteen filters of the CIS AWS Foundations Benchmark (section 4).
  trail_events = {
    cmk-disabled        = "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }"
    config-changes      = "{ ($.eventSource = config.amazonaws.com) && (($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }"
    console-failures    = "{ ($.eventName = ConsoleLogin) && ($.errorMessage = \"Failed authentication\") }"
    console-without-mfa = "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") && ($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin = \"Success\") }"
    gateway-changes     = "{ ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway) }"
    iam-changes         = "{ ($.eventName = DeleteGroupPolicy) || ($.eventName = DeleteRolePolicy) || ($.eventName = DeleteUserPolicy) || ($.eventName = PutGroupPolicy) || ($.eventName = PutRolePolicy) || ($.eventName = PutUserPolicy) || ($.eventName = CreatePolicy) || ($.eventName = DeletePolicy) || ($.eventName = CreatePolicyVersion) || ($.eventName = DeletePolicyVersion) || ($.eventName = AttachRolePolicy) || ($.eventName = DetachRolePolicy) || ($.eventName = AttachUserPolicy) || ($.eventName = DetachUserPolicy) || ($.eventName = AttachGroupPolicy) || ($.eventName = DetachGroupPolicy) }"
    nacl-changes        = "{ ($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry) || ($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = ReplaceNetworkAclAssociation) }"
    root-use            = "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != \"AwsServiceEvent\" }"
    route-changes       = "{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable)) }"
    s3-policy-changes   = "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }"
    sg-changes          = "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }"
    trail-changes       = "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }"
    unauthorized-calls  = "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }"
    vpc-changes         = "{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection) || ($.eventName = AttachClassicLinkVpc) || ($.eventName = DetachClassicLinkVpc) || ($.eventName = DisableVpcClassicLink) || ($.eventName = EnableVpcClassicLink) }"
  }

  # One denied call is a typing error, a series is an attempt.
  trail_event_thresholds = {
    console-failures   = 3
    unauthorized-calls = 10
  }

  # SES looks at the whole account, not at an environment: from here on it reviews it, and at twice the
  # bounces or five times the complaints it stops all mail, production's as well.
  mail_limits = {
    bounces    = { metric = "Reputation.BounceRate", rate = 0.05 }
    complaints = { metric = "Reputation.ComplaintRate", rate = 0.001 }
  }

  # What EventBridge reports, by name of the rule.
  event_rules = merge(
    var.account_baseline.guardduty ? {
      guardduty-findings = {
        description = "GuardDuty findings of medium severity and above"
        pattern = jsonencode({
          detail      = { severity = [{ numeric = [">=", 4] }] }
          detail-type = ["GuardDuty Finding"]
          source      = ["aws.guardduty"]
        })
      }
    } : {},
    var.account_baseline.inspector ? {
      inspector-findings = {
        description = "Critical vulnerabilities that Inspector found in images"
        pattern = jsonencode({
          detail      = { severity = ["CRITICAL"], status = ["ACTIVE"] }
          detail-type = ["Inspector2 Finding"]
          source      = ["aws.inspector2"]
        })
      }
    } : {},
    var.account_baseline.securityhub ? {
      # Comes again with each check, until it is resolved or its workflow status is no longer NEW.
      securityhub-findings = {
        description = "Critical deviations that Security Hub found"
        pattern = jsonencode({
          detail = {
            findings = {
              Compliance  = { Status = ["FAILED"] }
              ProductName = ["Security Hub"]
              RecordState = ["ACTIVE"]
              Severity    = { Label = ["CRITICAL"] }
              Workflow    = { Status = ["NEW"] }
            }
          }
          detail-type = ["Security Hub Findings - Imported"]
          source      = ["aws.securityhub"]
        })
      }
    } : {},
    var.account_baseline.backup ? {
      backup-failures = {
        description = "Backups and copies that did not happen"
        pattern = jsonencode({
          detail      = { state = ["ABORTED", "EXPIRED", "FAILED"] }
          detail-type = ["Backup Job State Change", "Copy Job State Change"]
          source      = ["aws.backup"]
        })
      }
    } : {},
  )
}

resource "aws_sns_topic" "alarms" {
  kms_master_key_id = aws_kms_key.trail.arn
  name              = local.topic_name

  tags = merge(local.tags, { Name = local.topic_name })
}

data "aws_iam_policy_document" "alarms" {
  statement {
    sid       = "AlarmsOfThisAccount"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }

  # As AWS documents it: a rule of EventBridge is not reliably accompanied by its ARN here.
  dynamic "statement" {
    for_each = length(local.event_rules) > 0 ? ["events.amazonaws.com"] : []

    content {
      sid       = "EventRules"
      actions   = ["sns:Publish"]
      resources = [aws_sns_topic.alarms.arn]

      principals {
        type        = "Service"
        identifiers = [statement.value]
      }
    }
  }

  statement {
    sid       = "DenyPublishWithoutTls"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms.json
}

resource "aws_sns_topic_subscription" "email" {
  for_each = toset(var.alarm_emails)

  endpoint  = each.value
  protocol  = "email"
  topic_arn = aws_sns_topic.alarms.arn
}

resource "aws_cloudwatch_log_metric_filter" "trail" {
  for_each = local.trail_events

  log_group_name = aws_cloudwatch_log_group.trail.name
  name           = "${var.project}-${each.key}"
  pattern        = each.value

  metric_transformation {
    name      = each.key
    namespace = "${var.project}/trail"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "trail" {
  for_each = local.trail_events

  alarm_actions       = [aws_sns_topic.alarms.arn]
  alarm_description   = "CloudTrail recorded: ${each.key}. Who, when and from where is in ${aws_cloudwatch_log_group.trail.name}."
  alarm_name          = "${var.project}-account-${each.key}"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = each.key
  namespace           = "${var.project}/trail"
  period              = 300
  statistic           = "Sum"
  threshold           = lookup(local.trail_event_thresholds, each.key, 1)
  treat_missing_data  = "notBreaching"

  tags = merge(local.tags, { Name = "${var.project}-account-${each.key}" })

  depends_on = [aws_cloudwatch_log_metric_filter.trail]
}

resource "aws_cloudwatch_metric_alarm" "mail" {
  for_each = local.mail_limits

  alarm_actions       = [aws_sns_topic.alarms.arn]
  alarm_description   = "Mail of this account comes back or is complained about (${each.key}): find the addresses in the topic of mail events before SES stops sending."
  alarm_name          = "${var.project}-account-mail-${each.key}"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = each.value.metric
  namespace           = "AWS/SES"
  ok_actions          = [aws_sns_topic.alarms.arn]
  period              = 3600
  statistic           = "Average"
  threshold           = each.value.rate

  # Sent only while there is mail: silence neither proves nor mends anything.
  treat_missing_data = "ignore"

  tags = merge(local.tags, { Name = "${var.project}-account-mail-${each.key}" })
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.event_rules

  description   = each.value.description
  event_pattern = each.value.pattern
  name          = "${var.project}-${each.key}"

  tags = merge(local.tags, { Name = "${var.project}-${each.key}" })
}

resource "aws_cloudwatch_event_target" "alarms" {
  for_each = local.event_rules

  arn       = aws_sns_topic.alarms.arn
  rule      = aws_cloudwatch_event_rule.this[each.key].name
  target_id = "account-alarms"
}
