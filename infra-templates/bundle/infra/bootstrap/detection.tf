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

# Where patients' data lie: objects and database sign-ins.
resource "aws_guardduty_detector_feature" "this" {
  for_each = var.account_baseline.guardduty ? toset(["RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"]) : toset([])

  detector_id = aws_guardduty_detector.this[0].id
  name        = each.value
  status      = "ENABLED"
}

# Where the application runs: GuardDuty adds an agent to every new task of ECS on Fargate. It reports by the endpoint
# guardduty-data, which modules/vpc makes (vpc.guardduty_runtime of the environments), so that GuardDuty makes none of
# its own that Terraform could not destroy.
resource "aws_guardduty_detector_feature" "runtime" {
  count = var.account_baseline.guardduty && var.account_baseline.guardduty_runtime ? 1 : 0

  detector_id = aws_guardduty_detector.this[0].id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"

  # AWS always answers with all three: one left out is a replacement in every plan.
  additional_configuration {
    name   = "EKS_ADDON_MANAGEMENT"
    status = "DISABLED"
  }

  additional_configuration {
    name   = "ECS_FARGATE_AGENT_MANAGEMENT"
    status = "ENABLED"
  }

  additional_configuration {
    name   = "EC2_AGENT_MANAGEMENT"
    status = "DISABLED"
  }
}

# Images are looked at when they are pushed and again whenever a new vulnerability becomes known. It puts the whole
# registry under enhanced scanning. There is no function of Lambda and no instance to look at.
resource "aws_inspector2_enabler" "this" {
  count = var.account_baseline.inspector ? 1 : 0

  account_ids    = [local.account_id]
  resource_types = ["ECR"]

  # It may take longer than the five minutes of the provider where the registry is full.
  timeouts {
    create = "20m"
    update = "20m"
  }
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
