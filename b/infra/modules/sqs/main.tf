locals {
  queues = toset(["line", "mailer"])

  names = {
    for key in local.queues : key => {
      dead_letter = "${var.name_prefix}-${key}-dlq"
      main        = "${var.name_prefix}-${key}"
    }
  }
}

resource "aws_sqs_queue" "dead_letter" {
  for_each = local.queues

  kms_data_key_reuse_period_seconds = 300
  kms_master_key_id                 = var.kms_key_arn
  max_message_size                  = 262144
  message_retention_seconds         = var.sqs.dlq_retention_seconds
  name                              = local.names[each.key].dead_letter

  tags = merge(var.tags, { Name = local.names[each.key].dead_letter })
}

resource "aws_sqs_queue" "this" {
  for_each = local.queues

  kms_data_key_reuse_period_seconds = 300
  kms_master_key_id                 = var.kms_key_arn
  max_message_size                  = 262144
  message_retention_seconds         = var.sqs.message_retention_seconds
  name                              = local.names[each.key].main
  visibility_timeout_seconds        = var.sqs.visibility_timeout_seconds

  # Long polling: an idle consumer asks three times a minute instead of constantly.
  receive_wait_time_seconds = 20

  tags = merge(var.tags, { Name = local.names[each.key].main })
}

resource "aws_sqs_queue_redrive_policy" "this" {
  for_each = local.queues

  queue_url = aws_sqs_queue.this[each.key].id
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letter[each.key].arn
    maxReceiveCount     = var.sqs.max_receive_count
  })
}

# Only its own queue may fill a dead-letter queue: whatever lies there is a failed
# message of that queue and raises an alarm.
resource "aws_sqs_queue_redrive_allow_policy" "this" {
  for_each = local.queues

  queue_url = aws_sqs_queue.dead_letter[each.key].id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.this[each.key].arn]
  })
}

# Senders and receivers are granted in IAM, role by role; the queues add only what
# nobody may do.
data "aws_iam_policy_document" "dead_letter" {
  for_each = local.queues

  statement {
    sid       = "DenyWithoutTls"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.dead_letter[each.key].arn]

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

resource "aws_sqs_queue_policy" "dead_letter" {
  for_each = local.queues

  policy    = data.aws_iam_policy_document.dead_letter[each.key].json
  queue_url = aws_sqs_queue.dead_letter[each.key].id
}

data "aws_iam_policy_document" "this" {
  for_each = local.queues

  statement {
    sid       = "DenyWithoutTls"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.this[each.key].arn]

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

resource "aws_sqs_queue_policy" "this" {
  for_each = local.queues

  policy    = data.aws_iam_policy_document.this[each.key].json
  queue_url = aws_sqs_queue.this[each.key].id
}
