# What module rds promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  kms = {
    deletion_window_days = 30
  }
  log_retention_days       = 400
  logs_kms_key_arn         = "arn:aws:kms:ap-northeast-1:123456789012:key/logs"
  name_prefix              = "demo-prod"
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/demo-boundary"
  rds = {
    allocated_storage_gb      = 100
    backup_retention_days     = 35
    deletion_protection       = true
    enable_pitr               = true
    engine_version            = "17"
    instance_class            = "db.m7g.large"
    log_min_duration_ms       = 1000
    max_allocated_storage_gb  = 390
    monitoring_interval       = 60
    multi_az                  = true
    performance_insights_days = 7
    pgaudit                   = true
  }
  security_group_id = "sg-0123456789abcdef0"
  subnet_ids        = ["subnet-a", "subnet-c"]
  tags = {
    Project = "demo"
  }
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = aws_db_instance.this.storage_encrypted && !aws_db_instance.this.publicly_accessible
    error_message = "The database is encrypted and private."
  }

  assert {
    condition     = aws_db_instance.this.manage_master_user_password && aws_db_instance.this.password == null
    error_message = "The master password is in Secrets Manager and nowhere else."
  }

  assert {
    condition     = aws_db_instance.this.backup_retention_period == 35 && !aws_db_instance.this.skip_final_snapshot && !aws_db_instance.this.delete_automated_backups
    error_message = "Backups outlive the database."
  }

  assert {
    condition     = aws_db_instance.this.deletion_protection && aws_db_instance.this.multi_az
    error_message = "Protection and the second zone are as asked for."
  }

  assert {
    condition     = anytrue([for parameter in aws_db_parameter_group.this.parameter : parameter.name == "rds.force_ssl" && parameter.value == "1"])
    error_message = "TLS is enforced."
  }

  assert {
    condition     = anytrue([for parameter in aws_db_parameter_group.this.parameter : parameter.name == "log_parameter_max_length" && parameter.value == "0"])
    error_message = "Bind values stay out of the log."
  }

  assert {
    condition     = aws_kms_key.database.enable_key_rotation
    error_message = "The key is rotated."
  }
}

run "without_backups" {
  command = plan

  variables {
    rds = merge(var.rds, { backup_retention_days = 0, enable_pitr = false })
  }

  assert {
    condition     = aws_db_instance.this.backup_retention_period == 0
    error_message = "Without recovery there are no automated backups."
  }
}

run "large_storage_brings_its_speed" {
  command = plan

  variables {
    rds = merge(var.rds, { allocated_storage_gb = 400, max_allocated_storage_gb = 500 })
  }

  assert {
    condition     = aws_db_instance.this.iops == 12000 && aws_db_instance.this.storage_throughput == 500
    error_message = "From 400 GB on gp3 demands 12,000 IOPS."
  }
}

run "a_pinned_minor_version" {
  command = plan

  variables {
    rds = merge(var.rds, { engine_version = "17.6" })
  }

  assert {
    condition     = !aws_db_instance.this.auto_minor_version_upgrade
    error_message = "A pinned version is not upgraded behind the back of the code."
  }
}

run "refuses_a_waiting_period_below_7_days" {
  command = plan

  variables {
    kms = merge(var.kms, { deletion_window_days = 6 })
  }

  expect_failures = [var.kms]
}

run "refuses_a_retention_that_cloudwatch_does_not_know" {
  command = plan

  variables {
    log_retention_days = 100
  }

  expect_failures = [var.log_retention_days]
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

run "refuses_storage_below_20_gb" {
  command = plan

  variables {
    rds = merge(var.rds, { allocated_storage_gb = 19 })
  }

  expect_failures = [var.rds]
}

run "refuses_backups_beyond_35_days" {
  command = plan

  variables {
    rds = merge(var.rds, { backup_retention_days = 36 })
  }

  expect_failures = [var.rds]
}

run "refuses_recovery_without_backups" {
  command = plan

  variables {
    rds = merge(var.rds, { backup_retention_days = 0 })
  }

  expect_failures = [var.rds]
}

run "refuses_another_major_version" {
  command = plan

  variables {
    rds = merge(var.rds, { engine_version = "16" })
  }

  expect_failures = [var.rds]
}

run "refuses_an_unknown_class" {
  command = plan

  variables {
    rds = merge(var.rds, { instance_class = "db.m99.large" })
  }

  expect_failures = [var.rds]
}

run "refuses_a_log_threshold_below_off" {
  command = plan

  variables {
    rds = merge(var.rds, { log_min_duration_ms = -2 })
  }

  expect_failures = [var.rds]
}

run "refuses_storage_that_can_grow_past_the_limit" {
  command = plan

  variables {
    rds = merge(var.rds, { max_allocated_storage_gb = 65537 })
  }

  expect_failures = [var.rds]
}

run "refuses_storage_that_can_not_grow" {
  command = plan

  variables {
    rds = merge(var.rds, { max_allocated_storage_gb = 100 })
  }

  expect_failures = [var.rds]
}

run "refuses_a_monitoring_interval_that_rds_does_not_know" {
  command = plan

  variables {
    rds = merge(var.rds, { monitoring_interval = 2 })
  }

  expect_failures = [var.rds]
}

run "refuses_a_performance_insights_period_that_rds_does_not_know" {
  command = plan

  variables {
    rds = merge(var.rds, { performance_insights_days = 8 })
  }

  expect_failures = [var.rds]
}
