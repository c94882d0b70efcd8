# What an AWS account needs once, before any environment: where the state lies, who
# may deploy, and the trail of everything that happens. dev, stg and prod of one
# account share it.

data "aws_caller_identity" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id

  tags = merge(var.tags, {
    ManagedBy = "terraform"
    Project   = var.project
    Stack     = "bootstrap"
  })

  log_bucket_name   = "${var.project}-account-logs-${local.account_id}"
  trail_bucket_name = "${var.project}-trail-${local.account_id}"
  trail_name        = "${var.project}-trail"

  # Written out, because keys, buckets, topic and trail name each other: references
  # would form a circle.
  topic_arn  = "arn:aws:sns:${var.region}:${local.account_id}:${local.topic_name}"
  topic_name = "${var.project}-account-alarms"
  trail_arn  = "arn:aws:cloudtrail:${var.region}:${local.account_id}:trail/${local.trail_name}"
}

# Zones outlive environments: a new zone has new name servers, and until the
# registrar knows them the domain is gone.
resource "aws_route53_zone" "this" {
  for_each = toset(var.hosted_zones)

  comment = "${var.project}: records are managed by infra/envs"
  name    = each.value

  tags = merge(local.tags, { Name = each.value })

  lifecycle {
    prevent_destroy = true
  }
}

# Workflows sign in with a token of GitHub; no access key exists. AWS verifies
# GitHub's certificate against its own list of authorities, so no thumbprint is kept.
resource "aws_iam_openid_connect_provider" "github" {
  count = var.create_github_oidc_provider ? 1 : 0

  client_id_list = ["sts.amazonaws.com"]
  url            = "https://token.actions.githubusercontent.com"

  tags = merge(local.tags, { Name = "github-actions" })
}
