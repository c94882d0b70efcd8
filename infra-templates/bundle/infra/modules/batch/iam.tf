data "aws_iam_policy_document" "job_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

resource "aws_iam_role" "job" {
  assume_role_policy   = data.aws_iam_policy_document.job_trust.json
  description          = "What the code inside a batch job may do"
  name                 = "${var.name_prefix}-batch-job"
  permissions_boundary = var.permissions_boundary_arn

  tags = merge(var.tags, { Name = "${var.name_prefix}-batch-job" })
}

data "aws_iam_policy_document" "job" {
  statement {
    sid       = "CacheSignIn"
    actions   = ["elasticache:Connect"]
    resources = var.cache_connect_arns
  }

  statement {
    sid     = "BucketList"
    actions = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]

    resources = values(var.buckets)
  }

  # Audit logs are written and read, never removed: no job holds the right to.
  statement {
    sid = "ObjectsReadWrite"

    actions = [
      "s3:AbortMultipartUpload",
      "s3:GetObject",
      "s3:ListMultipartUploadParts",
      "s3:PutObject",
    ]

    resources = [for arn in values(var.buckets) : "${arn}/*"]
  }

  statement {
    sid       = "ObjectsDelete"
    actions   = ["s3:DeleteObject"]
    resources = [for key, arn in var.buckets : "${arn}/*" if key != "audit-logs"]
  }

  # A bulk mail is a job that fills the queue. What is in it, only the services take out.
  dynamic "statement" {
    for_each = length(var.queue_arns) > 0 ? ["Queues"] : []

    content {
      sid       = statement.value
      actions   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"]
      resources = var.queue_arns
    }
  }

  # The key opens only by way of these services: nothing can be decrypted past them.
  statement {
    sid       = "KeyOfObjectsAndMessages"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.kms_key_arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [for service in concat(["s3"], length(var.queue_arns) > 0 ? ["sqs"] : []) : "${service}.${var.aws_region}.amazonaws.com"]
    }
  }

  statement {
    sid     = "Mail"
    actions = ["ses:SendEmail", "ses:SendRawEmail"]

    resources = [
      var.mail.configuration_set_arn,
      var.mail.identity_arn,
    ]
  }
}

resource "aws_iam_role_policy" "job" {
  name   = "job"
  policy = data.aws_iam_policy_document.job.json
  role   = aws_iam_role.job.id
}
