variable "api" {
  description = "API service: task size, number of tasks, scaling and deployment."
  type = object({
    autoscaling_cpu_percent         = number
    autoscaling_requests_per_target = number
    db_pool_overflow                = number
    db_pool_size                    = number
    deregistration_delay_seconds    = number
    desired_count                   = number
    health_check_path               = string
    max_count                       = number
    min_count                       = number
    processes                       = number
    task_cpu                        = number
    task_memory                     = number
    termination_wait_minutes        = number
  })

  validation {
    condition     = var.api.autoscaling_cpu_percent >= 10 && var.api.autoscaling_cpu_percent <= 90 && floor(var.api.autoscaling_cpu_percent) == var.api.autoscaling_cpu_percent
    error_message = "api.autoscaling_cpu_percent must be a whole number from 10 to 90."
  }

  validation {
    condition     = var.api.autoscaling_requests_per_target >= 1 && var.api.autoscaling_requests_per_target <= 1000000 && floor(var.api.autoscaling_requests_per_target) == var.api.autoscaling_requests_per_target
    error_message = "api.autoscaling_requests_per_target must be a whole number from 1 to 1000000."
  }

  validation {
    condition     = var.api.db_pool_overflow >= 0 && var.api.db_pool_overflow <= 100 && floor(var.api.db_pool_overflow) == var.api.db_pool_overflow
    error_message = "api.db_pool_overflow must be a whole number from 0 to 100."
  }

  validation {
    condition     = var.api.db_pool_size >= 1 && var.api.db_pool_size <= 100 && floor(var.api.db_pool_size) == var.api.db_pool_size
    error_message = "api.db_pool_size must be a whole number from 1 to 100."
  }

  validation {
    condition     = var.api.deregistration_delay_seconds >= 0 && var.api.deregistration_delay_seconds <= 3600 && floor(var.api.deregistration_delay_seconds) == var.api.deregistration_delay_seconds
    error_message = "api.deregistration_delay_seconds must be a whole number from 0 to 3600."
  }

  validation {
    condition     = startswith(var.api.health_check_path, "/") && length(var.api.health_check_path) <= 1024
    error_message = "api.health_check_path must begin with / and have at most 1024 characters."
  }

  validation {
    condition     = alltrue([for count in [var.api.min_count, var.api.desired_count, var.api.max_count] : count >= 1 && count <= 1000 && floor(count) == count])
    error_message = "api.min_count, api.desired_count and api.max_count must be whole numbers from 1 to 1000."
  }

  validation {
    condition     = var.api.min_count <= var.api.desired_count && var.api.desired_count <= var.api.max_count
    error_message = "api.desired_count must lie between api.min_count and api.max_count."
  }

  validation {
    condition     = var.api.processes >= 1 && var.api.processes <= 16 && floor(var.api.processes) == var.api.processes
    error_message = "api.processes must be a whole number from 1 to 16."
  }

  validation {
    condition = contains(flatten([
      [for memory in [512, 1024, 2048] : "256/${memory}"],
      [for memory in range(1024, 4097, 1024) : "512/${memory}"],
      [for memory in range(2048, 8193, 1024) : "1024/${memory}"],
      [for memory in range(4096, 16385, 1024) : "2048/${memory}"],
      [for memory in range(8192, 30721, 1024) : "4096/${memory}"],
      [for memory in range(16384, 61441, 4096) : "8192/${memory}"],
      [for memory in range(32768, 122881, 8192) : "16384/${memory}"],
    ]), "${var.api.task_cpu}/${var.api.task_memory}")
    error_message = "api.task_cpu and api.task_memory (MiB) must be a pair that Fargate offers, such as 512 and 1024."
  }

  validation {
    condition     = var.api.termination_wait_minutes >= 0 && var.api.termination_wait_minutes <= 2880 && floor(var.api.termination_wait_minutes) == var.api.termination_wait_minutes
    error_message = "api.termination_wait_minutes must be a whole number from 0 to 2880."
  }
}

variable "app_environment" {
  description = "Plain environment variables of the application."
  type        = map(string)
}

variable "app_secrets" {
  description = "Environment variables filled from Secrets Manager: name and reference (an ARN, or ARN:key::), never a value."
  type        = map(string)
}

variable "aws_region" {
  description = "Region of the cluster."
  type        = string
}

