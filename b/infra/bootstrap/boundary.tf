# The upper limit of every role of the environments, whatever its policies say: apply may write those
# policies, and would otherwise be an administrator by one step more. It lies here, where no workflow
# comes: only the person who applies this stack can change it.

locals {
  boundary_arn = "arn:aws:iam::${local.account_id}:policy/${var.project}-boundary"

  # What holds the evidence and the state, and is touched by nobody but this stack.
  kept_buckets = [aws_s3_bucket.logs.arn, aws_s3_bucket.state.arn, aws_s3_bucket.trail.arn]
  kept_keys = concat(
    [aws_kms_key.state.arn, aws_kms_key.trail.arn],
    aws_kms_key.backup[*].arn,
    aws_kms_key.backup_osaka[*].arn,
  )
}

# A boundary grants nothing. Its first statement says that it limits only by what follows.
data "aws_iam_policy_document" "boundary" {
  # checkov:skip=CKV_AWS_1: a boundary grants nothing, it takes away
  # checkov:skip=CKV_AWS_49: a boundary grants nothing, it takes away
  # checkov:skip=CKV_AWS_107: a boundary grants nothing, it takes away
  # checkov:skip=CKV_AWS_108: a boundary grants nothing, it takes away
  # checkov:skip=CKV_AWS_109: a boundary grants nothing, it takes away
  # checkov:skip=CKV_AWS_110: a boundary grants nothing, it takes away
  # checkov:skip=CKV_AWS_111: a boundary grants nothing, it takes away
  # checkov:skip=CKV_AWS_356: a boundary grants nothing, it takes away
  # checkov:skip=CKV2_AWS_40: a boundary grants nothing, it takes away
  statement {
    sid       = "WhateverElse"
    actions   = ["*"]
    resources = ["*"]
  }

  # Every role that is made or widened carries this boundary too.
  statement {
    sid    = "NoRoleWithout"
    effect = "Deny"

    actions = [
      "iam:AttachRolePolicy",
      "iam:CreateRole",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
    ]

    resources = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = "iam:PermissionsBoundary"
      values   = [local.boundary_arn]
    }
  }

  statement {
    sid       = "NoRemoval"
    effect    = "Deny"
    actions   = ["iam:DeleteRolePermissionsBoundary"]
    resources = ["*"]
  }

  statement {
    sid    = "NoChange"
    effect = "Deny"

    actions = [
      "iam:CreatePolicyVersion",
      "iam:DeletePolicy",
      "iam:DeletePolicyVersion",
      "iam:SetDefaultPolicyVersion",
    ]

    resources = [local.boundary_arn]
  }

  # Roles of others may be administrators: none is taken, handed over or opened.
  statement {
    sid           = "NoRoleOfOthers"
    effect        = "Deny"
    actions       = ["iam:PassRole", "iam:UpdateAssumeRolePolicy", "sts:AssumeRole"]
    not_resources = ["arn:aws:iam::${local.account_id}:role/${var.project}-*"]
  }

  # No person, no key and no other way into the account.
  statement {
    sid    = "NoIdentities"
    effect = "Deny"

    actions = [
      "account:*",
      "iam:AddClientIDToOpenIDConnectProvider",
      "iam:AddUserToGroup",
      "iam:AttachGroupPolicy",
      "iam:AttachUserPolicy",
      "iam:CreateAccessKey",
      "iam:CreateLoginProfile",
      "iam:CreateOpenIDConnectProvider",
      "iam:CreateSAMLProvider",
      "iam:CreateServiceSpecificCredential",
      "iam:CreateUser",
      "iam:PutGroupPolicy",
      "iam:PutUserPolicy",
      "iam:UpdateAccountPasswordPolicy",
      "iam:UpdateLoginProfile",
      "iam:UpdateOpenIDConnectProviderThumbprint",
      "iam:UpdateSAMLProvider",
      "organizations:*",
      "sso:*",
    ]

    resources = ["*"]
  }

  statement {
    sid    = "NoEndOfEvidence"
    effect = "Deny"

    actions = [
      "backup:DeleteBackupPlan",
      "backup:DeleteBackupSelection",
      "backup:DeleteBackupVault",
      "backup:DeleteBackupVaultLockConfiguration",
      "backup:DeleteRecoveryPoint",
      "backup:UpdateBackupPlan",
      "backup:UpdateRecoveryPointLifecycle",
      "cloudtrail:DeleteTrail",
      "cloudtrail:PutEventSelectors",
      "cloudtrail:StopLogging",
      "cloudtrail:UpdateTrail",
      "config:DeleteConfigurationRecorder",
      "config:DeleteDeliveryChannel",
      "config:PutConfigurationRecorder",
      "config:StopConfigurationRecorder",
      "guardduty:CreateFilter",
      "guardduty:DeleteDetector",
      "guardduty:UpdateDetector",
      "inspector2:CreateFilter",
      "inspector2:Disable",
      "s3:BypassGovernanceRetention",
      "s3:PutAccountPublicAccessBlock",
      "securityhub:BatchDisableStandards",
      "securityhub:DisableSecurityHub",
    ]

    resources = ["*"]
  }

  statement {
    sid    = "NoEndOfBuckets"
    effect = "Deny"

    actions = [
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:PutBucketLogging",
      "s3:PutBucketObjectLockConfiguration",
      "s3:PutBucketPolicy",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
    ]

    resources = local.kept_buckets
  }

  # An older version is the way back from a broken state. Locks are deleted without naming one.
  statement {
    sid       = "NoEndOfVersions"
    effect    = "Deny"
    actions   = ["s3:DeleteObjectVersion"]
    resources = [for arn in local.kept_buckets : "${arn}/*"]
  }

  # The trail's other half, which the alarms read, and what they reach somebody by.
  statement {
    sid    = "NoEndOfTrailEvents"
    effect = "Deny"

    actions = [
      "logs:DeleteLogGroup",
      "logs:DeleteLogStream",
      "logs:DeleteMetricFilter",
      "logs:DeleteRetentionPolicy",
      "logs:PutRetentionPolicy",
    ]

    resources = [
      aws_cloudwatch_log_group.trail.arn,
      "${aws_cloudwatch_log_group.trail.arn}:*",
    ]
  }

  statement {
    sid    = "NoEndOfAlarms"
    effect = "Deny"

    actions = [
      "cloudwatch:DeleteAlarms",
      "cloudwatch:DisableAlarmActions",
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:SetAlarmState",
    ]

    resources = ["arn:aws:cloudwatch:${var.region}:${local.account_id}:alarm:${var.project}-account-*"]
  }

  statement {
    sid       = "NoEndOfAlarmTopic"
    effect    = "Deny"
    actions   = ["sns:DeleteTopic", "sns:SetTopicAttributes"]
    resources = [local.topic_arn]
  }

  dynamic "statement" {
    for_each = aws_dynamodb_table.lock

    content {
      sid    = "NoEndOfLocks"
      effect = "Deny"

      actions = [
        "dynamodb:DeleteTable",
        "dynamodb:UpdateContinuousBackups",
        "dynamodb:UpdateTable",
      ]

      resources = [statement.value.arn]
    }
  }

  statement {
    sid       = "NoEndOfKeys"
    effect    = "Deny"
    actions   = ["kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]
    resources = local.kept_keys
  }
}

resource "aws_iam_policy" "boundary" {
  description = "Upper limit of every role of ${var.project}; changed by infra/bootstrap alone"
  name        = "${var.project}-boundary"
  policy      = data.aws_iam_policy_document.boundary.json

  tags = merge(local.tags, { Name = "${var.project}-boundary" })
}
