# What the account's baseline promises, planned without AWS: `terraform init && terraform test` in this
# folder, before `backend.tf` is written. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the stack itself does not.

mock_provider "aws" {
  source = "../mocks"
}

mock_provider "aws" {
  alias  = "osaka"
  source = "../mocks"
}

variables {
  account_baseline = {
    backup                 = true
    backup_copy_to_osaka   = true
    backup_vault_lock_mode = "compliance"
    config                 = true
    guardduty              = true
    guardduty_runtime      = true
    inspector              = true
    s3_data_events         = true
    securityhub            = true
  }
  alarm_emails                = ["alarms@example.jp"]
  aws_account_id              = "123456789012"
  create_github_oidc_provider = true
  environments                = ["dev", "prod"]
  hosted_zones                = ["example.jp"]
  logs = {
    archive_days     = 1827
    object_lock_days = 365
    object_lock_mode = "governance"
    retention_days   = 400
  }
  project = "demo"
  region  = "ap-northeast-1"
  state = {
    bucket     = "demo-tfstate"
    lock_table = "demo-tflock"
  }
  tags = {
    CostCenter = "demo"
  }
}

run "keeps_the_state" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
    error_message = "An older state is the way back from a broken one."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"
    error_message = "The state holds secrets: it has a key of its own."
  }

  assert {
    condition     = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.state.rule : length(rule.expiration) == 0])
    error_message = "The current state never expires."
  }

  assert {
    condition     = aws_dynamodb_table.lock[0].deletion_protection_enabled && aws_dynamodb_table.lock[0].point_in_time_recovery[0].enabled && aws_dynamodb_table.lock[0].server_side_encryption[0].enabled
    error_message = "The lock table is encrypted, can be restored and is not deleted by mistake."
  }

  assert {
    condition     = aws_dynamodb_table.lock[0].name == "demo-tflock" && aws_dynamodb_table.lock[0].hash_key == "LockID"
    error_message = "Terraform finds its lock under this name and key."
  }

  assert {
    condition     = aws_kms_alias.state.name == "alias/demo-tfstate"
    error_message = "The roles of the environments are granted the key by this alias."
  }
}

run "closes_every_bucket" {
  command = plan

  assert {
    condition     = aws_s3_bucket_public_access_block.logs.block_public_acls && aws_s3_bucket_public_access_block.logs.block_public_policy && aws_s3_bucket_public_access_block.logs.ignore_public_acls && aws_s3_bucket_public_access_block.logs.restrict_public_buckets && one(aws_s3_bucket_ownership_controls.logs.rule).object_ownership == "BucketOwnerEnforced"
    error_message = "Nobody can make the bucket logs public."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.state.block_public_acls && aws_s3_bucket_public_access_block.state.block_public_policy && aws_s3_bucket_public_access_block.state.ignore_public_acls && aws_s3_bucket_public_access_block.state.restrict_public_buckets && one(aws_s3_bucket_ownership_controls.state.rule).object_ownership == "BucketOwnerEnforced"
    error_message = "Nobody can make the bucket state public."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.trail.block_public_acls && aws_s3_bucket_public_access_block.trail.block_public_policy && aws_s3_bucket_public_access_block.trail.ignore_public_acls && aws_s3_bucket_public_access_block.trail.restrict_public_buckets && one(aws_s3_bucket_ownership_controls.trail.rule).object_ownership == "BucketOwnerEnforced"
    error_message = "Nobody can make the bucket trail public."
  }

  assert {
    condition     = aws_s3_account_public_access_block.this.block_public_policy && aws_s3_account_public_access_block.this.restrict_public_buckets
    error_message = "Nor can any other bucket of the account."
  }

  assert {
    condition     = aws_ebs_encryption_by_default.this.enabled
    error_message = "Volumes are encrypted without being asked."
  }
}

