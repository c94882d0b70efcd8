# Two keys, because two circles of people: who reads patients' data, and who
# reads how the system runs.

# Only the account itself: the services that use this key (S3, Secrets Manager,
# ElastiCache, SQS, ECR) act with the rights of the caller, and those are granted
# in IAM, role by role.
data "aws_iam_policy_document" "data_key" {
  # checkov:skip=CKV_AWS_109: the account manages its own key, or nobody could repair this policy
  # checkov:skip=CKV_AWS_111: in a key policy "*" is the key itself
  # checkov:skip=CKV_AWS_356: in a key policy "*" is the key itself
  statement {
    sid       = "AccountDelegatesToIam"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.account_id}:root"]
    }
  }
}

resource "aws_kms_key" "data" {
  deletion_window_in_days = var.kms.deletion_window_days
  description             = "${var.name_prefix}: patients' data at rest (buckets, secrets, cache, queues, images)"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.data_key.json

  tags = merge(var.tags, { Name = "${var.name_prefix}-data" })

  lifecycle {
    # Without the key every object, secret and snapshot under it is noise.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "data" {
  name          = "alias/${var.name_prefix}-data"
  target_key_id = aws_kms_key.data.key_id
}

data "aws_iam_policy_document" "logs_key" {
  # checkov:skip=CKV_AWS_109: the account manages its own key, or nobody could repair this policy
  # checkov:skip=CKV_AWS_111: in a key policy "*" is the key itself
  # checkov:skip=CKV_AWS_356: in a key policy "*" is the key itself
  statement {
    sid       = "AccountDelegatesToIam"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.account_id}:root"]
    }
  }

  statement {
    sid = "CloudWatchLogsOfThisAccount"

    actions = [
      "kms:Decrypt*",
      "kms:Describe*",
      "kms:Encrypt*",
      "kms:GenerateDataKey*",
      "kms:ReEncrypt*",
    ]

    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${var.aws_region}.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:aws:logs:${var.aws_region}:${local.account_id}:log-group:*"]
    }
  }

  # Without this an alarm changes its state, fails to publish, and nobody hears.
  statement {
    sid       = "AlarmsToTheAlarmTopic"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]

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

  # SNS supports no condition on the source for rules of EventBridge, and SES documents
  # none for the key; the topic that SNS names when it asks for the key is one, whoever
  # the sender is.
  dynamic "statement" {
    for_each = {
      Events     = { sender = "events.amazonaws.com", topic = "alarms" }
      MailEvents = { sender = "ses.amazonaws.com", topic = "mail-events" }
    }

    content {
      sid       = "${statement.key}ToTheirTopic"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = [statement.value.sender]
      }

      condition {
        test     = "StringEquals"
        variable = "kms:EncryptionContext:aws:sns:topicArn"
        values   = ["arn:aws:sns:${var.aws_region}:${local.account_id}:${var.name_prefix}-${statement.value.topic}"]
      }
    }
  }
}

resource "aws_kms_key" "logs" {
  deletion_window_in_days = var.kms.deletion_window_days
  description             = "${var.name_prefix}: log groups, alarm topic and mail event topic"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.logs_key.json

  tags = merge(var.tags, { Name = "${var.name_prefix}-logs" })

  lifecycle {
    # The audit trail is as lost as the data it describes.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "logs" {
  name          = "alias/${var.name_prefix}-logs"
  target_key_id = aws_kms_key.logs.key_id
}
