# Database and cache. Both send metrics for as long as they exist, so silence is a
# fault of its own.

resource "aws_cloudwatch_metric_alarm" "rds_connections" {
  alarm_actions       = local.actions
  alarm_description   = "Connections come close to max_connections: pool sizes times tasks, or sessions that nobody closes."
  alarm_name          = "${var.name_prefix}-rds-connections"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 3
  metric_name         = "DatabaseConnections"
  namespace           = "AWS/RDS"
  ok_actions          = local.actions
  period              = 60
  statistic           = "Maximum"
  threshold           = var.monitoring.rds_connections
  treat_missing_data  = "breaching"

  dimensions = {
    DBInstanceIdentifier = var.targets.db_identifier
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-rds-connections" })
}

resource "aws_cloudwatch_metric_alarm" "rds_cpu" {
  alarm_actions       = local.actions
  alarm_description   = "The database is busy: look at CloudWatch Database Insights for the statement."
  alarm_name          = "${var.name_prefix}-rds-cpu"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 3
  metric_name         = "CPUUtilization"
  namespace           = "AWS/RDS"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Average"
  threshold           = var.monitoring.rds_cpu_percent
  treat_missing_data  = "breaching"

  dimensions = {
    DBInstanceIdentifier = var.targets.db_identifier
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-rds-cpu" })
}

# Storage grows by itself up to max_allocated_storage_gb: the alarm means that it did
# not, or not fast enough. A full disk stops the database.
resource "aws_cloudwatch_metric_alarm" "rds_free_storage" {
  alarm_actions       = local.actions
  alarm_description   = "The database runs out of disk: has storage reached its maximum?"
  alarm_name          = "${var.name_prefix}-rds-free-storage"
  comparison_operator = "LessThanOrEqualToThreshold"
  evaluation_periods  = 3
  metric_name         = "FreeStorageSpace"
  namespace           = "AWS/RDS"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Minimum"
  threshold           = var.monitoring.rds_free_storage_gb * 1024 * 1024 * 1024
  treat_missing_data  = "breaching"

  dimensions = {
    DBInstanceIdentifier = var.targets.db_identifier
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-rds-free-storage" })
}

# The same floor for every class: what is left then is not enough for one more connection, whose process
# the operating system kills, and PostgreSQL restarts with all others.
resource "aws_cloudwatch_metric_alarm" "rds_memory" {
  alarm_actions       = local.actions
  alarm_description   = "The database runs out of memory: fewer connections, or a larger class."
  alarm_name          = "${var.name_prefix}-rds-memory"
  comparison_operator = "LessThanOrEqualToThreshold"
  evaluation_periods  = 3
  metric_name         = "FreeableMemory"
  namespace           = "AWS/RDS"
  ok_actions          = local.actions
  period              = 300
  statistic           = "Minimum"
  threshold           = local.rds_memory_mib * 1024 * 1024
  treat_missing_data  = "breaching"

  dimensions = {
    DBInstanceIdentifier = var.targets.db_identifier
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-rds-memory" })
}

# At two thousand million PostgreSQL refuses writes until a vacuum of hours is through. Autovacuum
# keeps far below; half-way there it does not get through, and there is still time.
resource "aws_cloudwatch_metric_alarm" "rds_transaction_ids" {
  alarm_actions       = local.actions
  alarm_description   = "Autovacuum falls behind: look for a long transaction or an abandoned replication slot before PostgreSQL refuses writes."
  alarm_name          = "${var.name_prefix}-rds-transaction-ids"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "MaximumUsedTransactionIDs"
  namespace           = "AWS/RDS"
  ok_actions          = local.actions
  period              = 3600
  statistic           = "Maximum"
  threshold           = local.rds_transaction_ids
  treat_missing_data  = "ignore"

  dimensions = {
    DBInstanceIdentifier = var.targets.db_identifier
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-rds-transaction-ids" })
}

# With noeviction a full cache refuses writes, and the job queue lives there.
resource "aws_cloudwatch_metric_alarm" "cache_memory" {
  for_each = var.targets.cache_cluster_ids

  alarm_actions       = local.actions
  alarm_description   = "Cache node ${each.value} fills up: at 100 percent writes fail and no job can be queued."
  alarm_name          = "${each.value}-cache-memory"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 3
  metric_name         = "DatabaseMemoryUsagePercentage"
  namespace           = "AWS/ElastiCache"
  ok_actions          = local.actions
  period              = 60
  statistic           = "Maximum"
  threshold           = var.monitoring.cache_memory_percent
  treat_missing_data  = "breaching"

  dimensions = {
    CacheClusterId = each.value
  }

  tags = merge(var.tags, { Name = "${each.value}-cache-memory" })
}

resource "aws_cloudwatch_metric_alarm" "cache_cpu" {
  for_each = var.targets.cache_cluster_ids

  alarm_actions       = local.actions
  alarm_description   = "The engine of cache node ${each.value} is close to one full core: look for slow commands in the slow log."
  alarm_name          = "${each.value}-cache-cpu"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 5
  metric_name         = "EngineCPUUtilization"
  namespace           = "AWS/ElastiCache"
  ok_actions          = local.actions
  period              = 60
  statistic           = "Average"
  threshold           = local.cache_engine_cpu_percent
  treat_missing_data  = "breaching"

  dimensions = {
    CacheClusterId = each.value
  }

  tags = merge(var.tags, { Name = "${each.value}-cache-cpu" })
}