run "keeps_the_evidence" {
  command = plan

  assert {
    condition     = aws_cloudtrail.this.is_multi_region_trail && aws_cloudtrail.this.enable_log_file_validation && aws_cloudtrail.this.enable_logging && aws_cloudtrail.this.include_global_service_events
    error_message = "Every call in every region is recorded, and a changed file shows."
  }

  assert {
    condition     = aws_s3_bucket.trail.object_lock_enabled && one(one(aws_s3_bucket_object_lock_configuration.trail[0].rule).default_retention).mode == "GOVERNANCE" && one(one(aws_s3_bucket_object_lock_configuration.trail[0].rule).default_retention).days == 365
    error_message = "The trail is write-once for the days asked for."
  }

  assert {
    condition     = one([for rule in aws_s3_bucket_lifecycle_configuration.trail.rule : one(rule.expiration).days if rule.id == "archive"]) == 1827
    error_message = "The trail is kept for the days asked for."
  }

  assert {
    condition     = aws_cloudwatch_log_group.trail.retention_in_days == 400
    error_message = "So are its events in CloudWatch Logs."
  }

  assert {
    condition     = length([for selector in aws_cloudtrail.this.advanced_event_selector : selector if startswith(selector.name, "Objects in ")]) == 3
    error_message = "Every read of an object of the application is recorded."
  }

  assert {
    condition     = alltrue([for selector in aws_cloudtrail.this.advanced_event_selector : alltrue([for field in selector.field_selector : length(field.starts_with) == 2 if field.field == "resources.ARN"])])
    error_message = "In every environment of the account."
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.trail) == 14 && keys(aws_cloudwatch_metric_alarm.trail) == keys(aws_cloudwatch_log_metric_filter.trail)
    error_message = "Each of the fourteen CIS filters has its alarm."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.mail["bounces"].threshold == 0.05 && aws_cloudwatch_metric_alarm.mail["complaints"].threshold == 0.001
    error_message = "SES is heard before it stops the account's mail."
  }

  assert {
    condition     = alltrue([for name, alarm in aws_cloudwatch_metric_alarm.trail : alarm.metric_name == aws_cloudwatch_log_metric_filter.trail[name].metric_transformation[0].name && alarm.namespace == aws_cloudwatch_log_metric_filter.trail[name].metric_transformation[0].namespace])
    error_message = "An alarm watches the metric that its filter writes."
  }

  assert {
    condition     = aws_kms_key.state.enable_key_rotation && aws_kms_key.trail.enable_key_rotation && aws_kms_key.state.deletion_window_in_days == 30 && aws_kms_key.trail.deletion_window_in_days == 30
    error_message = "Keys are rotated, and a month is left to notice a deletion."
  }
}

run "backs_up_patients_data" {
  command = plan

  assert {
    condition     = aws_backup_vault_lock_configuration.this[0].min_retention_days == 35 && aws_backup_vault_lock_configuration.this[0].changeable_for_days == 7
    error_message = "The lock may be lifted for seven days, and by nobody afterwards."
  }

  assert {
    condition     = aws_backup_vault_lock_configuration.osaka[0].min_retention_days == aws_backup_vault_lock_configuration.this[0].min_retention_days
    error_message = "Copies are locked like their originals."
  }

  assert {
    condition     = alltrue([for rule in aws_backup_plan.this[0].rule : one(rule.lifecycle).delete_after >= aws_backup_vault_lock_configuration.this[0].min_retention_days && one(rule.lifecycle).delete_after <= aws_backup_vault_lock_configuration.this[0].max_retention_days])
    error_message = "The vault refuses what is kept for shorter or longer."
  }

  assert {
    condition     = alltrue([for rule in aws_backup_plan.this[0].rule : length(rule.copy_action) == 1])
    error_message = "Every recovery point is copied to Osaka."
  }

  assert {
    condition     = length(aws_backup_selection.this[0].resources) == 8
    error_message = "Databases and application buckets of both environments."
  }

  assert {
    condition     = one(one(aws_backup_selection.this[0].condition).string_equals).key == "aws:ResourceTag/Phi"
    error_message = "Selected is what is tagged as patients' data."
  }

  assert {
    condition     = length(aws_iam_role_policy_attachment.backup) == 4
    error_message = "The role restores as well as it backs up."
  }
}