variable "buckets" {
  description = "ARNs of the application buckets by key: audit-logs, hbp-next, user-resources. Objects below audit-logs can not be deleted."
  type        = map(string)
}

variable "cache_connect_arns" {
  description = "ARNs of the cache and of the user that a task signs in as."
  type        = list(string)
}

variable "components" {
  description = "Components that this environment creates."
  type = object({
    batch  = bool
    sqs    = bool
    worker = bool
  })
}

variable "distribution_arn" {
  description = "CloudFront distribution whose cache the application may invalidate (AWS_CLOUDFRONT_HBP_ID)."
  type        = string
}

variable "environment" {
  description = "Environment name; Batch's queue and job definition are named after it."
  type        = string
}

variable "kms_key_arn" {
  description = "Key of the application's data; also encrypts the sessions of ECS Exec."
  type        = string
}

variable "load_balancer" {
  description = "Listeners and target groups between which CodeDeploy shifts the traffic."
  type = object({
    arn_suffix        = string
    listener_arn      = string
    test_listener_arn = string

    target_groups = map(object({
      arn        = string
      arn_suffix = string
      name       = string
    }))
  })
}

variable "log_retention_days" {
  description = "Days that logs are kept in CloudWatch Logs."
  type        = number

  validation {
    condition = contains(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.log_retention_days,
    )
    error_message = "log_retention_days must be a value that CloudWatch Logs accepts, such as 30, 90, 365 or 1827."
  }
}

variable "logs_kms_key_arn" {
  description = "Key of the log groups."
  type        = string
}

variable "mail" {
  description = "What a task may send mail with."
  type = object({
    configuration_set_arn = string
    identity_arn          = string
  })
}

variable "name_prefix" {
  description = "Prefix of every resource name: project and environment."
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

variable "queue_arns" {
  description = "Queues that a task writes to and reads from; empty without components.sqs."
  type        = list(string)
}

variable "repository_urls" {
  description = "Image repositories; worker is null without components.worker."
  type = object({
    api      = string
    frontend = string
    worker   = string
  })
}

variable "security_group_ids" {
  description = "Security groups of the tasks; worker is null without components.worker."
  type = object({
    api    = string
    worker = string
  })
}

variable "subnet_ids" {
  description = "Private application subnets."
  type        = list(string)
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "worker" {
  description = "arq worker service; read only when components.worker is true."
  type = object({
    autoscaling_cpu_percent = number
    desired_count           = number
    max_count               = number
    max_jobs                = number
    min_count               = number
    task_cpu                = number
    task_memory             = number
  })

  validation {
    condition     = var.worker.autoscaling_cpu_percent >= 10 && var.worker.autoscaling_cpu_percent <= 90 && floor(var.worker.autoscaling_cpu_percent) == var.worker.autoscaling_cpu_percent
    error_message = "worker.autoscaling_cpu_percent must be a whole number from 10 to 90."
  }

  validation {
    condition     = alltrue([for count in [var.worker.min_count, var.worker.desired_count, var.worker.max_count] : count >= 1 && count <= 1000 && floor(count) == count])
    error_message = "worker.min_count, worker.desired_count and worker.max_count must be whole numbers from 1 to 1000."
  }

  validation {
    condition     = var.worker.min_count <= var.worker.desired_count && var.worker.desired_count <= var.worker.max_count
    error_message = "worker.desired_count must lie between worker.min_count and worker.max_count."
  }

  validation {
    condition     = var.worker.max_jobs >= 1 && var.worker.max_jobs <= 1000 && floor(var.worker.max_jobs) == var.worker.max_jobs
    error_message = "worker.max_jobs must be a whole number from 1 to 1000."
  }

  validation {
    condition = contains(flatten([
      [for memory in [512, 1024, 2048] : "256/${memory}"],
      [for memory in range(1024, 4097, 1024) : "512/${memory}"],
      [for memory in range(2048, 8193, 1024) : "1024/${memory}"],
      [for memory in range(4096, 16385, 1024) : "2048/${memory}"],
      [for memory in range(8192, 30721, 1024) : "4096/${memory}"],
      [for memory in range(16384, 61441, 4096) : "8192/${memory}"],
      [for memory in range(32768, 122881, 8192) : "16384/${memory}"],
    ]), "${var.worker.task_cpu}/${var.worker.task_memory}")
    error_message = "worker.task_cpu and worker.task_memory (MiB) must be a pair that Fargate offers, such as 512 and 1024."
  }
}
