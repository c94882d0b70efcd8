# Current versions in the application buckets never expire: the retention period
# of a medical record starts at the end of care, not at the creation of an object.
resource "aws_s3_bucket_lifecycle_configuration" "app" {
  for_each = local.app_bucket_keys

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  rule {
    id     = "expire-noncurrent-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      newer_noncurrent_versions = var.s3.noncurrent_versions_kept
      noncurrent_days           = var.s3.noncurrent_days
    }
  }

  rule {
    id     = "infrequent-access"
    status = "Enabled"

    filter {}

    transition {
      days          = var.s3.transition_ia_days
      storage_class = "STANDARD_IA"
    }
  }

  # Rules on versions are rejected while versioning is still off.
  depends_on = [aws_s3_bucket_versioning.this]
}

# Every release replaces the files of the front end; the previous ones are the
# way back and need no longer life than that.
resource "aws_s3_bucket_lifecycle_configuration" "front" {
  bucket = aws_s3_bucket.this["front"].id

  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  rule {
    id     = "expire-noncurrent-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      newer_noncurrent_versions = var.s3.noncurrent_versions_kept
      noncurrent_days           = var.s3.noncurrent_days
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.this["logs"].id

  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  rule {
    id     = "archive"
    status = "Enabled"

    filter {}

    expiration {
      days = var.logs.archive_days
    }

    # A log is written once, so a noncurrent version is a log that expired or
    # that somebody deleted: the days left to notice.
    noncurrent_version_expiration {
      noncurrent_days = var.s3.noncurrent_days
    }

    # Below every legal archive period, so it can never follow the expiration.
    transition {
      days          = 90
      storage_class = "STANDARD_IA"
    }
  }

  # S3 refuses this in the same rule as an expiration by days.
  rule {
    id     = "remove-expired-delete-markers"
    status = "Enabled"

    filter {}

    expiration {
      expired_object_delete_marker = true
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
