# Switches, because an organisation may already run these services in this account:
# a second recorder or detector is refused.

resource "aws_iam_service_linked_role" "config" {
  count = var.account_baseline.config ? 1 : 0

  aws_service_name = "config.amazonaws.com"

  tags = merge(local.tags, { Name = "AWSServiceRoleForConfig" })
}

resource "aws_config_configuration_recorder" "this" {
  count = var.account_baseline.config ? 1 : 0

  name     = var.project
  role_arn = aws_iam_service_linked_role.config[0].arn

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "this" {
  count = var.account_baseline.config ? 1 : 0

  name           = var.project
  s3_bucket_name = aws_s3_bucket.logs.id
  s3_key_prefix  = "config"

  snapshot_delivery_properties {
    delivery_frequency = "TwentyFour_Hours"
  }

  depends_on = [
    aws_config_configuration_recorder.this,
    aws_s3_bucket_policy.logs,
  ]
}

resource "aws_config_configuration_recorder_status" "this" {
  count = var.account_baseline.config ? 1 : 0

  is_enabled = true
  name       = aws_config_configuration_recorder.this[0].name

  # A recorder without a channel cannot be started.
  depends_on = [aws_config_delivery_channel.this]
}

resource "aws_guardduty_detector" "this" {
  count = var.account_baseline.guardduty ? 1 : 0

  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"

  tags = merge(local.tags, { Name = var.project })
}

# Where patients' data lie: objects and database sign-ins. Runtime monitoring is left
# out: its agent takes memory from every task, which the sizes do not include.
resource "aws_guardduty_detector_feature" "this" {
  for_each = var.account_baseline.guardduty ? toset(["RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"]) : toset([])

  detector_id = aws_guardduty_detector.this[0].id
  name        = each.value
  status      = "ENABLED"
}

resource "aws_securityhub_account" "this" {
  count = var.account_baseline.securityhub ? 1 : 0

  # The standards are chosen below; the defaults would add an outdated one.
  enable_default_standards = false

  # Most of its controls are rules of AWS Config.
  depends_on = [aws_config_configuration_recorder_status.this]
}

resource "aws_securityhub_standards_subscription" "this" {
  for_each = var.account_baseline.securityhub ? toset([
    "aws-foundational-security-best-practices/v/1.0.0",
    "cis-aws-foundations-benchmark/v/5.0.0",
  ]) : toset([])

  standards_arn = "arn:aws:securityhub:${var.region}::standards/${each.value}"

  depends_on = [aws_securityhub_account.this]
}
