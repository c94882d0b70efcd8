variable "kms" {
  description = "Customer managed keys."
  type = object({
    deletion_window_days = number
  })

  validation {
    condition     = var.kms.deletion_window_days >= 7 && var.kms.deletion_window_days <= 30 && floor(var.kms.deletion_window_days) == var.kms.deletion_window_days
    error_message = "kms.deletion_window_days must be a whole number from 7 to 30."
  }
}

variable "log_retention_days" {
  description = "Days that the exported database logs stay in CloudWatch Logs."
  type        = number

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a period that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "logs_kms_key_arn" {
  description = "Key of the log groups."
  type        = string
}

variable "name_prefix" {
  description = "Start of every name: project and environment."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,20}[a-z0-9]$", var.name_prefix)) && !strcontains(var.name_prefix, "--")
    error_message = "name_prefix must be 2 to 22 lower case letters, digits and single hyphens, start with a letter and not end with a hyphen."
  }
}

variable "permissions_boundary_arn" {
  description = "Upper limit of every role, made by bootstrap/; no workflow can change it."
  type        = string
}

variable "rds" {
  description = "RDS for PostgreSQL 17."
  type = object({
    allocated_storage_gb      = number
    backup_retention_days     = number
    deletion_protection       = bool
    enable_pitr               = bool
    engine_version            = string
    instance_class            = string
    log_min_duration_ms       = number
    max_allocated_storage_gb  = number
    monitoring_interval       = number
    multi_az                  = bool
    performance_insights_days = number
    pgaudit                   = bool
  })

  validation {
    condition     = var.rds.allocated_storage_gb >= 20 && var.rds.allocated_storage_gb <= 65536 && floor(var.rds.allocated_storage_gb) == var.rds.allocated_storage_gb
    error_message = "rds.allocated_storage_gb must be a whole number from 20 to 65536 (gp3)."
  }

  validation {
    condition     = var.rds.backup_retention_days >= 0 && var.rds.backup_retention_days <= 35 && floor(var.rds.backup_retention_days) == var.rds.backup_retention_days
    error_message = "rds.backup_retention_days must be a whole number from 0 to 35."
  }

  validation {
    condition     = var.rds.enable_pitr == (var.rds.backup_retention_days > 0)
    error_message = "rds.enable_pitr must be true exactly when rds.backup_retention_days is above 0: RDS has no separate switch for point-in-time recovery."
  }

  validation {
    condition     = contains(["17", "17.5", "17.6", "17.7", "17.8", "17.9", "17.10", "17.11"], var.rds.engine_version)
    error_message = "rds.engine_version must be 17 (newest minor version, upgraded automatically) or one of 17.5 to 17.11."
  }

  validation {
    condition = anytrue([
      can(regex("^db\\.(t3|t4g)\\.(micro|small|medium|large|xlarge|2xlarge)$", var.rds.instance_class)),
      can(regex("^db\\.(m6g|m7g|r6g|r7g)\\.(large|xlarge|2xlarge|4xlarge|8xlarge|12xlarge|16xlarge)$", var.rds.instance_class)),
      can(regex("^db\\.(m5|r5)\\.(large|xlarge|2xlarge|4xlarge|8xlarge|12xlarge|16xlarge|24xlarge)$", var.rds.instance_class)),
      can(regex("^db\\.(m6i|r6i)\\.(large|xlarge|2xlarge|4xlarge|8xlarge|12xlarge|16xlarge|24xlarge|32xlarge)$", var.rds.instance_class)),
      can(regex("^db\\.(m7i|m8a|m8g|r7i|r8a|r8g)\\.(large|xlarge|2xlarge|4xlarge|8xlarge|12xlarge|16xlarge|24xlarge|48xlarge)$", var.rds.instance_class)),
    ])
    error_message = "rds.instance_class must be a class that RDS for PostgreSQL 17 offers in ap-northeast-1, such as db.t4g.medium or db.m7g.large."
  }

  validation {
    condition     = var.rds.log_min_duration_ms >= -1 && var.rds.log_min_duration_ms <= 2147483647 && floor(var.rds.log_min_duration_ms) == var.rds.log_min_duration_ms
    error_message = "rds.log_min_duration_ms must be a whole number from -1 (off) to 2147483647."
  }

  validation {
    condition     = var.rds.max_allocated_storage_gb >= 21 && var.rds.max_allocated_storage_gb <= 65536 && floor(var.rds.max_allocated_storage_gb) == var.rds.max_allocated_storage_gb
    error_message = "rds.max_allocated_storage_gb must be a whole number from 21 to 65536."
  }

  validation {
    condition     = var.rds.max_allocated_storage_gb > var.rds.allocated_storage_gb
    error_message = "rds.max_allocated_storage_gb must be above rds.allocated_storage_gb, or storage cannot grow."
  }

  validation {
    condition     = contains([0, 1, 5, 10, 15, 30, 60], var.rds.monitoring_interval)
    error_message = "rds.monitoring_interval must be 0 (off), 1, 5, 10, 15, 30 or 60 seconds."
  }

  validation {
    condition     = contains(concat([7, 731], [for month in range(1, 24) : 31 * month]), var.rds.performance_insights_days)
    error_message = "rds.performance_insights_days must be 7, a multiple of 31 up to 713, or 731."
  }
}

variable "security_group_id" {
  description = "Security group of the database: 5432 from the application and from nowhere else."
  type        = string
}

variable "subnet_ids" {
  description = "Private data subnets in at least two availability zones."
  type        = list(string)
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}
