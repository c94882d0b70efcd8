# Created empty: the values are put in by an operator and never pass through
# Terraform, its state or a workflow. Tasks do not start before.
resource "aws_secretsmanager_secret" "app" {
  for_each = toset(["jwt-secret-key", "totp-secret-key"])

  description = "Read by the application of ${var.name_prefix}; filled by hand"
  kms_key_id  = var.kms_key_arn
  name        = "${var.name_prefix}/app/${each.value}"

  # The longest there is: without the TOTP key no user can sign in any more.
  recovery_window_in_days = 30

  tags = merge(var.tags, { Name = "${var.name_prefix}/app/${each.value}" })
}
