data "aws_caller_identity" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id
  identifier = "${var.name_prefix}-postgres"

  # From here on gp3 stripes over four volumes; iops below 12,000 are refused, and
  # below this size no iops may be given at all.
  provisions_iops = var.rds.allocated_storage_gb >= 400

  log_types = toset(["postgresql", "upgrade"])
}

resource "aws_db_subnet_group" "this" {
  name       = var.name_prefix
  subnet_ids = var.subnet_ids

  tags = merge(var.tags, { Name = var.name_prefix })
}

# RDS would create these groups itself: unencrypted and kept for ever.
resource "aws_cloudwatch_log_group" "this" {
  for_each = local.log_types

  kms_key_id        = var.logs_kms_key_arn
  name              = "/aws/rds/instance/${local.identifier}/${each.key}"
  retention_in_days = var.log_retention_days

  tags = merge(var.tags, { Name = "/aws/rds/instance/${local.identifier}/${each.key}" })
}

resource "aws_db_instance" "this" {
  identifier = local.identifier

  db_name        = "app"
  engine         = "postgres"
  engine_version = var.rds.engine_version
  instance_class = var.rds.instance_class
  port           = 5432

  # No password exists outside Secrets Manager, and none in the state.
  manage_master_user_password   = true
  master_user_secret_kms_key_id = aws_kms_key.database.arn
  username                      = "app_admin"

  # Operators sign in with a token of their own role instead of the shared password.
  iam_database_authentication_enabled = true

  allocated_storage     = var.rds.allocated_storage_gb
  iops                  = local.provisions_iops ? 12000 : null
  kms_key_id            = aws_kms_key.database.arn
  max_allocated_storage = var.rds.max_allocated_storage_gb
  storage_encrypted     = true
  storage_throughput    = local.provisions_iops ? 500 : null
  storage_type          = "gp3"

  ca_cert_identifier     = "rds-ca-rsa2048-g1"
  db_subnet_group_name   = aws_db_subnet_group.this.name
  multi_az               = var.rds.multi_az
  network_type           = "IPV4"
  parameter_group_name   = aws_db_parameter_group.this.name
  publicly_accessible    = false
  vpc_security_group_ids = [var.security_group_id]

  # Point-in-time recovery has no switch of its own: it is on while automated
  # backups are kept for at least a day.
  backup_retention_period  = var.rds.enable_pitr ? max(1, var.rds.backup_retention_days) : 0
  copy_tags_to_snapshot    = true
  delete_automated_backups = false

  # Night in Japan, written in UTC: backup 02:00 to 03:00 every day, maintenance
  # Sunday 03:30 to 04:30.
  backup_window      = "17:00-18:00"
  maintenance_window = "sat:18:30-sat:19:30"

  # A pinned minor version and automatic upgrades would undo each other: after the
  # upgrade every plan would ask for a downgrade, which RDS refuses.
  allow_major_version_upgrade = false
  apply_immediately           = false
  auto_minor_version_upgrade  = !strcontains(var.rds.engine_version, ".")

  # The snapshot outlives the instance, and its name with it. With the beginning of the key's id, which is another one
  # each time the environment is made again, a second teardown finds its name free.
  deletion_protection       = var.rds.deletion_protection
  final_snapshot_identifier = "${local.identifier}-final-${substr(aws_kms_key.database.key_id, 0, 8)}"
  skip_final_snapshot       = false

  enabled_cloudwatch_logs_exports = local.log_types

  monitoring_interval = var.rds.monitoring_interval
  monitoring_role_arn = one(aws_iam_role.monitoring[*].arn)

  performance_insights_enabled          = true
  performance_insights_kms_key_id       = aws_kms_key.database.arn
  performance_insights_retention_period = var.rds.performance_insights_days

  tags = merge(var.tags, { Name = local.identifier })

  depends_on = [
    aws_cloudwatch_log_group.this,
    aws_iam_role_policy_attachment.monitoring,
  ]
}

# RDS rotates the master password every seven days unless told otherwise. Tasks read
# it once, at start, so a rotation has to be an event somebody expects: four known
# nights a year (03:00 in Japan), after which the services are deployed again.
resource "aws_secretsmanager_secret_rotation" "master_user" {
  rotate_immediately = false
  secret_id          = aws_db_instance.this.master_user_secret[0].secret_arn

  rotation_rules {
    duration            = "1h"
    schedule_expression = "cron(0 18 1 1,4,7,10 ? *)"
  }
}
