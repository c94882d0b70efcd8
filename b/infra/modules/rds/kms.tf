# A key of its own: a copy of the database for an audit or another account can then
# be shared without sharing anything else. Services reach it with the rights of
# their caller, so IAM alone decides.
data "aws_iam_policy_document" "database_key" {
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

resource "aws_kms_key" "database" {
  deletion_window_in_days = var.kms.deletion_window_days
  description             = "${var.name_prefix}: database, its snapshots, its master password and Performance Insights"
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.database_key.json

  tags = merge(var.tags, { Name = "${var.name_prefix}-database" })

  lifecycle {
    # Without the key no snapshot can be restored, not even the final one.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "database" {
  name          = "alias/${var.name_prefix}-database"
  target_key_id = aws_kms_key.database.key_id
}
