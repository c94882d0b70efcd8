locals {
  # Engine upgrades of a major version change the family of the parameter group;
  # minor ones arrive with the maintenance window.
  engines = {
    redis  = { family = "redis7", version = "7.1" }
    valkey = { family = "valkey8", version = "8.0" }
  }

  engine    = local.engines[var.elasticache.engine]
  log_types = toset(["engine-log", "slow-log"])

  # ElastiCache names the members itself, counting from 001. Writing the names down
  # here makes them known before anything exists, as alarms need them to be.
  member_clusters = {
    for number in range(1, var.elasticache.num_cache_clusters + 1) :
    format("%03d", number) => format("%s-%03d", var.name_prefix, number)
  }
}

resource "aws_elasticache_subnet_group" "this" {
  description = "Private data subnets of ${var.name_prefix}"
  name        = var.name_prefix
  subnet_ids  = var.subnet_ids

  tags = merge(var.tags, { Name = var.name_prefix })
}

resource "aws_elasticache_parameter_group" "this" {
  description = "${local.engine.family} that refuses writes when memory is full"
  family      = local.engine.family
  name        = "${var.name_prefix}-${local.engine.family}"

  # The arq queue lives in this cache. Any eviction policy would drop queued jobs
  # silently when memory runs out; with noeviction the write fails, the caller
  # notices, and the memory alarm has spoken long before.
  parameter {
    name  = "maxmemory-policy"
    value = "noeviction"
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-${local.engine.family}" })

  lifecycle {
    # Another engine means another group, and one in use cannot be deleted.
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = local.log_types

  kms_key_id        = var.logs_kms_key_arn
  name              = "/aws/elasticache/${var.name_prefix}/${each.key}"
  retention_in_days = var.log_retention_days

  tags = merge(var.tags, { Name = "/aws/elasticache/${var.name_prefix}/${each.key}" })
}

resource "aws_elasticache_replication_group" "this" {
  description          = "Cache and arq queue of ${var.name_prefix}"
  replication_group_id = var.name_prefix

  engine               = var.elasticache.engine
  engine_version       = local.engine.version
  node_type            = var.elasticache.node_type
  num_cache_clusters   = var.elasticache.num_cache_clusters
  parameter_group_name = aws_elasticache_parameter_group.this.name
  port                 = 6379

  automatic_failover_enabled = var.elasticache.automatic_failover
  multi_az_enabled           = var.elasticache.automatic_failover
  security_group_ids         = [var.security_group_id]
  subnet_group_name          = aws_elasticache_subnet_group.this.name

  at_rest_encryption_enabled = true
  kms_key_id                 = var.kms_key_arn
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  user_group_ids             = [aws_elasticache_user_group.this.user_group_id]

  # Night in Japan, written in UTC: snapshot 02:00 to 03:00 every day, maintenance
  # Sunday 03:30 to 04:30.
  # The final snapshot outlives the cache. Its name has the beginning of the key's id,
  # so that a second teardown of an environment that was made again finds it free.
  apply_immediately          = false
  auto_minor_version_upgrade = true
  final_snapshot_identifier  = "${var.name_prefix}-final-${substr(element(split("/", var.kms_key_arn), 1), 0, 8)}"
  maintenance_window         = "sat:18:30-sat:19:30"
  snapshot_retention_limit   = var.elasticache.snapshot_retention_days
  snapshot_window            = "17:00-18:00"

  dynamic "log_delivery_configuration" {
    for_each = local.log_types

    content {
      destination      = aws_cloudwatch_log_group.this[log_delivery_configuration.key].name
      destination_type = "cloudwatch-logs"
      log_format       = "json"
      log_type         = log_delivery_configuration.key
    }
  }

  tags = merge(var.tags, { Name = var.name_prefix })
}
