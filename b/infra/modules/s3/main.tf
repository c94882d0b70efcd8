data "aws_caller_identity" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id

  # The application addresses these three; front and logs belong to the platform.
  app_bucket_keys = toset(["audit-logs", "hbp-next", "user-resources"])

  # Bucket names are unique world-wide: the account id keeps them free and ours.
  bucket_names = {
    for key in setunion(local.app_bucket_keys, ["front", "logs"]) :
    key => "${var.name_prefix}-${key}-${local.account_id}"
  }

  # AWS writes into these two itself: CloudFront would need a grant on the key,
  # and load balancer access logs accept SSE-S3 and nothing else.
  sse_s3_keys = toset(["front", "logs"])

  # The front bucket too: who put a script there that every user then runs must
  # leave a trace. The log bucket can not log itself.
  logged_keys = setunion(local.app_bucket_keys, ["front"])
}

resource "aws_s3_bucket" "this" {
  for_each = local.bucket_names

  bucket = each.value

  # Object Lock can only be promised at creation and costs nothing until a rule
  # exists: a later decision for write-once storage must not mean a new bucket.
  object_lock_enabled = each.key == "audit-logs"

  tags = merge(var.tags, { Name = each.value })

  lifecycle {
    # A changed project or environment name replaces every bucket. Patients'
    # data must not depend on somebody reading that line of a plan.
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    # One data key per bucket instead of one per object: fewer calls to KMS.
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      kms_master_key_id = contains(local.sse_s3_keys, each.key) ? null : aws_kms_key.data.arn
      sse_algorithm     = contains(local.sse_s3_keys, each.key) ? "AES256" : "aws:kms"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = aws_s3_bucket.this

  block_public_acls       = true
  block_public_policy     = true
  bucket                  = each.value.id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "audit_logs" {
  count = var.logs.object_lock_mode == "off" ? 0 : 1

  bucket = aws_s3_bucket.this["audit-logs"].id

  rule {
    default_retention {
      days = var.logs.object_lock_days
      mode = upper(var.logs.object_lock_mode)
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_logging" "this" {
  for_each = local.logged_keys

  bucket        = aws_s3_bucket.this[each.key].id
  target_bucket = aws_s3_bucket.this["logs"].id
  target_prefix = "s3/${each.key}/"

  depends_on = [aws_s3_bucket_policy.logs]
}
