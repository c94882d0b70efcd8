data "aws_iam_policy_document" "trail_key" {
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
    sid       = "TrailEncrypts"
    actions   = ["kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }

    condition {
      test     = "StringLike"
      variable = "kms:EncryptionContext:aws:cloudtrail:arn"
      values   = ["arn:aws:cloudtrail:*:${local.account_id}:trail/*"]
    }
  }

  statement {
    sid       = "TrailReadsTheKey"
    actions   = ["kms:DescribeKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
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
      identifiers = ["logs.${var.region}.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:aws:logs:${var.region}:${local.account_id}:log-group:*"]
    }
  }

  statement {
    sid       = "AlarmsToEncryptedTopic"
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

  # SNS documents that a condition on the source is not supported for EventBridge;
  # the topic that SNS names when it asks for the key is.
  statement {
    sid       = "EventsToEncryptedTopic"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:aws:sns:topicArn"
      values   = [local.topic_arn]
    }
  }
}

resource "aws_kms_key" "trail" {
  deletion_window_in_days = 30
  description             = "${var.project}: CloudTrail, its log group and the account alarm topic"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.trail_key.json

  tags = merge(local.tags, { Name = local.trail_name })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "trail" {
  name          = "alias/${local.trail_name}"
  target_key_id = aws_kms_key.trail.key_id
}

resource "aws_s3_bucket" "trail" {
  bucket = local.trail_bucket_name

  # Can only be promised at creation; without a rule it locks nothing.
  object_lock_enabled = true

  tags = merge(local.tags, { Name = local.trail_bucket_name })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "trail" {
  bucket = aws_s3_bucket.trail.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "trail" {
  bucket = aws_s3_bucket.trail.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.trail.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "trail" {
  block_public_acls       = true
  block_public_policy     = true
  bucket                  = aws_s3_bucket.trail.id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "trail" {
  bucket = aws_s3_bucket.trail.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "trail" {
  count = var.logs.object_lock_mode == "off" ? 0 : 1

  bucket = aws_s3_bucket.trail.id

  rule {
    default_retention {
      days = var.logs.object_lock_days
      mode = upper(var.logs.object_lock_mode)
    }
  }

  depends_on = [aws_s3_bucket_versioning.trail]
}

resource "aws_s3_bucket_logging" "trail" {
  bucket        = aws_s3_bucket.trail.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "s3/trail/"

  depends_on = [aws_s3_bucket_policy.logs]
}

resource "aws_s3_bucket_lifecycle_configuration" "trail" {
  bucket = aws_s3_bucket.trail.id

  rule {
    id     = "archive"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    expiration {
      days = var.logs.archive_days
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    # Read at an incident, and then at once: cheap to keep, immediate to read.
    transition {
      days          = 90
      storage_class = "GLACIER_IR"
    }
  }

  rule {
    id     = "remove-expired-delete-markers"
    status = "Enabled"

    filter {}

    expiration {
      expired_object_delete_marker = true
    }
  }

  depends_on = [aws_s3_bucket_versioning.trail]
}

data "aws_iam_policy_document" "trail_bucket" {
  statement {
    sid     = "DenyWithoutTls"
    effect  = "Deny"
    actions = ["s3:*"]

    resources = [
      aws_s3_bucket.trail.arn,
      "${aws_s3_bucket.trail.arn}/*",
    ]

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

  statement {
    sid       = "TrailChecksTheBucket"
    actions   = ["s3:GetBucketAcl"]
    resources = [aws_s3_bucket.trail.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }
  }

  statement {
    sid       = "TrailWrites"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.trail.arn}/AWSLogs/${local.account_id}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "s3:x-amz-acl"
      values   = ["bucket-owner-full-control"]
    }
  }
}

resource "aws_s3_bucket_policy" "trail" {
  bucket = aws_s3_bucket.trail.id
  policy = data.aws_iam_policy_document.trail_bucket.json

  depends_on = [aws_s3_bucket_public_access_block.trail]
}

resource "aws_cloudwatch_log_group" "trail" {
  kms_key_id        = aws_kms_key.trail.arn
  name              = "/aws/cloudtrail/${local.trail_name}"
  retention_in_days = var.logs.retention_days

  tags = merge(local.tags, { Name = "/aws/cloudtrail/${local.trail_name}" })
}

data "aws_iam_policy_document" "trail_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }
  }
}

resource "aws_iam_role" "trail" {
  assume_role_policy   = data.aws_iam_policy_document.trail_trust.json
  description          = "CloudTrail writes to its log group"
  name                 = local.trail_name
  permissions_boundary = aws_iam_policy.boundary.arn

  tags = merge(local.tags, { Name = local.trail_name })
}

data "aws_iam_policy_document" "trail_logs" {
  statement {
    sid       = "WriteStreams"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.trail.arn}:log-stream:${local.account_id}_CloudTrail_${var.region}*"]
  }
}

resource "aws_iam_role_policy" "trail" {
  name   = "write-streams"
  policy = data.aws_iam_policy_document.trail_logs.json
  role   = aws_iam_role.trail.id
}

resource "aws_cloudtrail" "this" {
  name = local.trail_name

  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn     = aws_iam_role.trail.arn
  enable_log_file_validation    = true
  enable_logging                = true
  include_global_service_events = true
  is_multi_region_trail         = true
  kms_key_id                    = aws_kms_key.trail.arn
  s3_bucket_name                = aws_s3_bucket.trail.id

  advanced_event_selector {
    name = "Management events"

    field_selector {
      equals = ["Management"]
      field  = "eventCategory"
    }
  }

  # Who read or wrote which object: the buckets of the environments by name, since
  # they do not exist yet.
  dynamic "advanced_event_selector" {
    for_each = var.account_baseline.s3_data_events ? ["audit-logs", "hbp-next", "user-resources"] : []

    content {
      name = "Objects in ${advanced_event_selector.value}"

      field_selector {
        equals = ["Data"]
        field  = "eventCategory"
      }

      field_selector {
        equals = ["AWS::S3::Object"]
        field  = "resources.type"
      }

      field_selector {
        field       = "resources.ARN"
        starts_with = [for environment in var.environments : "arn:aws:s3:::${var.project}-${environment}-${advanced_event_selector.value}-"]
      }
    }
  }

  tags = merge(local.tags, { Name = local.trail_name })

  depends_on = [
    aws_iam_role_policy.trail,
    aws_s3_bucket_policy.trail,
  ]
}