run "is_found_and_told" {
  command = plan

  assert {
    condition     = aws_guardduty_detector.this[0].enable && keys(aws_guardduty_detector_feature.this) == ["RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"]
    error_message = "GuardDuty looks where patients' data lie."
  }

  assert {
    condition     = aws_config_configuration_recorder_status.this[0].is_enabled && aws_config_configuration_recorder.this[0].recording_group[0].all_supported
    error_message = "The history of every resource is kept."
  }

  assert {
    condition     = length(aws_securityhub_standards_subscription.this) == 2
    error_message = "Security Hub holds the account to two standards."
  }

  assert {
    condition     = keys(aws_cloudwatch_event_rule.this) == ["backup-failures", "guardduty-findings", "inspector-findings", "securityhub-findings"] && keys(aws_cloudwatch_event_target.alarms) == keys(aws_cloudwatch_event_rule.this)
    error_message = "Findings and failed backups reach the topic."
  }

  assert {
    condition     = aws_sns_topic_subscription.email["alarms@example.jp"].protocol == "email"
    error_message = "Somebody is told."
  }
}

run "lets_github_in_without_a_key" {
  command = plan

  assert {
    condition     = aws_iam_openid_connect_provider.github[0].url == "https://token.actions.githubusercontent.com" && toset(aws_iam_openid_connect_provider.github[0].client_id_list) == toset(["sts.amazonaws.com"])
    error_message = "Workflows sign in by a token of GitHub."
  }

  assert {
    condition     = aws_iam_policy.boundary.name == "demo-boundary"
    error_message = "Environments look the boundary up by this name."
  }

  assert {
    condition     = output.github_oidc_provider_arn == "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
    error_message = "The provider of this account."
  }

  assert {
    condition     = keys(aws_route53_zone.this) == ["example.jp"]
    error_message = "The zone is the one asked for."
  }
}

run "watches_tasks_and_images" {
  command = plan

  assert {
    condition     = { for configuration in aws_guardduty_detector_feature.runtime[0].additional_configuration : configuration.name => configuration.status } == { EC2_AGENT_MANAGEMENT = "DISABLED", ECS_FARGATE_AGENT_MANAGEMENT = "ENABLED", EKS_ADDON_MANAGEMENT = "DISABLED" }
    error_message = "Tasks of ECS get the agent; AWS answers with all three, so all three are written."
  }

  assert {
    condition     = aws_guardduty_detector_feature.runtime[0].name == "RUNTIME_MONITORING" && aws_guardduty_detector_feature.runtime[0].status == "ENABLED"
    error_message = "The agent needs the feature."
  }

  assert {
    condition     = aws_inspector2_enabler.this[0].resource_types == toset(["ECR"])
    error_message = "Images are looked at; there is nothing else that Inspector knows."
  }
}

run "without_the_agent" {
  command = plan

  variables {
    account_baseline = merge(var.account_baseline, { guardduty_runtime = false })
  }

  assert {
    condition     = length(aws_guardduty_detector_feature.runtime) == 0 && length(aws_guardduty_detector.this) == 1
    error_message = "The detector stays."
  }
}

run "without_what_the_organisation_runs" {
  command = plan

  variables {
    account_baseline = {
      backup                 = false
      backup_copy_to_osaka   = false
      backup_vault_lock_mode = "off"
      config                 = false
      guardduty              = false
      guardduty_runtime      = true
      inspector              = false
      s3_data_events         = false
      securityhub            = false
    }
    create_github_oidc_provider = false
  }

  assert {
    condition     = length(aws_guardduty_detector.this) == 0 && length(aws_guardduty_detector_feature.this) == 0
    error_message = "A second detector is refused by AWS."
  }

  assert {
    condition     = length(aws_guardduty_detector_feature.runtime) == 0 && length(aws_inspector2_enabler.this) == 0
    error_message = "The organisation decides what is watched."
  }

  assert {
    condition     = length(aws_config_configuration_recorder.this) == 0 && length(aws_config_delivery_channel.this) == 0 && length(aws_config_configuration_recorder_status.this) == 0 && length(aws_iam_service_linked_role.config) == 0
    error_message = "So is a second recorder."
  }

  assert {
    condition     = length(aws_securityhub_account.this) == 0 && length(aws_securityhub_standards_subscription.this) == 0
    error_message = "And a second hub."
  }

  assert {
    condition     = length(aws_backup_vault.this) == 0 && length(aws_backup_vault.osaka) == 0 && length(aws_backup_plan.this) == 0 && length(aws_kms_key.backup) == 0
    error_message = "No vault, and nothing that needs one."
  }

  assert {
    condition     = length(aws_cloudwatch_event_rule.this) == 0 && length(aws_iam_openid_connect_provider.github) == 0
    error_message = "No rule for events that nobody sends."
  }

  assert {
    condition     = length(aws_cloudtrail.this.advanced_event_selector) == 1 && output.backup_vault_arn == null
    error_message = "The trail stays."
  }
}

