# GitHub's OIDC provider is one for an account; whoever owns the account keeps it.
data "aws_iam_openid_connect_provider" "github" {
  url = "https://token.actions.githubusercontent.com"
}

# Only a job of the GitHub environment `production`, whose protection rules then hold.
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      identifiers = [data.aws_iam_openid_connect_provider.github.arn]
      type        = "Federated"
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:${var.github_repository}:environment:production"]
    }
  }
}

# Writes and never deletes: a former release stays whole.
data "aws_iam_policy_document" "publish" {
  statement {
    sid       = "WriteFiles"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.this["site"].arn}/*"]
  }

  statement {
    sid       = "ListFiles"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.this["site"].arn]
  }

  statement {
    sid       = "ForgetCachedPage"
    actions   = ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"]
    resources = [aws_cloudfront_distribution.this.arn]
  }
}

resource "aws_iam_role" "publish" {
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  description          = "Publishes the site from ${var.github_repository}"
  max_session_duration = 3600
  name                 = "${var.name_prefix}-publish"
}

resource "aws_iam_role_policy" "publish" {
  name   = "publish"
  policy = data.aws_iam_policy_document.publish.json
  role   = aws_iam_role.publish.id
}
