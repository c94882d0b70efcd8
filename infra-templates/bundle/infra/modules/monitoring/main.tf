data "aws_caller_identity" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id

  # Every alarm tells the same people, also when it is over.
  actions = [aws_sns_topic.alarms.arn]

  # Not a size of the environment: one busy core is the whole of Redis, and beyond
  # this every command waits for another.
  cache_engine_cpu_percent = 80

  # ACM renews 60 days before the end, or 45 where the certificate is valid for 198 days. At 30 it has tried for two
  # weeks at least: somebody has to look at the validation record.
  certificate_days = 30

  # What a patient notices, and no report that somebody waits for on purpose.
  slow_seconds = 3

  # One attempt may keep a message as long as the queue hides it; a quarter of an hour beyond that is a fault.
  oldest_message_seconds = 900 + var.targets.queue_visibility_seconds

  rds_memory_mib      = 128
  rds_transaction_ids = 1000000000

  # An error of the origin is one of many requests; these are most of them.
  cdn_error_percent = 5
}

resource "aws_sns_topic" "alarms" {
  kms_master_key_id = var.kms_key_arn
  name              = "${var.name_prefix}-alarms"

  tags = merge(var.tags, { Name = "${var.name_prefix}-alarms" })
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

  # SNS supports no condition on the source for rules of EventBridge.
  statement {
    sid       = "Events"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
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
