resource "aws_db_parameter_group" "this" {
  description = "PostgreSQL 17 with TLS enforced and audit logging"
  family      = "postgres17"
  name        = "${var.name_prefix}-postgres17"

  parameter {
    name  = "log_connections"
    value = "1"
  }

  parameter {
    name  = "log_disconnections"
    value = "1"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = tostring(var.rds.log_min_duration_ms)
  }

  # A slow statement is logged with its bind values unless this is zero, and bind
  # values are names and diagnoses.
  parameter {
    name  = "log_parameter_max_length"
    value = "0"
  }

  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  dynamic "parameter" {
    for_each = var.rds.pgaudit ? ["ddl,role"] : []

    # Reads and writes of the application are in its own audit log, by user; here
    # they would fill the log with patients' data. What the application cannot see
    # is who changed tables and rights.
    content {
      name  = "pgaudit.log"
      value = parameter.value
    }
  }

  # Already the default of PostgreSQL 15 and later on RDS: stated, because a default can change.
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  parameter {
    apply_method = "pending-reboot"
    name         = "shared_preload_libraries"
    value        = var.rds.pgaudit ? "pg_stat_statements,pgaudit" : "pg_stat_statements"
  }

  # The log time zone is UTC on RDS; with the server in UTC as well, audit entries
  # of both sides line up without arithmetic.
  parameter {
    name  = "timezone"
    value = "UTC"
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-postgres17" })

  lifecycle {
    # A group in use cannot be deleted: the next one has to exist first.
    create_before_destroy = true
  }
}
