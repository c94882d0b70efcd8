# Settings of the account that no single resource can undo.

# Whatever policy a bucket is given later: nothing in this account is public.
resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}

# For the few people who sign in with an IAM user at all.
resource "aws_iam_account_password_policy" "this" {
  allow_users_to_change_password = true
  minimum_password_length        = 14
  password_reuse_prevention      = 24
  require_lowercase_characters   = true
  require_numbers                = true
  require_symbols                = true
  require_uppercase_characters   = true
}
