# What module s3 promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  aws_region = "ap-northeast-1"
  kms = {
    deletion_window_days = 30
  }
  logs = {
    archive_days     = 1827
    object_lock_days = 1827
    object_lock_mode = "governance"
    retention_days   = 400
  }
  name_prefix = "demo-prod"
  s3 = {
    noncurrent_days          = 90
    noncurrent_versions_kept = 10
    transition_ia_days       = 180
  }
  tags = {
    Project = "demo"
  }
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = alltrue([for block in values(aws_s3_bucket_public_access_block.this) : block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets])
    error_message = "No bucket can be made public."
  }

  assert {
    condition     = length(aws_s3_bucket_public_access_block.this) == length(aws_s3_bucket.this) && length(aws_s3_bucket_versioning.this) == length(aws_s3_bucket.this) && length(aws_s3_bucket_server_side_encryption_configuration.this) == length(aws_s3_bucket.this)
    error_message = "Every bucket is closed, versioned and encrypted."
  }

  assert {
    condition     = alltrue([for rule in flatten([for bucket in values(aws_s3_bucket_lifecycle_configuration.app) : bucket.rule]) : length(rule.expiration) == 0])
    error_message = "Current versions of the application never expire."
  }

  assert {
    condition     = aws_s3_bucket_object_lock_configuration.audit_logs[0].rule[0].default_retention[0].mode == "GOVERNANCE"
    error_message = "Audit logs are write-once."
  }

  assert {
    condition     = aws_kms_key.data.enable_key_rotation && aws_kms_key.logs.enable_key_rotation
    error_message = "Both keys are rotated."
  }
}

run "without_object_lock" {
  command = plan

  variables {
    logs = merge(var.logs, { object_lock_mode = "off" })
  }

  assert {
    condition     = length(aws_s3_bucket_object_lock_configuration.audit_logs) == 0 && aws_s3_bucket.this["audit-logs"].object_lock_enabled
    error_message = "Without a rule the bucket can still get one later."
  }
}

run "refuses_a_waiting_period_below_7_days" {
  command = plan

  variables {
    kms = merge(var.kms, { deletion_window_days = 6 })
  }

  expect_failures = [var.kms]
}

run "refuses_an_archive_below_a_year" {
  command = plan

  variables {
    logs = merge(var.logs, { archive_days = 364 })
  }

  expect_failures = [var.logs]
}

run "refuses_a_lock_of_no_day" {
  command = plan

  variables {
    logs = merge(var.logs, { object_lock_days = 0 })
  }

  expect_failures = [var.logs]
}

run "refuses_an_unknown_lock_mode" {
  command = plan

  variables {
    logs = merge(var.logs, { object_lock_mode = "legal" })
  }

  expect_failures = [var.logs]
}

run "refuses_a_retention_that_cloudwatch_does_not_know" {
  command = plan

  variables {
    logs = merge(var.logs, { retention_days = 100 })
  }

  expect_failures = [var.logs]
}

run "refuses_a_name_prefix_that_is_too_long" {
  command = plan

  variables {
    name_prefix = "a-name-that-is-far-too-long"
  }

  expect_failures = [var.name_prefix]
}

run "refuses_a_name_prefix_with_two_hyphens" {
  command = plan

  variables {
    name_prefix = "demo--prod"
  }

  expect_failures = [var.name_prefix]
}

run "refuses_old_versions_of_less_than_30_days" {
  command = plan

  variables {
    s3 = merge(var.s3, { noncurrent_days = 29 })
  }

  expect_failures = [var.s3]
}

run "refuses_no_old_version" {
  command = plan

  variables {
    s3 = merge(var.s3, { noncurrent_versions_kept = 0 })
  }

  expect_failures = [var.s3]
}

run "refuses_a_transition_before_30_days" {
  command = plan

  variables {
    s3 = merge(var.s3, { transition_ia_days = 29 })
  }

  expect_failures = [var.s3]
}
