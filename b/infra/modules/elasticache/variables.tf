variable "elasticache" {
  description = "ElastiCache replication group."
  type = object({
    automatic_failover      = bool
    engine                  = string
    node_type               = string
    num_cache_clusters      = number
    snapshot_retention_days = number
  })

  validation {
    condition     = !var.elasticache.automatic_failover || var.elasticache.num_cache_clusters >= 2
    error_message = "elasticache.automatic_failover needs elasticache.num_cache_clusters of at least 2."
  }

  validation {
    condition     = contains(["redis", "valkey"], var.elasticache.engine)
    error_message = "elasticache.engine must be redis or valkey."
  }

  validation {
    condition = anytrue([
      can(regex("^cache\\.(t2|t3|t4g)\\.(micro|small|medium)$", var.elasticache.node_type)),
      can(regex("^cache\\.(c8gn|m6g|m7g|m8g|r6g|r7g|r8g)\\.(large|xlarge|2xlarge|4xlarge|8xlarge|12xlarge|16xlarge)$", var.elasticache.node_type)),
      can(regex("^cache\\.(m5|r5)\\.(large|xlarge|2xlarge|4xlarge|12xlarge|24xlarge)$", var.elasticache.node_type)),
      can(regex("^cache\\.m4\\.(large|xlarge|2xlarge|4xlarge|10xlarge)$", var.elasticache.node_type)),
      can(regex("^cache\\.r4\\.(large|xlarge|2xlarge|4xlarge|8xlarge|16xlarge)$", var.elasticache.node_type)),
      can(regex("^cache\\.r6gd\\.(xlarge|2xlarge|4xlarge|8xlarge|12xlarge|16xlarge)$", var.elasticache.node_type)),
    ])
    error_message = "elasticache.node_type must be a node type that ElastiCache offers in ap-northeast-1, such as cache.t4g.small or cache.m7g.large."
  }

  validation {
    condition     = var.elasticache.num_cache_clusters >= 1 && var.elasticache.num_cache_clusters <= 6 && floor(var.elasticache.num_cache_clusters) == var.elasticache.num_cache_clusters
    error_message = "elasticache.num_cache_clusters must be a whole number from 1 to 6."
  }

  validation {
    condition     = var.elasticache.snapshot_retention_days >= 0 && var.elasticache.snapshot_retention_days <= 35 && floor(var.elasticache.snapshot_retention_days) == var.elasticache.snapshot_retention_days
    error_message = "elasticache.snapshot_retention_days must be a whole number from 0 (no snapshots) to 35."
  }
}

variable "kms_key_arn" {
  description = "Key of the data at rest."
  type        = string
}

variable "log_retention_days" {
  description = "Days that slow log and engine log stay in CloudWatch Logs."
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

variable "security_group_id" {
  description = "Security group of the cache: 6379 from the application and from nowhere else."
  type        = string
}

variable "subnet_ids" {
  description = "Private data subnets."
  type        = list(string)
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}
