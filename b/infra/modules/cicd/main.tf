data "aws_caller_identity" "current" {}

# Created once per account, in bootstrap.
data "aws_iam_openid_connect_provider" "github" {
  url = "https://token.actions.githubusercontent.com"
}

locals {
  account_id = data.aws_caller_identity.current.account_id

  repositories = toset(concat(["api", "frontend"], var.components.worker ? ["worker"] : []))

  # Repositories that were created, renamed or transferred from 2026-07-15 on carry the ids of owner and repository in
  # the subject of their tokens, so that nobody inherits these roles with a name that became free.
  github_repository = var.github.repository_id == null ? "repo:${var.github.organization}/${var.github.repository}" : "repo:${var.github.organization}@${var.github.organization_id}/${var.github.repository}@${var.github.repository_id}"

  # Who may assume which role, to the letter. A job without a GitHub environment
  # only ever gets the role that reads: jobs that change something must name the
  # environment, and its protection rules (reviewers, branches) then hold.
  role_subjects = {
    apply  = ["${local.github_repository}:environment:${var.github.environment}"]
    deploy = ["${local.github_repository}:environment:${var.github.environment}"]
    plan = [
      "${local.github_repository}:pull_request",
      "${local.github_repository}:ref:refs/heads/${var.github.branch}",
    ]
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.role_subjects

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [data.aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = each.value
    }
  }
}

resource "aws_iam_role" "github" {
  for_each = local.role_subjects

  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
  description        = "GitHub Actions of ${var.github.organization}/${var.github.repository}: ${each.key}"

  # A first apply creates database, cache and distribution one after the other.
  max_session_duration = each.key == "apply" ? 7200 : 3600
  name                 = "${var.name_prefix}-github-${each.key}"
  permissions_boundary = var.permissions_boundary_arn

  tags = merge(var.tags, { Name = "${var.name_prefix}-github-${each.key}" })
}