run "without_a_lock_table" {
  command = plan

  variables {
    state = { bucket = "demo-tfstate", lock_table = null }
  }

  assert {
    condition     = length(aws_dynamodb_table.lock) == 0 && output.lock_table == null
    error_message = "Locks lie in the bucket."
  }
}

run "without_write_once" {
  command = plan

  variables {
    account_baseline = merge(var.account_baseline, { backup_vault_lock_mode = "off" })
    logs             = merge(var.logs, { object_lock_mode = "off" })
  }

  assert {
    condition     = length(aws_s3_bucket_object_lock_configuration.trail) == 0 && aws_s3_bucket.trail.object_lock_enabled
    error_message = "Without a rule the bucket can still get one later."
  }

  assert {
    condition     = length(aws_backup_vault_lock_configuration.this) == 0 && length(aws_backup_vault_lock_configuration.osaka) == 0
    error_message = "Nor are the vaults locked."
  }
}

run "without_osaka" {
  command = plan

  variables {
    account_baseline = merge(var.account_baseline, { backup_copy_to_osaka = false, backup_vault_lock_mode = "governance" })
  }

  assert {
    condition     = length(aws_backup_vault.osaka) == 0 && length(aws_kms_key.backup_osaka) == 0 && length(aws_backup_vault_lock_configuration.osaka) == 0
    error_message = "Nothing is made in Osaka."
  }

  assert {
    condition     = alltrue([for rule in aws_backup_plan.this[0].rule : length(rule.copy_action) == 0])
    error_message = "And nothing is copied there."
  }

  assert {
    condition     = aws_backup_vault_lock_configuration.this[0].changeable_for_days == null
    error_message = "A governance lock has no date from which nobody can lift it."
  }
}

run "refuses_an_unknown_vault_lock" {
  command = plan

  variables {
    account_baseline = merge(var.account_baseline, { backup_vault_lock_mode = "legal" })
  }

  expect_failures = [var.account_baseline]
}

run "refuses_copies_without_backups" {
  command = plan

  variables {
    account_baseline = merge(var.account_baseline, { backup = false })
  }

  expect_failures = [var.account_baseline]
}

run "refuses_an_address_without_a_domain" {
  command = plan

  variables {
    alarm_emails = ["alarms@example"]
  }

  expect_failures = [var.alarm_emails]
}

run "refuses_an_account_of_11_digits" {
  command = plan

  variables {
    aws_account_id = "12345678901"
  }

  expect_failures = [var.aws_account_id]
}

run "refuses_no_environment" {
  command = plan

  variables {
    environments = []
  }

  expect_failures = [var.environments]
}

run "refuses_a_zone_in_capitals" {
  command = plan

  variables {
    hosted_zones = ["Example.jp"]
  }

  expect_failures = [var.hosted_zones]
}

run "refuses_an_archive_below_a_year" {
  command = plan

  variables {
    logs = merge(var.logs, { archive_days = 364 })
  }

  expect_failures = [var.logs]
}

run "refuses_no_day_of_write_once" {
  command = plan

  variables {
    logs = merge(var.logs, { object_lock_days = 0 })
  }

  expect_failures = [var.logs]
}

run "refuses_an_unknown_write_once" {
  command = plan

  variables {
    logs = merge(var.logs, { object_lock_mode = "legal" })
  }

  expect_failures = [var.logs]
}

run "refuses_a_retention_unknown_to_cloudwatch" {
  command = plan

  variables {
    logs = merge(var.logs, { retention_days = 401 })
  }

  expect_failures = [var.logs]
}

run "refuses_a_project_of_16_letters" {
  command = plan

  variables {
    project = "abcdefghijklmnop"
  }

  expect_failures = [var.project]
}

run "refuses_a_state_bucket_in_capitals" {
  command = plan

  variables {
    state = merge(var.state, { bucket = "Demo" })
  }

  expect_failures = [var.state]
}

run "refuses_a_lock_table_with_a_space" {
  command = plan

  variables {
    state = merge(var.state, { lock_table = "demo lock" })
  }

  expect_failures = [var.state]
}
