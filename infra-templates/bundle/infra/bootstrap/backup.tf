# The second method beside the automated backups of RDS and the versions of S3: days
# beyond 35, a vault that deletes nothing early, and a copy in another region.
# Selected is what holds real patients' data: tag Phi = true.

locals {
  # A job that would start inside the backup or maintenance window of a database, or in
  # the hour before it, fails: modules/rds has both from 17:00 to 19:30 UTC. 05:00 and
  # 06:00 in Japan.
  backup_rules = {
    daily   = { delete_after = 35, schedule = "cron(0 20 * * ? *)" }
    monthly = { delete_after = 400, schedule = "cron(0 21 1 * ? *)" }
  }

  backup_copies = var.account_baseline.backup && var.account_baseline.backup_copy_to_osaka
  backup_locks  = var.account_baseline.backup && var.account_baseline.backup_vault_lock_mode != "off"

  # A compliance lock can still be lifted for these days, and by nobody afterwards.
  # A governance lock has no such date.
  backup_grace_days = var.account_baseline.backup_vault_lock_mode == "compliance" ? 7 : null
}

data "aws_iam_policy_document" "backup_key" {
  count = var.account_baseline.backup ? 1 : 0

  # checkov:skip=CKV_AWS_109: the account manages its own key, or nobody could repair this policy
  # checkov:skip=CKV_AWS_111: in a key policy "*" is the key itself
  # checkov:skip=CKV_AWS_356: in a key policy "*" is the key itself
  statement {
    sid       = "AccountDelegatesToIam"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.account_id}:root"]
    }
  }
}

resource "aws_kms_key" "backup" {
  count = var.account_baseline.backup ? 1 : 0

  deletion_window_in_days = 30
  description             = "${var.project}: recovery points"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.backup_key[0].json

  tags = merge(local.tags, { Name = "${var.project}-backup" })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "backup" {
  count = var.account_baseline.backup ? 1 : 0

  name          = "alias/${var.project}-backup"
  target_key_id = aws_kms_key.backup[0].key_id
}

resource "aws_backup_vault" "this" {
  count = var.account_baseline.backup ? 1 : 0

  kms_key_arn = aws_kms_key.backup[0].arn
  name        = var.project

  tags = merge(local.tags, { Name = var.project })
}

resource "aws_backup_vault_lock_configuration" "this" {
  count = local.backup_locks ? 1 : 0

  backup_vault_name   = aws_backup_vault.this[0].name
  changeable_for_days = local.backup_grace_days
  max_retention_days  = local.backup_rules.monthly.delete_after
  min_retention_days  = local.backup_rules.daily.delete_after
}

resource "aws_kms_key" "backup_osaka" {
  provider = aws.osaka
  count    = local.backup_copies ? 1 : 0

  deletion_window_in_days = 30
  description             = "${var.project}: copies of recovery points"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.backup_key[0].json

  tags = merge(local.tags, { Name = "${var.project}-backup" })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "backup_osaka" {
  provider = aws.osaka
  count    = local.backup_copies ? 1 : 0

  name          = "alias/${var.project}-backup"
  target_key_id = aws_kms_key.backup_osaka[0].key_id
}

resource "aws_backup_vault" "osaka" {
  provider = aws.osaka
  count    = local.backup_copies ? 1 : 0

  kms_key_arn = aws_kms_key.backup_osaka[0].arn
  name        = var.project

  tags = merge(local.tags, { Name = var.project })
}

resource "aws_backup_vault_lock_configuration" "osaka" {
  provider = aws.osaka
  count    = local.backup_locks && local.backup_copies ? 1 : 0

  backup_vault_name   = aws_backup_vault.osaka[0].name
  changeable_for_days = local.backup_grace_days
  max_retention_days  = local.backup_rules.monthly.delete_after
  min_retention_days  = local.backup_rules.daily.delete_after
}

resource "aws_backup_plan" "this" {
  count = var.account_baseline.backup ? 1 : 0

  name = var.project

  dynamic "rule" {
    for_each = local.backup_rules

    content {
      completion_window = 720
      rule_name         = rule.key
      schedule          = rule.value.schedule
      start_window      = 60
      target_vault_name = aws_backup_vault.this[0].name

      lifecycle {
        delete_after = rule.value.delete_after
      }

      dynamic "copy_action" {
        for_each = aws_backup_vault.osaka

        content {
          destination_vault_arn = copy_action.value.arn

          lifecycle {
            delete_after = rule.value.delete_after
          }
        }
      }
    }
  }

  tags = merge(local.tags, { Name = var.project })
}

data "aws_iam_policy_document" "backup_trust" {
  count = var.account_baseline.backup ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

resource "aws_iam_role" "backup" {
  count = var.account_baseline.backup ? 1 : 0

  assume_role_policy   = data.aws_iam_policy_document.backup_trust[0].json
  description          = "AWS Backup reads databases and buckets, and restores them"
  name                 = "${var.project}-backup"
  permissions_boundary = aws_iam_policy.boundary.arn

  tags = merge(local.tags, { Name = "${var.project}-backup" })
}

resource "aws_iam_role_policy_attachment" "backup" {
  for_each = var.account_baseline.backup ? toset([
    "AWSBackupServiceRolePolicyForS3Backup",
    "AWSBackupServiceRolePolicyForS3Restore",
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
  ]) : toset([])

  policy_arn = "arn:aws:iam::aws:policy/${each.value}"
  role       = aws_iam_role.backup[0].name
}

resource "aws_backup_selection" "this" {
  count = var.account_baseline.backup ? 1 : 0

  iam_role_arn = aws_iam_role.backup[0].arn
  name         = var.project
  plan_id      = aws_backup_plan.this[0].id

  resources = concat(
    [for environment in var.environments : "arn:aws:rds:${var.region}:${local.account_id}:db:${var.project}-${environment}-*"],
    [for pair in setproduct(var.environments, ["audit-logs", "hbp-next", "user-resources"]) : "arn:aws:s3:::${var.project}-${pair[0]}-${pair[1]}-*"],
  )

  condition {
    string_equals {
      key   = "aws:ResourceTag/Phi"
      value = "true"
    }
  }
}
