variable "alarm_emails" {
  description = "Addresses that receive alarms; each has to confirm the subscription once."
  type        = list(string)

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@[:space:]]+@[^@[:space:]]+\\.[^@[:space:]]+$", email))])
    error_message = "alarm_emails must be mail addresses."
  }
}

variable "aws_region" {
  description = "Region of the metrics."
  type        = string
}

variable "kms_key_arn" {
  description = "Key of the alarm topic; its policy has to admit cloudwatch.amazonaws.com, or alarms are silent."
  type        = string
}

variable "monitoring" {
  description = "Alarm thresholds."
  type = object({
    alb_5xx_count_5min        = number
    cache_memory_percent      = number
    ecs_cpu_percent           = number
    ecs_memory_percent        = number
    rds_connections           = number
    rds_cpu_percent           = number
    rds_free_storage_gb       = number
    waf_blocked_requests_5min = number
  })

  validation {
    condition     = var.monitoring.alb_5xx_count_5min >= 1 && var.monitoring.alb_5xx_count_5min <= 1000000000 && floor(var.monitoring.alb_5xx_count_5min) == var.monitoring.alb_5xx_count_5min
    error_message = "monitoring.alb_5xx_count_5min must be a whole number from 1 to 1000000000."
  }

  validation {
    condition     = var.monitoring.cache_memory_percent >= 1 && var.monitoring.cache_memory_percent <= 100 && floor(var.monitoring.cache_memory_percent) == var.monitoring.cache_memory_percent
    error_message = "monitoring.cache_memory_percent must be a whole number from 1 to 100."
  }

  validation {
    condition     = var.monitoring.ecs_cpu_percent >= 1 && var.monitoring.ecs_cpu_percent <= 100 && floor(var.monitoring.ecs_cpu_percent) == var.monitoring.ecs_cpu_percent
    error_message = "monitoring.ecs_cpu_percent must be a whole number from 1 to 100."
  }

  validation {
    condition     = var.monitoring.ecs_memory_percent >= 1 && var.monitoring.ecs_memory_percent <= 100 && floor(var.monitoring.ecs_memory_percent) == var.monitoring.ecs_memory_percent
    error_message = "monitoring.ecs_memory_percent must be a whole number from 1 to 100."
  }

  validation {
    condition     = var.monitoring.rds_connections >= 1 && var.monitoring.rds_connections <= 1000000000 && floor(var.monitoring.rds_connections) == var.monitoring.rds_connections
    error_message = "monitoring.rds_connections must be a whole number from 1 to 1000000000."
  }

  validation {
    condition     = var.monitoring.rds_cpu_percent >= 1 && var.monitoring.rds_cpu_percent <= 100 && floor(var.monitoring.rds_cpu_percent) == var.monitoring.rds_cpu_percent
    error_message = "monitoring.rds_cpu_percent must be a whole number from 1 to 100."
  }

  validation {
    condition     = var.monitoring.rds_free_storage_gb >= 1 && var.monitoring.rds_free_storage_gb <= 65536 && floor(var.monitoring.rds_free_storage_gb) == var.monitoring.rds_free_storage_gb
    error_message = "monitoring.rds_free_storage_gb must be a whole number from 1 to 65536."
  }

  validation {
    condition     = var.monitoring.waf_blocked_requests_5min >= 1 && var.monitoring.waf_blocked_requests_5min <= 1000000000 && floor(var.monitoring.waf_blocked_requests_5min) == var.monitoring.waf_blocked_requests_5min
    error_message = "monitoring.waf_blocked_requests_5min must be a whole number from 1 to 1000000000."
  }
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

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "targets" {
  description = "What is watched. Lists of names and keys of the maps must be known at plan time; the other values need not."
  type = object({
    alb_arn_suffix              = string
    cache_cluster_ids           = map(string)
    cdn_certificate_arn         = string
    cdn_distribution_id         = string
    certificate_arn             = string
    codedeploy_application_name = string
    database_secret_arn         = string
    db_identifier               = string
    dead_letter_queue_names     = map(string)
    ecs_cluster_name            = string
    ecs_service_names           = map(string)
    job_queue_arns              = map(string)
    nat_gateway_ids             = map(string)
    queue_names                 = map(string)
    queue_visibility_seconds    = number
    target_group_arn_suffixes   = map(string)
    web_acl_name                = string
    web_acl_rate_rule_name      = string
  })
}
